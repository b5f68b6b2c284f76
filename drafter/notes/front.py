"""The front matter of notes: read with patience, values as written, a broken head is no reason to stop."""

from __future__ import annotations

from collections.abc import Mapping

from drafter import head
from drafter.head import plain
from drafter.model import HeadFormat
from drafter.patterns import pattern
from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

MAX_YAML = 16 * 1024  # characters; longer heads are read line by line
MAX_NESTED = 300  # brackets in a head; the parser's time grows with their square
_KEY = pattern(r"([^\W\d][\w .-]{0,40}?)\s*[:=]\s*(.*)")
_ITEM = pattern(r"\s*-\s+(.*)")
_QUOTES = "\"'"


def split(text: str) -> tuple[dict[str, object], int, list[str]]:
    """Return the front matter of `text`, the number of lines it takes and what to tell the writer.

    Values stay as written: `2.10`, `no`, `11:30` and dates are strings, so that nothing is read into them.
    """
    skipped = len(text) - len(text.lstrip("\r\n"))
    found = head.locate(text[skipped:])
    if found is None or (found.problem and found.end == found.body):  # never closed: a rule across the page
        return {}, 0, []
    source = text[skipped + found.start : skipped + found.end]
    lines = head.line_of(text, skipped + found.body) - 1
    if skipped + found.body >= len(text) and not text.endswith(("\n", "\r")):
        lines += 1
    meta, problem = _load(source, found.format)
    if not problem:
        return meta, lines, []
    meta = _by_line(source)
    if not meta:  # prose between two rules
        return {}, 0, []
    return meta, lines, [f"the front matter is not valid ({problem}) and was read line by line: check it"]


def _load(source: str, fmt: HeadFormat) -> tuple[dict[str, object], str]:
    if len(source) > MAX_YAML:
        return {}, f"longer than {MAX_YAML} characters"
    try:
        if fmt == "toml":
            import tomllib

            value = _written(tomllib.loads(source.replace("\r\n", "\n")))
        elif fmt == "json":
            import json

            value = _written(json.loads(source))
        else:
            value = plain.load(source, as_written=True) or _yaml(source)
    except (ValueError, RecursionError) as error:
        return {}, " ".join(str(error).split())[:80]
    if value is None or value == "":
        return {}, ""
    if not isinstance(value, dict):
        return {}, "no `key: value` lines"
    return {str(key): item for key, item in value.items()}, ""


def _yaml(source: str) -> object:
    import yaml

    if sum(map(source.count, ("[", "{", "- -", "? "))) > MAX_NESTED:
        raise ValueError("nested too deep")

    class Written(yaml.BaseLoader):  # every scalar a string
        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            if self.check_event(yaml.AliasEvent):  # a few of them can stand for gigabytes
                raise ValueError("aliases are not read")
            return super().compose_node(parent, index)

    try:
        return yaml.load(source, Loader=Written)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 2}: " if mark else ""
        raise ValueError(where + str(getattr(error, "problem", None) or error)) from None


def _written(value: object) -> object:
    """Dates and numbers of TOML and JSON as text, as YAML's are."""
    if isinstance(value, Mapping):
        return {str(key): _written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_written(item) for item in value]
    return str(value).lower() if isinstance(value, bool) or value is None else str(value)


def _by_line(source: str) -> dict[str, object]:
    meta: dict[str, object] = {}
    items: list[object] = []
    for line in source.splitlines():
        item = _ITEM.match(line)
        if item and meta:
            items.append(item[1].strip().strip(_QUOTES))
        elif line[:1] not in (" ", "\t", "#") and (pair := _KEY.match(line)):
            items = []
            meta[pair[1]] = pair[2].strip().strip(_QUOTES) or items
    return {key: value for key, value in meta.items() if value}
