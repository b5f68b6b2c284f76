"""Notes to draft: read, fill, compose, add, save.

`prepare` does all that needs no model and costs nothing; `draft` asks the composer and writes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from drafter import __version__, document, drafts, merging, notes, prompts, runs
from drafter.compose import answer
from drafter.errors import ComposerError, DrafterError
from drafter.grounding import Evidence
from drafter.model import Completion, Draft, Fact, Notes, Prompt
from drafter.pipeline import repair
from drafter.pipeline.assemble import Parts, assemble
from drafter.pipeline.desk import Desk, tool_name
from drafter.rules import Subject
from drafter.settings import Settings


@dataclass(frozen=True, slots=True)
class Order:
    """What the writer asks for; an empty value means: as the settings and the notes say."""

    notes: str  # a path; "-" for standard input
    prompt: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    folder: Path | None = None
    force: bool = False
    repair: int = 1  # how often facts that the notes lack go back to the model


@dataclass(frozen=True, slots=True)
class Job:
    """Everything known before a composer is asked."""

    order: Order
    settings: Settings
    notes: Notes
    prompt: Prompt
    language: str
    slug: str
    date: dt.datetime
    place: drafts.Place
    private: tuple[Fact, ...]  # e-mail addresses and phone numbers, told before they leave the machine


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: the draft's file, and what there is to tell about it."""

    path: Path
    kept: bool = False
    draft: Draft | None = None
    completion: Completion | None = None
    run: str = ""
    backup: Path | None = None
    notices: tuple[str, ...] = ()
    evidence: Evidence | None = None
    repaired: int = 0  # facts that the notes lack and the model took out again


def prepare(order: Order, settings: Settings, *, stdin: BinaryIO | None = None, now: dt.datetime | None = None) -> Job:
    """Read the notes, fill the template and find the draft's place; nothing is sent or written.

    Raises DrafterError for notes or a template that can't be used.
    """
    now = (now or dt.datetime.now()).astimezone().replace(microsecond=0)
    noted = _with_writer(notes.read(order.notes, stdin=stdin), settings)
    language = order.language or settings.language or noted.brief.language
    template = prompts.load(order.prompt or settings.prompt, settings.prompt_folders)
    prompt = prompts.fill(template, noted, order.variables, language=language, today=now.date())
    slug, date = drafts.slug_of(noted, noted.brief.title), _date(noted, now)
    folder = _as_typed(order.folder or settings.root / settings.output)
    place = drafts.find(folder, drafts.reference(order.notes, settings.root), f"{date:%Y-%m-%d}", slug)
    kept_date = place.existing.meta.get("date") if place.existing else None
    if isinstance(kept_date, dt.datetime) and kept_date.tzinfo and not noted.brief.posted:
        date = kept_date
    return Job(
        order,
        settings,
        noted,
        prompt,
        language.split("-")[0].lower(),
        slug,
        date,
        place,
        notes.private(noted),
    )


def _with_writer(noted: Notes, settings: Settings) -> Notes:
    """`noted` with the workspace's author and organisation where the notes name none."""
    brief = noted.brief
    return replace(noted, brief=replace(
        brief, author=brief.author or settings.author,
        organisation=brief.organisation or settings.organisation))  # fmt: skip


def _date(noted: Notes, now: dt.datetime) -> dt.datetime:
    """The post's date: the notes' posting date, in the morning, else now. Never the event's."""
    posted = noted.brief.posted
    return dt.datetime(posted.year, posted.month, posted.day, 9).astimezone() if posted else now


def _as_typed(folder: Path) -> Path:
    """`folder` relative to the working folder where it is below it: paths are printed as people type them."""
    try:
        return folder.resolve().relative_to(Path.cwd().resolve())
    except ValueError:
        return folder


def draft(job: Job, desk: Desk, show: Callable[[str], None] | None = None, replay: runs.Run | None = None) -> Outcome:
    """Compose the post and save it, or keep the draft that is there when nothing has changed.

    `show` is given the answer's pieces as they arrive; with `replay` a saved answer takes the place of a
    call. What people have edited is merged with what changed notes say. Raises DrafterError where that can't
    be done and ComposerError for an answer that is no post; the old file is then as it was, and the answer is
    kept as a run.
    """
    place, order = job.place, job.order
    host, model = (replay.host, replay.model) if replay else (desk.host, desk.model)
    inputs = input_digest(job, host, model)
    if drafts.is_current(place, inputs) and not (order.force or replay):
        return Outcome(place.path, kept=True, draft=place.existing)
    _edits(job, place, replay)
    answered = _replayed(replay) if replay else ask(job.notes, job.prompt, desk, job.settings, show)
    post = _written_post(job, host, inputs, *answered)
    repaired = 0
    for _ in range(order.repair if host and not replay else 0):
        better = _repaired(job, desk, inputs, post, show)
        if better is None:
            break
        repaired += len(post.evidence.flagged) - len(better.evidence.flagged)
        post = better
    return _saved(job, post, repaired, replay)


@dataclass(frozen=True, slots=True)
class _Post:
    """A post that could be saved: its text, what it came from and what the notes say about it."""

    text: str
    completion: Completion
    run: str
    notices: tuple[str, ...]
    evidence: Evidence


