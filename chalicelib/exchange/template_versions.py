"""Every version of a template that is worth going back to."""

from chalicelib.domain.templates import Template
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.save_template import NoSuchTemplate

VERSIONS_LISTED = 20


def template_versions(parts: Parts, practice_id: str, template_id: str) -> tuple[Template, ...]:
    """
    The newest versions, newest first.

    :raises NoSuchTemplate: if this practice has none of that id.
    """
    newest = parts.records.template(practice_id, template_id)
    if newest is None:
        raise NoSuchTemplate
    older = range(newest.version - 1, max(0, newest.version - VERSIONS_LISTED), -1)
    found = [parts.records.template(practice_id, template_id, version=each) for each in older]
    return (newest, *(each for each in found if each is not None))
