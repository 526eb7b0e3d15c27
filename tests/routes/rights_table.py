"""The table of pages and rights in the documents; as a command, writes it anew."""

from pathlib import Path

from app import app
from chalicelib.routes.door import NEEDED

DOCUMENT = Path(__file__).parents[2] / "docs" / "features" / "rights.md"
MARK = "| page | view | create | billing | admin |\n|---|---|---|---|---|\n"
RIGHTS = ("view", "create", "billing", "admin")


def staff_pages() -> list[tuple[str, str, str]]:
    """Method, path and right of every page of the staff."""
    assert app.routes
    return sorted(
        ((method, path, right) for (method, path), right in NEEDED.items()),
        key=lambda page: (page[1], page[0]),
    )


def table() -> str:
    """One line for each page: a tick under the right that it takes."""
    lines = [
        f"| `{method} {path}` | "
        + " | ".join("yes" if right == needed else "" for right in RIGHTS)
        + " |\n"
        for method, path, needed in staff_pages()
    ]
    return MARK + "".join(lines)


def written() -> str:
    """The table as it stands in the document."""
    return MARK + DOCUMENT.read_text(encoding="utf-8").partition(MARK)[2]


if __name__ == "__main__":
    before = DOCUMENT.read_text(encoding="utf-8").partition(MARK)[0]
    DOCUMENT.write_text(before + table(), encoding="utf-8")
