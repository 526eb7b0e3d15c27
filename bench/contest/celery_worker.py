"""Celery over Redis: a task for each message, acknowledged late; a killed one is sent again."""

from threading import Event

from celery import Celery
from celery.contrib.testing.worker import start_worker

from bench.contest.task_queue import mail_client, redis_url, send_one
from bench.contest.turns import take_turns


def main() -> None:
    """Filling the queue is not counted; a worker that works by itself is."""
    app = Celery("peers", broker=redis_url())
    app.conf.update(
        task_acks_late=True,
        task_ignore_result=True,
        worker_hijack_root_logger=False,
        broker_connection_retry_on_startup=True,
    )
    client, waiting, all_sent = mail_client(), [0], Event()

    @app.task
    def send_email(to: str) -> None:
        send_one(client, to=to)
        waiting[0] -= 1
        if not waiting[0]:
            all_sent.set()

    def prepare(messages: int) -> None:
        waiting[0] = messages
        all_sent.clear()
        for number in range(messages):
            send_email.delay(f"family-{number}@example.com")

    def send(messages: int) -> None:
        with start_worker(app, pool="solo", perform_ping_check=False, loglevel="ERROR"):
            all_sent.wait()

    take_turns(send, prepare=prepare)


if __name__ == "__main__":
    main()
