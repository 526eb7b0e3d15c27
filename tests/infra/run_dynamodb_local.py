"""Runs DynamoDB Local in memory at the port named, until told to stop."""

import signal
import subprocess
import sys

from tests.infra.fetch_dynamodb_local import JAR, JAVA, LIBRARIES

# What a short life needs: up soon, and no more of this machine than its tables take.
FLAGS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m")
OPTIONS = ("-inMemory", "-sharedDb", "-disableTelemetry")


def main() -> None:
    """Java is a child of ours, because we notice when whoever started us is gone."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    path = f"-Djava.library.path={LIBRARIES}"
    java = subprocess.Popen(
        [JAVA.read_text(), *FLAGS, path, "-jar", str(JAR), *OPTIONS, "-port", sys.argv[1]]
    )
    try:
        sys.exit(java.wait())
    finally:
        java.kill()


if __name__ == "__main__":
    main()
