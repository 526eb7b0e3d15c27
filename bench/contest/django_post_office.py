"""django-post_office with django-ses: a row for each email, rendered and sent from its queue."""

from bench.contest.django_peers import BODY, HTML, SENDER, SUBJECT, VALUES, begin
from bench.contest.turns import take_turns

begin(
    name="post_office",
    app="post_office",
    EMAIL_BACKEND="post_office.EmailBackend",
    POST_OFFICE={
        "BACKENDS": {"default": "django_ses.SESBackend"},
        "BATCH_SIZE": 1_000,
        "DEFAULT_PRIORITY": "medium",
    },
)

from post_office import mail  # noqa: E402 - Django must be set up before
from post_office.models import EmailTemplate  # noqa: E402


def main() -> None:
    """Queue beforehand; what counts is its own `send_queued`, as its cron job calls it."""
    template = EmailTemplate.objects.create(
        name="reminder", subject=SUBJECT, content=BODY, html_content=HTML
    )

    def prepare(messages: int) -> None:
        mail.send_many(
            {
                "recipients": [f"family-{number}@example.com"],
                "sender": SENDER,
                "template": template,
                "context": VALUES,
                "render_on_delivery": True,
            }
            for number in range(messages)
        )

    def send(messages: int) -> None:
        sent, failed, requeued = mail.send_queued(processes=1, log_level=0)
        assert (sent, failed, requeued) == (messages, 0, 0)

    take_turns(send, prepare=prepare)


if __name__ == "__main__":
    main()
