"""WebVTT and SubRip captions to Markdown rows: cues joined into paragraphs; of the times, how long it all takes."""

from __future__ import annotations

import re

from drafter.notes.decode import Row
from drafter.patterns import pattern

_TIMING = pattern(r"\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})")
_VOICE = pattern(r"<v(?:\.[^\s<>]*)?\s+([^<>]+)>")
_TAG = pattern(r"</?[a-z0-9.:\s-][^<>]*>", re.I)
_POSITION = pattern(r"\{\\[^{}]*\}")
_SLIDE = pattern(r"slide[ -](\d{1,4})\W*", re.I)
_END = pattern(r"[.!?…][\"'”’)\]]*$")
_PAUSE = 2.0  # seconds of silence after a sentence that start a new paragraph
_SHORT = 60  # seconds under which a length says nothing
_LONG = 600  # characters after which the next sentence starts one


def looks_like(rows: list[Row]) -> bool:
    """Whether the first lines are a caption file's."""
    sample = [text for _, text in rows[:40] if text.strip()][:6]
    return bool(sample) and (sample[0].startswith("WEBVTT") or any(_TIMING.match(text) for text in sample[:3]))


def read(rows: list[Row]) -> list[Row]:
    """Turn captions into Markdown rows under the same numbers, a blank row between paragraphs, their length last."""
    out: list[Row] = []
    ended, size, previous, speaker = 0.0, 0, "", ""
    inside, slides = False, 0
    for number, text in rows:
        if timing := _TIMING.match(text):
            inside = True
            begins = _seconds(timing[1])
            if out and _END.search(out[-1][1]) and (begins - ended > _PAUSE or size > _LONG):
                out.append((number, ""))
                size = 0
            ended = _seconds(timing[2])
            continue
        if not text.strip():
            inside = False
            continue
        slide = _SLIDE.fullmatch(text.strip())
        slides = max(slides, int(slide[1])) if slide else slides
        if not inside or slide:  # header, notes, style, names and numbers of cues
            if inside and out and out[-1][1]:
                out.append((number, ""))
                size = 0
            continue
        words, who = _spoken(text)
        if who and who != speaker:
            speaker = who
            out.append((number, ""))
            words, size = f"**{who}:** {words}", 0
        if words and words != previous:  # rolling captions show a line twice
            previous = words
            out.append((number, words))
            size += len(words)
    if out and ended >= _SHORT:
        counted = f", {slides} slides" if slides > 1 else ""
        out += [(out[-1][0], ""), (out[-1][0], f"({ended // 60:.0f} min {ended % 60:.0f} s{counted})")]
    return out


def _spoken(text: str) -> tuple[str, str]:
    voice = _VOICE.search(text)
    words = _POSITION.sub("", _TAG.sub("", text)).strip()
    words = words.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return re.sub(r"^(?:>>|-)\s*", "", words), voice[1].strip() if voice else ""


def _seconds(stamp: str) -> float:
    total = 0.0
    for part in stamp.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total
