"""Taking one condition away, wherever it is written, for as long as somebody looks."""

import inspect
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from tests.simulation.faults import Fault


@dataclass(frozen=True)
class Mutation:
    """One condition taken away; `harmless` says in a sentence why nobody can notice, if so."""

    name: str
    where: object
    function: str
    old: str
    new: str
    harmless: str = ""
    site: str = ""
    """The place of trouble at which it is most likely to be noticed, if chance alone takes long."""
    fault: Fault | None = None
    """And the trouble."""


@contextmanager
def mutated(mutation: Mutation) -> Iterator[None]:
    """
    As long as this lasts, the function is the mutant, wherever it was imported to.

    :raises LookupError: if the function no longer says what is to be taken away.
    """
    function: Any = getattr(mutation.where, mutation.function)
    source = textwrap.dedent(inspect.getsource(function))
    if source.count(mutation.old) != 1:
        raise LookupError(f"{mutation.name}: “{mutation.old}” is not there once")
    made: dict[str, Any] = dict(function.__globals__)
    exec(source.replace(mutation.old, mutation.new), made)  # noqa: S102  (our own code)
    mutant = made[mutation.function]
    assert isinstance(mutant, FunctionType)
    before, function.__code__ = function.__code__, mutant.__code__
    try:
        yield
    finally:
        function.__code__ = before
