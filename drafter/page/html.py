"""One page that needs nothing else: the post, its notes, and what to look at. Works from disk and without scripts.

The page may load nothing (its Content-Security-Policy says so) and runs one script, ours, known by its digest.
All text of notes and draft passes `escape`. Without the script every reference is a plain link.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from drafter.page import escape, state
from drafter.page.article import Article
from drafter.page.escape import html
from drafter.page.points import KINDS, Point
from drafter.page.sheet import HEAD, Sheet
from drafter.page.value import Review

_USES = 3  # references back from a line of the notes to the draft
_WORDS = 160  # characters of a point's text in the list


def render(review: Review) -> str:
    """Return the page as one HTML document."""
    return _Page(review).render()


class _Page:
    """The frame of the page and the panes around the post."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.sheet = Sheet(review)
        self.article = Article(self.sheet)

    # -- the whole ---------------------------------------------------------------------------------

    def render(self) -> str:
        style, script = (Path(__file__).with_name(name).read_text("utf-8") for name in ("page.css", "page.js"))
        policy = (
            f"default-src 'none'; img-src data:; style-src {_source(style)}; script-src {_source(script)}; "
            "base-uri 'none'; form-action 'none'"
        )
        review = self.review
        title = html(state.title(review))
        return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>Review: {title}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#post">Skip to the post</a>
