"""Every few minutes it is read what the carriers said of texts that SNS took."""

from typing import Any

from chalice.app import Blueprint, Rate

from chalicelib import bootstrap
from chalicelib.exchange.text_results import WINDOW, receive_text_results
from chalicelib.handlers.envelopes import on_schedule

results = Blueprint(__name__)


@results.schedule(Rate(5, unit=Rate.MINUTES))
@on_schedule
def read_text_results(event: Any) -> None:
    """End User Messaging tells by itself; then there is nothing to read."""
    parts, at = bootstrap.parts(), bootstrap.now()
    told = bootstrap.text_results(start=at - WINDOW, end=at)
    receive_text_results(parts, told, at=at)
