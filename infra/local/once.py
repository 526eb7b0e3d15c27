"""Does at once what else a clock would begin, such as the night’s sums, beside a running laptop."""

import argparse
import logging

from chalicelib.logs import speak_json
from infra.local.functions import FAILED, called, function_named, tick
from infra.local.leave import watch
from infra.local.pumps import SCHEDULES


def main() -> None:
    """Call one of the functions that a schedule calls; what it says goes to standard error."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    names = {name.rpartition(":")[2]: name for name in SCHEDULES}
    parser.add_argument("function", choices=sorted(names))
    name = names[parser.parse_args().function]
    logging.basicConfig(level=logging.INFO)
    speak_json()
    watch()
    if called(function_named(name), tick(), name=name) is FAILED:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
