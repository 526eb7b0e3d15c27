"""Our own path, from the event of a queue to the settled batch, with everything that it keeps."""

import os
from itertools import cycle

from bench.contest.turns import take_turns
from bench.practice import BY_EMAIL, begin, enter, environment, event_of, open_for_sending, split
from chalicelib.domain.campaigns import MESSAGES_PER_BATCH


def main() -> None:
    """Batches of a campaign that is split beforehand; the stub lets each be sent again."""
    url = os.environ["STUB_URL"]
    parts = enter(environment(aws=url, providers=url))
    campaign = split(parts, begin(parts, practice_id=BY_EMAIL, tells_again=True))
    batches = open_for_sending(parts, campaign)
    from chalicelib.handlers.batches import send_email  # it needs the environment

    events = cycle([event_of(batch) for batch in batches if batch.size == MESSAGES_PER_BATCH])

    def send(messages: int) -> None:
        for _ in range(messages // MESSAGES_PER_BATCH):
            failures = send_email(next(events), None)
            assert failures == {"batchItemFailures": []}

    take_turns(send)


if __name__ == "__main__":
    main()
