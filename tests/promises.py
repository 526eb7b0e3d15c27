"""What the product promises, and the journeys that show it; as a command, writes the table."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent
DOCUMENT = TESTS.parent / "docs" / "features" / "promises.md"
MARK = "| | promise | shown by |\n|---|---|---|\n"
PROMISES: Mapping[str, str] = {
    "S1": "Five tabs in their order, each a page of its own, all of it by keyboard",
    "S2": "A group is reached in one go, each contact by email, text or phone as they chose",
    "S3": "With too few credits nothing leaves, and the page says how many are missing",
    "S4": "A text that comes in costs once; STOP, START, HELP are free; none is lost unpaid",
    "S5": "One balance on all tabs that spend, fresh after a send; none on Contact Preferences",
    "S6": "Messages are made and priced before anything is sent; thrown away, they cost nothing",
    "S7": "One price for each of the five contact methods, per message",
    "S8": "Five plans, with what is free in them",
    "S9": "Only the chosen way, never another address in its place; the others are listed with why",
    "S10": "Each patient has a message with their own details, and none goes out with a gap",
    "S11": "A broadcast reaches each address once, the same for all, with details of its own",
    "S12": "Templates have versions; what was made keeps the words that it was made with",
    "S13": "Words used before are copied; the past stays",
    "S14": "A receipt changes the one message that it is about",
    "S15": "What bounced names address, patient and why; it is not used again until corrected",
    "S16": "What was bought and what was used, month by month; both are the ledger",
    "S17": "Credits come once, when they are paid; refused adds none, refunded takes them back",
    "S18": "A report from one day to another, both of them in, by the practice’s clock",
    "S19": "Five groups in their order, whose sums are the totals",
    "S20": "Print, CSV and workbook hold the rows of the page; no cell of them is a formula",
    "S21": "The practice’s default for those who said nothing; never written into a record",
    "S22": "Visits are confirmed from the schedule: those listed, or all of the day",
    "O1": "An answer, a key or a link confirms that very visit; of two, it asks which",
    "O2": "Four rights; who lacks one reads whom to ask",
    "O3": "A voice says names as people do; answers always have somewhere to go",
    "O4": "Letters and talks are left to staff, cost nothing, and count as manual when ticked",
    "O5": "Low credits are told once, until more are bought",
    "P1": "STOP in many words, at once and free, confirmed once; what waits is returned",
    "P2": "No text and no call at night where its reader lives: held, not dropped",
    "P3": "A later start sets credits aside, adds nobody, and looks again when it comes",
    "P4": "An inbox by number, with everybody whose number it is, and those nobody knows",
    "P5": "Each message as its reader gets it, and a test to oneself by each channel",
    "P6": "The same is not told twice, and one number not too often",
    "P7": "CSV, workbook and FHIR; bad rows named by line and column, good ones kept",
    "P8": "Spanish for whoever reads it; where there is none, the page says so",
    "P9": "Each channel says in its own words what became of a message, and when",
    "P10": "One click unsubscribes; looking does not",
    "P11": "Who did what is on record, and only ever added to",
    "P12": "One message for a household, once paid",
    "P13": "The meter names the letter that makes a text dear",
    "N1": "Selected is made plus skipped, on the page and in the file",
    "N2": "What was refused comes back as a line of the ledger of its own",
    "N3": "CANCEL after a reminder stops texts and leaves the visit; no template asks for it",
    "N4": "A wish to stop in any words holds at once and waits for staff",
    "N5": "When each message goes, by its reader’s clock, and the rule that holds it",
    "N6": "Why a patient is to come stands in no text, call or subject; in an email with open eyes",
    "N7": "Stop keeps back what has not left, and its credits return",
    "N8": "What was corrected goes again: exactly that, with its own price",
    "N9": "A proof file in which one changed letter shows",
    "N10": "Never twice, whoever presses and whatever dies",
    "N11": "All of it on one machine, without an account",
}


def table() -> str:
    """One line for each promise."""
    shown = shown_by()
    lines = (
        f"| {name} | {words} | {'<br>'.join(shown.get(name, ()))} |\n"
        for name, words in PROMISES.items()
    )
    return MARK + "".join(lines)


def written() -> str:
    """The table as it stands in the document."""
    return MARK + DOCUMENT.read_text(encoding="utf-8").partition(MARK)[2]


@cache
def shown_by() -> Mapping[str, tuple[str, ...]]:
    """By promise, the journeys that name it, as links."""
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        place = path.relative_to(TESTS.parent).as_posix()
        for journey, names in _marked(ast.parse(path.read_text(encoding="utf-8"))):
            words = journey.removeprefix("test_").replace("_", " ")
            for name in names:
                found.setdefault(name, []).append(f"[{words}](../../{place})")
    return {name: tuple(links) for name, links in found.items()}


def _marked(module: ast.Module) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.shows":
                    yield node.name, tuple(str(ast.literal_eval(each)) for each in mark.args)


if __name__ == "__main__":
    before = DOCUMENT.read_text(encoding="utf-8").partition(MARK)[0]
    DOCUMENT.write_text(before + table(), encoding="utf-8")
