"""The words that mean something by themselves when a patient sends them back."""

from enum import StrEnum

from chalicelib.domain.plain_words import plain


class Keyword(StrEnum):
    """What one word can ask for."""

    STOP = "stop"
    START = "start"
    HELP = "help"
    CONFIRM = "confirm"
    RESCHEDULE = "reschedule"


STOP_WORDS = frozenset(
    "stop stopall unsubscribe cancel end quit optout revoke stopp arret "
    "alto parar pare paren baja cancelar detener salir terminar basta fin".split()
)
START_WORDS = frozenset(
    "start unstop optin resume subscribe startall comenzar empezar iniciar inicio alta reanudar "
    "suscribir suscribirme".split()
)
HELP_WORDS = frozenset("help info aide ayuda informacion auxilio helpme".split())
CONFIRM_WORDS = frozenset(
    "1 c y yes si confirm confirmed iconfirm yesconfirm yesconfirmed yesiconfirm confirming "
    "yesplease confirmo confirmar confirmado confirmada siconfirmo 1confirm cconfirm 1c c1 "
    "yesc yes1 siconfirmado confirma confirmamos weconfirm".split()
)
RESCHEDULE_WORDS = frozenset(
    "2 r reschedule rescheduled rreschedule 2r r2 needtoreschedule reprogramar cambiar cambiarcita "
    "cambiarlacita reagendar rechedule reshedule reschedul ineedtoreschedule reprogramarcita "
    "pleasereschedule rescheduleplease".split()
)
CANCEL_WORDS = frozenset({"cancel", "cancelar"})
SPANISH_WORDS = frozenset(
    "alto parar pare paren baja cancelar detener salir terminar basta fin comenzar empezar iniciar "
    "inicio alta reanudar suscribir suscribirme ayuda informacion auxilio si confirmo confirmar "
    "confirmado confirmada".split()
)
READ_AS = {
    Keyword.STOP: STOP_WORDS,
    Keyword.START: START_WORDS,
    Keyword.HELP: HELP_WORDS,
    Keyword.CONFIRM: CONFIRM_WORDS,
    Keyword.RESCHEDULE: RESCHEDULE_WORDS,
}
ALL_OF_THEM = frozenset("all both todos todas ambos ambas every everyone".split())
LETTERS = "ABCDEFGHIJ"


def keyword(text: str) -> Keyword | None:
    """The word that the whole text is, whatever its case, spaces, accents and punctuation."""
    said = _bare(text)
    return next((each for each, words in READ_AS.items() if said in words), None)


def chosen(text: str, *, among: int) -> tuple[int, ...]:
    """
    Which of so many lettered choices a text names: “B”, “a and c”, “ALL”; none if it is no answer.
    """
    words = plain(text).replace(".", " ").replace(" and ", " ").replace(" y ", " ").split()
    if len(words) == 1 and words[0] in ALL_OF_THEM:
        return tuple(range(among))
    letters = [LETTERS.casefold().find(word) if len(word) == 1 else -1 for word in words]
    if not letters or any(not 0 <= number < among for number in letters):
        return ()
    return tuple(sorted(set(letters)))


def is_cancel(text: str) -> bool:
    """Whether the one word may have meant the visit: it stops the texts, and staff look."""
    return _bare(text) in CANCEL_WORDS


def is_spanish(text: str) -> bool:
    """Whether the one word is a Spanish one, so that the answer is too."""
    return _bare(text) in SPANISH_WORDS


def _bare(text: str) -> str:
    return "".join(plain(text).replace(".", " ").split())
