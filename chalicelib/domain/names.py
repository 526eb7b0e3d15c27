"""Names as people look for them: without case and accents, and in any order of words."""

import unicodedata


def folded(name: str) -> str:
    """The letters that count when a name is looked for."""
    plain = unicodedata.normalize("NFKD", " ".join(name.split()))
    return "".join(c for c in plain.casefold() if not unicodedata.combining(c) and c >= " ")


def wanted_words(search: str) -> tuple[str, ...]:
    """What has to be part of a name; “Ortiz, Lena” and “lena ortiz” want the same."""
    return tuple(folded(search.replace(",", " ")).split())


def is_found(name: str, *, words: tuple[str, ...]) -> bool:
    """Whether each word is a part of the (folded) name, anywhere in it."""
    return all(word in name for word in words)
