"""Edits of front matter: the characters of one value are replaced, one line is added or taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from drafter.head import Value, nodes_of, scalar

if TYPE_CHECKING:
    import yaml

    from drafter.model import HeadFormat


def toml(source: str, values: Mapping[str, Value | None]) -> str:
    """Return the TOML `source` with the keys of `values` set, or taken out where the value is None."""
    import tomlkit

    newline = "\r\n" if "\r\n" in source else "\n"
    table = tomlkit.parse(source)
    for key, value in values.items():
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value
    return tomlkit.dumps(table).replace("\r\n", "\n").replace("\n", newline)


def in_place(source: str, values: Mapping[str, Value | None], fmt: HeadFormat) -> str:
    """Return the YAML or JSON `source` with the keys of `values` set, or taken out where the value is None."""
    for key, value in values.items():
        # a tab is white space in JSON and an error in YAML: same length, same offsets
        nodes = list(nodes_of(source.replace("\t", " ") if fmt == "json" else source))
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
