"""News of texts by the provider's own id finds its message, however often it is told."""

from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.messages import ShownStatus, shown_status
from chalicelib.exchange.text_results import receive_text_results
from tests.given import Exchange


def result(exchange: Exchange, provider_id: str, event: DeliveryEvent) -> Receipt:
    return Receipt("", "", event, exchange.now, provider_id=provider_id)


def test_a_text_leaves_sent_once_and_others_stay(exchange: Exchange) -> None:
    for name in ("ana", "ben"):
        exchange.given_family(name)
    exchange.given_credits(100)
    campaign = exchange.when_all_is_done(exchange.when_created())
    (text,) = (row for row in exchange.rows(campaign).values() if row.cost == 3)
    news = [result(exchange, text.provider_id, DeliveryEvent.DELIVERED)] * 3

    assert receive_text_results(exchange.parts, news, at=exchange.now) == 1
    assert receive_text_results(exchange.parts, news, at=exchange.now) == 0

    statuses = {
        row.to: shown_status(row, is_released=True) for row in exchange.rows(campaign).values()
    }
    assert statuses[text.to] is ShownStatus.DELIVERED
    assert statuses["ana@example.com"] is ShownStatus.SENT


def test_what_fits_no_text_of_ours_changes_nothing(exchange: Exchange) -> None:
    news = [result(exchange, "somebody-elses", DeliveryEvent.DELIVERED)]

    assert receive_text_results(exchange.parts, news, at=exchange.now) == 0
