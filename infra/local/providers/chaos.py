"""Trouble on order: every tenth message is lost, refused or turned away, until healed."""

import json
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from infra.local.providers.store import OutboxStore

SETTING = "chaos"


class Mode(StrEnum):
    """What happens to a message whose turn it is."""

    TIMEOUT_AFTER_EFFECT = "timeout_after_effect"
    TIMEOUT_BEFORE_EFFECT = "timeout_before_effect"
    THROTTLE = "throttle"
    REFUSE = "refuse"

    @property
    def is_silent(self) -> bool:
        return self in {Mode.TIMEOUT_AFTER_EFFECT, Mode.TIMEOUT_BEFORE_EFFECT}

    @property
    def takes_effect(self) -> bool:
        return self is Mode.TIMEOUT_AFTER_EFFECT


@dataclass(frozen=True)
class Rule:
    """Every so many messages, this."""

    fail_every: int
    mode: Mode


def keep_rules(store: OutboxStore, rules: Mapping[str, Rule]) -> None:
    """From now on, per channel; none heals."""
    store.keep_setting(SETTING, json.dumps({name: asdict(rule) for name, rule in rules.items()}))


def kept_rules(store: OutboxStore) -> dict[str, Rule]:
    """The rules now in force."""
    kept = json.loads(store.setting(SETTING) or "{}")
    return {
        name: Rule(fail_every=rule["fail_every"], mode=Mode(rule["mode"]))
        for name, rule in kept.items()
    }


class Chaos:
    """Counts messages and says which of them meet trouble."""

    def __init__(self, store: OutboxStore) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._rules: dict[str, Rule] = {}
        self._seen: dict[str, int] = {}

    def strikes(self, channel: str, *, messages: int) -> tuple[Mode | None, ...]:
        """For each of these messages, in order: its trouble or None."""
        rules = kept_rules(self._store)
        with self._lock:
            if rules != self._rules:
                self._rules, self._seen = rules, {}
            rule = rules.get(channel)
            if rule is None:
                return (None,) * messages
            first = self._seen.get(channel, 0) + 1
            self._seen[channel] = first + messages - 1
            turns = range(first, first + messages)
        return tuple(rule.mode if turn % rule.fail_every == 0 else None for turn in turns)
