"""Who wants texts again comes off the carrier's own list, whoever the carrier is."""

from collections.abc import Callable

import pytest
from botocore.exceptions import ReadTimeoutError

from chalicelib.channels.clients import provider_client
from chalicelib.channels.opt_outs import is_let_back
from chalicelib.channels.text import LET_BACK_BY_SNS, TextChannel
from chalicelib.channels.text_end_user import LET_BACK_BY_END_USER_MESSAGING, EndUserTextChannel
from chalicelib.domain.letters import Accepted, Refused
from chalicelib.exchange.ports import NoAnswer
from tests.channels.pretend import Pretend, text
from tests.fakes.outside import FakeCarrier

OPTED_OUT, OPTED_OUT_AGAIN, NEVER_OPTED_OUT = "+12125550009", "+12125550007", "+12125551001"
CARRIERS: dict[str, Callable[[Pretend], TextChannel | EndUserTextChannel]] = {
    "sns": Pretend.text_channel,
    "end_user_messaging": Pretend.other_text_channel,
}
SAID = {
    ("sns", "OptInPhoneNumber"): LET_BACK_BY_SNS,
    ("pinpoint-sms-voice-v2", "DeleteOptedOutNumber"): LET_BACK_BY_END_USER_MESSAGING,
}
MAY_PASS = {
    "AccessDeniedException",
    "AuthorizationError",
    "InternalError",
    "InternalServerException",
    "Throttled",
    "ThrottlingException",
}
"""None of these says whether the number is on the list: it is asked again."""


@pytest.fixture(params=[*CARRIERS, "fake"])
def carrier(request, pretend):
    """Each real one over the wire, and the fake, which has the same to say of these numbers."""
    if request.param == "fake":
        fake = FakeCarrier()
        fake.answers = lambda number: number != OPTED_OUT_AGAIN
        return fake
    return CARRIERS[request.param](pretend)


@pytest.mark.parametrize(
    ("number", "is_off"),
    [(OPTED_OUT, True), (NEVER_OPTED_OUT, True), (OPTED_OUT_AGAIN, False)],
)
def test_a_number_comes_off_the_list_once_in_thirty_days(carrier, number, is_off):
    assert carrier.let_back(number) is is_off
    assert carrier.let_back(number) is is_off


@pytest.mark.parametrize("name", CARRIERS)
def test_who_was_let_back_gets_texts_again_and_nobody_else(pretend, name):
    channel = CARRIERS[name](pretend)
    letters = (text(1, to=OPTED_OUT), text(2, to=OPTED_OUT_AGAIN))
    assert channel.send(letters) == (Refused("opted_out"),) * 2

    for letter in letters:
        channel.let_back(letter.to)

    accepted, refused = channel.send(letters)
    assert isinstance(accepted, Accepted)
    assert refused == Refused("opted_out")


@pytest.mark.parametrize(("service", "operation"), SAID)
def test_every_error_that_a_carrier_declares_is_read(service, operation):
    model = provider_client(service, endpoint=None).meta.service_model.operation_model(operation)

    declared = {shape.error_code for shape in model.error_shapes}

    assert declared
    assert declared - set(SAID[service, operation]) <= MAY_PASS


def test_what_says_nothing_of_the_number_is_to_be_asked_again(client_error):
    troubles = [
        client_error("Throttled", status=429, message=OPTED_OUT),
        client_error("NeverHeardOf", status=500, message=OPTED_OUT),
        ReadTimeoutError(endpoint_url="x"),
    ]

    for trouble in troubles:
        with pytest.raises(NoAnswer) as told:
            is_let_back(_raising(trouble), said=LET_BACK_BY_SNS)
        assert told.value.__cause__ is None
        assert OPTED_OUT not in str(told.value)


def _raising(trouble):
    def ask():
        raise trouble

    return ask
