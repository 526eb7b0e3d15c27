"""Lets one hear a call: its words, spoken by a voice of this machine if it has one."""

import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

SPEAKER = "espeak-ng"
SECONDS_AT_MOST = 20
VOICES = {"es": "es-419"}
ENGLISH = "en-us"
WORDS_PER_MINUTE = "150"


class NoVoice(Exception):
    """This machine cannot speak, or could not speak that."""


@cache
def speaker() -> str:
    """Where the program that speaks is; empty if there is none."""
    return shutil.which(SPEAKER) or ""


def has_voice() -> bool:
    """Whether anything can be heard here at all."""
    return bool(speaker())


def spoken(ssml: str, *, language: str) -> bytes:
    """
    A WAV file of what a call says.

    :raises NoVoice: if nothing here can speak it.
    """
    if not has_voice():
        raise NoVoice
    with TemporaryDirectory() as folder:
        file = Path(folder) / "said.wav"
        voice = VOICES.get(language, ENGLISH)
        # -m reads the marks for the voice (SSML); the words come by stdin, never as arguments.
        command = [speaker(), "-m", "-v", voice, "-s", WORDS_PER_MINUTE, "-w", str(file), "--stdin"]
        try:
            subprocess.run(
                command,
                input=ssml.encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS_AT_MOST,
                check=True,
            )
            return file.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise NoVoice from error
