"""dramatiq over Redis: a task a message, acknowledged after it; a killed one is sent again."""

import dramatiq
from dramatiq.brokers.redis import RedisBroker

from bench.contest.task_queue import mail_client, redis_url, send_one
from bench.contest.turns import take_turns


def main() -> None:
    """Filling the queue is not counted; a worker with one thread is."""
    broker = RedisBroker(url=redis_url())
    dramatiq.set_broker(broker)
    client = mail_client()

    @dramatiq.actor(queue_name="emails")
    def send_email(to: str) -> None:
        send_one(client, to=to)

    def prepare(messages: int) -> None:
        for number in range(messages):
            send_email.send(f"family-{number}@example.com")

    def send(messages: int) -> None:
        worker = dramatiq.Worker(broker, worker_threads=1)
        worker.start()
        broker.join("emails")
        worker.stop()

    take_turns(send, prepare=prepare)


if __name__ == "__main__":
    main()
