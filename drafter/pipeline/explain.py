"""Where a draft comes from: run, template, notes, model, tokens, cost, review, and how much of it people wrote.

A report and never a gate: what this machine doesn't know is said to be unknown, and why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from drafter import document, drafts, prompts, runs
from drafter.approval import text_of
from drafter.compose import presets
from drafter.errors import DrafterError
from drafter.model import Draft, Usage
from drafter.page import state
from drafter.page.value import Review
from drafter.pipeline.review import review
from drafter.pipeline.revise import RUNS_KEY
from drafter.settings import Settings

Standing = Literal["unchanged", "changed", "unknown"]

_ID = re.compile(r"sha256:[0-9a-f]{64}")  # only whole ids: front matter must not make us open other files
_MOST = 50  # revisions that are looked up
_SINCE = {"unchanged": "unchanged since", "changed": "changed since", "unknown": "whether it changed since is unknown"}


@dataclass(frozen=True, slots=True)
class Call:
    """One call to a model, from its saved run. None: the endpoint or the settings don't say."""

    id: str
    created: str
    asked: str
    answered: str
    host: str
    template: str
    template_standing: Standing  # against the template as it is now
    prompt_tokens: int | None
    completion_tokens: int | None
    cost: float | None  # at the prices that are set now, in their currency
    seconds: float
    finish_reason: str


@dataclass(frozen=True, slots=True)
class Explained:
    """What is known about how a draft was made."""

    review: Review
    run: Call | None
    no_run: str  # why `run` is None
    revisions: tuple[Call | str, ...]  # by `drafter revise`; an id where the record isn't here
    notes: str  # as the draft names them, "" when it doesn't
    notes_standing: Standing
    no_notes: str = ""  # why they can't be compared


def explain(path: str | Path, settings: Settings) -> Explained:
    """Return what is known about how the draft at `path` was made; nothing is written.

    Raises DrafterError when the draft itself can't be read, for nothing else.
    """
    looked = review(path, settings)
    meta = looked.draft.meta
    run, no_run = _call(meta.get("ai_run"), settings)
    if not meta.get("ai_run") and meta.get("ai_disclosure") == "none":
        no_run = "no model was used"
    told = meta.get(RUNS_KEY)
    found = (_call(one, settings)[0] or str(one)[:80] for one in (told[:_MOST] if isinstance(told, list) else ()))
    standing, no_notes = _notes(looked.draft, settings)
    return Explained(looked, run, no_run, tuple(found), text_of(meta.get("notes")).strip(), standing, no_notes)


def _call(reference: object, settings: Settings) -> tuple[Call | None, str]:
    """The saved run of an id, else None and why."""
    if not reference:
        return None, "the draft names none"
    if not isinstance(reference, str) or not _ID.fullmatch(reference):
        return None, "what the draft names is no run's id"
    try:
        run = runs.load(settings.runs, reference)
    except DrafterError:
        return None, "its record is not on this machine"
    usage = Usage(run.prompt_tokens, run.completion_tokens)
    cost = presets.cost(usage, settings.model.price_in, settings.model.price_out)
    return Call(
        run.id, run.created, run.model, run.answered, run.host, run.template, _template(run, settings),
        run.prompt_tokens, run.completion_tokens, cost, run.seconds, run.finish_reason,
    ), ""  # fmt: skip


def _template(run: runs.Run, settings: Settings) -> Standing:
    try:
        now = prompts.load(run.template.removesuffix(" (repair)"), settings.prompt_folders)
    except DrafterError:
        return "unknown"
    return "unchanged" if now.digest == run.template_digest else "changed"


