"""What somebody typed, made plain: small letters, no accents, apostrophes or signs, usual slips."""

import re
import unicodedata
from collections.abc import Iterator

END = "."
"""Stands between two sentences of a plain text, with a space on each side."""

APOSTROPHES = re.compile("['’‘`´]")
SIGNS = {"🛑": " stop ", "✋": " stop ", "#": " number ", "&": " and ", "📵": " stop texting "}
SENTENCE_ENDS = re.compile(r"[.!?;,:¡¿\n\r|…—()\"“”]+|\s-+\s")
TITLES = re.compile(r"\b([Dd]r|[Mm]rs?|[Mm]s|[Ss]ra?|[Dd]ra)\.")
NO_WORD = re.compile(r"[^\w.]+|_")
DRAWN_OUT = re.compile(r"(.)\1{2,}")
SHORTHAND = {
    "u": "you",
    "ur": "your",
    "yall": "you",
    "pls": "please",
    "plz": "please",
    "plez": "please",
    "pleas": "please",
    "txt": "text",
    "txts": "texts",
    "txting": "texting",
    "texing": "texting",
    "textin": "texting",
    "texted": "texted",
    "msg": "message",
    "msgs": "messages",
    "msging": "messaging",
    "thx": "thanks",
    "thnx": "thanks",
    "nomore": "no more",
    "unscribe": "unsubscribe",
    "stahp": "stop",
    "stpo": "stop",
    "sotp": "stop",
    "stp": "stop",
    "sto": "stop",
    "stopp": "stop",
    "dnt": "dont",
    "dont": "dont",
    "anymor": "anymore",
    "unsub": "unsubscribe",
    "w": "with",
    "wrng": "wrong",
    "rmv": "remove",
    "rmove": "remove",
    "stap": "stop",
    "stope": "stop",
    "optout": "opt out",
    "dis": "this",
    "tis": "this",
    "gtfo": "get lost",
    "lve": "leave",
    "numbr": "number",
    "num": "number",
    "nr": "number",
    "q": "que",
    "xfa": "por favor",
    "porfa": "por favor",
    "porfavor": "por favor",
    "pf": "por favor",
    "tel": "telefono",
}
KNOWN = (
    "message messages texting remove delete number wrong person unsubscribe permission consent "
    "harassment contact contacto contactos subscription notifications reminders receive mensaje mensajes numero "
    "equivocado telefono"
).split()
"""Words that are often typed with one slip."""
NOT_SLIPS = frozenset(
    "persona remover remueva testing tested resting removed removes deleted deletes numbers wronged persons personal "
    "receives received massage massages contacts content contents consents members member "
    "reminder notification numeros telefonos equivocada removal texting vexing nexting bumper "
    "lumber recieved".split()
)
SHORTEST_SLIP = 5


def plain(text: str) -> str:
    """The text in plain words, with END between its sentences, each said once: “Don’t!! No, no” is “dont . no”."""
    text = TITLES.sub(r"\1", text)
    for sign, word in SIGNS.items():
        text = text.replace(sign, word)
    spread = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text)).casefold()
    bare = "".join(each for each in spread if not unicodedata.combining(each))
    marked = NO_WORD.sub(" ", SENTENCE_ENDS.sub(f" {END} ", bare))
    words = (_mended(word) for word in marked.split())
    return " ".join(_without_repeats(words))


def sentences(plain_text: str) -> tuple[str, ...]:
    """The sentences of a plain text, each by itself."""
    return tuple(each.strip() for each in plain_text.split(END) if each.strip())


def _without_repeats(words: Iterator[str]) -> Iterator[str]:
    before = END
    for word in words:
        if word != before:
            yield word
        before = word


def _mended(word: str) -> str:
    word = DRAWN_OUT.sub(r"\1", word)
    word = SHORTHAND.get(word, word)
    if len(word) < SHORTEST_SLIP or word in NOT_SLIPS or word in KNOWN:
        return word
    return next((known for known in KNOWN if _is_one_slip_from(word, known)), word)


def _is_one_slip_from(word: str, known: str) -> bool:
    """One letter more, fewer, other, or two changed about; the first letter is hardly ever wrong."""
    if word[0] != known[0] or abs(len(word) - len(known)) > 1:
        return False
    start = next(
        (place for place, (a, b) in enumerate(zip(word, known, strict=False)) if a != b),
        min(len(word), len(known)),
    )
    left, right = word[start:], known[start:]
    return (
        left[1:] == right
        or left == right[1:]
        or left[1:] == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )
