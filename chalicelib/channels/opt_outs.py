"""The carrier's own list of who wants no texts, and how a number comes off it again."""

from collections.abc import Callable, Mapping

from botocore.exceptions import ClientError

from chalicelib.channels.trouble import TROUBLE
from chalicelib.exchange.ports import NoAnswer


def is_let_back(ask: Callable[[], object], *, said: Mapping[str, bool]) -> bool:
    """
    Whether the number is on no such list any more; `said` maps the service's own errors.

    :raises NoAnswer: for anything else that went wrong; the number may be on the list or not.
    """
    try:
        ask()
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code not in said:
            # Without what the service said: it may quote the number.
            raise NoAnswer from None
        return said[code]
    except TROUBLE:
        raise NoAnswer from None
    return True
