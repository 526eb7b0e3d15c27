"""How often a worker compiles staff wording for a whole campaign: once for each text."""

from collections.abc import Iterator

from bench.measures import Measure
from bench.practice import BY_EMAIL, begin, event_of, open_for_sending, split
from chalicelib.exchange.ports import Parts
from chalicelib.handlers.batches import send_email
from chalicelib.web import wording

EMAIL_PARTS = 2
"""Subject and body, in one language and one version."""


def measured_compiles(parts: Parts) -> Iterator[Measure]:
    """Split and send a thousand in this process; Python’s own cache tells what was compiled."""
    wording._compiled.cache_clear()
    campaign = split(parts, begin(parts, practice_id=BY_EMAIL, tells_again=True))
    for batch in open_for_sending(parts, campaign):
        assert send_email(event_of(batch), None) == {"batchItemFailures": []}
    compiled = wording._compiled.cache_info().misses
    yield Measure(
        "Template compiles for a campaign of 1,000 emails", compiled, EMAIL_PARTS, EMAIL_PARTS
    )
