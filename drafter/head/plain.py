"""Front matter as nearly all posts have it: a line a key, values that YAML can read in one way only.

What is read here costs neither the import of a YAML parser nor its time. A test holds it against YAML.
"""

from __future__ import annotations

import re

from drafter.patterns import pattern

_NOT_WORDS = frozenset("y n yes no true false on off null inf nan".split())

_LINE = pattern(
    r"""([a-z_][a-z0-9_-]*):(?:[ ]+(?:
          "(?P<double>[^"\\]*)"
        | '(?P<single>[ -&(-~]*)'
        | \[(?P<list>[\w\ ,".-]*)\]
        | (?P<number>0|[1-9][0-9]{0,15})
        | (?P<words>[^\W\d_][\w./()',;–-]*(?:[ ][\w./()',;–-]+)*|(?=[0-9a-f]*[a-f])[0-9a-f]{16,64})
        | (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})
        | (?P<moment>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2})
        | "(?P<escaped>(?:\\["\\nt]|[^"\\])*)"
        )[ ]*|(?P<block>[ ]*))""",
    re.VERBOSE,
)

_Block = dict[str, object] | list[object]

_FOLDED = pattern(r": >-\n {2}\w")


def load(source: str, *, as_written: bool = False) -> dict[str, object] | None:
    """The mapping that YAML would make of `source`, or None: then only YAML knows.

    With `as_written` every value stays the text that it is, as YAML's base schema has it.
    """
    lines = source.replace("\r\n", "\n").split("\n")
    if not "".join(lines).isprintable():
        return None
    if _FOLDED.search(source):
        lines = _unfolded(lines)
    blocks: list[tuple[str, _Block]] = [("", {})]  # the one that the next line belongs to, and all around it
    opened = ""
    for line in lines:
        text = line.lstrip(" ")
        if not line or line[0] == "#":
            continue
        space = line[: len(line) - len(text)]
        if opened:
            indent, around = blocks[-1]
            if len(space) <= len(indent) or not isinstance(around, dict):
                return None  # a key without a value
            inner: _Block = [] if text.startswith("- ") else {}
            around[opened] = inner
            blocks.append((space, inner))
        while len(blocks[-1][0]) > len(space):
            blocks.pop()
        key = _take(blocks[-1][1], text, as_written) if blocks[-1][0] == space else None
        if key is None:
            return None
        opened = key
    return None if opened else blocks[0][1]  # type: ignore[return-value]


def _unfolded(lines: list[str]) -> list[str]:
    """`lines` with a text that is folded below its key (`>-`) on the line of that key, in quotes."""
    kept: list[str] = []
    folding = False
    for line in lines:
        if folding and re.match(r"  [^\s\"\\][^\"\\]*(?<! )$", line):
            kept[-1] = f'{kept[-1][:-1]}{" " if kept[-1][-2:] != chr(34) * 2 else ""}{line[2:]}"'
        else:
            folding = line.endswith(": >-") and line[0].isalpha()
            kept.append(f'{line[:-2]}""' if folding else line)
    return kept


def _take(into: _Block, text: str, as_written: bool) -> str | None:
    """Add the one value on a line to a mapping or a list; a key alone is returned; None: only YAML knows what it is."""
    if isinstance(into, list):
        text = f"item: {text[2:]}" if text.startswith("- ") else ""
    match = _LINE.fullmatch(text)
    if match is None:
        return None
    key, kind = match[1], match.lastgroup or ""
    if kind == "block":
        value = None
    elif as_written and kind in ("words", "number", "day", "moment"):
        value = match[kind]
    else:
        value = _value(kind, match[kind])
    if isinstance(into, list):
        into.append(value)
    elif key in into or key in _NOT_WORDS:
        return None
    elif value is not None:
        into[key] = value
    else:
        return key if kind == "block" else None
    return None if value is None else ""


def _value(kind: str, text: str) -> object:
    if kind in ("double", "single"):
        return text
    if kind == "words":
        if text in ("true", "false"):
            return text == "true"
        return None if text.lower() in _NOT_WORDS else text
    if kind == "number":
        return int(text)
    if kind == "list":
        return _list(text)
    if kind == "escaped":
        import json

        return str(json.loads(f'"{text}"'))
    import datetime as dt

    try:
        return dt.date.fromisoformat(text) if kind == "day" else dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def _list(text: str) -> list[str] | None:
    if '"' in text:
        import json

        try:
            return list(json.loads(f"[{text}]")) if re.fullmatch(r'(?:"[^"]*"(?:, |$))+', text) else None
        except ValueError:
            return None
    items = [item.strip() for item in text.split(",")] if text.strip() else []
    plain = all(re.fullmatch(r"[A-Za-z]\w*(?:[ -]\w+)*", item) and item.lower() not in _NOT_WORDS for item in items)
    return items if plain else None
