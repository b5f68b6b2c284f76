"""What models wrap around a post, and how each layer comes off: thoughts, chatter, fences, heads.

Each function returns the text without its layer and appends a notice when there was one. What is not
surely wrapping stays: a rule of `check` or a reviewer still sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drafter.compose import chatter

_LONGEST_HEAD = 10_000  # characters; a longer "head" is text
_DEEPEST_HEAD = 100  # brackets; parsers take quadratic time over nests of them

_THOUGHT = re.compile(r"\s*<(think|thinking|thought|reasoning)>", re.IGNORECASE)
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*\Z)|~{3,})[ \t]*(\S*)")
_WHOLE = {"markdown", "md", "mdx", "text", "txt", "plaintext", "html"}  # what a fenced post is labelled with
_HEAD_LABELS = {"yaml", "yml", "toml", "frontmatter", "front-matter", ""}
_KEY = re.compile(r"([A-Za-z_][\w-]{0,40})[ \t]*[:=](?:[ \t]+|\Z)(.*)")
_LABEL = re.compile(
    r"[*_]{0,3}(title|titel|titre|título|titolo|název|titulek|nadpis"
    r"|description|summary|teaser|beschreibung|résumé|descripción|descrizione|popis|perex"
    r"|tags?|keywords|schlagwörter|mots-clés|etiquetas|tag|štítky|slug|date|author)"
    r"[ \t]?[*_]{0,3}:[*_]{0,3}[ \t]+(\S.*)",
    re.IGNORECASE,
)
_FIELDS = {
    "title": ("title", "titel", "titre", "título", "titolo", "název", "titulek", "nadpis"),
    "description": (
        "description", "summary", "teaser", "excerpt", "beschreibung", "résumé", "descripción", "descrizione",
        "popis", "perex",
    ),
    "tags": ("tags", "tag", "keywords", "schlagwörter", "mots-clés", "etiquetas", "štítky"),
}  # fmt: skip
_FIELD_OF = {name: known for known, names in _FIELDS.items() for name in names}
_RULE_BEFORE = re.compile(r"\A(?:-{3}|\*{3}|_{3})[ \t]*\n")
_RULE_ALONE = re.compile(_RULE_BEFORE.pattern + r"(?=[ \t]*\n)")  # and not the beginning of a head
_STRUCTURED = re.compile(r"#|---|\+\+\+|```|~~~|\*\*|title:", re.IGNORECASE)


@dataclass(slots=True)
class Head:
    """What a model suggests in a head of its own. Nothing else of such a head is ever used."""

    title: str = ""
    description: str = ""
    tags: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)  # keys that are not a model's to set


def without_thoughts(text: str, notices: list[str]) -> str:
    """Take off a leading <think> block, as local reasoning models write; all of it when it never ends."""
    match = _THOUGHT.match(text)
    if match is None:
        return text
    closing = re.compile(rf"</{match[1]}>", re.IGNORECASE).search(text, match.end())
    notices.append("the model's thinking aloud was removed")
    return text[closing.end() :].strip("\n") if closing else ""


def without_fence(text: str, notices: list[str]) -> str:
    """Take off a code fence around the whole answer, with the chatter before and after it."""
    lines = text.split("\n")
    first = next((i for i, each in enumerate(lines) if _FENCE.match(each)), None)
    if first is None:
        return text
    before = "\n".join(lines[:first]).strip()
    if before and not chatter.is_before(before, structured=True):
        return text
    last = _end_of_whole(lines, first)
    if last is None:
        return text
    after = "\n".join(lines[last + 1 :]).strip()
    if after and not chatter.is_after(after):
        return text
    notices.append("a code fence around the whole answer was removed")
    _notice_chatter(before, after, notices)
    return "\n".join(lines[first + 1 : last]).strip("\n")


def _end_of_whole(lines: list[str], first: int) -> int | None:
    """Return the line that closes a fence around the whole answer, opened on line `first`; None if none does.

    Fences inside may nest: one with a label opens, a bare one closes, or opens where it can't close. A
    fence that closes before the end is a block of the post, unless its label says that it is the post.
    """
    label = _label(lines[first])
    if label not in _WHOLE and label not in _HEAD_LABELS:
        return None
    stack: list[str] = []
    bare: int | None = None
    for number in range(first, len(lines)):
        match = _FENCE.match(lines[number])
        if match is None:
            continue
        mark = match[1]
        if stack and not match[2] and mark[0] == stack[-1][0] and len(mark) >= len(stack[-1]):
            stack.pop()
            bare = number
            if not stack and number < len(lines) - 1 and label not in ("markdown", "md", "mdx"):
                tail = "\n".join(lines[number + 1 :]).strip()
                return number if not tail or chatter.is_after(tail) else None
        else:
            stack.append(mark)
    return bare if not stack else None


def _label(fence: str) -> str:
    match = _FENCE.match(fence)
    return match[2].lower().strip("{}.") if match else ""


def without_head(text: str, head: Head, notices: list[str]) -> str:
    """Take off front matter or "Title: ..." lines; what they suggest goes into `head`."""
    for _ in range(3):  # a head in a fence may hold a delimited one, and a second may follow
        takers = (_front_matter, _fenced_head, _labels)
        rest = next((rest for take in takers if (rest := take(text, head)) is not None), None)
        if rest is None:
            break
        text = rest.lstrip("\n")
    if head.refused:
        names = ", ".join(dict.fromkeys(head.refused[:8]))
        notices.append(f"removed from the head that the model wrote: {names}")
    return text


def _front_matter(text: str, head: Head) -> str | None:
    mark = text[:3]
    if mark not in ("---", "+++") or text[3:4] not in ("\n", ""):
        return None
    lines = text[:_LONGEST_HEAD].split("\n")
    marks = (mark, "...") if mark == "---" else (mark,)
    end = next((i for i in range(1, len(lines)) if lines[i].rstrip() in marks), None)
    if end is None:  # never closed: the key lines up to the first blank one
        end = next((i for i in range(1, len(lines)) if not lines[i].strip()), len(lines))
    if not _is_head(lines[1:end]):
        return None  # a rule between two parts of the post
    _take("\n".join(lines[1:end]), "toml" if mark == "+++" else "yaml", head)
    return text[len("\n".join(lines[: end + 1])) + 1 :]


def _is_head(lines: Sequence[str]) -> bool:
    keys = sum(_KEY.match(each) is not None for each in lines)
    return keys > 0 and all(_KEY.match(each) or not each.strip() or each[0] in " \t-#[]" for each in lines)


def _fenced_head(text: str, head: Head) -> str | None:
    """A head alone in a code fence, before the post."""
    lines = text[:_LONGEST_HEAD].split("\n")
    if not _FENCE.match(lines[0]) or _label(lines[0]) not in _HEAD_LABELS:
        return None
    end = next((i for i in range(1, len(lines)) if (m := _FENCE.match(lines[i])) and not m[2]), 0)
    inner = [each for each in lines[1:end] if each.rstrip() not in ("---", "+++", "...")]
    keys = {match[1].lower() for each in inner if (match := _KEY.match(each))}
    if not _is_head(inner) or not keys & {"title", "date", "description", "tags"}:
        return None  # a block of code that the post is about
    toml = _label(lines[0]) == "toml" or lines[1].rstrip() == "+++"
    _take("\n".join(inner), "toml" if toml else "yaml", head)
    return text[len("\n".join(lines[: end + 1])) + 1 :]


def _labels(text: str, head: Head) -> str | None:
    """Lines such as "**Title:** ..." at the start, at least one of which is a title."""
    lines = text[:_LONGEST_HEAD].split("\n")
    matches = [_LABEL.match(each) for each in lines]
    end = next((i for i, each in enumerate(lines) if not matches[i] and (each.strip() or not i)), len(lines))
    found = {match[1].lower(): match[2].strip(" *_") for match in matches[:end] if match}
    if not any(_FIELD_OF.get(name) == "title" for name in found):
        return None
    for name, value in found.items():
        _set(head, name, value)
    rest = text[len("\n".join(lines[:end])) :].lstrip("\n")
    return rest.removeprefix("---\n") if rest.startswith("---\n") else rest


def _take(inner: str, kind: str, head: Head) -> None:
    """Read `inner` and set what may be used of it; what does not parse is read line by line."""
    values = _parsed(inner, kind)
    if values is None:
        pairs = (_KEY.match(each) for each in inner.split("\n"))
        values = {pair[1]: pair[2].strip().strip("\"'|>") for pair in pairs if pair}
    for name, value in values.items():
        _set(head, str(name).lower(), value)


def _parsed(inner: str, kind: str) -> Mapping[str, object] | None:
    if inner.count("[") + inner.count("{") > _DEEPEST_HEAD:
        return None
    try:
        if kind == "toml":
            import tomllib

            return tomllib.loads(inner)
        import yaml

        # The base loader makes strings, lists and mappings and nothing else: no dates, no objects.
        values = yaml.load(inner, Loader=yaml.BaseLoader)
    except Exception:  # parsers of hostile text fail in many ways (depth, keys, values); all mean "not a head"
        return None
    return values if isinstance(values, dict) else None


def _set(head: Head, name: str, value: object) -> None:
    known = _FIELD_OF.get(name)
    if known == "tags":
        many = value.strip("[]").split(",") if isinstance(value, str) else value
        many = many if isinstance(many, list) else []
        head.tags = head.tags or [each for each in many[:100] if isinstance(each, str)]
    elif known == "title" and isinstance(value, str):
        head.title = head.title or value
    elif known == "description" and isinstance(value, str):
        head.description = head.description or value
    elif known is None:
        head.refused.append("".join(c for c in name[:40] if c.isprintable()))


def without_chatter(text: str, notices: list[str]) -> str:
    """Take off a first paragraph that talks to the person who asked, and last ones that do."""
    before = ""
    for end in ("\n\n", "\n"):
        first, _, rest = text.partition(end)
        rest = _RULE_ALONE.sub("", rest.lstrip("\n"), count=1).lstrip("\n")
        if rest.strip() and chatter.is_before(first, structured=bool(_STRUCTURED.match(rest))):
            before, text = first, rest
            break
    after = ""
    for _ in range(3):
        rest, _, last = text.rstrip().rpartition("\n\n")
        if not rest.strip() or not chatter.is_after(_RULE_BEFORE.sub("", last, count=1)):
            break
        after, text = last, _without_last_rule(rest)
    _notice_chatter(before, after, notices)
    return text


def _without_last_rule(text: str) -> str:
    rest, _, last = text.rstrip().rpartition("\n")
    return rest.rstrip() if last.strip() in ("---", "***", "___") else text.rstrip()


def _notice_chatter(before: str, after: str, notices: list[str]) -> None:
    for text, place in ((before, "before"), (after, "after")):
        if text:
            notices.append(f"the model's words {place} the post were removed: {' '.join(text.split())[:60]}")


def paragraphs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of `text` between blank lines, and whether each is code; a fence is one piece."""
    piece: list[str] = []
    fence = ""
    for each in text.split("\n"):
        match = _FENCE.match(each)
        if fence:
            piece.append(each)
            if match and not match[2] and match[1][0] == fence[0] and len(match[1]) >= len(fence):
                yield "\n".join(piece), True
                piece, fence = [], ""
            continue
        if match or not each.strip():
            if piece:
                yield "\n".join(piece), False
            piece, fence = ([each], match[1]) if match else ([], "")
        else:
            piece.append(each)
    if piece:
        yield "\n".join(piece), bool(fence)


def is_fence_open(text: str) -> bool:
    """Return whether a code fence is open at the end of `text`, as CommonMark reads it."""
    fence = ""
    for each in text.split("\n"):
        match = _FENCE.match(each)
        if match is None:
            continue
        if not fence:
            fence = match[1]
        elif not match[2] and match[1][0] == fence[0] and len(match[1]) >= len(fence):
            fence = ""
    return bool(fence)
