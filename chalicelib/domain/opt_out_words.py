"""
Whether somebody plainly asks, in their own words, to hear no more from the practice.

No model and no network: patterns, tried on the phrases in tests/domain/phrases. A miss leaves a
family with texts that they asked to end; a false alarm only pauses a number until staff look.
"""

import re
from functools import cache

from chalicelib.domain import opt_out_endings as endings
from chalicelib.domain import opt_out_english as english
from chalicelib.domain import opt_out_hints as hints
from chalicelib.domain import opt_out_lives as lives
from chalicelib.domain import opt_out_spanish as spanish
from chalicelib.domain.opt_out_together import are_together
from chalicelib.domain.plain_words import plain, sentences

NOT_ME = re.compile(
    r"\b(?:I[’']?m|I am|[Tt]his is|[Ii]t[’']?s|[Yy]o)? ?(?:not|[Nn]o soy|isn[’']t) "
    r"(?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*day\b|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|May)\b"
    r"|January|February|March|April|June|July|August|September|October|November|December|Medic|Dr|Walgreens|Aetna|Covid|Spanish|English)"
    r"(?:Mrs?\.? |Ms\.? |Miss )?[A-Z][a-z]{2,}(?: anymore| any more)?\s*(?:[.!,]|$)"
)
"""“I’m not Ana.”: the one place where a capital letter says that a name is meant."""
WORDS_OF_A_CRY = 12
"""“Please, for the last time, stop”: longer sentences are not all small words."""
CHARACTERS_LOOKED_AT = 1_000
"""Longer replies than that are no texts; what stands first decides."""

UNLESS = (
    # They want the texts; it is calls, emails or a time of day that does not suit them.
    r"(?:^|\b(?:please|want to|like to|wish to|can|could|to|but|just|and|dont stop|do not stop) )"
    r"(?:keep|continue) (?:\w+ ){0,2}(?:texting|sending|texts?|reminders?|messages?|getting|receiving)\b"
    r"(?! (?:me )?(?:and|or) (?:i|ill|im|we|well)\b)",
    r"\b(?:dont|do not|never) stop\b",
    r"\b(?:dont|do not|rather than|instead of|not) (?:call|calling)\b(?! or| and).{0,30}\b(?:text|texts|message)\b",
    r"\b(?:dont|do not) (?:call|text|message|contact)(?: \w+){0,3}"
    r" (?:right now|now|today|tonight|tomorrow|before|after|until|till|at work|during|between|while"
    r"|this week|yet|at night|in the morning|so early|so late|unless|about my)\b",
    r"\bcall (?:me|us) (?:and )?not text\b",
    r"\btext (?:me|us) (?:instead|only|please)\b",
    r"\b(?:by|on) accident\b|\bby mistake\b|\bresubscribe\b|\bre subscribe\b|\bmeant for\b",
    r"\bunsubscribe (?:from )?(?:my old|the newsletter|my other|the email|email)\b",
    r"\bold (?:number|phone|cell|email|address)\b|(?<!this is a )(?<!this is my )\bwork number\b",
    r"\b(?:aunt|grandma|grandmother|uncle|nanny|stepdad|stepmom|babysitter|bringing|coming with)\b",
    # Lists and offers of another kind, and other things that can be removed.
    r"\b(?:stitches|sutures|staples|cast|wart|mole|bandage|puntos|yeso)\b",
    r"\b(?:wait ?list|waiting list|cancellation list|schedule|standby)\b",
    r"\bignore (?:my|the) last\b|\bis (?:this|it|that) (?:\w+ )?spam\b",
    r"\bi (?:just |accidentally |may have |think i )*(?:texted|messaged|sent|dialed|called|typed|hit)(?: \w+){0,4} wrong\b",
    r"\b(?:pharmacy|refill) (?:has|had)\b|\bgave me the wrong\b|\b(?:dialed|called) the wrong\b",
    r"\b(?:reminders?|texts?|messages?) in (?:spanish|english)\b|\byo l[oa] llevo\b",
    r"\b(?:i|we|ive) stopped (?!\w+ing (?:me|us|there|to (?:you|your)))",
    r"\blista de espera\b|\bnumero (?:viejo|anterior|nuevo)\b",
    r"\bno (?:me |nos )?(?:llame|llamen|mande|manden|escriban?)(?: \w+){0,2}"
    r" (?:ahora|ahorita|hoy|manana|al trabajo|en el trabajo|antes|despues|tan|a esta hora|todavia)\b",
    r"\b(?:mejor|prefiero|solo) (?:un |por |que )?(?:me )?(?:mensajes?|textos?|mande\w*|envie\w*|escrib\w*)\b",
    # “Thanks, that is all”; and nothing more is needed.
    r"(?:^|\. )gracias no mas(?= \.|$)|\bestamos bien con\b",
    r"\bsi quiero\b",
    r"\bput (?:him|her|me|us|them) (?:with|on|in|at|down)\b(?! (?:your|the|a) (?:do not|dnc|no))",
)
"""Where one of these stands, no pattern counts: it was not meant so."""


def asks_to_stop(text: str) -> bool:
    """Whether these words, in English or Spanish, plainly ask for no more messages or calls."""
    said = plain(text[:CHARACTERS_LOOKED_AT])
    if _unless().search(said):
        return False
    short = (each for each in sentences(said) if each.count(" ") < WORDS_OF_A_CRY)
    if NOT_ME.search(text[:CHARACTERS_LOOKED_AT]) or any(map(_whole().fullmatch, short)):
        return True
    if any(map(are_together, sentences(said))):
        return True
    return _patterns().search(said) is not None


@cache
def _patterns() -> re.Pattern[str]:
    return re.compile(
        "|".join(
            f"(?:{each})"
            for each in english.ENGLISH
            + hints.HINTS
            + endings.ENDINGS
            + lives.LIVES
            + spanish.SPANISH
        )
    )


@cache
def _whole() -> re.Pattern[str]:
    before, after = (
        "|".join(sorted(getattr(english, name) | getattr(spanish, name)))
        for name in ("BEFORE", "AFTER")
    )
    whole = f"(?:{english.WHOLE}|{spanish.WHOLE})"
    return re.compile(rf"(?:(?:{before}) )*{whole}(?: (?:{after})| {whole})*")


@cache
def _unless() -> re.Pattern[str]:
    return re.compile("|".join(UNLESS))
