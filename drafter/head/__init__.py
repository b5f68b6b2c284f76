"""Front matter: found, loaded and edited as text, so that every byte a person wrote stays.

YAML (`---`), TOML (`+++`) and JSON (`{`) heads are read. An edit replaces the characters of one value or
adds one line; nothing is ever dumped anew. Parsers are imported when a head is met, not before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from drafter.errors import DrafterError
from drafter.head import plain
from drafter.tuples import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from typing import Any, Literal

    import yaml

    from drafter.model import Draft, HeadFormat, Problem

Value = str | bool | int | list[str]


class Plain(str):
    """A text that YAML reads as it is without quotes: written so for generators that would show them."""

    __slots__ = ()


MAX_HEAD = 64 * 1024  # characters; a longer head is an attack or an accident, and parsers are slow on it
MAX_DEPTH = 50  # nested collections; libyaml's composer is recursive and would exhaust the C stack
MAX_MERGES = 4  # `<<` keys copy what they refer to, so a chain of them grows exponentially

_FENCES: dict[str, tuple[HeadFormat, str]] = {
    "---": ("yaml", r"^(?:---|\.\.\.)[ \t]*$"),
    "+++": ("toml", r"^\+\+\+[ \t]*$"),
}


class Head(NamedTuple):
    """Where the front matter of a text is: `text[start:end]` without fences; the body starts at `body`."""

    format: HeadFormat
    start: int
    end: int
    body: int
    problem: Problem | None = None


def locate(text: str) -> Head | None:
    """Find the front matter of `text`; None when it has none."""
    if text.startswith("{"):
        return _locate_json(text)
    opening = re.match(r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)", text)
    if opening is None:
        return None
    fmt, closing = _FENCES[opening[1]]
    # `$` in a multi-line pattern does not see a lone carriage return: look at a copy with line feeds
    flat = text if "\r" not in text else text.replace("\r\n", " \n").replace("\r", "\n")
    end = re.compile(closing, re.M).search(flat, opening.end())
    if end is None:
        return Head(
            fmt,
            opening.end(),
            len(text),
            len(text),
            _problem(f"front matter opened by {opening[1]} on line 1 is never closed", 1),
        )
    body = end.end()
    body += 2 if text.startswith("\r\n", body) else 1 if body < len(text) else 0
    problem = None
    if end[0].startswith("..."):
        problem = _problem(
            "front matter is closed by '...', which Hugo does not know: write ---",
            line_of(text, end.start()),
        )
    return Head(fmt, opening.end(), end.start(), body, problem)


def _problem(message: str, line: int = 1, kind: Literal["front-matter", "duplicate-key"] = "front-matter") -> Problem:
    from drafter.model import Problem

    return Problem(kind, message, line)


def without_late(draft: Draft) -> Draft:
    """Return the post without a front matter that stands below blank lines, where only Hugo takes it for one."""
    if draft.head_format or not draft.body[:1].isspace():
        return draft
    blank = len(draft.body) - len(draft.body.lstrip())
    found = locate(draft.body[blank:])
    if found is None or found.problem:
        return draft
    end = blank + found.body
    return draft._replace(body=draft.body[end:], body_line=draft.body_line + draft.body.count("\n", 0, end))


def _locate_json(text: str) -> Head | None:
    import json

    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    rest = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)").match(text, end)
    return Head("json", 0, end, rest.end()) if rest else None


def line_of(text: str, offset: int) -> int:
    """The 1-based number of the line that holds `offset`, as an editor counts."""
    before = text[:offset]
    return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")


def load(text: str, head: Head) -> tuple[Mapping[str, object], tuple[Problem, ...]]:
    """Return the mapping that `head` of `text` holds, and what is wrong with it."""
    source = text[head.start : head.end]
    problems = [head.problem] if head.problem else []
    if len(source) > MAX_HEAD:
        problems.append(_problem(f"front matter is longer than {MAX_HEAD} characters"))
        return {}, tuple(problems)
    meta: object = None
    try:
        if head.format == "yaml":
            meta = plain.load(source)
            if meta is None:
                meta = _load_yaml(source)
                problems += _duplicates(source, line_of(text, head.start))
        elif head.format == "toml":
            import tomllib

            meta = tomllib.loads(source.replace("\r\n", "\n"))
        else:
            import json

            meta = json.loads(source)
    except Exception as error:
        if not isinstance(error, (ValueError, RecursionError)) and type(error).__module__.split(".")[0] != "yaml":
            raise
        line = min(line_of(text, head.start) + _error_line(error), line_of(text, head.end))
        problems.append(_problem(f"front matter is not valid {head.format.upper()}: {_one_line(error)}", line))
        return {}, tuple(problems)
    if meta is None:
        return {}, tuple(problems)
    if not isinstance(meta, dict):
        problems.append(_problem("front matter is not a set of `key: value` lines"))
        return {}, tuple(problems)
    return {str(key): value for key, value in meta.items()}, tuple(problems)


def _load_yaml(source: str) -> object:
    from frontmatter.default_handlers import (
        YAMLHandler,
    )  # its handler picks libyaml's safe loader where that is built in

    _refuse_bombs(source)
    return YAMLHandler().load(source)


def _refuse_bombs(source: str) -> None:
    """Raise ValueError for a head built to exhaust the parser; cheap for an ordinary one."""
    if source.count("<<") > MAX_MERGES or source.count("*") > 1000:
        raise ValueError("too many aliases or merge keys")
    if sum(source.count(mark) for mark in ("[", "{", "- ", "? ", ": ")) < MAX_DEPTH:
        return
    import yaml

    depth = 0
    for event in yaml.parse(source, Loader=_loader()):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise ValueError(f"nested more than {MAX_DEPTH} deep")


def _loader() -> Any:
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def nodes_of(source: str) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """The keys and values of a YAML mapping as nodes, which know where they stand in `source`."""
    import yaml

    root = yaml.compose(source, Loader=_loader())
    if isinstance(root, yaml.MappingNode):
        yield from root.value


def _duplicates(source: str, first_line: int) -> list[Problem]:
    """Problems for keys given twice: every parser keeps the last one, in silence."""
    names = re.findall(r"^[ \t]*[\"']?([\w-]+)[\"']?[ \t]*:", source, re.M)
    if "{" not in source and len(names) == len(set(names)):
        return []
    seen: set[str] = set()
    found = []
    for key, _ in nodes_of(source):
        if str(key.value) in seen:
            line = first_line + key.start_mark.line
            found.append(_problem(f"front matter has the key {key.value!r} twice", line, "duplicate-key"))
        seen.add(str(key.value))
    return found


def _error_line(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return int(mark.line)
    return max(int(getattr(error, "lineno", 1)) - 1, 0)


def _one_line(error: Exception) -> str:
    text = getattr(error, "problem", None) or str(error)
    return " ".join(str(text).split())[:200]


def leaves(value: object, key: str = "", most: int = 2_000) -> Iterator[tuple[str, str]]:
    """The single values of nested front matter as text, each under its dotted key, at most `most` of them.

    Bounded, because aliases of YAML can stand for billions of values and Python refuses to write huge numbers.
    """
    yield from islice(_leaves(value, key, 0), most)


def _leaves(value: object, key: str, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping) and depth < 8:
        for name, inner in value.items():
            yield from _leaves(inner, f"{key}.{name}" if key else str(name), depth + 1)
    elif isinstance(value, list | tuple | set) and depth < 8:
        for inner in value:
            yield from _leaves(inner, key, depth + 1)
    elif isinstance(value, int) and value.bit_length() > 10_000:
        yield key, hex(value)
    elif value is not None and not isinstance(value, bool) and (text := str(value).strip()):
        yield key, text


# -- writing ---------------------------------------------------------------------------------------


def scalar(value: Value) -> str:
    """`value` as one line of YAML, TOML or JSON; strings are double-quoted, which all three read alike."""
    import json

    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, list):
        return "[" + ", ".join(scalar(item) for item in value) + "]"
    if isinstance(value, Plain):
        return str(value)
    if isinstance(value, str):
        quoted = json.dumps(value, ensure_ascii=False)
        # YAML forbids these bare; JSON has the same escape
        return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff]", lambda m: f"\\u{ord(m[0]):04x}", quoted)
    return json.dumps(value)


def render(values: Mapping[str, Value | dt.datetime | dt.date]) -> str:
    """Write a YAML head of our own, fences included, keys in the given order."""
    lines = [f"{key}: {scalar(value)}" for key, value in values.items()]  # type: ignore[arg-type]
    return "\n".join(["---", *lines, "---", ""])


def edit(text: str, values: Mapping[str, Value | None]) -> str:
    """Return `text` with the front matter keys of `values` set, or taken out where the value is None.

    Only the characters of those values change. A text without front matter gets a YAML head.
    Raises DrafterError when the head is broken: an edit could then damage what a person wrote.
    """
    head = locate(text)
    if head is None:
        newline = "\r\n" if "\r\n" in text else "\n"
        kept = {key: value for key, value in values.items() if value is not None}
        return render(kept).replace("\n", newline) + text if kept else text
    _, problems = load(text, head)
    if problems:
        raise DrafterError(
            f"line {problems[0].line}: {problems[0].message}",
            "mend the front matter by hand, then run the command again",
        )
    source = text[head.start : head.end]
    from drafter.head import edits

    edited = edits.toml(source, values) if head.format == "toml" else edits.in_place(source, values, head.format)
    result = text[: head.start] + edited + text[head.end :]
    _verify(text, result, values)
    return result


def _verify(before: str, after: str, values: Mapping[str, Value | None]) -> None:
    """Raise DrafterError unless `after` differs from `before` in `values` alone: an alias may point there."""
    old, new = locate(before), locate(after)
    meta, problems = load(after, new) if new else ({}, ())
    wanted = {**(load(before, old)[0] if old else {}), **values}
    if problems or dict(meta) != {
        key: value for key, value in wanted.items() if value is not None or key not in values
    }:
        raise DrafterError(
            f"the front matter keys {', '.join(values)} can't be set without touching others",
            "set them by hand",
        )
