"""Campaigns, their messages and reports as the JSON API shows them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.goes_at import goes_at, is_held
from chalicelib.domain.messages import Message, ShownStatus, shown_status
from chalicelib.exchange.look import CampaignView, Preview
from chalicelib.reports.messages_sent import MessagesSent, SentGroup
from chalicelib.reports.sent_rows import reason_of
from chalicelib.routes.api.answers import Json, moment


def campaign(view: CampaignView) -> Json:
    """Everything there is to know of a campaign; selected = created + those skipped."""
    held = view.campaign
    return {
        "id": held.id,
        "kind": held.kind.value,
        "need": held.need.value,
        "name": held.name,
        "state": held.state.value,
        "selected": held.selected,
        "created": held.created_count,
        "skipped": [
            {"reason": reason, "count": count} for reason, count in sorted(held.skipped.items())
        ],
        "usage": [
            {
                "method": line.method.value,
                "messages": line.messages,
                "credits_each": line.credits_each,
                "credits": line.credits,
            }
            for line in held.quote.lines
        ],
        "credits": held.total,
        "settled": held.settled,
        "balance": view.balance.available,
        "balance_after": view.balance_after,
        "statuses": {
            status.value: view.statuses[status] for status in ShownStatus if view.statuses[status]
        },
        "created_by": held.created_by,
        "created_at": moment(held.created_at),
        "sent_by": held.sent_by or None,
        "sent_at": moment(held.sent_at),
        "starts_at": moment(held.starts_at),
        "finished_at": moment(held.finished_at),
        "pause_reason": held.pause_reason or None,
    }


def message(held: Message, *, of: Campaign, zone: ZoneInfo, at: datetime) -> Json:
    """
    One message; `credits` is what it costs if it is sent, `billed` whether it did.

    `goes_at` is when it will go by its reader’s clock, and `goes_at_rule` why then.
    """
    goes = goes_at(of, held, zone=zone, at=at)
    return {
        "id": held.id,
        "patient_id": held.patient_id or None,
        "contact_id": held.contact_id or None,
        "method": held.method.value if held.method else None,
        "to": held.to or None,
        "status": shown_status(
            held, is_released=of.is_released, is_held=is_held(of, held, at=at)
        ).value,
        "reason": reason_of(held) or None,
        "detail": held.detail or None,
        "credits": held.credits,
        "billed": held.billed,
        "goes_at": None if goes is None else goes.at.isoformat(timespec="seconds"),
        "goes_at_rule": None if goes is None else goes.rule.value,
        "sent_at": moment(held.at.get("sent")),
        "history": [
            {"event": event, "at": moment(at), "reason": held.reasons.get(event)}
            for event, at in sorted(held.at.items(), key=lambda pair: pair[1])
        ],
    }


def preview(shown: Preview) -> Json:
    """One message as its reader gets it; parts of other channels are null."""
    return {
        "subject": shown.subject or None,
        "email_html": shown.email_html or None,
        "email_text": shown.email_text or None,
        "text": shown.text or None,
        "segments": shown.segments or None,
        "phone_ssml": _whole_call(shown) or None,
    }


def messages_sent(report: MessagesSent) -> Json:
    """The five groups in their order, and their total."""
    return {
        "period": {
            "from": report.period.first.isoformat(),
            "to": report.period.last.isoformat(),
        },
        "groups": [_group(group) for group in report.groups],
        "total": _numbers(report.total),
    }


def _whole_call(shown: Preview) -> str:
    """Opening and details, as they follow each other once the first key is pressed."""
    return shown.phone_opening_ssml.removesuffix("</speak>") + shown.phone_ssml.removeprefix(
        "<speak>"
    )


def _group(group: SentGroup) -> Json:
    return {"method": group.method.value if group.method else None, **_numbers(group)}


def _numbers(group: SentGroup) -> Json:
    return {
        "sent": group.sent,
        "delivered": group.delivered,
        "not_delivered": group.not_delivered,
        "waiting": group.waiting,
        "unknown": group.unknown,
        "credits": group.credits,
    }
