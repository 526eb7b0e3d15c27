"""Makes what is deployed: one zip of the program, small and already compiled, and one template."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from infra.aws.archive import finish_archive
from infra.aws.finish import finished
from infra.aws.template import whole_template, write_template

ROOT = Path(__file__).parents[2]
MEGABYTE = 1_000_000
LARGEST_ZIP = 28 * MEGABYTE
REGION_OF_NO_ACCOUNT = {"AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true"}


def package(stage: str, *, into: Path) -> Path:
    """
    Write `deployment.zip` and `template.json` for this stage; the template's path.

    :raises CalledProcessError: if Chalice cannot package the program; it has said why.
    """
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    _forget_compiled()
    merge = into / "merge.json"
    write_template(whole_template(), to=merge)
    subprocess.run(
        [*_chalice(), "package", "--stage", stage, "--merge-template", str(merge), str(into)],
        cwd=ROOT,
        env={**os.environ, **REGION_OF_NO_ACCOUNT, "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
    )
    template = into / "template.json"
    write_template(finished(json.loads((into / "sam.json").read_text()), stage=stage), to=template)
    merge.unlink()
    (into / "sam.json").unlink()
    finish_archive(into / "deployment.zip")
    return template


def _chalice() -> list[str]:
    return [str(Path(sys.executable).with_name("chalice"))]


def _forget_compiled() -> None:
    """Chalice zips all that it finds; what this machine compiled has no business there."""
    for stale in (ROOT / "chalicelib").rglob("__pycache__"):
        shutil.rmtree(stale)


def main() -> None:
    """Package the program for one stage, and say how large it became."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--stage", choices=("dev", "prod"), default="dev")
    parser.add_argument("--into", type=Path)
    asked = parser.parse_args()
    into = asked.into or ROOT / "build" / asked.stage
    template = package(asked.stage, into=into)
    size = (into / "deployment.zip").stat().st_size
    sys.stdout.write(f"{template}\n{into / 'deployment.zip'}: {size / MEGABYTE:.1f} MB\n")
    if size > LARGEST_ZIP:
        sys.exit(f"The zip is larger than {LARGEST_ZIP / MEGABYTE:.0f} MB.")


if __name__ == "__main__":
    main()
