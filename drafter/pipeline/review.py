"""What to distrust in a draft: read it with its notes, trace it, judge it, and say what to do next."""

from __future__ import annotations

import datetime as dt
import json
import os
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import document, rules, sentences
from drafter.approval import ACCEPTED, Approval, text_of
from drafter.errors import DrafterError
from drafter.model import Draft, Finding, Notes
from drafter.page.value import Accepted, Review, Share, Step
from drafter.rules import Subject
from drafter.settings import Settings

if TYPE_CHECKING:
    from drafter.grounding import Evidence

_LABELS = (  # front matter keys that tell how a draft was made
    ("ai_tool", "Written by"), ("ai_byline", "Byline"), ("ai_disclosure", "Declared as"),
    ("ai_source_type", "Source type"), ("ai_run", "Run"),
)  # fmt: skip
_MOST = 1_000  # accepted claims that are read


def review(path: str | Path, settings: Settings, now: dt.datetime | None = None) -> Review:
    """Return all that a reviewer of the draft at `path` wants to know; nothing is written.

    Notes or run records that aren't on this machine are no error: what they would tell is then unknown, and
    the review says so. `now` is the time of the review (default: the clock's). Raises DrafterError when the
    draft itself can't be read.
    """
    draft = document.read(path)
    subject = Subject(draft, settings, now)
    chosen, _ = rules.choose()
    findings = rules.run(subject, chosen)
    noted, no_notes = _notes(draft, settings)
    evidence = _evidence(draft, noted, settings) if noted else None
    share, no_share = _share(draft, settings)
    disclaimer, disclosed = _disclaimer(subject)
    steps = _steps(draft, subject.approval, evidence, findings, noted, no_notes)
    return Review(
        draft, subject.approval, disclaimer, disclosed, noted, no_notes, evidence, findings,
        tuple(chosen[code].info for code in sorted({finding.code for finding in findings})),
        tuple(_accepted(draft.meta.get(ACCEPTED))), share, no_share,
        tuple(_provenance(draft, settings)), tuple(steps),
    )  # fmt: skip


# -- notes and evidence ----------------------------------------------------------------------------


def _notes(draft: Draft, settings: Settings) -> tuple[Notes | None, str]:
    """The notes that the draft names, else why there are none."""
    name = draft.meta.get("notes")
    if not isinstance(name, str) or not name.strip():
        return None, "the draft names no notes (`notes:` in its front matter)"
    path = _find(name.strip(), draft, settings)
    if path is None:
        return None, f"its notes, {name.strip()}, are not here"
    from drafter import notes

    try:
        return notes.read(path), ""
    except DrafterError as error:
        return None, error.message


def _find(name: str, draft: Draft, settings: Settings) -> str | None:
    """The file that `name` means: below the workspace, else beside the draft or in a folder above it."""
    folders = [settings.root, *Path(os.path.realpath(draft.path)).parents]
    for folder in folders:
        path = folder / name
        try:
            if path.is_file():
                return _as_typed(path)
        except (OSError, ValueError):  # too long for a path, or with a NUL
            return None
    return None


