"""Which texts can be the key of a row at all; whatever else is asked for is simply not there."""

PARTITION_BYTES = 2_048
SORT_BYTES = 1_024


def can_exist(key: tuple[str, str]) -> bool:
    """Whether DynamoDB would take it: an id in a call can be any text, of any length."""
    partition, sort = key
    try:
        sizes = len(partition.encode()), len(sort.encode())
    except UnicodeEncodeError:
        return False
    return 0 < sizes[0] <= PARTITION_BYTES and 0 < sizes[1] <= SORT_BYTES
