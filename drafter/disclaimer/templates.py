"""What template engines take out of a post: Liquid (Jekyll, Eleventy), Nunjucks, Hugo's shortcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.disclaimer.engines import Code, Span, without
from drafter.patterns import pattern

_KIND = {"%": "%}", "{": "}", "#": "#}"}
_LIQUID_BLOCKS = frozenset(
    "comment if unless for case capture raw highlight tablerow block macro filter call verbatim".split()
)


def liquid(body: str, code: Code) -> Iterator[Span]:
    """Yield tags, outputs, comments and the insides of block tags of Liquid (Jekyll, Eleventy) and Nunjucks."""
    tags: list[tuple[int, int, str]] = []
    at, gone = 0, set[str]()
    while (at := body.find("{", at)) >= 0:
        kind = body[at + 1 : at + 2]
        if kind not in _KIND or kind in gone:
            at += 1
            continue
        close = body.find(_KIND[kind], at + 2)
        if close < 0:
            gone.add(kind)
            if kind != "#" and not code.holds(at):
                yield Span(at, len(body), "hidden", "after an open {" + kind + " that templates never see closed")
            at += 2
            continue
        end = close + len(_KIND[kind])
        if kind == "%":
            named = _TAG.match(body, at + 2)
            name = named[1] if named else ""
            if name in ("raw", "verbatim", "comment") and name not in gone:
                stop = re.compile(r"\{%-?\s*end" + name + r"\s*-?%\}").search(body, end)
                if stop:
                    if name == "comment":
                        yield Span(at, stop.end(), "not-rendered", "in a template comment ({% comment %})")
                    at = stop.end()
                    continue
                gone.add(name)
            tags.append((at, end, name))
        if kind != "#" or "\n" in body[at:end] or not body[at + 2 : at + 3].isalpha():
            yield Span(at, end, "not-rendered", f"inside a template's {{{kind} … {_KIND[kind]}")
        at = end
    yield from _blocks(tags, "end", "{% … %}", code, len(body))


def without_templates(body: str) -> list[str]:
    """Return the body as template engines may hand it to Markdown: without their tags and without what these hold.

    An empty list when there is nothing to take out.
    """
    if "{%" not in body and "{{" not in body:
        return []
    bare = without(body, "{%", "%}")
    bare = without(without(bare, "{{", "}}"), "{{", "}")
    code = Code("")
    cuts = sorted(
        (s for s in liquid(body, code) if s.what.startswith("inside {%") or s.standing == "not-rendered"),
        key=lambda s: (s.start, -s.end),
    )
    kept, at = [], 0
    for span in cuts:
        if span.start >= at:
            kept.append(body[at : span.start])
            at = span.end
    return [bare, "".join([*kept, body[at:]])]


_TAG = pattern(r"-?\s*([A-Za-z_]\w*)")


def _blocks(
    tags: list[tuple[int, int, str]], prefix: str, written: str, code: Code | None, length: int
) -> Iterator[Span]:
    """Yield the stretch from each opening tag to the tag that closes it."""
    opened: dict[str, list[tuple[int, int]]] = {}
    for at, end, name in tags:
        if name.startswith(prefix) and name != prefix:
            starts = opened.get(name[len(prefix) :])
            if starts:
                first = starts.pop()[0]
                what = written.replace("…", name[len(prefix) :])
                yield Span(first, end, "hidden", f"inside {what}, which may show nothing")
        else:
            opened.setdefault(name, []).append((at, end))
    for name in _LIQUID_BLOCKS & opened.keys() if code else ():
        for at, _ in opened[name]:
            if code and not code.holds(at):
                yield Span(at, length, "hidden", f"after {{% {name} %}}, which is never closed")


_SHORTCODE = pattern(r"\s*(/?)\s*([\w./-]+)")


def shortcodes(body: str) -> Iterator[Span]:
    """Yield Hugo's shortcodes and what stands between an opening and a closing one."""
    tags: list[tuple[int, int, str]] = []
    for mark, stop in (("{{<", ">}}"), ("{{%", "%}}")):
        at = body.find(mark)
        while at >= 0:
            close = body.find(stop, at + 3)
            if close < 0:
                break
            end = close + 3
            yield Span(at, end, "not-rendered", "inside a Hugo shortcode")
            found = _SHORTCODE.match(body, at + 3)
            if found and not body.startswith("/*", at + 3) and body[close - 1] != "/":
                tags.append((at, end, "/" * bool(found[1]) + found[2]))
            at = body.find(mark, end)
    yield from _blocks(sorted(tags), "/", "the shortcode …", None, len(body))


def pairs(body: str, mark: str, stop: str, what: str) -> Iterator[Span]:
    """Yield each stretch from `mark` to the `stop` after it; `what` says where a sentence in it would stand."""
    at = body.find(mark)
    while at >= 0:
        close = body.find(stop, at + len(mark))
        if close < 0:
            return
        yield Span(at, close + len(stop), "not-rendered", f"in {what}")
        at = body.find(mark, close)
