"""The outbox reads a call aloud where the machine has a voice, and shows its words anyway."""

import io
import wave

import pytest

from chalicelib.domain.phone_script import opening_ssml
from infra.local import voice
from infra.local.voice import NoVoice, has_voice, spoken
from tests.channels.pretend import call
from tests.infra.visiting import an_outbox, get, page, visit

needs_a_voice = pytest.mark.skipif(not has_voice(), reason="espeak-ng is not installed here")


@pytest.fixture
def pretend(tmp_path, monkeypatch):
    with an_outbox(tmp_path, monkeypatch) as providers:
        yield providers


@pytest.fixture
def mute(monkeypatch):
    """A machine without a voice; what is on the PATH cannot be handed in."""
    monkeypatch.setattr(voice, "speaker", str)


def seconds(sound: bytes) -> float:
    with wave.open(io.BytesIO(sound)) as file:
        return file.getnframes() / file.getframerate()


def opening(language: str) -> str:
    return opening_ssml(
        practice_name="Maple Street & Sons <Pediatrics>",
        first_name="Lena; rm -rf $HOME",
        call_back="(212) 555-0100",
        language=language,
    )


@needs_a_voice
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_script_is_spoken_in_its_language(language: str) -> None:
    assert 5 < seconds(spoken(opening(language), language=language)) < 40


@needs_a_voice
def test_both_parts_of_a_call_can_be_heard(pretend) -> None:
    pretend.phone_channel().send((call(),))

    _, seen = page("/outbox/1")
    status, headers, sound = visit("GET", "/outbox/1/voice", query={"part": "opening"})

    assert (status, headers["Content-Type"]) == (200, "audio/wav")
    assert seconds(sound) > 0.5
    assert "Before a key is pressed" in seen.text
    assert "After key 1" in seen.text
    assert get("/outbox/1/voice", part="ending")[0] == 422
    assert get("/outbox/1/voice")[0] == 422
    assert get("/outbox/2/voice", part="opening")[0] == 404


def test_without_a_voice_the_words_are_there_to_read(pretend, mute) -> None:
    pretend.phone_channel().send((call(),))

    _, seen = page("/outbox/1")

    assert "To hear it, install espeak-ng on this machine." in seen.text
    assert "Press 1 to hear it." in seen.text
    assert get("/outbox/1/voice", part="opening")[0] == 404
    with pytest.raises(NoVoice):
        spoken("<speak>Hello</speak>", language="en")
