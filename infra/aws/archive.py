"""Makes the zip small and quick to start: without what never runs, and already compiled."""

import compileall
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from py_compile import PycInvalidationMode

SERVICES = frozenset(
    (
        "cognito-idp",
        "connect",
        "dynamodb",
        "logs",
        "pinpoint-sms-voice-v2",
        "s3",
        "sesv2",
        "sns",
        "sqs",
        "sts",
    )
)
"""Of the hundreds that botocore describes: those that the program calls."""
NEVER_RUNS = (
    "pip",
    "setuptools",
    "wheel",
    "pkg_resources",
    "_distutils_hack",
    "inquirer",
    "blessed",
    "jinxed",
    "wcwidth",
    "readchar",
    "click",
    "yaml",
    "_yaml",
    "pyyaml",
    "editor",
    "runs",
    "xmod",
    "bin",
)
"""Tools of Chalice's own command line, which stay at home: its run time needs none of them."""
MOMENT = (1980, 1, 1, 0, 0, 0)
"""Of every file, so that the same program makes the same zip."""


def finish_archive(archive: Path) -> None:
    """Write the zip anew, with every module compiled for the Python that runs this."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(place, [name for name in packed.namelist() if is_wanted(name)])
        compileall.compile_dir(
            place,
            quiet=1,
            stripdir=folder,
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        )
        _write(place, archive)


def is_wanted(name: str) -> bool:
    """Whether a file of the zip has anything to do in a function."""
    parts = PurePosixPath(name).parts
    if parts[0].split("-")[0] in NEVER_RUNS:
        return False
    match parts:
        case ("botocore", "data", service, _, *_):
            return service in SERVICES
        case ("boto3", "examples" | "data", *_):
            return False
        case ("phonenumbers", "geodata" | "carrierdata", *_):
            return False
    return "__pycache__" not in parts and not name.endswith("/")


def _write(place: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in _files(place):
            entry = zipfile.ZipInfo(file.relative_to(place).as_posix(), date_time=MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, file.read_bytes())


def _files(place: Path) -> Iterator[Path]:
    return (file for file in sorted(place.rglob("*")) if file.is_file())
