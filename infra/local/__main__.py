"""The command `python -m infra.local`: the whole program on this machine."""

import argparse
import sys
from pathlib import Path

from infra.local.supervisor import Wishes, run

PORTS = range(1, 65536)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m infra.local", description=__doc__)
    parser.add_argument("--port", type=_port, default=8000, help="where the browser finds it")
    parser.add_argument("--data", type=Path, default=Path(".local"), help="where it keeps things")
    parser.add_argument("--workers", type=int, default=1, help="how many worker processes")
    parser.add_argument("--empty", action="store_true", help="without the demo practice's data")
    asked = parser.parse_args()
    return run(
        Wishes(
            port=asked.port,
            data=asked.data,
            workers=max(1, asked.workers),
            with_demo_practice=not asked.empty,
        )
    )


def _port(value: str) -> int:
    if not value.isdecimal() or int(value) not in PORTS:
        raise argparse.ArgumentTypeError(f"{value} is no port; ports go from 1 to 65535")
    return int(value)


if __name__ == "__main__":
    sys.exit(main())
