"""django-mailer with django-ses: a row for each email, ready made, sent one by one."""

import os
from pathlib import Path

from bench.contest.django_peers import BODY, HTML, SENDER, SUBJECT, VALUES, begin
from bench.contest.turns import take_turns

begin(
    name="mailer",
    app="mailer",
    EMAIL_BACKEND="mailer.backend.DbBackend",
    MAILER_EMAIL_BACKEND="django_ses.SESBackend",
    MAILER_LOCK_PATH=str(Path(os.environ["BENCH_DATA"]) / "mailer"),
)

from django.template import engines  # noqa: E402 - Django must be set up before
from mailer import send_html_mail  # noqa: E402
from mailer.engine import send_all  # noqa: E402
from mailer.models import Message  # noqa: E402


def main() -> None:
    """Rendered and queued beforehand; what counts is its own `send_all`, run as by cron."""
    subject, body, html = (engines["django"].from_string(text) for text in (SUBJECT, BODY, HTML))

    def prepare(messages: int) -> None:
        for number in range(messages):
            send_html_mail(
                subject.render(VALUES),
                body.render(VALUES),
                html.render(VALUES),
                SENDER,
                [f"family-{number}@example.com"],
            )

    def send(messages: int) -> None:
        assert Message.objects.count() == messages
        send_all()
        assert Message.objects.count() == 0

    take_turns(send, prepare=prepare)


if __name__ == "__main__":
    main()
