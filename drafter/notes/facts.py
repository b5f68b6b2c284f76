"""Decisions, actions, open questions, links, and what is private in notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from drafter.model import Block, Fact, Link, Notes
from drafter.notes import labels, people, words
from drafter.notes import language as languages
from drafter.patterns import pattern

_KINDS = ("decision", "action", "question", "next")
_OWN_LABEL = pattern(r"(?:\*\*|[*_])?(?:[^\W\d_]+ ?){1,4}(?:\*\*|[*_])?\s?[:：](?:\*\*|[*_])?\s*(?=\S)")
_INLINE = pattern(
    r"(?<!!)\[(?P<text>(?:[^\[\]]"
    r"|!?\[[^\[\]]*\])*)\]\(\s*<?(?P<url>(?:\{\{[^{}()\n]*\}\}|\([^()\s<>]*\)|[^()\s<>])*+)>?"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
    r"|(?P<bare>\bhttps?://[^\s<>\"'`\[\]|]+|\bwww\.[\w-]+\.[^\s<>\"'`\[\]|]+)",
    re.I,
)
_REFERRED = pattern(r"\[([^\[\]]{1,200})\]\[([^\[\]]{0,200})\]")
_DEFINED = pattern(r"\s{0,3}\[([^\[\]]{1,200})\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?")
_CODE = pattern(r"`[^`]+`")
_SENTENCE_END = pattern(r"(?<=[.!?])\s+")
_NUMERIC_DATE = pattern(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:\D+\d{1,2})?")
_ANSWER = pattern(r"(?:a|r|answer|antwort|reponse|respuesta|odpoved|risposta)\s?:")
_PROSE = pattern(words.PROSE)
_IMAGE = pattern(r"!\[[^\[\]]*\]\([^()]*\)")
_MAIL = pattern(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PHONE = pattern(
    r"(?<![\w/=.,+#:-])(?:(?:\+|00)\d{1,3}[ ./()-]{0,3}(?:\d[ ./()-]{0,3}){6,12}\d"
    r"|\(?0\d{1,5}\)?[ /-]{1,3}\d(?:[ ./-]?\d){5,10}|\(?\d{3}\)?[ .-]\d{3}[.-]\d{4})(?![\w,]|\.\d)"
)
_DIALLED = pattern(
    r"\b(?:tel|phone|telefon|téléphone|teléfono|telefono|mobile?|handy|cell|whatsapp"
    r"|sms)\b\.?\W{0,3}(\d[\d ()/-]{5,18}\d)",
    re.I,
)
_URL = pattern(r"https?://\S+")


def read(blocks: Sequence[Block]) -> dict[str, tuple[Fact, ...]]:
    """Facts by role: "decision", "action", "question" (those left open) and "next"."""
    found: dict[str, list[Fact]] = {kind: [] for kind in _KINDS}
    section = ""
    for index, block in enumerate(blocks):
        section = block.role if block.kind == "heading" else section
        if block.role not in found or block.kind in ("heading", "code", "image") or block.done:
            continue
        if block.role == "question" and _is_answered(blocks, index):
            continue
        if block.kind == "table":
            found[block.role].extend(_in_table(block))
            continue
        text = _statement(block)
        if block.role == "decision" and section != "decision" and block.kind in ("paragraph", "item"):
            text = " ".join(filter(_decides, _SENTENCE_END.split(text))) or text
        if text and not people.is_nothing(text):
            found[block.role].append(Fact(text, block.line))
    return {kind: tuple(facts) for kind, facts in found.items()}


def _statement(block: Block) -> str:
    """The text without its own mark: "resolved: close it" -> "close it"; a speaker stays."""
    text = people.plain(block.text)
    if block.role == "question" and block.kind != "turn":
        sentences = _SENTENCE_END.split(text)
        first = next((i for i in range(len(sentences) - 1, -1, -1) if "?" not in sentences[i]), -1) + 1
        text = " ".join(sentences[first:]) or text  # the questions at the end, without what leads to them
    if block.kind == "turn" and block.label:
        return f"{people.plain(block.label)}: {text}"
    if text.startswith("[") and text.rstrip(".").endswith("]"):
        return text.strip("[]. ")
    label = labels.find(text) if block.kind != "field" else None
    if label and len(label.text.split()) <= 4 and languages.role_of(label.text, "en") == block.role:
        return label.rest.strip()
    return text


def _decides(sentence: str) -> bool:
    return bool(_PROSE.search(languages.fold(sentence)))


def _in_table(block: Block) -> Iterator[Fact]:
    """A fact for each row below the header."""
    for step, row in enumerate(block.text.split("\n")):
        cells = [people.plain(cell) for cell in row.strip().strip("|").split("|")]
        text = ", ".join(cell for cell in cells if cell and not people.is_nothing(cell))
        if step > 1 and text:
            yield Fact(text, min(block.line + step, block.last))


def _is_answered(blocks: Sequence[Block], index: int) -> bool:
    """Whether notes go on below a question, or somebody else speaks next."""
    block = blocks[index]
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    if not block.text.rstrip(")*_\"' ").endswith("?") and "?" in block.text:
        return True  # on the same line
    if after is None or after.kind == "heading":
        return False
    if after.kind == "paragraph" and _ANSWER.match(languages.fold(after.text[:20])):
        return True
    if after.kind in ("item", "turn", "field") and block.kind in ("item", "turn") and after.level > block.level:
        return True
    return block.kind == "turn" and after.kind == "turn" and after.label != block.label


# -- links -----------------------------------------------------------------------------------------


def links(meta: Mapping[str, object], blocks: Sequence[Block]) -> tuple[Link, ...]:
    """Every link once, front matter first; a text that says where it leads wins over a bare address."""
    found: dict[str, Link] = {}
    for link in (*_in_meta(meta), *_in_blocks(blocks)):
        known = found.get(link.url)
        if known is None:
            found[link.url] = link
        elif link.text and not known.text:
            found[link.url] = Link(link.url, link.text, known.line)
    return tuple(found.values())


def _in_meta(value: object, name: str = "", depth: int = 0) -> Iterator[Link]:
    if isinstance(value, Mapping) and depth < 4:
        url = next((value[key] for key in ("url", "href", "link") if isinstance(value.get(key), str)), None)
        if url and _URL.fullmatch(str(url)):
            text = next((str(value[k]) for k in ("title", "name", "text") if value.get(k)), name)
            yield Link(str(url), text)
            return
        for key, item in list(value.items())[:100]:
            yield from _in_meta(item, "" if depth == 0 and key in ("links", "link", "url") else str(key), depth + 1)
    elif isinstance(value, list | tuple) and depth < 4:
        for item in value[:100]:
            yield from _in_meta(item, "", depth + 1)
    elif isinstance(value, str) and name != "image" and len(value) < 2000:
        for link in in_text(value, 0):
            yield Link(link.url, link.text or name)


def _in_blocks(blocks: Sequence[Block]) -> Iterator[Link]:
    for block in blocks:
        if block.kind != "code":
            yield from in_text(block.text, block.line)
            if "[" in block.label:
                yield from in_text(block.label, block.line)


def in_text(text: str, line: int) -> Iterator[Link]:
    """The links of inline Markdown; what stands in backticks is none."""
    if "](" not in text and "://" not in text and "www." not in text.lower():
        return
    if "![" in text:
        text = _IMAGE.sub("", text)
    if "`" in text:
        text = _CODE.sub(lambda code: code[0] if "](" in code[0] else " ", text)
    for match in _INLINE.finditer(text):
        if match["bare"]:
            url = _trimmed(match["bare"])
            yield Link(url if "://" in url else f"https://{url}", "", line)
        elif url := match["url"]:
            shown = people.plain(match["text"])
            yield Link(url, "" if shown in (url, url.removeprefix("mailto:")) else shown, line)


def referred(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Rows with reference links (`[text][1]`) written out as inline ones, the definitions taken out."""
    defined = {match[1].lower(): match[2] for _, text in lines if "]:" in text and (match := _DEFINED.fullmatch(text))}
    if not defined:
        return list(lines)

    def inline(match: re.Match[str]) -> str:
        url = defined.get((match[2] or match[1]).lower())
        return f"[{match[1]}]({url})" if url else match[0]

    out = []
    for number, text in lines:
        if "]:" in text and _DEFINED.fullmatch(text):
            out.append((number, ""))
        else:
            out.append((number, _REFERRED.sub(inline, text) if "][" in text else text))
    return out


