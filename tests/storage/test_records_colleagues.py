"""Who works at a practice is kept under versions, and the pool lets in exactly those."""

import base64
import hmac
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from chalicelib.domain.colleagues import Colleague
from chalicelib.exchange.ports import Changed, Records
from chalicelib.exchange.ports.staff import (
    Challenge,
    CodeHeld,
    EmailTaken,
    NotSignedIn,
    StaffPool,
    WrongCode,
)
from chalicelib.storage.staff_directory import CognitoStaff
from chalicelib.storage.staff_pool import CognitoPool
from tests.fakes.colleagues import FakeStaffPool
from tests.storage.conftest import BOTH

FIRST = "First-2026-pass"


def jo(practice: str, at: datetime) -> Colleague:
    return Colleague(
        practice, "u2", "J. Kim", "jo@maple.example", frozenset({"view", "create"}),
        invited_by="R. Alvarez", invited_at=at, changed_at=at,
    )  # fmt: skip


def test_a_colleague_comes_back_as_kept(records: Records, practice: str, at: datetime) -> None:
    kept = jo(practice, at)
    records.keep_colleague(kept)
    records.keep_colleague(replace(kept, id="u1", name="ana Ito", removed_at=at))

    held = records.colleagues(practice)

    assert [each.name for each in held] == ["ana Ito", "J. Kim"]
    assert held[1] == records.colleague(practice, "u2") == replace(kept, version=1)
    assert held[0].is_removed
    assert records.colleague("another", "u2") is None


def test_a_colleague_is_changed_only_as_read(records: Records, practice: str, at: datetime) -> None:
    kept = jo(practice, at)
    records.keep_colleague(kept)

    with pytest.raises(Changed):
        records.keep_colleague(kept)
    records.keep_colleague(replace(kept, signed_in_at=at, version=1))

    held = records.colleague(practice, "u2")
    assert held is not None
    assert (held.signed_in_at, held.version) == (at, 2)


@pytest.fixture(params=BOTH)
def pool(request: pytest.FixtureRequest) -> Iterator[StaffPool]:
    if request.param == "fake":
        yield FakeStaffPool()
        return
    aws: Mapping[str, str] = request.getfixturevalue("aws")
    yield cognito(aws)


def cognito(aws: Mapping[str, str]) -> CognitoPool:
    return CognitoPool(
        endpoint=aws["PMX_AWS_ENDPOINT"], pool_id=aws["PMX_USER_POOL_ID"], first_password=FIRST
    )


def invited(pool: StaffPool, practice: str, *, email: str, rights: str = "view create") -> str:
    return pool.invite(
        email=email, name="J. Kim", practice_id=practice, rights=frozenset(rights.split())
    )


def test_an_invitation_that_was_cut_short_goes_on(pool: StaffPool, practice: str) -> None:
    email = f"jo@{practice}.example"
    first = invited(pool, practice, email=email)

    again = invited(pool, practice, email=email)

    assert first == again != ""
    with pytest.raises(EmailTaken):
        invited(pool, "another", email=email)


def test_whoever_is_gone_needs_no_removing(pool: StaffPool, practice: str) -> None:
    email = f"jo@{practice}.example"
    invited(pool, practice, email=email)

    pool.remove(email=email)
    pool.remove(email=email)

    assert invited(pool, "another", email=email) != ""


@pytest.mark.storage
def test_whoever_was_invited_signs_in_with_these_rights(
    aws: Mapping[str, str], practice: str
) -> None:
    pool, email = cognito(aws), f"jo@{practice}.example"
    directory = CognitoStaff(
        endpoint=aws["PMX_AWS_ENDPOINT"], client_id=aws["PMX_USER_POOL_CLIENT_ID"]
    )
    user_id = invited(pool, practice, email=email)
    pool.invite_again(email=email)
    pool.set_rights(email=email, rights=frozenset({"view", "billing"}))

    asked = directory.sign_in(email=email, password=FIRST)
    assert isinstance(asked, Challenge)
    member = directory.answer(asked, response="Second-2026-pass")

    assert not isinstance(member, Challenge)
    assert (member.user_id, member.practice_id, member.name) == (user_id, practice, "J. Kim")
    assert member.rights == {"view", "billing"}
    pool.remove(email=email)
    with pytest.raises(NotSignedIn):
        directory.sign_in(email=email, password="Second-2026-pass")


def code_of(secret: str, *, at: float) -> str:
    """What an app shows (RFC 6238): six digits of the half minute."""
    counted = int(at // 30).to_bytes(8, "big")
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mark = hmac.new(key, counted, "sha1").digest()
    start = mark[-1] & 15
    number = int.from_bytes(mark[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


@pytest.mark.storage
def test_a_code_is_asked_for_from_when_it_was_proven_until_it_is_forgotten(
    aws: Mapping[str, str], practice: str
) -> None:
    pool, email, password = cognito(aws), f"jo@{practice}.example", "Second-2026-pass"
    directory = CognitoStaff(
        endpoint=aws["PMX_AWS_ENDPOINT"], client_id=aws["PMX_USER_POOL_CLIENT_ID"]
    )
    invited(pool, practice, email=email)
    asked = directory.sign_in(email=email, password=FIRST)
    assert isinstance(asked, Challenge)
    directory.answer(asked, response=password)
    secret = directory.begin_code(email=email, password=password)
    with pytest.raises(WrongCode):
        directory.keep_code(email=email, password=password, code="000000")
    with pytest.raises(NotSignedIn):
        directory.keep_code(email=email, password="wrong", code="000000")
    assert not isinstance(directory.sign_in(email=email, password=password), Challenge)

    directory.keep_code(email=email, password=password, code=code_of(secret, at=time.time()))

    challenge = directory.sign_in(email=email, password=password)
    assert isinstance(challenge, Challenge)
    assert challenge.name == "SOFTWARE_TOKEN_MFA"
    member = directory.answer(challenge, response=code_of(secret, at=time.time()))
    assert not isinstance(member, Challenge)
    with pytest.raises(CodeHeld):
        directory.begin_code(email=email, password=password)
    pool.forget_code(email=email)
    assert not isinstance(directory.sign_in(email=email, password=password), Challenge)
