"""Front matter: found, loaded and edited as text, so that every byte a person wrote stays.

YAML (`---`), TOML (`+++`) and JSON (`{`) heads are read. An edit replaces the characters of one value or
adds one line; nothing is ever dumped anew. Parsers are imported when a head is met, not before.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from drafter.errors import DrafterError
from drafter.model import HeadFormat, Problem

if TYPE_CHECKING:
    import yaml

Value = str | bool | int | list[str]

MAX_HEAD = 64 * 1024  # characters; a longer head is an attack or an accident, and parsers are slow on it
MAX_DEPTH = 50  # nested collections; libyaml's composer is recursive and would exhaust the C stack
MAX_MERGES = 4  # `<<` keys copy what they refer to, so a chain of them grows exponentially

_FENCES: dict[str, tuple[HeadFormat, re.Pattern[str]]] = {
    "---": ("yaml", re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M)),
    "+++": ("toml", re.compile(r"^\+\+\+[ \t]*$", re.M)),
}
_OPENING = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)")


@dataclass(frozen=True, slots=True)
class Head:
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
    opening = _OPENING.match(text)
    if opening is None:
        return None
    fmt, closing = _FENCES[opening[1]]
    # `$` in a multi-line pattern does not see a lone carriage return: look at a copy with line feeds
    flat = text if "\r" not in text else text.replace("\r\n", " \n").replace("\r", "\n")
    end = closing.search(flat, opening.end())
    if end is None:
        return Head(
            fmt,
            opening.end(),
            len(text),
            len(text),
            Problem("front-matter", f"front matter opened by {opening[1]} on line 1 is never closed", 1),
        )
    body = end.end()
    body += 2 if text.startswith("\r\n", body) else 1 if body < len(text) else 0
    problem = None
    if end[0].startswith("..."):
        problem = Problem(
            "front-matter",
            "front matter is closed by '...', which Hugo does not know: write ---",
            line_of(text, end.start()),
        )
    return Head(fmt, opening.end(), end.start(), body, problem)


def _locate_json(text: str) -> Head | None:
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
        problems.append(Problem("front-matter", f"front matter is longer than {MAX_HEAD} characters", 1))
        return {}, tuple(problems)
    meta: object = None
    try:
        if head.format == "yaml":
            meta = _load_yaml(source)
            problems += _duplicates(source, line_of(text, head.start))
        elif head.format == "toml":
            import tomllib

            meta = tomllib.loads(source.replace("\r\n", "\n"))
        else:
            meta = json.loads(source)
    except Exception as error:
        if not isinstance(error, (ValueError, RecursionError)) and type(error).__module__.split(".")[0] != "yaml":
            raise
        line = line_of(text, head.start) + _error_line(error)
        problems.append(
            Problem("front-matter", f"front matter is not valid {head.format.upper()}: {_one_line(error)}", line)
        )
        return {}, tuple(problems)
    if meta is None:
        return {}, tuple(problems)
    if not isinstance(meta, dict):
        problems.append(Problem("front-matter", "front matter is not a set of `key: value` lines", 1))
        return {}, tuple(problems)
    return {str(key): value for key, value in meta.items()}, tuple(problems)


# Front matter as nearly all posts have it: a line a key, values that YAML can read in one way only.
_CHARACTER = r'[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]'
_PLAIN_LINE = re.compile(
    rf"""(?P<key>[a-z_][a-z0-9_-]*):[ ]+(?:
          "(?P<double>(?:\\["\\nt]|{_CHARACTER})*)"
        | '(?P<single>[ -&(-~]*)'
        | \[(?P<list>[\w\ ,".-]*)\]
        | (?P<number>0|[1-9][0-9]{{0,15}})
        | (?P<words>[^\W\d_][\w./()'–-]*(?:[ ][\w./()'–-]+)*|(?=[0-9a-f]*[a-f])[0-9a-f]{{16,64}})
        | (?P<moment>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}[+-][0-9]{{2}}:[0-9]{{2}})
        )[ ]*""",
    re.VERBOSE,
)
_PLAIN_KEY = re.compile(r"([a-z_][a-z0-9_-]*):[ ]*")
_NOT_WORDS = frozenset("y n yes no true false on off null inf nan".split())


def _load_plain(source: str) -> dict[str, object] | None:
    """The mapping that YAML would make of `source`, or None: then only YAML knows. Saves its import and its time."""
    found: dict[str, object] = {}
    inner: dict[str, object] | list[object] | None = None  # the block that an indented line belongs to
    indent = opened = ""
    for line in source.splitlines():
        if not line or line[0] == "#":
            continue
        if line[0] == " " and opened:
            text = line.lstrip(" ")
            space = line[: len(line) - len(text)]
            if inner is None:
                inner, indent = ([] if text.startswith("- ") else {}), space
                found[opened] = inner
            if space != indent or not _take_plain(inner, text):
                return None
            continue
        if opened and inner is None:
            return None  # a key without a value
        opened, inner = "", None
        key = _PLAIN_KEY.fullmatch(line)
        if key is not None:
            opened = key[1]
            if opened in found or opened in _NOT_WORDS:
                return None
        elif not _take_plain(found, line):
            return None
    return None if opened and inner is None else found


def _take_plain(into: dict[str, object] | list[object], text: str) -> bool:
    """Add the one value on a line to a mapping or a list; False where only YAML knows what it is."""
    if isinstance(into, list):
        text = f"item: {text[2:]}" if text.startswith("- ") else ""
    match = _PLAIN_LINE.fullmatch(text)
    value = None if match is None else _plain_value(match)
    if match is None or value is None:
        return False
    if isinstance(into, list):
        into.append(value)
        return True
    if match["key"] in into or match["key"] in _NOT_WORDS:
        return False
    into[match["key"]] = value
    return True


def _plain_value(match: re.Match[str]) -> object:
    words = match["words"]
    if words is not None:
        if words in ("true", "false"):
            return words == "true"
        return None if words.lower() in _NOT_WORDS else words
    if match["number"]:
        return int(match["number"])
    if match["moment"]:
        try:
            return dt.datetime.fromisoformat(match["moment"])
        except ValueError:
            return None
    if match["list"] is not None:
        return _plain_list(match["list"])
    if match["single"] is not None:
        return match["single"]
    if match["double"] is not None:
        return json.loads(f'"{match["double"]}"') if "\\" in match["double"] else match["double"]
    return None


def _plain_list(text: str) -> list[str] | None:
    if '"' in text:
        try:
            return list(json.loads(f"[{text}]")) if re.fullmatch(r'(?:"[^"]*"(?:, |$))+', text) else None
        except ValueError:
            return None
    items = [item.strip() for item in text.split(",")] if text.strip() else []
    plain = all(re.fullmatch(r"[A-Za-z]\w*(?:[ -]\w+)*", item) and item.lower() not in _NOT_WORDS for item in items)
    return items if plain else None


def _load_yaml(source: str) -> object:
    plain = _load_plain(source)
    if plain is not None:
        return plain
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


def _nodes(source: str) -> Iterator[tuple[yaml.Node, yaml.Node]]:
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
    for key, _ in _nodes(source):
        if str(key.value) in seen:
            found.append(
                Problem(
                    "duplicate-key",
                    f"front matter has the key {key.value!r} twice",
                    first_line + key.start_mark.line,
                )
            )
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
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(scalar(item) for item in value) + "]"
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
    edited = _edit_toml(source, values) if head.format == "toml" else _edit_yaml(source, values, head.format)
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


def _edit_toml(source: str, values: Mapping[str, Value | None]) -> str:
    import tomlkit

    newline = "\r\n" if "\r\n" in source else "\n"
    table = tomlkit.parse(source)
    for key, value in values.items():
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value
    return tomlkit.dumps(table).replace("\r\n", "\n").replace("\n", newline)


def _edit_yaml(source: str, values: Mapping[str, Value | None], fmt: HeadFormat) -> str:
    for key, value in values.items():
        # a tab is white space in JSON and an error in YAML: same length, same offsets
        nodes = list(_nodes(source.replace("\t", " ") if fmt == "json" else source))
        flow = fmt == "json" or source.lstrip().startswith("{")
        found = next(((k, v) for k, v in nodes if k.value == key), None)
        if found is None:
            if value is not None:
                source = _insert(source, key, value, flow=flow, empty=not nodes)
        elif value is None:
            source = _remove(source, *found, nodes=nodes, flow=flow)
        else:
            source = _replace(source, found[1], value)
    return source


def _replace(source: str, node: yaml.Node, value: Value) -> str:
    start, end = node.start_mark.index, _end(node, source)
    before = source[:start].rstrip() if source[:start].rstrip(" \t").endswith(("\n", "\r")) else source[:start]
    space = "" if before.endswith((" ", "\t")) else " "
    return before + space + scalar(value) + source[end:]


def _end(node: yaml.Node, source: str) -> int:
    """The offset after the last character of `node`: the marks of block styles reach into what follows."""
    import yaml

    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last, source)
    end = int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return len(source[:end].rstrip("\r\n"))
    return end


def _insert(source: str, key: str, value: Value, *, flow: bool, empty: bool) -> str:
    if flow:
        at = source.rindex("}")
        before = source[:at].rstrip()
        comma = "" if empty or before.endswith(",") else ","
        return f'{before}{comma}\n  "{key}": {scalar(value)}\n{source[at:]}'
    newline = "\r\n" if "\r\n" in source else "\n"
    gap = "" if not source or source.endswith(("\n", "\r")) else newline
    return f"{source}{gap}{key}: {scalar(value)}{newline}"


def _remove(source: str, key: yaml.Node, value: yaml.Node, *, nodes: list[Any], flow: bool) -> str:
    start, end = key.start_mark.index, _end(value, source)
    if not flow:
        rest = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)").match(source, end)
        return source[:start] + source[rest.end() if rest else end :]
    index = next(i for i, (k, _) in enumerate(nodes) if k is key or k.start_mark.index == start)
    if index + 1 < len(nodes):
        return source[:start] + source[nodes[index + 1][0].start_mark.index :]
    begin = _end(nodes[index - 1][1], source) if index else start
    return source[:begin] + source[end:]
