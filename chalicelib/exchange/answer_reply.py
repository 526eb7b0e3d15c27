"""Staff answer a patient: one text, for its price, once."""

from collections.abc import Mapping
from datetime import datetime

from chalicelib.domain.campaigns import CampaignState
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.credits import NotEnoughCredits, price_of
from chalicelib.domain.replies import Meaning, Reply
from chalicelib.domain.templates import TEXT_CHARACTERS
from chalicelib.exchange.discard import discard_campaign
from chalicelib.exchange.inbox import Talk, conversation_of, note, opened_of
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.send import send_campaign
from chalicelib.exchange.text_one import OneText, id_of, make_one

ANSWER_CREDITS = price_of(ContactMethod.TEXT)


class MayNotText(Exception):
    """They asked to get no texts: nothing was sent, and nothing was charged."""


class EmptyAnswer(ValueError):
    """There are no words in it, or too many."""


def answer(
    parts: Parts,
    *,
    practice_id: str,
    conversation_id: str,
    text: str,
    once: str,
    by: str,
    at: datetime,
) -> None:
    """
    Text them, for the price of a text; the same `once` again sends nothing more.

    :raises NoSuchConversation: if there is none; :raises EmptyAnswer: of words, or too many.
    :raises MayNotText: if the number is stopped or paused; nothing was charged.
    :raises NotEnoughCredits: nothing was sent.
    """
    words = text.strip()
    if not words or len(words) > TEXT_CHARACTERS:
        raise EmptyAnswer
    conversation = conversation_of(parts, practice_id, conversation_id)
    opened = opened_of(parts, conversation)
    if not opened.may_text:
        raise MayNotText
    one = _one(opened.talk, words=words, once=once, by=by)
    _send(parts, one, practice_id=practice_id, at=at)
    ours = Reply(
        practice_id=practice_id,
        id=one.id,
        conversation_id=conversation.id,
        at=at,
        text=words,
        meaning=Meaning.OURS,
        is_handled=True,
        by=by,
        campaign_id=one.id,
    )
    parts.records.keep_reply(ours)
    parts.records.save_conversation(conversation.answered(text=words, at=at))
    note(parts, conversation, act="answered_conversation", by=by, at=at)


def _send(parts: Parts, one: OneText, *, practice_id: str, at: datetime) -> None:
    """Through the same Send as any message; pressed again, it is on its way already."""
    campaign = make_one(parts, parts.records.practice(practice_id), one, at=at)
    if campaign.state is not CampaignState.READY:
        return
    try:
        send_campaign(
            parts,
            practice_id=practice_id,
            campaign_id=campaign.id,
            credits_seen=campaign.total,
            by=one.by,
            at=at,
        )
    except NotEnoughCredits:
        discard_campaign(parts, practice_id=practice_id, campaign_id=campaign.id, by=one.by, at=at)
        raise


def _one(talk: Talk, *, words: str, once: str, by: str) -> OneText:
    names: Mapping[str, str] = {"contact": talk.names[0]} if talk.names else {}
    patients = talk.patients
    if len(patients) == 1:
        names = {**names, "patient": patients[0].name}
    return OneText(
        id=id_of("answer", talk.conversation.practice_id, talk.conversation.id, once),
        to=talk.conversation.number,
        words=words,
        contact_id=talk.contacts[0].id if talk.contacts else "",
        patient_id=patients[0].id if len(patients) == 1 else "",
        names=names,
        by=by,
        is_free=False,
    )
