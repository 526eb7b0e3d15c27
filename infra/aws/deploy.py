"""Brings a package to an account with AWS's own command line, and takes all of it away again."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MADE_BY_MAKE = ROOT / ".venv-infra" / "bin" / "aws"
CAPABILITIES = ("CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND")


class NoCommandLine(Exception):
    """There is no `aws` command on this machine."""

    def __init__(self) -> None:
        super().__init__("AWS's command line is needed. `make deploy` sets it up in .venv-infra.")


def deploy(template: Path, *, stack: str, bucket: str, parameters: Path | None) -> None:
    """
    Upload the zip, then make the stack or change it into what the template says.

    :raises CalledProcessError: if AWS refuses; its command line has said why.
    """
    uploaded = template.with_name("deployed.json")
    where = ["--s3-bucket", bucket, "--s3-prefix", stack]
    files = ["--template-file", str(template), "--output-template-file", str(uploaded)]
    _aws("package", *where, "--use-json", *files)
    # Without a file, a parameter keeps what it was given before.
    given = ["--parameter-overrides", f"file://{parameters}"] if parameters else []
    names = ["--template-file", str(uploaded), "--stack-name", stack, *where]
    more = ["--capabilities", *CAPABILITIES, "--no-fail-on-empty-changeset"]
    _aws("deploy", *names, *more, *given)


def destroy(*, stack: str) -> None:
    """
    Take the stack away; what patients' data is in stays, as the template says.

    :raises CalledProcessError: if AWS refuses; its command line has said why.
    """
    _aws("delete-stack", "--stack-name", stack)
    _aws("wait", "stack-delete-complete", "--stack-name", stack)


def _aws(*words: str) -> None:
    found = MADE_BY_MAKE if MADE_BY_MAKE.exists() else shutil.which("aws")
    if found is None:
        raise NoCommandLine
    # Its last line tells how to go on by hand, which `make` does.
    command = [str(found), "cloudformation", *words]
    subprocess.run(command, check=True, env={**os.environ, "AWS_PAGER": ""})


def main() -> None:
    """Deploy a package, or destroy what was deployed."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("what", choices=("deploy", "destroy"))
    parser.add_argument("--stack", required=True)
    parser.add_argument("--template", type=Path)
    parser.add_argument("--bucket", default="")
    parser.add_argument("--parameters", type=Path)
    parser.add_argument("--confirm", default="")
    asked = parser.parse_args()
    try:
        if asked.what == "destroy":
            if asked.confirm != asked.stack:
                sys.exit(f"Say which one: make destroy CONFIRM={asked.stack}")
            destroy(stack=asked.stack)
        elif not asked.bucket:
            sys.exit("Name a bucket of yours for the zip: make deploy BUCKET=my-bucket")
        else:
            deploy(
                asked.template,
                stack=asked.stack,
                bucket=asked.bucket,
                parameters=asked.parameters,
            )
    except NoCommandLine as trouble:
        sys.exit(str(trouble))
    except subprocess.CalledProcessError as refused:
        sys.exit(refused.returncode)


if __name__ == "__main__":
    main()
