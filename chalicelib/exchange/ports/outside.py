"""What lies outside: queues, files, channels and the words of messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.campaigns import Batch
    from chalicelib.domain.contact_methods import Channel
    from chalicelib.domain.letters import Answer, Letter


class Queues(Protocol):
    """What is to be done soon; bodies hold ids only."""

    def split(self, practice_id: str, campaign_id: str) -> None: ...

    def batches(self, channel: Channel, batches: Sequence[Batch]) -> None: ...

    def run_import(self, practice_id: str, import_id: str) -> None: ...

    def run_export(self, practice_id: str, export_id: str) -> None: ...

    def nudge_sweep(self) -> None: ...


class Files(Protocol):
    """Objects that are too large for a row; keys begin with the practice."""

    def put(self, key: str, body: bytes, *, content_type: str) -> None: ...

    def put_lines(self, key: str, lines: Iterable[str]) -> None:
        """Write line by line, in flat memory."""

    def get(self, key: str) -> bytes:
        """:raises KeyError: if there is none."""

    def lines(self, key: str, *, skip: int = 0) -> Iterator[str]:
        """Read line by line, in flat memory."""

    def stream(self, key: str) -> Iterator[bytes]:
        """Read in pieces, in flat memory. :raises KeyError: if there is none."""

    def put_file(self, key: str, write: Callable[[BinaryIO], None], *, content_type: str) -> None:
        """Keep what `write` writes, by way of the disk, in flat memory; whole or not at all."""

    def link(self, key: str, *, name: str) -> str | None:
        """A link that fetches it under that name, for some minutes; None if it is not there."""

    def upload_form(self, key: str, *, limit_bytes: int) -> Mapping[str, object]:
        """A presigned POST: {"url", "fields"}."""


class Sender(Protocol):
    """One channel’s way out of the building."""

    def send(self, letters: Sequence[Letter]) -> tuple[Answer, ...]:
        """Offer each once; one answer each, in their order. Never raises."""


class NoAnswer(Exception):
    """Who was asked outside could not say, or did not; asking again is safe."""


@dataclass(frozen=True)
class Trouble:
    """Something in a staff text that would not work: which part and what to do."""

    part: str
    problem: str
    value_hint: str = ""


class Wording(Protocol):
    """Texts with details in them: checked when saved, filled in when sent."""

    def troubles(self, text: str, *, part: str, fields: Iterable[str]) -> tuple[Trouble, ...]:
        """Unknown details, and anything that is not on the allow-list."""

    def fields_used(self, text: str) -> frozenset[str]:
        """Names of the details in it; :raises ValueError: if it cannot be read."""

    def fill(self, text: str, values: Mapping[str, str]) -> str:
        """
        The text with its details; compiled once per text.

        :raises KeyError: naming a detail that is missing or empty where it is printed.
        """

    def email_html(
        self,
        text: str,
        *,
        language: str,
        practice_name: str,
        footer: tuple[str, str] | None,
        ending: tuple[str, str] | None = None,
    ) -> str:
        """
        The email as HTML; footer is (postal address, unsubscribe link) on broadcasts.

        `ending` stands below the text: a sentence of ours and the link that it leads to.
        """

    def email_text(self, text: str, *, language: str, footer: tuple[str, str] | None) -> str:
        """The plain-text side of the same email; on broadcasts with the same footer."""

    def confirm_url(self, practice_id: str, *, message_id: str) -> str:
        """A link with a signed token, by which the reader of a reminder confirms the visit."""

    def unsubscribe_url(self, practice_id: str, *, message_id: str) -> str:
        """A link with a signed token that names the message, not the person."""
