"""What staff may write between curly brackets, and what to say when they write something else."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes

FILTERS = frozenset({"upper", "lower", "title", "default", "trim"})
THE_ENGINES_OWN = frozenset({"self", "super", "loop", "caller"})
"""Names that Jinja fills in itself, whatever it is given."""
NESTING = 30
"""Deeper than anybody writes, and well within what compiling such a text can bear."""
ONLY_THESE = (
    "Write details as {{ patient_first_name }}, and conditions as {% if provider %} … {% endif %}."
)
VALUES = (nodes.Name, nodes.Const, nodes.Filter)
CONDITIONS = (nodes.And, nodes.Or, nodes.Not, nodes.Compare)


class Unreadable(ValueError):
    """The text cannot be read at all; the message says why, in plain words."""


def environment() -> Environment:
    """Plain text: nothing is escaped here, and what is unknown is an error."""
    # Nothing of this reaches HTML unescaped: the email's page escapes the finished text.
    made = Environment(
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701
        keep_trailing_newline=True,
    )
    # No staff text may call a function, and Jinja copies its own for every message else.
    made.globals.clear()
    return made


def parse(text: str, *, within: Environment) -> nodes.Template:
    """
    Read a text into its parts.

    :raises Unreadable: with what is wrong, in plain words.
    """
    try:
        kinds = {kind for _, kind, _ in within.lex(text)}
        tree = within.parse(text)
    except TemplateSyntaxError as error:
        raise Unreadable(_in_plain_words(error)) from error
    except (RecursionError, ValueError, OverflowError) as error:
        raise Unreadable("This is too complicated to be read. " + ONLY_THESE) from error
    if kinds & {"comment_begin", "raw_begin"}:
        raise Unreadable("Notes and raw parts cannot stand in a message. " + ONLY_THESE)
    if _depth(tree) > NESTING:
        raise Unreadable("There are too many conditions within conditions. Use fewer.")
    return tree


def names(tree: nodes.Node) -> frozenset[str]:
    """Every detail that the text speaks of, printed or asked for."""
    return frozenset(name.name for name in tree.find_all(nodes.Name))


def problems(tree: nodes.Template, *, fields: Iterable[str]) -> Iterator[str]:
    """Whatever is not text, a known detail, a condition or one of the five filters."""
    known = tuple(fields)
    for part in tree.body:
        yield from _statement(part, known)


def _statement(node: nodes.Node, known: tuple[str, ...]) -> Iterator[str]:
    if isinstance(node, nodes.Output):
        for printed in node.nodes:
            yield from _printed(printed, known)
    elif isinstance(node, nodes.If):
        yield from _condition(node.test, known)
        for part in (*node.body, *node.elif_, *node.else_):
            yield from _statement(part, known)
    else:
        yield f"Line {node.lineno}: this cannot be done in a message. {ONLY_THESE}"


def _printed(node: nodes.Node, known: tuple[str, ...]) -> Iterator[str]:
    if isinstance(node, nodes.TemplateData):
        if "{" in node.data or "}" in node.data:
            yield (
                "Curly brackets are only for details. "
                "Write a detail with two of them: {{ patient_first_name }}."
            )
    elif isinstance(node, nodes.Name | nodes.Filter):
        yield from _value(node, known)
    else:
        yield f"Line {node.lineno}: only a detail can stand in {{{{ }}}}. {ONLY_THESE}"


def _condition(node: nodes.Node, known: tuple[str, ...]) -> Iterator[str]:
    if isinstance(node, nodes.And | nodes.Or):
        yield from _condition(node.left, known)
        yield from _condition(node.right, known)
    elif isinstance(node, nodes.Not):
        yield from _condition(node.node, known)
    elif isinstance(node, nodes.Compare):
        for side in (node.expr, *(operand.expr for operand in node.ops)):
            yield from _value(side, known)
    else:
        yield from _value(node, known)


def _value(node: nodes.Node, known: tuple[str, ...]) -> Iterator[str]:
    if isinstance(node, nodes.Name):
        if node.name not in known or node.name in THE_ENGINES_OWN:
            yield unknown_detail(node.name, known)
    elif isinstance(node, nodes.Const):
        yield from _constant(node)
    elif isinstance(node, nodes.Filter) and isinstance(node.node, nodes.Name | nodes.Filter):
        yield from _filter(node)
        yield from _value(node.node, known)
    else:
        yield f"Line {node.lineno}: this cannot be done in a message. {ONLY_THESE}"


def _constant(node: nodes.Const) -> Iterator[str]:
    if not isinstance(node.value, str):
        yield f"Line {node.lineno}: put what you compare with in quotes, such as “Dr Adams”."
    elif "{" in node.value or "}" in node.value:
        yield f"Line {node.lineno}: curly brackets cannot stand in quotes."


def _filter(node: nodes.Filter) -> Iterator[str]:
    if node.name not in FILTERS:
        yield f"“{node.name}” cannot be done to a detail. Use upper, lower, title, trim or default."
    elif node.kwargs or node.dyn_args or node.dyn_kwargs:
        yield f"“{node.name}” takes no such settings."
    elif node.name == "default":
        yield from _default(node)
    elif node.args:
        yield f"“{node.name}” takes no settings."


def _default(node: nodes.Filter) -> Iterator[str]:
    first, rest = node.args[:1], node.args[1:]
    if not (first and isinstance(first[0], nodes.Const)) or len(rest) > 1:
        yield 'Say what stands in for it, in quotes: {{ provider|default("your doctor") }}.'
        return
    yield from _constant(first[0])
    if rest and not (isinstance(rest[0], nodes.Const) and isinstance(rest[0].value, bool)):
        yield "“default” takes one text in quotes."


def unknown_detail(name: str, known: Iterable[str]) -> str:
    """The sentence for a detail that does not exist, with the nearest one that does."""
    near = get_close_matches(name.lower(), tuple(known), n=1)
    if near:
        return f"{{{{ {name} }}}} is not a detail. Did you mean {{{{ {near[0]} }}}}?"
    return f"{{{{ {name} }}}} is not a detail that can be used here."


def _in_plain_words(error: TemplateSyntaxError) -> str:
    said, line = error.message or "", f"Line {error.lineno}: "
    if "'endif'" in said and "unknown tag" in said:
        return line + "{% endif %} has no {% if … %} before it."
    if "unknown tag" in said or "missing end of" in said.lower():
        return line + "this cannot be done in a message. " + ONLY_THESE
    if "Unexpected end of template" in said:
        return line + "{% if … %} has no {% endif %}."
    if "unexpected end of template" in said or "end of template" in said:
        return line + "something that was opened with {{ or {% is not closed."
    return line + "what stands between the curly brackets cannot be read. " + ONLY_THESE


def _depth(tree: nodes.Node) -> int:
    # Without recursion: a hostile text may be nested deeper than Python allows.
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting.extend((child, depth + 1) for child in node.iter_child_nodes())
    return deepest
