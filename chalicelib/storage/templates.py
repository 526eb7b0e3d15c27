"""Where the wording of staff is kept, every version of it."""

from dataclasses import dataclass

from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind, Template, Texts
from chalicelib.storage.dynamo import ABSENT, If, Item, transact
from chalicelib.storage.moments import moment, moment_text
from chalicelib.storage.table import Key, Query, Table


@dataclass(frozen=True)
class Templates:
    """
    Templates; see the port for what each method promises.

    The newest version of each stands once more in a partition of the practice, for the list.
    """

    table: Table

    def template(
        self, practice_id: str, template_id: str, *, version: int | None = None
    ) -> Template | None:
        if version is None:
            row = self.table.get(_newest_key(practice_id, template_id))
        else:
            row = self.table.get(_key(practice_id, template_id, version))
        return None if row is None else _read(row)

    def templates(self, practice_id: str) -> tuple[Template, ...]:
        newest = map(_read, self.table.all(Query(_list_partition(practice_id))))
        return tuple(sorted(newest, key=lambda each: (each.name.casefold(), each.id)))

    def save_template(self, template: Template) -> None:
        own = _key(template.practice_id, template.id, template.version)
        newest = _newest_key(template.practice_id, template.id)
        is_newer = If("attribute_not_exists(#pk) OR #version < :own", {"own": template.version})
        transact(
            self.table.client,
            [
                self.table.putting(_row(template, own), condition=ABSENT),
                self.table.putting(_row(template, newest), condition=is_newer),
            ],
        )


def _key(practice_id: str, template_id: str, version: int) -> Key:
    return f"P#{practice_id}#TEMPLATE#{template_id}", f"V#{version:06d}"


def _newest_key(practice_id: str, template_id: str) -> Key:
    return _list_partition(practice_id), template_id


def _list_partition(practice_id: str) -> str:
    return f"P#{practice_id}#TEMPLATES"


def _row(template: Template, key: Key) -> Item:
    partition, sort = key
    return {
        "pk": partition,
        "sk": sort,
        "practice_id": template.practice_id,
        "id": template.id,
        "version": template.version,
        "name": template.name,
        "need": template.need,
        "kind": template.kind,
        "texts": {language: _texts_row(texts) for language, texts in template.texts.items()},
        "saved_by": template.saved_by,
        "saved_at": moment_text(template.saved_at),
        "extra_fields": template.extra_fields,
    }


def _read(row: Item) -> Template:
    return Template(
        practice_id=row["practice_id"],
        id=row["id"],
        version=row["version"],
        name=row["name"],
        need=Need(row["need"]),
        kind=Kind(row["kind"]),
        texts={language: Texts(**texts) for language, texts in row["texts"].items()},
        saved_by=row["saved_by"],
        saved_at=moment(row["saved_at"]),
        extra_fields=tuple(row["extra_fields"]),
    )


def _texts_row(texts: Texts) -> Item:
    return {
        "subject": texts.subject,
        "email": texts.email,
        "text": texts.text,
        "phone": texts.phone,
    }
