"""What to distrust in a draft: read it with its notes, trace it, judge it, and say what to do next."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from drafter import document, rules, sentences
from drafter.approval import text_of
from drafter.errors import DrafterError
from drafter.model import Draft, Finding, Notes
from drafter.page.value import Review, Share, Step
from drafter.rules import Subject
from drafter.settings import Settings
from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.grounding import Evidence
    from drafter.runs import Run

_LABELS = (  # front matter keys that tell how a draft was made
    ("ai_tool", "Written by"), ("ai_byline", "Byline"), ("ai_disclosure", "Declared as"),
    ("ai_source_type", "Source type"), ("ai_run", "Run"),
)  # fmt: skip
_REVISIONS = "ai_revisions"  # the runs whose changes `revise` took
_RUN = re.compile(r"sha256:[0-9a-f]{64}")
_BY_SIGNING = ("R301", "R302")  # the findings that an approval mends


def review(path: str | Path, settings: Settings, now: dt.datetime | None = None) -> Review:
    """Return all that a reviewer of the draft at `path` wants to know; nothing is written.

    Notes or run records that aren't on this machine are no error: what they would tell is then unknown, and
    the review says so. `now` is the time of the review (default: the clock's). Raises DrafterError when the
    draft itself can't be read.
    """
    draft = document.read(path)
    subject = Subject(draft, settings, now, cache=True)
    chosen, _ = rules.choose()
    findings = rules.run(subject, chosen)
    noted = _as_typed(subject.notes) if subject.notes else None
    evidence = subject.traced  # of a signed post, too: here a person asks for it
    no_evidence = "" if evidence else _why_none(subject)
    share, no_share = _share(draft, settings, subject.not_claims)
    disclaimer, disclosed = _disclaimer(subject)
    steps = _steps(subject, noted, evidence, findings)
    return Review(
        draft, subject.approval, disclaimer, disclosed, noted, no_evidence, evidence, findings, subject.accepted,
        share, no_share, tuple(_provenance(draft, settings)), tuple(steps),
    )  # fmt: skip


def _why_none(subject: Subject) -> str:
    if subject.notes:
        return "the draft is too long to be traced"
    return subject.untraceable or "the draft names no notes (`notes:` in its front matter)"


def _as_typed(noted: Notes) -> Notes:
    """`noted` under a path as people would type it here: a report shows no more of this machine than it must."""
    try:
        return noted._replace(path=Path(noted.path).resolve().relative_to(Path.cwd().resolve()).as_posix())
    except ValueError:
        return noted


# -- the share of people ---------------------------------------------------------------------------


def _share(draft: Draft, settings: Settings, not_claims: tuple[str, ...]) -> tuple[Share | None, str]:
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
    revised = _revised(draft, settings)
    if revised is None:
        return None, "what a model revised is not on this machine"
    ignored = {_plain(text) for text in not_claims}
    before = Counter(text for s in sentences.split(base) if (text := _plain(s.text)) not in ignored)
    total, places = 0, set()
    for sentence in sentences.split(draft):
        text = _plain(sentence.text)
        if text in ignored:
            continue
        total += 1
        if before[text] > 0:
            before[text] -= 1
        elif text not in revised:
            places.add((sentence.line, sentence.column))
    return Share(total, len(places), sum(before.values()), frozenset(places)), ""


def _revised(draft: Draft, settings: Settings) -> set[str] | None:
    """The sentences that models wrote when the post was revised; None where a run's record isn't here."""
    told = draft.meta.get(_REVISIONS)
    found: set[str] = set()
    for reference in told if isinstance(told, list) else ():
        run = _run_of(reference, settings)
        if run is None:
            return None
        found.update(_plain(sentence.text) for sentence in sentences.split(document.parse(run.text.encode(), "")))
    return found


def _run_of(reference: object, settings: Settings) -> Run | None:
    """A run by its whole id, which is all that front matter may name: it must not make us open other files."""
    from drafter import runs

    if not isinstance(reference, str) or not _RUN.fullmatch(reference):
        return None
    try:
        return runs.load(settings.runs, reference)
    except DrafterError:
        return None


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
    run = _run_of(reference, settings)
    if run is None:
        yield "Record of the run", "not on this machine: template, tokens and time are unknown"
        return
    yield "Asked", f"{run.model} at {run.host}, on {run.created}" if run.host else run.created
    yield "Template", run.template
    if run.prompt_tokens is not None and run.completion_tokens is not None:
        yield "Tokens", f"{run.prompt_tokens:,} in, {run.completion_tokens:,} out, {run.seconds:.1f} s"


# -- what to do next -------------------------------------------------------------------------------


def _steps(
    subject: Subject, noted: Notes | None, evidence: Evidence | None, findings: tuple[Finding, ...]
) -> Iterator[Step]:
    draft, path = subject.draft, shlex.quote(subject.draft.path)
    signed = subject.approval.state == "approved"
    if subject.untraceable:
        yield Step(f"{subject.untraceable}: put the notes back, or mend `notes:` in {draft.path}.")
    accepted = {" ".join(one.text.split()) for one in subject.accepted}
    facts = [claim for _, claim in evidence.flagged if " ".join(claim.text.split()) not in accepted] if evidence else []
    if facts and noted and not signed:
        yield Step(f"Look at {_number(len(facts), 'fact')} that the notes don't have: correct the draft, or add "
                   f"what is true to {noted.path}. For what you know from elsewhere:",
                   f"drafter accept {path}")  # fmt: skip
    if gaps := draft.body.count("[[CHECK"):
        yield Step(f"Fill {_number(gaps, 'gap')}: search {draft.path} for [[CHECK.")
    errors = [f for f in findings if f.severity == "error" and f.code not in _BY_SIGNING]
    if errors:
        fix = "--fix " if any(finding.fixable for finding in errors) else ""
        yield Step(f"Mend {_number(len(errors), 'error')}:", f"drafter check {fix}{path}")
    if signed:
        yield Step("Nothing has changed since it was approved.")
    else:
        again = " again" if subject.approval.state == "stale" else ""
        yield Step(f"When every sentence is one that you would answer for, sign it{again}:",
                   f"drafter approve {path}")  # fmt: skip


def _number(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
