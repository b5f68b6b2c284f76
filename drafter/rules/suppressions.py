"""U, suppressions: comments that silence findings are needed and say why."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.rules.engine import Hit, rule
from drafter.rules.lines import SILENT_FAMILIES
from drafter.rules.subject import Subject


@rule("U901", severity="warning", fix="take the comment out")
def unused_suppression(subject: Subject) -> Iterator[Hit]:
    """A comment silences a finding that isn't there.

    It would hide the next one. The comment answers for the paragraph right below it.

    Bad:
        # Forty people in Prague

        <!-- drafter: ignore S421 reason="the page's own name" -->
        Forty people met in Prague.

    Good:
        # Forty people in Prague

        <!-- drafter: ignore S421 reason="the page's own name" -->
        The newspaper is called [Here](https://example.org/here).
    """
    for entry in subject.suppressions:
        for code in entry.codes if entry.reason else ():
            if code[0] in SILENT_FAMILIES and code in subject.asked and (entry.line, code) not in subject.used:
                yield Hit(entry.line, 1, f"nothing in the paragraph below trips {code}")


@rule("U902", severity="warning", fix='write <!-- drafter: ignore S421 reason="why it is right here" -->')
def suppression_without_reason(subject: Subject) -> Iterator[Hit]:
    """A comment is to silence findings, but gives no reason, or can't be read. It silences nothing.

    Bad:
        # Forty people in Prague

        <!-- drafter: ignore S421 -->
        The newspaper is called [Here](https://example.org/here).

    Good:
        # Forty people in Prague

        <!-- drafter: ignore S421 reason="the page's own name" -->
        The newspaper is called [Here](https://example.org/here).
    """
    for entry in subject.suppressions:
        if not entry.codes:
            yield Hit(entry.line, 1, "this drafter comment can't be read, so it does nothing")
        elif not entry.reason:
            yield Hit(entry.line, 1, "this comment gives no reason, so it silences nothing")


@rule("U903", severity="warning", fix="mend what the rule found, or use the way its family has")
def suppression_refused(subject: Subject) -> Iterator[Hit]:
    """A comment is to silence a rule that no comment silences.

    The text of a post can come from a model, so what it says about disclosure (D), facts (G) and review
    (R) can't be taken back by a line of that same text. A reviewer answers for facts with `drafter
    accept`; a whole folder is exempted from rules that aren't locked in `drafter.toml`, where a change is
    seen.

    Bad:
        # Forty people in Prague

        <!-- drafter: ignore D101 reason="no room" -->
        Forty people met in Prague.

    Good:
        # Forty people in Prague

        Forty people met in Prague.
    """
    for entry in subject.suppressions:
        for code in entry.codes:
            if code[0] not in SILENT_FAMILIES:
                yield Hit(entry.line, 1, f"{code} can't be silenced by a comment")


RULES = (unused_suppression, suppression_without_reason, suppression_refused)
