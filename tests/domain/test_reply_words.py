"""One word back: any case, any punctuation, English or Spanish."""

import pytest

from chalicelib.domain.reply_words import Keyword, chosen, is_spanish, keyword
from chalicelib.domain.urgent_words import sounds_urgent

STOPS = (
    "STOP stop Stop. STOP!!! “Stop” s-t-o-p StopAll STOP-ALL unsubscribe Cancel END quit OPTOUT "
    "REVOKE Arrêt ALTO parar ¡BAJA! Cancelar"
)
APART = ("opt out", "Opt-Out", " stop ", "stop all", "S T O P", "STOP 🙏", "stoppp", "STOP STOP")


@pytest.mark.parametrize("text", [*STOPS.split(), *APART])
def test_a_stop_word_is_one_in_any_dress(text: str) -> None:
    assert keyword(text) is Keyword.STOP


@pytest.mark.parametrize("text", ["stop by", "end of day?", "cancel my appointment", "do not stop"])
def test_a_stop_word_within_a_sentence_is_no_stop_word(text: str) -> None:
    assert keyword(text) is None


@pytest.mark.parametrize("text", ["START", "unstop", "Opt in", "comenzar", "resume."])
def test_start_words(text: str) -> None:
    assert keyword(text) is Keyword.START


@pytest.mark.parametrize("text", ["HELP", "Info?", "ayuda", "Información"])
def test_help_words(text: str) -> None:
    assert keyword(text) is Keyword.HELP


@pytest.mark.parametrize(
    "text", ["1", "C", "c.", "Confirm", "YES", "Sí", "si!", "Confirmed 👍", "y"]
)
def test_words_that_confirm(text: str) -> None:
    assert keyword(text) is Keyword.CONFIRM


@pytest.mark.parametrize("text", ["2", "R", "reschedule", "Reprogramar"])
def test_words_that_ask_for_another_time(text: str) -> None:
    assert keyword(text) is Keyword.RESCHEDULE


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("A", (0,)),
        ("b.", (1,)),
        ("a and c", (0, 2)),
        ("A, B", (0, 1)),
        ("ALL", (0, 1, 2)),
        ("todas", (0, 1, 2)),
        ("D", ()),
        ("All right", ()),
        ("hello", ()),
        ("", ()),
    ],
)
def test_a_lettered_choice_is_read(text: str, meant: tuple[int, ...]) -> None:
    assert chosen(text, among=3) == meant


def test_the_answer_speaks_the_language_of_the_word() -> None:
    assert is_spanish("¡Alto!")
    assert not is_spanish("STOP")


@pytest.mark.parametrize(
    "text", ["she can't breathe", "fever of 104", "es URGENTE", "he swallowed a coin", "no respira"]
)
def test_what_sounds_urgent_is_seen(text: str) -> None:
    assert sounds_urgent(text)


@pytest.mark.parametrize(
    "text", ["see you tomorrow", "gracias", "what time is it", "fever is gone"]
)
def test_what_does_not_sound_urgent_is_not(text: str) -> None:
    assert not sounds_urgent(text)
