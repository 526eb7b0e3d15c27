"""The door of the API for Messages Sent: totals as JSON, the single messages as CSV."""

from itertools import islice
from urllib.parse import urlencode

from chalice.app import Blueprint

from chalicelib.exchange.report import counts_of_period, listed_of_period
from chalicelib.reports.messages_sent import messages_sent as report_of
from chalicelib.reports.sent_rows import rows_csv
from chalicelib.routes.api import campaign_answers
from chalicelib.routes.api.calls import ANY_TYPE, Answer, Asked, call
from chalicelib.routes.api.queries import (
    read_cursor_query,
    read_method_query,
    read_period_query,
)

messages_sent = Blueprint(__name__)
ROWS_PER_ANSWER = 20_000
"""About 4 MB; a gateway passes 6."""


@messages_sent.route("/api/v1/messages-sent", methods=["GET"], content_types=ANY_TYPE)
@call(messages_sent, right="view")
def show_messages_sent(asked: Asked) -> Answer:
    if "text/csv" in str(asked.request.headers.get("accept", "")).lower():
        return _rows(asked)
    period, method = read_period_query(asked.query), read_method_query(asked.query)
    practice = asked.parts.records.practice(asked.practice_id)
    counts = counts_of_period(asked.parts, practice=practice, period=period)
    return Answer(campaign_answers.messages_sent(report_of(counts, period=period, method=method)))


def _rows(asked: Asked) -> Answer:
    """So many at once, and a link to those that follow."""
    practice = asked.parts.records.practice(asked.practice_id)
    period, method = read_period_query(asked.query), read_method_query(asked.query)
    found = listed_of_period(
        asked.parts,
        practice=practice,
        period=period,
        method=method,
        cursor=read_cursor_query(asked.query),
    )
    rows = tuple(islice(found, ROWS_PER_ANSWER + 1))
    page = rows[:ROWS_PER_ANSWER]
    headers = {}
    if len(rows) > ROWS_PER_ANSWER:
        following = {**asked.query, "cursor": page[-1].place.text}
        headers["Link"] = f'<?{urlencode(following)}>; rel="next"'
    lines = rows_csv((each.message for each in page), zone=practice.time_zone)
    return Answer("".join(lines), content_type="text/csv; charset=utf-8", headers=headers)