def _notes(draft: Draft, settings: Settings) -> tuple[Standing, str]:
    """Whether the notes are those that the draft was made of, and why that is unknown. Line endings don't count."""
    recorded = text_of(draft.meta.get(drafts.NOTES_KEY))
    path, reason = drafts.notes_of(draft, settings.root)
    if path is None or not recorded:
        return "unknown", reason or "the draft has no digest of them"
    try:
        data = path.read_bytes()
    except OSError as error:
        return "unknown", f"they can't be read ({error.strerror})"
    flat = data.replace(b"\r\n", b"\n")
    same = recorded in {document.digest(one) for one in (data, flat, flat.replace(b"\n", b"\r\n"))}
    return "unchanged" if same else "changed", ""


# -- its two forms ---------------------------------------------------------------------------------


def as_text(found: Explained) -> str:
    """A label and what is known about it, a line each."""
    rows = list(_rows(found))
    width = max(len(label) for label, _ in rows) + 2
    return "\n".join(f"{label:{width}}{' '.join(text.split())}" for label, text in rows)


def _rows(found: Explained) -> Iterator[tuple[str, str]]:
    meta = found.review.draft.meta
    yield "Draft", f"{found.review.draft.path}: {state.title(found.review)}"
    for key, label in (("ai_tool", "Written by"), ("ai_disclosure", "Declared as"), ("ai_byline", "Byline")):
        if text := text_of(meta.get(key)):
            yield label, text[:500]
    unknown = found.notes_standing == "unknown"
    yield "Notes", f"unknown: {found.no_notes}" if unknown else f"{found.notes}, {_SINCE[found.notes_standing]}"
    if found.run is None:
        yield "Run", ("none: " if found.no_run == "no model was used" else "unknown: ") + found.no_run
    else:
        yield from _call_rows(found.run)
    for one in found.revisions:
        yield "Revised", f"in run {one}; its record is not on this machine" if isinstance(one, str) else _in_short(one)
    yield "Approval", state.approval(found.review)
    mixed = "; what a model revised counts as changed" if found.revisions and found.review.share else ""
    yield "Human share", state.share(found.review) + mixed


def _call_rows(run: Call) -> Iterator[tuple[str, str]]:
    yield "Run", f"{run.id}, {run.created}"
    answered = f", answered by {run.answered}" if run.answered and run.answered != run.asked else ""
    yield "Model", f"{run.asked} at {run.host}{answered}"
    yield "Template", f"{run.template}, {_SINCE[run.template_standing]}"
    yield "Tokens", _tokens(run)
    if run.cost is not None:
        yield "Cost", f"{run.cost:.4f} at the prices that are set now"
    yield "Time", f"{run.seconds:.1f} s"
    yield "Ended with", run.finish_reason or "no reason given"


def _tokens(run: Call) -> str:
    if run.prompt_tokens is None or run.completion_tokens is None:
        return "unknown: the endpoint didn't count them"
    return f"{run.prompt_tokens:,} in, {run.completion_tokens:,} out"


def _in_short(run: Call) -> str:
    cost = f", cost {run.cost:.4f}" if run.cost is not None else ""
    return f"by {run.answered or run.asked} on {run.created}, {_tokens(run)}{cost}, run {run.id}"


def as_json(found: Explained) -> str:
    """One object, version 1 of a shape that is only ever added to; what is null is explained in `unknown`."""
    looked, meta = found.review, found.review.draft.meta
    share = looked.share
    unknown = {"run": found.no_run, "notes": found.no_notes, "human_share": looked.no_share}
    shape = {
        "version": 1,
        "path": looked.draft.path,
        "title": state.title(looked),
        "tool": text_of(meta.get("ai_tool")),
        "disclosure": text_of(meta.get("ai_disclosure")),
        "notes": {"path": found.notes, "standing": found.notes_standing},
        "run": asdict(found.run) if found.run else None,
        "revisions": [{"id": one} if isinstance(one, str) else asdict(one) for one in found.revisions],
        "approval": looked.approval._asdict(),
        "human_share": {"sentences": share.total, "changed": share.changed, "removed": share.removed}
        if share
        else None,
        "unknown": {name: why for name, why in unknown.items() if why},
    }
    return json.dumps(shape, indent=2, ensure_ascii=True)
