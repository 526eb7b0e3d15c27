"""Which texts can be the key of a row at all; whatever else is asked for is simply not there."""

PARTITION_BYTES = 2_048
SORT_BYTES = 1_024


def can_exist(key: tuple[str, str]) -> bool:
    """Whether DynamoDB would take it: an id in a call can be any text, of any length."""
    try:
        partition, sort = (len(part.encode()) for part in key)
    except UnicodeEncodeError:
        return False
    return 0 < partition <= PARTITION_BYTES and 0 < sort <= SORT_BYTES
