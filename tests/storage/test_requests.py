"""Every request of the stores is one that AWS would take, by botocore’s own rules."""

import pytest

from tests.storage.places import CHECKED, BadRequest, Tables


@pytest.mark.parametrize(
    "wrong",
    [{"Key": {"pk": {"S": 1}}}, {"Key": {"pk": {"S": "a"}}, "Limit": 3}, {}],
    ids=["kind", "unknown", "missing"],
)
def test_a_request_that_aws_would_not_take_fails_its_test(
    tables: Tables, wrong: dict[str, object]
) -> None:
    """The stores’ client does not look; in these tests, something else does."""
    with pytest.raises(BadRequest):
        tables.client.get_item(TableName=tables.named("records"), **wrong)


def test_each_request_is_looked_at(tables: Tables) -> None:
    before = CHECKED["PutItem"], CHECKED["Query"]

    tables.table("audit").put({"pk": "P#requests", "sk": "1"})

    assert (CHECKED["PutItem"], CHECKED["Query"]) == (before[0] + 1, before[1])