<header>
<h1><span class="what">Review</span> {title}</h1>
<ul class="state">{"".join(self.standing())}</ul>
</header>
<main>
{self.check()}
<div class="reading" tabindex="-1">
{self.article.html}
{self.about()}
</div>
{self.notes()}
</main>
<aside id="peek" aria-live="polite" aria-label="Evidence for the chosen sentence"></aside>
{_HELP}
<script>{script}</script>
</body>
</html>
"""

    def standing(self) -> Iterator[str]:
        """How the draft stands, in a few short items."""
        for name, text, good in state.summary(self.review, self.sheet.rows, self.sheet.points):
            mark = "good" if good else "open"
            sign = "✓" if good else "○"
            yield f'<li class="{mark}"><span aria-hidden="true">{sign}</span> <b>{html(name)}</b> {html(text)}</li>'

    # -- what to look at ---------------------------------------------------------------------------

    def check(self) -> str:
        count = sum(point.accepted is None for point in self.sheet.points)
        items = "".join(self.item(number, point) for number, point in enumerate(self.sheet.points, 1))
        nothing = f'<p class="quiet">{html(state.nothing(self.review))}</p>'
        body = f'<ol class="points">{items}</ol>' if items else nothing
        walk = (
            '<div class="walk"><button type="button" data-step="-1">Previous <kbd>k</kbd></button>'
            '<button type="button" data-step="1">Next <kbd>j</kbd></button>'
            '<button type="button" data-help aria-haspopup="dialog">Help <kbd>?</kbd></button></div>'
        )
        return (
            f'<section id="check" aria-labelledby="check-h" tabindex="-1">\n<div class="bar"><h2 id="check-h">To check '
            f'<span class="count">{count}</span></h2>{walk}</div>\n{body}\n</section>'
        )

    def item(self, number: int, point: Point) -> str:
        """One point of the list: what, why, and the nearest that the notes have."""
        target = self.target(number, point)
        kind = html(KINDS[point.kind])
        words = f"<q>{html(_short(point.text))}</q>" if point.kind != "rule" else f"<b>{html(point.text)}</b>"
        code = f' <span class="code">{html(point.code)}</span>' if point.code else ""
        where = f' <span class="at">line {point.line}</span>' if point.line else ""
        lines = [line for n in point.lines if (line := self.sheet.line_id(n, point.nearest))]
        linked = ", ".join(
            f'<a href="#{line}">{"notes, line " + str(n) if n else "notes, head"}</a>'
            for n, line in zip(point.lines, lines, strict=False)
        )
        why = html(point.reason[:1].upper() + point.reason[1:])
        near = f'<p class="near">{linked}</p>' if linked else ""
        if point.accepted:
            who = html(point.accepted.who or "a reviewer")
            near += f'<p class="accepted">Accepted by {who}: {html(point.accepted.reason or "no reason given")}</p>'
        marks = f' data-i="{point.row}"' if point.row else ""
        notes = f' data-n="{" ".join(lines)}"' if lines else ""
        done = " done" if point.accepted else ""
        return (
            f'<li id="p{number}" class="{point.severity}{done}"{marks}{notes}><a class="go" href="#{target}">'
            f'<span class="kind">{kind}</span> {words}</a>{code}{where}<p class="why">{why}</p>{near}</li>\n'
        )

    def target(self, number: int, point: Point) -> str:
        """The id to go to for a point: its words, its sentence, its line of the notes, or the post."""
        if number in self.article.drawn:
            return f"c{number}"
        if point.row:
            return f"s{point.row}"
        if point.kind == "omission" and point.lines:
            return self.sheet.line_id(point.lines[0]) or "notes"
        return "post"

    # -- the notes ---------------------------------------------------------------------------------

    def notes(self) -> str:
        notes = self.review.notes
        if notes is None:
            body = f'<p class="quiet">{html(state.no_evidence(self.review))}</p>'
        else:
            body = f'<ol class="lines" lang="{escape.language(notes.brief.language)}">{"".join(self.note_lines())}</ol>'
        name = f' <span class="path">{html(notes.path)}</span>' if notes else ""
        return (
            f'<section id="notes" aria-labelledby="notes-h" tabindex="0">\n'
            f'<div class="bar"><h2 id="notes-h">Notes{name}</h2></div>\n{body}\n</section>'
        )

    def note_lines(self) -> Iterator[str]:
        missing = {point.lines[0] for point in self.sheet.points if point.kind == "omission" and point.lines}
        last = -1
        for index, (number, text) in enumerate(self.sheet.lines):
            name = f"n0-{index}" if number == 0 else f"n{number}"
            uses = self.sheet.uses.get(name, [])
            back = "".join(f'<a href="#s{row}" aria-label="back to sentence {row}">↩</a>' for row in uses[:_USES])
            rows = f' data-s="{" ".join(map(str, uses))}"' if uses else ""
            kind = "used" if uses else "unused"
            kind += " head" if number and text.startswith("#") else ""
            kind += " gap" if number > last + 1 > 1 else ""
            kind += " omitted" if number in missing else ""
            label = '<span class="tag" lang="en">left out</span>' if number in missing else ""
            last = number
            yield (
                f'<li id="{name}" class="{kind}"{rows}><span class="no">{number or HEAD}</span>'
                f'<span class="t">{html(text)}{label}</span><span class="b" lang="en">{back}</span></li>\n'
            )

    # -- about this draft --------------------------------------------------------------------------

    def about(self) -> str:
        """The record: approval, disclaimer, who wrote how much, how it was made, and what to do next."""
        terms = "".join(f"<dt>{html(name)}</dt><dd>{html(text)}</dd>" for name, text in state.record(self.review))
        steps = "".join(
            f"<li>{html(step.text)}" + (f"<code>{html(step.command)}</code>" if step.command else "") + "</li>"
            for step in self.review.steps
        )
        following = f'<h2 id="next-h">What to do next</h2><ol class="steps">{steps}</ol>' if steps else ""
        return (
            f'<section id="about" aria-label="About this draft">{following}<h2>About this draft</h2>'
            f'<dl>{terms}</dl><p class="quiet">{html(state.LIMITS)}</p></section>'
        )


def _source(text: str) -> str:
    """The source expression of Content Security Policy 3 that allows this very text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _short(text: str) -> str:
    return text if len(text) <= _WORDS else text[: _WORDS - 1].rstrip() + "…"


_KEYS: Mapping[str, str] = {
    "j": "next point",
    "k": "previous point",
    "Enter": "go to the point's place in the post",
    "Esc": "let go of the chosen sentence",
    "?": "this help",
}
_HELP = (
    '<dialog id="help" aria-labelledby="help-h"><h2 id="help-h">Reading this page</h2>'
    "<p>Point at a sentence and the lines of the notes that bear it out light up; point at a line and the "
    "sentences light up that use it. Click to keep the light on.</p><dl>"
    + "".join(f"<dt><kbd>{key}</kbd></dt><dd>{what}</dd>" for key, what in _KEYS.items())
    + '</dl><p><label><input type="checkbox" id="letters" checked> Letter keys work</label></p>'
    '<form method="dialog"><button>Close</button></form></dialog>'
)
