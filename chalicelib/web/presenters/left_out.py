"""Who gets no message, for which reason, and what staff can do about it."""

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.messages import Message
from chalicelib.exchange.look_at_made import ROWS
from chalicelib.web import urls
from chalicelib.web.pages.left_out import LeftOutPage
from chalicelib.web.pages.page import Filter, Frame, Pager
from chalicelib.web.pages.preview import SkippedRow
from chalicelib.web.presenters.statuses import patient_name
from chalicelib.web.skip_words import reason_words, skip_reason


def left_out_page(
    frame: Frame, *, campaign: Campaign, skipped: tuple[Message, ...], page: int, why: str
) -> LeftOutPage:
    """Who did not get a campaign that was sent."""
    return LeftOutPage(
        frame=frame,
        kind=campaign.kind.value,
        campaign_id=campaign.id,
        name=campaign.name,
        skipped_count=campaign.skipped_count,
        skipped=skipped_rows(skipped),
        skipped_why=reasons(campaign, why=why),
        skipped_pager=skipped_pager(campaign, why=why, page=page, rows=len(skipped)),
    )


def skipped_rows(rows: tuple[Message, ...]) -> tuple[SkippedRow, ...]:
    """Each with its reason in plain words."""
    return tuple(_skipped_row(row) for row in rows)


def reasons(campaign: Campaign, *, why: str) -> tuple[Filter, ...]:
    """A link for each reason, the most frequent first; none where there is only one."""
    if len(campaign.skipped) < 2:
        return ()
    counted = sorted(campaign.skipped.items(), key=lambda item: -item[1])
    everyone = Filter(
        label="All",
        count=campaign.skipped_count,
        href=skipped_at(campaign),
        is_current=why not in campaign.skipped,
    )
    each = (
        Filter(
            label=reason_words(reason),
            count=count,
            href=skipped_at(campaign, why=reason),
            is_current=why == reason,
        )
        for reason, count in counted
    )
    return everyone, *each


def skipped_pager(campaign: Campaign, *, why: str, page: int, rows: int) -> Pager | None:
    """For the list of all, or of those with one reason."""
    count, first = campaign.skipped.get(why, campaign.skipped_count), page * ROWS
    if count <= ROWS:
        return None
    return Pager(
        first=first + 1,
        last=first + rows,
        total=count,
        newer_href=skipped_at(campaign, why=why, page=page - 1) if page else None,
        older_href=(skipped_at(campaign, why=why, page=page + 1) if first + rows < count else None),
    )


def skipped_at(campaign: Campaign, *, why: str = "", page: int = 0) -> str:
    """A page of the list of those left out."""
    skipped = str(page) if page else ""
    return f"{urls.campaign_preview(campaign.id, skipped=skipped, why=why)}#skipped"


def name_in_list(row: Message) -> str:
    """The patient, with the contact where that is somebody else."""
    name, contact = patient_name(row), row.values.get("contact", "")
    return f"{name} ({contact})" if contact and contact != name else name


def _skipped_row(row: Message) -> SkippedRow:
    method = row.method.value if row.method else ""
    reason = skip_reason(row.reason, method=method, detail=row.detail)
    return SkippedRow(
        name=name_in_list(row),
        href=urls.patient(row.patient_id) if row.values.get("patient") else None,
        reason=reason.words,
        advice=reason.advice,
    )
