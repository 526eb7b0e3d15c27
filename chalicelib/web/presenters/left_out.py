"""Who gets no message, for which reason, and what staff can do about it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.messages import Message, SkipReason
from chalicelib.domain.practices import Practice
from chalicelib.domain.templates import Kind
from chalicelib.exchange.everyone_selected import may_be_taken
from chalicelib.exchange.look_at_made import ROWS
from chalicelib.web import moments, urls
from chalicelib.web.pages.left_out import LeftOutPage
from chalicelib.web.pages.page import Filter, Frame, Pager
from chalicelib.web.pages.preview import SkippedRow, Told
from chalicelib.web.presenters.statuses import patient_name
from chalicelib.web.skip_words import reason_words, skip_reason

REACH: tuple[tuple[str, frozenset[str]], ...] = (
    ("duplicates merged", frozenset({SkipReason.SAME_ADDRESS})),
    ("not valid", frozenset({SkipReason.INVALID_ADDRESS, SkipReason.ADDRESS_BOUNCED})),
    (
        "asked for text, phone, mail or a person: not included",
        frozenset(
            {SkipReason.CHOSE_ANOTHER_CHANNEL, SkipReason.CHOSE_MAIL, SkipReason.CHOSE_PERSON}
        ),
    ),
    (
        "unsubscribed or stopped",
        frozenset(
            {
                SkipReason.UNSUBSCRIBED,
                SkipReason.ASKED_TO_STOP,
                SkipReason.MARKED_AS_SPAM,
                SkipReason.DO_NOT_CONTACT,
                SkipReason.CHOSE_NONE,
            }
        ),
    ),
    (
        "without an email or a choice",
        frozenset({SkipReason.NO_ADDRESS, SkipReason.NO_PREFERRED_METHOD, SkipReason.NO_CONTACT}),
    ),
)
"""What the page of a broadcast counts, and the reasons that belong to each."""
NAMES_ADDRESS = frozenset({SkipReason.SAME_ADDRESS.value})


def everyone_href(campaign: Campaign) -> str:
    """Where everybody selected is as a file; empty where it would be too long."""
    return urls.campaign_everyone_csv(campaign.id) if may_be_taken(campaign) else ""


def left_out_page(
    frame: Frame,
    *,
    campaign: Campaign,
    skipped: tuple[Message, ...],
    told: Mapping[str, Told],
    page: int,
    why: tuple[str, ...],
) -> LeftOutPage:
    """Who did not get a campaign that was sent."""
    return LeftOutPage(
        frame=frame,
        kind=campaign.kind.value,
        campaign_id=campaign.id,
        name=campaign.name,
        skipped_count=campaign.skipped_count,
        everyone_href=everyone_href(campaign),
        skipped=skipped_rows(skipped, told=told),
        skipped_why=reasons(campaign, why=why),
        skipped_pager=skipped_pager(campaign, why=why, page=page, rows=len(skipped)),
    )


def skipped_rows(rows: tuple[Message, ...], *, told: Mapping[str, Told]) -> tuple[SkippedRow, ...]:
    """Each with its reason in plain words; `told` are the earlier campaigns, by id."""
    return tuple(_skipped_row(row, told=told.get(row.detail)) for row in rows)


def told_by(
    tellers: Mapping[str, Campaign], *, practice: Practice, at: datetime
) -> Mapping[str, Told]:
    """Each earlier campaign in words, with its link."""
    return {
        name: Told(campaign=each.name, href=urls.campaign(name), made=_made(each, practice, at=at))
        for name, each in tellers.items()
    }


def _made(campaign: Campaign, practice: Practice, *, at: datetime) -> str:
    local, now = (each.astimezone(practice.time_zone) for each in (campaign.created_at, at))
    day = moments.day_words(local.date(), now_year=now.year)
    return f"made {day} by {campaign.created_by}"


def reasons(campaign: Campaign, *, why: tuple[str, ...]) -> tuple[Filter, ...]:
    """A link for each reason, the most frequent first; none where there is only one."""
    if len(campaign.skipped) < 2:
        return ()
    counted = sorted(campaign.skipped.items(), key=lambda item: -item[1])
    everyone = Filter(
        label="All",
        count=campaign.skipped_count,
        href=skipped_at(campaign),
        is_current=not why,
    )
    each = (
        Filter(
            label=reason_words(reason),
            count=count,
            href=skipped_at(campaign, why=(reason,)),
            is_current=why == (reason,),
        )
        for reason, count in counted
    )
    return everyone, *each


def skipped_pager(
    campaign: Campaign, *, why: tuple[str, ...], page: int, rows: int
) -> Pager | None:
    """For the list of all, or of those with one reason."""
    count, first = _count(campaign, why), page * ROWS
    if count <= ROWS:
        return None
    return Pager(
        first=first + 1,
        last=first + rows,
        total=count,
        newer_href=skipped_at(campaign, why=why, page=page - 1) if page else None,
        older_href=(skipped_at(campaign, why=why, page=page + 1) if first + rows < count else None),
    )


def _count(campaign: Campaign, why: Iterable[str]) -> int:
    """How many were left out for these reasons; for no reason given, all."""
    return sum(campaign.skipped.get(each, 0) for each in why) or campaign.skipped_count


def reach_of(campaign: Campaign) -> tuple[Filter, ...]:
    """Whom a broadcast does not reach, told as staff ask for it: merged, not valid, stopped."""
    if campaign.kind is not Kind.BROADCAST:
        return ()
    told = []
    for label, among in REACH:
        why = tuple(each for each in campaign.skipped if each in among)
        count = sum(campaign.skipped[each] for each in why)
        href = skipped_at(campaign, why=why) if count else ""
        said = label.replace("duplicates", "duplicate") if count == 1 else label
        told.append(Filter(label=said, count=count, href=href))
    return tuple(told)


def skipped_at(campaign: Campaign, *, why: Sequence[str] = (), page: int = 0) -> str:
    """A page of the list of those left out."""
    skipped = str(page) if page else ""
    return f"{urls.campaign_preview(campaign.id, skipped=skipped, why=','.join(why))}#skipped"


def name_in_list(row: Message) -> str:
    """The patient, with the contact where that is somebody else."""
    name, contact = patient_name(row), row.values.get("contact", "")
    return f"{name} ({contact})" if contact and contact != name else name


def _skipped_row(row: Message, *, told: Told | None) -> SkippedRow:
    method = row.method.value if row.method else ""
    reason = skip_reason(row.reason, method=method, detail=row.detail)
    return SkippedRow(
        name=name_in_list(row),
        href=urls.patient(row.patient_id) if row.values.get("patient") else None,
        reason=f"{reason.words}: {row.to}" if row.reason in NAMES_ADDRESS else reason.words,
        advice=reason.advice,
        told=told,
    )
