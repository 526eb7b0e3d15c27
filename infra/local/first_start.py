"""Makes the demo practice, unless it is there already."""

import importlib
import importlib.util
import sys

SEED = "infra.local.seed"


def main() -> None:
    if importlib.util.find_spec(SEED) is None:
        sys.stdout.write("This copy of the program has no demo practice yet.\n")
        return
    seed = importlib.import_module(SEED)
    if not seed.is_seeded():
        seed.main()


if __name__ == "__main__":
    main()
