"""The words of messages: checked when staff save them, filled in when a patient gets them."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from jinja2 import Template, nodes
from jinja2.visitor import NodeTransformer

from chalicelib.exchange.ports import Trouble
from chalicelib.web import render, wording_rules
from chalicelib.web.unsubscribe_links import confirm_token, unsubscribe_token
from chalicelib.web.wording_rules import Unreadable

TEXTS_KEPT = 512
"""Compiled texts that a worker remembers; a campaign has at most eight."""
REQUIRED = "required_detail"


class JinjaWording:
    """Staff texts as an allow-listed corner of Jinja (exchange.ports.Wording)."""

    def __init__(self, *, secret: str, public_url: str) -> None:
        self._secret = secret
        self._public_url = public_url

    def troubles(self, text: str, *, part: str, fields: Iterable[str]) -> tuple[Trouble, ...]:
        """Unknown details, and anything that is not on the allow-list, each once."""
        try:
            tree = wording_rules.parse(text, within=ENVIRONMENT)
        except Unreadable as error:
            return (Trouble(part, str(error)),)
        problems = dict.fromkeys(wording_rules.problems(tree, fields=tuple(fields)))
        return tuple(Trouble(part, problem) for problem in problems)

    def fields_used(self, text: str) -> frozenset[str]:
        """Names of the details in it; :raises ValueError: if it cannot be read."""
        return wording_rules.names(wording_rules.parse(text, within=ENVIRONMENT))

    def fill(self, text: str, values: Mapping[str, str]) -> str:
        """
        The text with its details; compiled once per text.

        :raises KeyError: naming a detail that is missing or empty where it is printed.
        :raises ValueError: if the text is not one that could have been saved.
        """
        template, used = _compiled(text)
        return template.render({name: values.get(name, "") for name in used})

    def email_html(
        self,
        text: str,
        *,
        language: str,
        practice_name: str,
        footer: tuple[str, str] | None,
        ending: tuple[str, str] | None = None,
    ) -> str:
        """The email as HTML; footer is (postal address, unsubscribe link) on broadcasts."""
        postal_address, unsubscribe_url = footer or ("", None)
        return render.email_html(
            practice_name=practice_name,
            subject=practice_name,
            text=text,
            language=language,
            footer=render.EmailFooter(
                postal_address=postal_address, unsubscribe_url=unsubscribe_url
            ),
            ending=ending,
        )

    def email_text(self, text: str, *, language: str, footer: tuple[str, str] | None) -> str:
        """The plain-text side of the same email; on broadcasts with the same footer."""
        if footer is None:
            return text
        postal_address, unsubscribe_url = footer
        return render.email_text(
            text=text,
            language=language,
            footer=render.EmailFooter(
                postal_address=postal_address, unsubscribe_url=unsubscribe_url
            ),
        )

    def confirm_url(self, practice_id: str, *, message_id: str) -> str:
        """Named by message, never by person; it does not expire, the appointment does."""
        token = confirm_token(practice_id, message_id=message_id, secret=self._secret)
        return f"{self._public_url}/confirm/{token}"

    def unsubscribe_url(self, practice_id: str, *, message_id: str) -> str:
        """A link with a signed token that names the message, not the person."""
        token = unsubscribe_token(practice_id, message_id=message_id, secret=self._secret)
        return f"{self._public_url}/unsubscribe/{token}"


@lru_cache(maxsize=TEXTS_KEPT)
def _compiled(text: str) -> tuple[Template, frozenset[str]]:
    # Checked again: a text that came by another way than Save must not run either.
    tree = wording_rules.parse(text, within=ENVIRONMENT)
    used = wording_rules.names(tree)
    problem = next(wording_rules.problems(tree, fields=used), None)
    if problem is not None:
        raise Unreadable(problem)
    return ENVIRONMENT.from_string(_Guard().visit(tree)), used


class _Guard(NodeTransformer):
    """Makes every printed detail name itself when it is empty, unless a default stands in."""

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - Jinja’s own naming
        node.nodes = [self._guarded(part) for part in node.nodes]
        return node

    def _guarded(self, part: nodes.Expr) -> nodes.Expr:
        if isinstance(part, nodes.Filter) and part.name == "default":
            return part
        if isinstance(part, nodes.Filter) and part.node is not None:
            part.node = self._guarded(part.node)
            return part
        if not isinstance(part, nodes.Name):
            return part
        name = nodes.Const(part.name, lineno=part.lineno, environment=ENVIRONMENT)
        return nodes.Filter(
            part, REQUIRED, [name], [], None, None, lineno=part.lineno, environment=ENVIRONMENT
        )


def _required_detail(value: str, name: str) -> str:
    if not value.strip():
        raise KeyError(name)
    return value


def _default(value: str, instead: str, _also_empty: bool = True) -> str:
    # Jinja’s own replaces only what is undefined; to a patient, empty is just as missing.
    return value if value.strip() else instead


ENVIRONMENT = wording_rules.environment()
ENVIRONMENT.filters[REQUIRED] = _required_detail
ENVIRONMENT.filters["default"] = _default