def _trimmed(url: str) -> str:
    """A bare address without the punctuation of its sentence."""
    url = url.rstrip(".,;:!?*_…")
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1].rstrip(".,;:!?*_")
    return url


# -- private ---------------------------------------------------------------------------------------


def private(notes: Notes) -> tuple[Fact, ...]:
    """E-mail addresses and phone numbers in notes, told before they leave the machine (line 0: the head)."""
    found: dict[tuple[str, int], Fact] = {}
    sources = [(0, text) for text in _strings(notes.meta)]
    for number, text in [*sources, *((line.number, line.text) for line in notes.lines)]:
        if "@" in text:
            for mail in _MAIL.findall(text):
                found.setdefault((mail, number), Fact(mail, number))
        if any(char.isdigit() for char in text):
            shown = _URL.sub(" ", text)
            shown = _MAIL.sub(" ", shown)
            phones = [m[0] for m in _PHONE.finditer(shown)] or [m[1] for m in _DIALLED.finditer(shown)]
            for phone in map(str.strip, phones):
                if not _NUMERIC_DATE.fullmatch(phone) and 7 <= sum(char.isdigit() for char in phone) <= 15:
                    found.setdefault((phone, number), Fact(phone, number))
    return tuple(found.values())


def _strings(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth < 6 and isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item, depth + 1)
    elif depth < 6 and isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item, depth + 1)
