"""Bytes to numbered rows: the encoding is found, what could harm a terminal is taken out."""

from __future__ import annotations

import codecs
import re

from drafter.errors import DrafterError
from drafter.patterns import pattern

Row = tuple[int, str]  # the number of a line in the writer's file, and its text

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"{\\rtf": "an RTF document",
    b"\xd0\xcf\x11\xe0": "an old office document",
}
_ANSI = pattern(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|.)")
# C0 and C1 controls, byte-order marks and the marks that turn the direction of writing
_CONTROLS = dict.fromkeys(
    number
    for first, last in (
        (0x00, 0x08), (0x0A, 0x1F), (0x7F, 0x9F), (0x061C, 0x061C), (0x200B, 0x200B), (0x200E, 0x200F),
        (0x202A, 0x202E), (0x2066, 0x2069), (0xFEFF, 0xFEFF), (0xFFFE, 0xFFFF),
    )
    for number in range(first, last + 1)
)  # fmt: skip
_SPACES = dict.fromkeys((0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0xA0, 0x2028, 0x2029), " ")
_CLEAN: dict[int, str | None] = {**_CONTROLS, **_SPACES}
_NEEDS_CLEANING = pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
# UTF-8 that was once read as Latin-1: these pairs hold a C1 control, which no person writes
_TWICE_ENCODED = pattern("[\xc2-\xdf][\x80-\x9f]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_ENTITY = pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")


def decode(data: bytes, path: str) -> tuple[str, list[str]]:
    """Return the text of a file's bytes without byte-order mark, and what to tell the writer.

    Raises DrafterError for what is no text.
    """
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            raise DrafterError(f"{path} is {name}, not text", "save the notes as Markdown or plain text")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), []
    if b"\x00" in data:
        wide = _utf16(data)
        if not wide:
            raise DrafterError(f"{path} is a binary file, not text", "give notes that an editor can open")
        return data.decode(wide, errors="replace"), [f"{path} was read as {wide.upper()}"]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _legacy(data, path)


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: Latin text has its zeros on one side of every pair."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 == 0 and max(even, odd) > 0.3 * len(sample) / 2 and min(even, odd) <= 0.02 * len(sample):
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def _legacy(data: bytes, path: str) -> tuple[str, list[str]]:
    mostly = data.decode("utf-8", errors="replace")
    broken = mostly.count("\ufffd")
    intact = sum(1 for char in mostly if char > "\x7f") - broken
    if intact > 2 * broken:
        return mostly, [f"{path} is UTF-8 with {broken} broken characters, shown as \ufffd: check them"]
    try:
        text, name = data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        text, name = data.decode("latin-1"), "Latin-1"
    if len(_NEEDS_CLEANING.findall(text)) > 0.05 * len(text):
        raise DrafterError(f"{path} is a binary file, not text", "give notes that an editor can open")
    return text, [f"{path} is not UTF-8 and was read as {name}: check accents and quotation marks"]


def repair(text: str) -> tuple[str, int]:
    """Mend characters that were encoded twice (an apostrophe as three odd signs); return how many."""
    count = 0

    def mend(match: re.Match[str]) -> str:
        nonlocal count
        try:
            mended = match[0].encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            return match[0]
        count += 1
        return mended

    if not _C1.search(text):
        return text, 0
    return _TWICE_ENCODED.sub(mend, text), count


def rows(text: str) -> list[Row]:
    r"""Number the lines of `text` as an editor does (\n, \r\n and \r end a line, nothing else), cleaned."""
    flat = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if _NEEDS_CLEANING.search(flat):
        flat = _ANSI.sub("", flat) if "\x1b" in flat else flat
        flat = "\n".join(line.translate(_CLEAN) for line in flat.split("\n"))
    return [(number, line.rstrip()) for number, line in enumerate(flat.split("\n"), 1)]


def unescape(rows: list[Row]) -> list[Row]:
    """Return rows with the characters that HTML's entities stand for, which exports of chats have."""
    from html import unescape  # few notes have any

    return [(number, unescape(text) if "&" in text and _ENTITY.search(text) else text) for number, text in rows]
