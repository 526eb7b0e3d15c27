"""What a provider’s answer means beyond its message: its list of opt-outs, and a closed door."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.letters import Answer, ChannelPaused, Refused
from chalicelib.domain.messages import Message
from chalicelib.domain.stops import OPTED_OUT, Stop, StopKind
from chalicelib.exchange.ports import Parts


def heed(
    parts: Parts,
    campaign: Campaign,
    rows: Sequence[Message],
    answers: Sequence[Answer],
    *,
    at: datetime,
) -> None:
    """Answers in the order of the rows that they are about."""
    _mirror(parts, rows, answers, at=at)
    _pause(parts, campaign, answers)


def _mirror(
    parts: Parts, rows: Sequence[Message], answers: Sequence[Answer], *, at: datetime
) -> None:
    """A number that is on the provider’s own list of opt-outs gets on ours."""
    for row, answer in zip(rows, answers, strict=True):
        if isinstance(answer, Refused) and answer.reason == OPTED_OUT:
            from chalicelib.domain.consents import withdrawn_by

            stop = Stop(row.practice_id, row.to, StopKind.TEXTS, at, "provider", OPTED_OUT)
            said = withdrawn_by(stop, contact_id=row.contact_id, words_id=row.id)
            parts.records.add_stop(stop, said=said)


def _pause(parts: Parts, campaign: Campaign, answers: Sequence[Answer]) -> None:
    paused = next((each for each in answers if isinstance(each, ChannelPaused)), None)
    if paused is not None:
        from chalicelib.exchange.stop import pause_campaign

        pause_campaign(
            parts,
            practice_id=campaign.practice_id,
            campaign_id=campaign.id,
            reason=paused.reason,
        )
