"""Asks the translator of AWS itself what it makes of the template; run in .venv-infra."""

import json
import sys
from pathlib import Path

from samtranslator.translator.transform import transform

ANYWHERE = "us-east-1"
SOME_BUCKET = "s3://somewhere/deployment.zip"


class NoPolicies:
    """The translator asks for names of AWS's own policies; we name none of them."""

    def load(self) -> dict[str, str]:
        return {}


def translated(template: Path) -> dict[str, object]:
    """
    What CloudFormation gets to see.

    :raises InvalidDocumentException: saying what the translator does not take.
    """
    document = json.loads(template.read_text())
    for resource in document["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = SOME_BUCKET
    made: dict[str, object] = transform(document, {}, NoPolicies())
    return made


if __name__ == "__main__":
    made = translated(Path(sys.argv[1]))
    Path(sys.argv[2]).write_text(json.dumps(made, indent=1))
