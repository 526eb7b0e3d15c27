"""The outbox takes no nonsense, makes trouble when asked, and lets no other site in."""

import pytest

from infra.local import outbox
from infra.local.providers.chaos import Mode, Rule, kept_rules
from tests.channels.pretend import email
from tests.infra.visiting import HERE, an_outbox, fields_of, items, post, visit


@pytest.fixture
def pretend(tmp_path, monkeypatch):
    with an_outbox(tmp_path, monkeypatch) as providers:
        yield providers


@pytest.mark.parametrize("path", ["/outbox/1/pretend", "/outbox/chaos", "/outbox/clock"])
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"3", b"\xff", b"null", b"[" * 100_000])
def test_a_body_that_is_no_object_is_malformed(pretend, path, body):
    pretend.email_channel().send((email(),))

    status, told = post(path, body)

    assert (status, fields_of(told)) == (400, ["body"])


def test_trouble_is_ordered_and_healed(pretend):
    order = {"email": {"fail_every": 10, "mode": "timeout_after_effect"}}

    assert post("/outbox/chaos", order) == (200, order)
    assert kept_rules(pretend.store) == {"email": Rule(10, Mode.TIMEOUT_AFTER_EFFECT)}
    assert post("/outbox/chaos", {}) == (200, {})
    assert kept_rules(pretend.store) == {}


@pytest.mark.parametrize(
    ("order", "field"),
    [
        ({"pigeon": {"fail_every": 1, "mode": "refuse"}}, "pigeon"),
        ({"email": 3}, "email"),
        ({"email": {"mode": "refuse"}}, "email.fail_every"),
        ({"email": {"fail_every": 0, "mode": "refuse"}}, "email.fail_every"),
        ({"email": {"fail_every": 2}}, "email.mode"),
        ({"email": {"fail_every": 2, "mode": "explode"}}, "email.mode"),
    ],
)
def test_trouble_that_cannot_be_had_names_the_field_and_changes_nothing(pretend, order, field):
    post("/outbox/chaos", {"text": {"fail_every": 2, "mode": "refuse"}})

    status, told = post("/outbox/chaos", order)

    assert (status, fields_of(told)) == (422, [field])
    assert set(kept_rules(pretend.store)) == {"text"}


def test_the_clock_is_set_and_goes_back(pretend):
    status, told = post("/outbox/clock", {"now": "2031-12-01T20:30:00-05:00"})

    assert status == 200
    assert told["now"].startswith("2031-12-02T01:30:0")
    assert not post("/outbox/clock", {"now": None})[1]["now"].startswith("2031")


@pytest.mark.parametrize(
    "now", ["", "soon", 3, ["x"], "2031-12-01T20:30:00", "9999-12-31T23:59:59Z"]
)
def test_a_time_that_is_none_names_the_field(pretend, now):
    status, told = post("/outbox/clock", {"now": now})

    assert (status, fields_of(told)) == (422, ["now"])


def test_the_outbox_can_be_emptied(pretend):
    pretend.email_channel().send((email(),))

    assert post("/outbox/empty", {})[0] == 200
    assert items() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"host": "evil.example:8000"},
        {"host": ""},
    ],
)
def test_a_page_of_another_site_changes_nothing(pretend, headers):
    pretend.email_channel().send((email(),))

    assert post("/outbox/empty", {}, **headers)[0] == 403
    assert len(items()) == 1


def test_our_own_page_may_change_it(pretend):
    for host in ("127.0.0.1:8000", "localhost:8000", "[::1]:8000"):
        assert post("/outbox/empty", {}, host=host, origin=f"http://{host}")[0] == 200


def test_a_foreign_name_for_this_machine_reads_nothing(pretend):
    status, _, _ = visit("GET", "/outbox.json", headers={"host": "evil.example"})

    assert status == 403


@pytest.mark.parametrize("path", ["/outboxes", "/outbox/1/x", "/pretend-payment", "/"])
def test_other_paths_are_none_of_its_business(pretend, path):
    assert outbox.answer("GET", path, {}, HERE, b"") is None


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/outbox.json"), ("DELETE", "/outbox"), ("GET", "/outbox/clock")]
)
def test_a_method_that_a_path_does_not_take_is_refused(pretend, method, path):
    assert visit(method, path, body=b"{}")[0] == 405
