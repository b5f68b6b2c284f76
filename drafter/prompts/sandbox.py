"""What a template may say: text, declared variables, four filters, if, a loop over a list, and an include.

Jinja's own sandbox (immutable, strict about undefined names) does the work. Before it runs, the syntax tree
is held against the short lists here: no attributes, calls, arithmetic or nested loops. So a template has no
way to Python's inside, and what it can cost is bounded by its own size and the notes'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from drafter.errors import DrafterError
from drafter.prompts.template import PARTS, Flaw, Part, Template, nearest
from drafter.prompts.values import BUILT_IN, LISTS, Value

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.sandbox import SandboxedEnvironment

SYNTAX = frozenset(  # classes of jinja2.nodes
    "Template Output TemplateData Name Const If CondExpr Compare Operand And Or Not For Include Filter".split()
)
ALLOWED = "variables, filters, if, for over a list, and include"
MAX_CHARACTERS = 8_000_000  # of a filled part: more than any model reads


def _join(value: Value, separator: str = ", ") -> str:
    return value if isinstance(value, str) else str(separator).join(value)


def _printed(value: object) -> object:
    """A list in the text is its items; every other value is itself."""
    return ", ".join(value) if isinstance(value, tuple) else value


FILTERS = {"join": _join, "lower": str.lower, "trim": str.strip, "upper": str.upper}


@lru_cache(maxsize=8)
def lint(template: Template) -> tuple[Flaw, ...]:
    """Everything wrong with `template`, by line; empty for one that can be filled."""
    if not _named(template, "user"):
        return template.flaws
    flaws = list(template.flaws)
    environment = _environment(template)
    used: set[str] = set()
    for part in template.parts:
        for flaw in _check(part, environment, template, used):
            if part.name in PARTS:
                flaws.append(Flaw(part.line + flaw.line - 1, flaw.message))
            else:
                flaws.append(Flaw(1, f"in {part.name}, line {flaw.line}: {flaw.message}"))
    if not flaws:
        flaws += _unused(template, used)
    return tuple(sorted(set(flaws), key=lambda flaw: (flaw.line, flaw.message)))


def render(template: Template, known: Mapping[str, Value]) -> dict[str, str]:
    """The filled parts of a template without flaws by their names in `PARTS`; "" for one that it hasn't.

    Raises DrafterError when a part grows huge or a filter gets a value it is not for.
    """
    from jinja2 import TemplateError

    environment = _environment(template)
    filled = dict.fromkeys(PARTS, "")
    for part in (part for part in template.parts if part.name in PARTS):
        pieces, size = [], 0
        try:
            for piece in environment.get_template(part.name).generate(known):
                pieces.append(piece)
                size += len(piece)
                if size > MAX_CHARACTERS:
                    raise DrafterError(
                        f"{template.path}: the {part.name} part grows beyond {MAX_CHARACTERS} characters",
                        "use the notes once, outside loops",
                    )
        except (TemplateError, TypeError) as error:
            raise DrafterError(f"{template.path}: {error}", "look at the template's filters") from None
        filled[part.name] = "".join(pieces).strip() + "\n"
    return filled


def _named(template: Template, name: str) -> Part | None:
    return next((part for part in template.parts if part.name == name), None)


@lru_cache(maxsize=8)  # and what it has compiled
def _environment(template: Template) -> SandboxedEnvironment:
    from jinja2 import DictLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader({part.name: part.text for part in template.parts}),
        undefined=StrictUndefined,
        finalize=_printed,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters = dict(FILTERS)
    return environment


def _check(part: Part, environment: SandboxedEnvironment, template: Template, used: set[str]) -> Iterator[Flaw]:
    """Flaws of one part, by its own lines; adds the variables it takes from outside to `used`."""
    from jinja2 import TemplateError, meta

    try:
        tree = environment.parse(part.text)
        found = list(_refused(tree, part, template))
        yield from found
        if found:
            return
        names = meta.find_undeclared_variables(tree)
        environment.get_template(part.name)  # compiled once, also for `render`
    except TemplateError as error:
        yield Flaw(getattr(error, "lineno", 1), str(error.message or "can't be read as a template"))
        return
    except (SyntaxError, RecursionError, MemoryError, ValueError, OverflowError):
        yield Flaw(1, "the template is nested too deeply or holds a number too long to read")
        return
    used |= names
    known = {*BUILT_IN, *(one.name for one in template.inputs)}
    for name, line in _uses(tree, names - known):
        yield Flaw(line, f"unknown variable {name!r}. {nearest(name, known) or 'Declare it under inputs'}")


def _walk(tree: nodes.Node) -> Iterator[tuple[nodes.Node, bool]]:
    """Every node of `tree`, and whether it is inside a loop."""
    from jinja2 import nodes

    waiting: list[tuple[nodes.Node, bool]] = [(tree, False)]
    while waiting:
        node, inside = waiting.pop()
        yield node, inside
        inside = inside or isinstance(node, nodes.For)
        waiting += [(child, inside) for child in node.iter_child_nodes()]


def _refused(tree: nodes.Node, part: Part, template: Template) -> Iterator[Flaw]:
    from jinja2 import nodes

    own = part.name in PARTS
    for node, inside in _walk(tree):
        if type(node).__name__ not in SYNTAX:
            kind = type(node).__name__.lower()
            yield Flaw(node.lineno, f"a template may not use this ({kind}): only {ALLOWED}")
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            near = nearest(node.name, FILTERS) or "There are: " + ", ".join(FILTERS)
            yield Flaw(node.lineno, f"unknown filter {node.name!r}. {near}")
        elif isinstance(node, nodes.For) and (
            inside or not isinstance(node.iter, nodes.Name) or node.iter.name not in LISTS
        ):
            yield Flaw(node.lineno, f"a loop runs over one of {', '.join(LISTS)}, and not inside another loop")
        elif isinstance(node, nodes.Include):
            name = node.template.value if isinstance(node.template, nodes.Const) else ""
            if inside or not own or name not in {one.name for one in template.parts} - {*PARTS}:
                yield Flaw(node.lineno, f"include {name!r}: there is no such file `_name.md`, or it is not the place")


def _uses(tree: nodes.Node, names: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The first line on which each of `names` is used."""
    from jinja2 import nodes

    lines: dict[str, int] = {}
    for node in tree.find_all(nodes.Name):
        if node.name in names:
            lines[node.name] = min(node.lineno, lines.get(node.name, node.lineno))
    yield from sorted(lines.items())


def _unused(template: Template, used: set[str]) -> Iterator[Flaw]:
    lines = template.source.split("\n")
    for one in template.inputs:
        line = next((n for n, text in enumerate(lines, 1) if text.strip().startswith(f"{one.name}:")), 1)
        if one.name in BUILT_IN:
            yield Flaw(line, f"input {one.name}: the notes give a variable of this name, choose another")
        elif one.name not in used:
            yield Flaw(line, f"input {one.name} is declared and never used")
    if "notes" not in used:
        yield Flaw(1, "the template never uses {{ notes }}: the model would not see them")
