"""Notes to draft: `prepare` reads and fills, a composer answers, `finish` makes the draft of it.

`prepare` needs no model and costs nothing, and so does `finish`: a batch prepares today, and finishes tomorrow
with answers that came another way.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Self

from drafter import drafts, prompts, runs
from drafter.errors import ComposerError, DrafterError
from drafter.model import Completion, Notes, Prompt, Usage
from drafter.pipeline.desk import Desk
from drafter.pipeline.finish import Outcome, Post, edits, finish, keep, post_of, rehearse, save
from drafter.pipeline.order import Job, Order, fits, input_digest, prepare
from drafter.settings import Settings

__all__ = ["Job", "Order", "Outcome", "ask", "draft", "finish", "keep", "kept", "prepare", "recall"]


def draft(job: Job, desk: Desk, show: Callable[[str], None] | None = None, replay: runs.Run | None = None) -> Outcome:
    """Compose the post and save it, or keep the draft that is there when nothing has changed.

    `show` is given the answer's pieces as they arrive; with `replay` a saved answer takes the place of a
    call. What people have edited is merged with what changed notes say. Raises DrafterError where that can't
    be done and ComposerError for an answer that is no post; the old file is then as it was, and the answer is
    kept as a run.
    """
    if replay:
        desk = Desk(desk.composer, replay.host, replay.model)
    elif outcome := kept(job, desk):
        return outcome
    if desk.host and not replay and not fits(job.prompt, job.settings):
        tokens, context = prompts.estimate_tokens(job.prompt), job.settings.model.context
        raise DrafterError(
            f"{job.order.notes}: about {tokens:,} tokens, too many for a context of {context:,.0f}",
            "make a plan with --outline, then write the post in parts with --from-outline",
        )
    if desk.meanwhile and not replay:
        desk.meanwhile(lambda: rehearse(job))
    notes_digest = replay.notes_digest if replay else ""
    edits(job, job.place, notes_digest)  # before anything is paid for
    repaired = 0
    with _Answers(job, desk, show) as answers:
        post = post_of(job, desk, *(_replayed(replay) if replay else answers.to(job.prompt)))
        for _ in range(job.order.repair if desk.host and not replay else 0):
            better = _repaired(job, desk, post, answers)
            if better is None:
                break
            repaired += len(post.evidence.flagged) - len(better.evidence.flagged)
            post = better
        outcome = save(job, post, repaired=repaired, notes_digest=notes_digest)
        return replace(outcome, completion=answers.total(post.completion))


def kept(job: Job, desk: Desk) -> Outcome | None:
    """The draft that is there, where drafting again would change nothing and nobody forces it; else None."""
    place = job.place
    current = drafts.is_current(place, input_digest(job, desk)) and not job.order.force
    return Outcome(place.path, kept=True, draft=place.existing) if current else None


def ask(
    noted: Notes,
    prompt: Prompt,
    desk: Desk,
    settings: Settings,
    show: Callable[[str], None] | None = None,
    unused: str = "",
) -> tuple[Completion, str]:
    """Ask the composer; return its answer and the id of the run ("" for the offline composer).

    An answer that came whole is saved as `unused`, see `runs.save`.
    """
    completion = desk.composer.compose(noted, prompt, show)
    if not desk.host:
        return completion, ""
    whole = completion.finish_reason == "stop" and not completion.error
    return keep(noted, prompt, completion, desk, settings, unused if whole else "")


class _Answers:
    """What the composer answers to the prompts of one job. What an earlier command paid for comes first.

    An answer whose draft could not be written stays unused: a killed command, a full disk or a post that a person
    edits meanwhile cost no second call.
    """

    def __init__(self, job: Job, desk: Desk, show: Callable[[str], None] | None) -> None:
        self.job, self.desk, self.show = job, desk, show
        self.used: list[str] = []
        self.paid: list[Completion] = []

    def to(self, prompt: Prompt) -> tuple[Completion, str]:
        job, folder = self.job, self.job.settings.runs
        key = self._key(prompt)
        made = str(job.place.existing.meta.get("ai_run", "")) if job.place.existing else ""
        if self.desk.host and (run := runs.find_unused(folder, key, made)):
            completion, identity = _replayed(run)
            completion = completion._replace(notices=(f"the answer of {run.created} is used: nothing was asked",))
        else:
            completion, identity = ask(job.notes, prompt, self.desk, job.settings, self.show, key)
            self.paid.append(completion)
        self.used.append(identity)
        return completion, identity

    def total(self, last: Completion) -> Completion:
        """`last`, with the tokens and seconds of all the calls that were made."""
        if not self.paid:
            return last
        usage = Usage(
            *(sum(filter(None, counts)) or None for counts in zip(*(one.usage for one in self.paid), strict=True))
        )
        return last._replace(usage=usage, seconds=sum(one.seconds for one in self.paid))

    def _key(self, prompt: Prompt) -> str:
        notes, parameters = self.job.notes, json.dumps(dict(prompt.parameters), sort_keys=True)
        asked = (self.desk.host, self.desk.model, prompt.system, prompt.user, parameters, notes.path, notes.digest)
        return runs.digest(*asked).removeprefix("sha256:")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        fixable = kind is not None and issubclass(kind, DrafterError) and not issubclass(kind, ComposerError)
        if kind is None or (issubclass(kind, Exception) and not fixable):
            for run in filter(None, self.used):
                runs.use(self.job.settings.runs, run)


def _repaired(job: Job, desk: Desk, post: Post, answers: _Answers) -> Post | None:
    """A better version of `post`, where it has facts that the notes lack and the model can do without them."""
    if not post.evidence.flagged:
        return None
    from drafter.pipeline import repair

    prompt = repair.prompt_for(job.prompt, post.completion.text, post.evidence)
    try:
        new = post_of(job, desk, *answers.to(prompt))
    except ComposerError:
        return None  # the first answer is a post, and the reviewer sees what is wrong with it
    return new if repair.is_better(new.evidence, post.evidence) else None


def recall(settings: Settings, reference: str) -> runs.Run:
    """The saved run that `reference` names. Raises DrafterError when there is none."""
    return runs.load(settings.runs, reference)


def _replayed(run: runs.Run) -> tuple[Completion, str]:
    return Completion(run.text, run.answered or run.model, run.finish_reason, error=run.error), run.id
