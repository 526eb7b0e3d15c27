"""The door of the API for Messages Sent: totals as JSON, the single messages as CSV."""

from itertools import islice

from chalice.app import Blueprint

from chalicelib.exchange.report import counts_of_period, each_row_of_period
from chalicelib.reports.messages_sent import messages_sent as report_of
from chalicelib.reports.sent_rows import rows_csv
from chalicelib.routes.api import campaign_answers
from chalicelib.routes.api.calls import ANY_TYPE, Answer, Asked, call
from chalicelib.routes.api.problems import wrong_field
from chalicelib.routes.api.queries import read_method_query, read_period_query

messages_sent = Blueprint(__name__)
ROWS_PER_ANSWER = 20_000
"""About 4 MB; a gateway passes 6."""


@messages_sent.route("/api/v1/messages-sent", methods=["GET"], content_types=ANY_TYPE)
@call(messages_sent, right="view")
def show_messages_sent(asked: Asked) -> Answer:
    if "text/csv" in str(asked.request.headers.get("accept", "")).lower():
        return Answer(_rows(asked), content_type="text/csv; charset=utf-8")
    period, method = read_period_query(asked.query), read_method_query(asked.query)
    practice = asked.parts.records.practice(asked.practice_id)
    counts = counts_of_period(asked.parts, practice=practice, period=period)
    return Answer(campaign_answers.messages_sent(report_of(counts, period=period, method=method)))


def _rows(asked: Asked) -> str:
    practice = asked.parts.records.practice(asked.practice_id)
    found = each_row_of_period(
        asked.parts,
        practice=practice,
        period=read_period_query(asked.query),
        method=read_method_query(asked.query),
    )
    rows = tuple(islice(found, ROWS_PER_ANSWER + 1))
    if len(rows) > ROWS_PER_ANSWER:
        raise wrong_field("from", f"more than {ROWS_PER_ANSWER:,} messages: choose fewer days")
    return "".join(rows_csv(rows, zone=practice.time_zone))
