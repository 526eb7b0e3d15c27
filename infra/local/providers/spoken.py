"""What a listener hears of a spoken message: its words without the marks for the voice."""

import re
from xml.etree import ElementTree as Xml


def plain_words(ssml: str) -> str:
    """The words of one SSML document; what cannot be read as SSML is given back as it is."""
    try:
        document = Xml.fromstring(ssml)  # noqa: S314 - our own program's words
    except Xml.ParseError:
        return ssml
    for pause in document.iter("break"):
        pause.tail = f" {pause.tail or ''}"
    for sentence in (*document.iter("p"), *document.iter("s")):
        sentence.tail = f" {sentence.tail or ''}"
    return re.sub(r"\s+", " ", "".join(document.itertext())).strip()