def _written_post(job: Job, host: str, inputs: str, completion: Completion, run: str) -> _Post:
    """The post in an answer. Raises ComposerError, which names the saved run, when there is none."""
    settings = job.settings
    try:
        read = answer.read(completion, settings.disclaimer.texts.values())
        parts = Parts(
            title=read.title or job.notes.brief.title, description=read.description,
            tags=job.notes.brief.tags or read.tags, body=read.body, date=job.date, slug=job.slug,
            language=job.language, tool=tool_name(completion.model, host) if host else "", run=run,
            input_digest=inputs, notes_path=drafts.reference(job.order.notes, settings.root),
        )  # fmt: skip
        text = assemble(parts, job.notes, settings, job.place.path)
    except ComposerError as error:
        kept = f"the answer is kept: --replay {run[7:19]}" if run else ""
        hint = "; ".join(part for part in (error.hint, kept) if part)
        raise ComposerError(error.message, hint) from None
    return _Post(text, completion, run, (*completion.notices, *read.notices), _evidence(job, text.encode()))


def _evidence(job: Job, data: bytes) -> Evidence:
    made = document.parse(data, job.place.path.as_posix())
    return repair.evidence_of(made, job.notes, job.settings, job.order.variables)


def _repaired(job: Job, desk: Desk, inputs: str, post: _Post, show: Callable[[str], None] | None) -> _Post | None:
    """A better version of `post`, where it has facts that the notes lack and the model can do without them."""
    if not post.evidence.flagged:
        return None
    prompt = repair.prompt_for(job.prompt, post.completion.text, post.evidence)
    try:
        new = _written_post(job, desk.host, inputs, *ask(job.notes, prompt, desk, job.settings, show))
    except ComposerError:
        return None  # the first answer is a post, and the reviewer sees what is wrong with it
    return new if repair.is_better(new.evidence, post.evidence) else None


def _edits(job: Job, place: drafts.Place, replay: runs.Run | None) -> str | None:
    """What was first written, where a person's edits of it have to be kept; None where there are none.

    Raises DrafterError where they can't be merged with a new version.
    """
    if job.order.force:
        return None
    return drafts.base_of_merge(place, _written(job), replay.notes_digest if replay else job.notes.digest)


def _saved(job: Job, post: _Post, repaired: int, replay: runs.Run | None) -> Outcome:
    place = drafts.again(job.place)  # people may have edited it while the model wrote
    base, theirs, backup = _edits(job, place, replay), place.existing, None
    data, evidence, notices = post.text.encode(), post.evidence, post.notices
    if base is not None and theirs is not None:
        data, told = _merged(job, base, theirs, post)
        evidence = _evidence(job, data)
        notices = (*notices, *told)
    elif theirs is not None and not document.is_untouched(theirs):
        backup = drafts.backup(place.path)
    drafts.remember(_written(job), post.text)
    document.write(place.path, data)
    made = document.parse(data, place.path.as_posix())
    return Outcome(place.path, False, made, post.completion, post.run, backup, notices, evidence, repaired)


def _merged(job: Job, base: str, theirs: Draft, post: _Post) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of a person's edits and the new post in one, and what to tell about it.

    Raises DrafterError where readers would not see the disclaimer in it.
    """
    merged = merging.merge(base, theirs, post.text)
    data = document.encode(theirs, merged.text)
    verdict = Subject(document.parse(data, theirs.path), job.settings).verdict
    if verdict is not None and not verdict.visible:
        raise DrafterError(
            f"{theirs.path}: merged with your edits, its disclaimer would not be seen: {verdict.message}",
            f"`drafter check --fix {theirs.path}` mends yours; or add --force to draft it again (a backup is kept)",
        )
    told = f"merged with your edits: {_number(merged.taken, 'change')} taken, {_number(merged.conflicts, 'conflict')}"
    if merged.conflicts:
        told += f"; `drafter check {theirs.path} --select S414` finds them"
    return data, (*merged.notices, told)


def _number(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _written(job: Job) -> Path:
    return job.settings.root / ".drafter" / "written"


def input_digest(job: Job, host: str, model: str) -> str:
    """A digest of all that a draft is made from: the same one means that drafting again changes nothing.

    The offline composer has no host; a new version of it is a new composer.
    """
    policy = job.settings.disclaimer
    inputs = [
        job.notes.digest, job.prompt.name, job.prompt.digest,
        sorted(job.order.variables.items()), job.language,
        [host, model] if host else ["offline", __version__],
        [policy.text(job.language), policy.article, policy.position],
    ]  # fmt: skip
    return document.digest(json.dumps(inputs, ensure_ascii=True).encode())


def ask(
    noted: Notes, prompt: Prompt, desk: Desk, settings: Settings, show: Callable[[str], None] | None = None
) -> tuple[Completion, str]:
    """Ask the composer; return its answer and the id of the run ("" for the offline composer).

    What a model answered is saved before anybody looks at it.
    """
    completion = desk.composer.compose(noted, prompt, show)
    if not desk.host:
        return completion, ""
    usage = completion.usage
    completion = replace(completion, model=completion.model or desk.model)
    run = runs.Run(
        created=dt.datetime.now().astimezone().isoformat(timespec="seconds"), model=desk.model,
        prompt_digest=runs.digest(prompt.system, prompt.user), system=prompt.system, user=prompt.user,
        text=completion.text, finish_reason=completion.finish_reason, answered=completion.model,
        host=desk.host, parameters=prompt.parameters, template=prompt.name, template_digest=prompt.digest,
        notes=noted.path, notes_digest=noted.digest, prompt_tokens=usage.prompt_tokens,
        completion_tokens=usage.completion_tokens, seconds=completion.seconds, tool=f"drafter {__version__}",
        error=completion.error, notices=completion.notices,
    )  # fmt: skip
    return completion, runs.save(settings.runs, run, desk.secrets)


def recall(settings: Settings, reference: str) -> runs.Run:
    """The saved run that `reference` names. Raises DrafterError when there is none."""
    return runs.load(settings.runs, reference)


def _replayed(run: runs.Run) -> tuple[Completion, str]:
    return Completion(run.text, run.answered or run.model, run.finish_reason, error=run.error), run.id