def _as_typed(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _evidence(draft: Draft, noted: Notes, settings: Settings) -> Evidence:
    from drafter import grounding

    return grounding.trace(draft, noted, ignore=_not_claims(draft, settings))


def _not_claims(draft: Draft, settings: Settings) -> tuple[str, ...]:
    """The sentences for readers about how the post was made: no claims about the event."""
    policy = settings.disclaimer
    article = policy.article.replace("{tool}", text_of(draft.meta.get("ai_tool")))
    return (*policy.texts.values(), *([article] if article else []))


# -- the share of people ---------------------------------------------------------------------------


def _share(draft: Draft, settings: Settings) -> tuple[Share | None, str]:
    """How many sentences people changed or wrote, else why that is unknown."""
    if document.DIGEST_KEY not in draft.meta:
        return None, "the draft has no record of how it was first written"
    if document.is_untouched(draft):
        base = draft
    else:
        from drafter import drafts

        text = drafts.recall(settings.root / ".drafter" / "written", draft)
        if text is None:
            return None, "the text as it was first written is not on this machine"
        base = document.parse(text.encode(), draft.path)
    ignored = {_plain(text) for text in _not_claims(draft, settings)}
    before = Counter(text for s in sentences.split(base) if (text := _plain(s.text)) not in ignored)
    total, places = 0, set()
    for sentence in sentences.split(draft):
        text = _plain(sentence.text)
        if text in ignored:
            continue
        total += 1
        if before[text] > 0:
            before[text] -= 1
        else:
            places.add((sentence.line, sentence.column))
    return Share(total, len(places), sum(before.values()), frozenset(places)), ""


def _plain(text: str) -> str:
    return " ".join(text.split())


# -- state and record ------------------------------------------------------------------------------


def _disclaimer(subject: Subject) -> tuple[str, bool]:
    verdict = subject.verdict
    if verdict is None:
        return "not needed: the policy asks for it only where a tool had a part", True
    if verdict.visible:
        return verdict.misplaced or f"readers see it, on line {verdict.line}", not verdict.misplaced
    return verdict.message or verdict.standing, False


def _provenance(draft: Draft, settings: Settings) -> Iterator[tuple[str, str]]:
    """Label and text of what is known about how the draft was made."""
    for key, label in _LABELS:
        if text := text_of(draft.meta.get(key)).strip():
            yield label, text
    reference = text_of(draft.meta.get("ai_run"))
    if not reference:
        return
    from drafter import runs

    try:
        if not reference.startswith("sha256:"):  # only ids: front matter must not make us open other files
            raise DrafterError("no id")
        run = runs.load(settings.runs, reference)
    except DrafterError:
        yield "Record of the run", "not on this machine: template, tokens and time are unknown"
        return
    yield "Asked", f"{run.model} at {run.host}, on {run.created}" if run.host else run.created
    yield "Template", run.template
    if run.prompt_tokens is not None and run.completion_tokens is not None:
        yield "Tokens", f"{run.prompt_tokens:,} in, {run.completion_tokens:,} out, {run.seconds:.1f} s"


def _accepted(value: object) -> Iterator[Accepted]:
    """The claims in `review_accepted`: JSON objects, one in a string, or a list of them."""
    items = value if isinstance(value, list | tuple) else [value]
    for item in items[:_MOST]:
        if isinstance(item, str) and item.strip():
            try:
                item = json.loads(item)
            except (ValueError, RecursionError):
                continue
        for record in item[:_MOST] if isinstance(item, list) else [item]:
            if isinstance(record, Mapping) and isinstance(record.get("text"), str):
                yield Accepted(*(text_of(record.get(key)) for key in ("text", "code", "reason", "who")))


# -- what to do next -------------------------------------------------------------------------------


def _steps(
    draft: Draft, approval: Approval, evidence: Evidence | None, findings: tuple[Finding, ...],
    noted: Notes | None, no_notes: str,
) -> Iterator[Step]:  # fmt: skip
    path = shlex.quote(draft.path)
    accepted = {item.text for item in _accepted(draft.meta.get(ACCEPTED))}
    if noted is None and draft.meta.get("notes"):
        yield Step(f"Find the notes: {no_notes}; put them back, or mend `notes:` in {draft.path}.")
    facts = sum(claim.text not in accepted for _, claim in evidence.flagged) if evidence else 0
    if facts and noted:
        yield Step(f"Look at {_number(facts, 'fact')} that the notes don't have: correct the draft, or add "
                   f"what is true to {noted.path}. For what you know from elsewhere:",
                   f"drafter accept {path}")  # fmt: skip
    if gaps := draft.body.count("[[CHECK"):
        yield Step(f"Fill {_number(gaps, 'gap')}: search {draft.path} for [[CHECK.")
    errors = [f for f in findings if f.severity == "error" and f.code not in ("R301", "R302")]
    if errors:
        fix = "--fix " if any(finding.fixable for finding in errors) else ""
        yield Step(f"Mend {_number(len(errors), 'error')}:", f"drafter check {fix}{path}")
    if approval.state == "approved":
        yield Step("Nothing else: it is approved, and nothing changed since.")
    else:
        again = " again" if approval.state == "stale" else ""
        yield Step(f"When every sentence is one that you would answer for, sign it{again}:",
                   f"drafter approve {path}")  # fmt: skip


def _number(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
