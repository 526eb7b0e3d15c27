"""The staff of practices, in memory: the list that a practice keeps, and the pool they enter by."""

from dataclasses import replace

from chalicelib.domain.colleagues import Colleague
from chalicelib.exchange.ports import Changed
from chalicelib.exchange.ports.staff import EmailTaken
from chalicelib.storage.colleagues import by_name


class FakeColleagues:
    """See the port of records for what each method promises."""

    def __init__(self) -> None:
        super().__init__()
        self._colleagues: dict[tuple[str, str], Colleague] = {}

    def colleagues(self, practice_id: str) -> tuple[Colleague, ...]:
        found = [each for (held, _), each in self._colleagues.items() if held == practice_id]
        return tuple(sorted(found, key=by_name))

    def colleague(self, practice_id: str, colleague_id: str) -> Colleague | None:
        return self._colleagues.get((practice_id, colleague_id))

    def keep_colleague(self, colleague: Colleague) -> None:
        held = self._colleagues.get((colleague.practice_id, colleague.id))
        if colleague.version != (held.version if held else 0):
            raise Changed
        kept = replace(colleague, version=colleague.version + 1)
        self._colleagues[colleague.practice_id, colleague.id] = kept


class FakeStaffPool:
    """Remembers who may come in, by email, and how often each was invited."""

    def __init__(self) -> None:
        self.members: dict[str, tuple[str, str, frozenset[str]]] = {}
        """Id, practice and rights."""
        self.invitations: list[str] = []
        self.without_code: list[str] = []

    def invite(self, *, email: str, name: str, practice_id: str, rights: frozenset[str]) -> str:
        held = self.members.get(email)
        if held is not None and held[1] != practice_id:
            raise EmailTaken
        user_id = held[0] if held else f"user-{len(self.invitations) + 1}"
        self.members[email] = (user_id, practice_id, rights)
        self.invitations.append(email)
        return user_id

    def invite_again(self, *, email: str) -> None:
        self.invitations.append(email)

    def set_rights(self, *, email: str, rights: frozenset[str]) -> None:
        user_id, practice_id, _ = self.members.get(email, (email, "", frozenset()))
        self.members[email] = (user_id, practice_id, rights)

    def remove(self, *, email: str) -> None:
        self.members.pop(email, None)

    def forget_code(self, *, email: str) -> None:
        self.without_code.append(email)
