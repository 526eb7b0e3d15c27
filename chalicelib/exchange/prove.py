"""Everything that was allowed, stopped and sent at one address, as a file that shows any change."""

import heapq
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import ContactMethod, read_address
from chalicelib.domain.patients import Contact
from chalicelib.domain.proof_chain import chained
from chalicelib.domain.proof_facts import (
    About,
    Fact,
    consent_fact,
    header_fact,
    message_fact,
    reply_fact,
    stop_fact,
)
from chalicelib.exchange.contact_details import contact_record
from chalicelib.exchange.ports import Parts

MESSAGES_AT_ONCE = 50
ANSWER_BYTES = 4_000_000
"""What a page can hand over itself; a larger file is fetched from where it lies."""
FILE_NAME = "proof.jsonl"
OUR_ID = re.compile(r"[0-9A-Za-z]{1,64}")
Dated = tuple[datetime, Fact]


class NoSuchProof(LookupError):
    """No file of that id was made for this contact."""


@dataclass(frozen=True)
class Proof:
    """A file that was made: how many lines it has, and the seal that the audit keeps as well."""

    id: str
    contact_id: str
    lines: int
    seal: str


def prove(
    parts: Parts, *, practice_id: str, contact_id: str, address: str, by: str, at: datetime
) -> Proof:
    """
    Write the file of one address, whoever has it, and of the contact on whose page it is asked for.

    The address need not be theirs any more: what was sent there while it was is in the file.

    :raises BadAddress: if it is neither an email address nor a number.
    :raises NoSuchContact: if there is none of that id.
    """
    asked_for = contact_record(parts, practice_id, contact_id).contact
    method = ContactMethod.EMAIL if "@" in address else ContactMethod.PHONE
    address = read_address(method, address).value
    having = parts.records.contacts_with_address(practice_id, address)
    about = About(
        practice=parts.records.practice(practice_id),
        address=address,
        owners=tuple({each.id: each for each in (*having, asked_for)}.values()),
        made_by=by,
        made_at=at,
    )
    proof_id = parts.new_id()
    written = _Written(chained(_facts(parts, about)))
    parts.files.put_lines(_key(practice_id, contact_id, proof_id), written)
    end = json.loads(written.last)
    proof = Proof(proof_id, contact_id, end["line"], end["seal"])
    parts.audit.add(
        practice_id,
        actor=by,
        act="made_proof",
        subject=contact_id,
        at=at,
        detail=f"{proof.id} {proof.lines}-lines {proof.seal}",
    )
    return proof


def open_proof(
    parts: Parts, *, practice_id: str, contact_id: str, proof_id: str, by: str, at: datetime
) -> bytes | str:
    """
    The file itself, or a link to it where it is large; that somebody took it is on record.

    :raises NoSuchProof: if there is none of that id.
    """
    if not OUR_ID.fullmatch(proof_id):
        raise NoSuchProof
    key = _key(practice_id, contact_id, proof_id)
    try:
        pieces = parts.files.stream(key)
    except KeyError as error:
        raise NoSuchProof from error
    parts.audit.add(
        practice_id, actor=by, act="opened_proof", subject=contact_id, at=at, detail=proof_id
    )
    body = b""
    for piece in pieces:
        body += piece
        if len(body) > ANSWER_BYTES:
            link = parts.files.link(key, name=FILE_NAME)
            if link is None:
                raise NoSuchProof
            return link
    return body


def _key(practice_id: str, contact_id: str, proof_id: str) -> str:
    return f"{practice_id}/proofs/{contact_id}/{proof_id}.jsonl"


class _Written:
    """Lines as they pass; the last one is remembered."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.last = line
            yield line


def _facts(parts: Parts, about: About) -> Iterator[Fact]:
    """In the order of time, a few at a time: a number may have been sent to for years."""
    consents = parts.records.consents(
        about.practice.id,
        contact_ids=[owner.id for owner in about.owners],
        addresses=(about.address,),
    )
    stops = parts.records.stops(about.practice.id, (about.address,))[about.address]
    names = _Campaigns(parts)
    in_time = heapq.merge(
        [(each.at, consent_fact(each, about)) for each in consents],
        sorted([(each.at, stop_fact(each, about)) for each in stops], key=itemgetter(0)),
        sorted(_replies(parts, about), key=itemgetter(0)),
        *(_messages(parts, about, owner=owner, campaigns=names) for owner in about.owners),
        key=itemgetter(0),
    )
    first = next(in_time, None)
    yield header_fact(about, begins=about.made_at if first is None else first[0])
    if first is not None:
        yield first[1]
    for _, fact in in_time:
        yield fact


def _replies(parts: Parts, about: About) -> Iterator[Dated]:
    """A conversation is of one number; people write far less than they are sent."""
    practice_id = about.practice.id
    conversation = parts.records.conversation_with(practice_id, about.address)
    cursor = None
    while conversation is not None:
        page = parts.records.replies_of(
            practice_id, conversation.id, limit=MESSAGES_AT_ONCE, cursor=cursor
        )
        for reply in page.items:
            yield reply.at, reply_fact(reply, about)
        if page.next is None:
            return
        cursor = page.next


def _messages(
    parts: Parts, about: About, *, owner: Contact, campaigns: "_Campaigns"
) -> Iterator[Dated]:
    cursor = None
    while True:
        page = parts.campaigns.history_of_contact(
            about.practice.id, owner.id, limit=MESSAGES_AT_ONCE, cursor=cursor
        )
        for message in page.items:
            if message.to == about.address:
                campaign = campaigns.get(about.practice.id, message.campaign_id)
                yield message.at["claimed"], message_fact(message, about, campaign=campaign)
        if page.next is None:
            return
        cursor = page.next


class _Campaigns:
    """Each campaign is read once, however many messages of it there are."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._held: dict[str, Campaign | None] = {}

    def get(self, practice_id: str, campaign_id: str) -> Campaign | None:
        if campaign_id not in self._held:
            self._held[campaign_id] = self._parts.campaigns.get(practice_id, campaign_id)
        return self._held[campaign_id]
