"""Writes the emulator's memory to disk every few seconds, so that a crash forgets little."""

import os
import shutil
import signal
import time
import warnings
from collections.abc import Callable
from pathlib import Path

SECONDS_BETWEEN = 2.0
SHARE_OF_TIME = 0.2
"""A big memory takes long to write; writing never takes more of a processor than this."""
SECONDS_TO_WRITE = 300
FILES_OPEN = 4096


class Checkpoints:
    """
    Numbered copies of the emulator's memory, of which one is current.

    A copy is written by a forked child: it sees the memory of one instant while the emulator goes
    on answering. Only a copy that is whole becomes current, by the rename of one small file.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._pointer = directory / "current"
        self.current = int(self._pointer.read_text()) if self._pointer.exists() else 0
        self.newest = max([self.current, *self._numbers()])
        self._writer: int | None = None
        self._began = 0.0
        self._rest_until = 0.0

    @property
    def current_copy(self) -> Path:
        return self._copy(self.current)

    def is_writing(self) -> bool:
        """Whether a child is still at it; notices when it has ended."""
        if self._writer is None:
            return False
        pid, status = os.waitpid(self._writer, os.WNOHANG)
        if pid == 0:
            return True
        self._ended(is_whole=status == 0)
        return False

    def is_time(self) -> bool:
        return not self.is_writing() and time.monotonic() >= self._rest_until

    def begin(self, write: Callable[[Path], None]) -> int:
        """Fork a child that writes this instant; its number, which the journal takes as well."""
        self.newest += 1
        self._began = time.monotonic()
        with warnings.catch_warnings():
            # The child writes and ends; should a lock held by another thread stop it, its alarm
            # ends it, and the next copy is taken by another.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._writer = os.fork()
        if self._writer == 0:
            self._write_and_leave(write)
        return self.newest

    def write_now(self, write: Callable[[Path], None]) -> None:
        """Write in this process and wait for it: the last thing before a proper end."""
        if self._writer is not None:
            os.waitpid(self._writer, 0)
            self._writer = None
        self.newest += 1
        write(self._copy(self.newest))
        self._ended(is_whole=True)

    def journal_of(self, number: int) -> Path:
        """What happened after that copy was taken and before the next one was."""
        return self._directory / f"{number}.journal"

    def journals_to_replay(self) -> list[Path]:
        numbers = sorted(number for number in self._numbers() if number >= self.current)
        return [path for path in map(self.journal_of, numbers) if path.exists()]

    def _write_and_leave(self, write: Callable[[Path], None]) -> None:
        """The child's whole life. It must not hold the emulator's port, nor wait for a lock."""
        code = 1
        try:
            signal.alarm(SECONDS_TO_WRITE)
            os.closerange(3, FILES_OPEN)
            os.nice(10)
            write(self._copy(self.newest))
            code = 0
        finally:
            os._exit(code)

    def _ended(self, *, is_whole: bool) -> None:
        self._writer = None
        took = time.monotonic() - self._began
        self._rest_until = time.monotonic() + max(SECONDS_BETWEEN, took / SHARE_OF_TIME)
        if is_whole:
            self._make_current(self.newest)
        else:
            shutil.rmtree(self._copy(self.newest), ignore_errors=True)

    def _make_current(self, number: int) -> None:
        draft = self._directory / "current.new"
        draft.write_text(str(number))
        draft.replace(self._pointer)
        self.current = number
        for older in self._numbers():
            if older < number:
                shutil.rmtree(self._copy(older), ignore_errors=True)
                self.journal_of(older).unlink(missing_ok=True)

    def _numbers(self) -> set[int]:
        names = {path.name.removesuffix(".journal") for path in self._directory.iterdir()}
        return {int(name) for name in names if name.isdecimal()}

    def _copy(self, number: int) -> Path:
        return self._directory / str(number)
