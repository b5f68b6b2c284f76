"""From an answer to a draft in its file: the same for every way in which an answer comes.

A command that asks and waits, a batch whose answers are fetched a day later and a replay of a saved answer
all end in `finish`. `keep` comes before it: what a model answered is saved before anybody looks at it. What only an
answer needs is imported when there is one: nobody should wait for it with a prompt that is ready.
"""

from __future__ import annotations

import datetime as dt
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from drafter import __version__, document, drafts, runs
from drafter.errors import ComposerError, DrafterError
from drafter.model import Completion, Draft, Notes, Prompt
from drafter.pipeline.desk import Desk, tool_name
from drafter.pipeline.order import Job, input_digest
from drafter.settings import Settings
from drafter.tuples import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from drafter.grounding import Evidence

_SAMPLE = 30  # lines of notes
_IN_TURNS = threading.Lock()  # threads that compute side by side get in each other's way


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


class Post(NamedTuple):
    """A post that could be saved: its text, what it came from and what the notes say about it."""

    text: str
    completion: Completion
    run: str
    notices: tuple[str, ...]
    evidence: Evidence


def keep(
    noted: Notes, prompt: Prompt, completion: Completion, desk: Desk, settings: Settings, unused: str = ""
) -> tuple[Completion, str]:
    """Save what the model behind `desk` answered; return it, its model named, and the id of the run.

    An answer that is to be found by what was asked, until a draft is made of it, is saved as `unused`, see `runs`.
    """
    completion, usage = completion._replace(model=completion.model or desk.model), completion.usage
    run = runs.Run(
        created=dt.datetime.now().astimezone().isoformat(timespec="seconds"), model=desk.model,
        prompt_digest=runs.digest(prompt.system, prompt.user), system=prompt.system, user=prompt.user,
        text=completion.text, finish_reason=completion.finish_reason, answered=completion.model,
        host=desk.host, parameters=dict(prompt.parameters), template=prompt.name, template_digest=prompt.digest,
        notes=noted.path, notes_digest=noted.digest, prompt_tokens=usage.prompt_tokens,
        completion_tokens=usage.completion_tokens, seconds=completion.seconds, tool=f"drafter {__version__}",
        error=completion.error, notices=completion.notices,
    )  # fmt: skip
    return completion, runs.save(settings.runs, run, desk.secrets, unused)


def finish(job: Job, desk: Desk, completion: Completion, run: str) -> Outcome:
    """Make the draft of `job` from an answer, and save it; `run` is the id under which `keep` saved the answer.

    Of `desk` the host and the model are used: nobody is asked. What people have edited is merged with what
    changed notes say. Raises DrafterError where that can't be done and ComposerError for an answer that is no
    post; the old file is then as it was.
    """
    return save(job, post_of(job, desk, completion, run))


def rehearse(job: Job) -> None:
    """Import what an answer to `job` will need, and do it once with the beginning of the notes in its place.

    While the answer comes nobody waits for that; after it, everybody would.
    """
    from drafter import grounding
    from drafter.compose import answer
    from drafter.pipeline import assemble, repair  # noqa: F401

    some = job.notes._replace(lines=job.notes.lines[:_SAMPLE])
    text = "\n\n".join(line.text for line in some.lines)
    with suppress(Exception):  # what is wrong is told when it counts
        answer.read(Completion(text))
        grounding.trace(document.parse(text.encode(), ""), some)


def post_of(job: Job, desk: Desk, completion: Completion, run: str) -> Post:
    """The post in an answer. Raises ComposerError, which names the saved run, when there is none."""
    from drafter.compose import answer
    from drafter.pipeline.assemble import Parts, assemble

    settings, host = job.settings, desk.host
    with _IN_TURNS:
        try:
            read = answer.read(completion, settings.disclaimer.texts.values())
            parts = Parts(
                title=read.title or job.notes.brief.title, description=read.description,
                tags=job.notes.brief.tags or read.tags, body=read.body, date=job.date, slug=job.slug,
                language=job.language, tool=tool_name(completion.model, host) if host else "", run=run,
                input_digest=input_digest(job, desk), notes_path=drafts.reference(job.order.notes, settings.root),
            )  # fmt: skip
            text = assemble(parts, job.notes, settings, job.place.path)
        except ComposerError as error:
            kept = f"the answer is kept: --replay {run[7:19]}" if run else ""
            hint = "; ".join(part for part in (error.hint, kept) if part)
            raise ComposerError(error.message, hint) from None
        return Post(text, completion, run, (*completion.notices, *read.notices), _evidence(job, text.encode()))


def save(job: Job, post: Post, *, repaired: int = 0, notes_digest: str = "") -> Outcome:
    """Write `post` into its file; see `finish`. `notes_digest` is of the notes as they were when it was made."""
    place = drafts.again(job.place, drafts.reference(job.order.notes, job.settings.root))  # edited meanwhile?
    base, theirs, backup = edits(job, place, notes_digest), place.existing, None
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


def edits(job: Job, place: drafts.Place, notes_digest: str = "") -> str | None:
    """What was first written, where a person's edits of it have to be kept; None where there are none.

    Raises DrafterError where they can't be merged with a new version.
    """
    if job.order.force:
        return None
    return drafts.base_of_merge(place, _written(job), notes_digest or job.notes.digest)


def _evidence(job: Job, data: bytes) -> Evidence:
    from drafter.pipeline import repair

    made = document.parse(data, job.place.path.as_posix())
    return repair.evidence_of(made, job.notes, job.settings, job.order.variables)


def _merged(job: Job, base: str, theirs: Draft, post: Post) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of a person's edits and the new post in one, and what to tell about it.

    Raises DrafterError where readers would not see the disclaimer in it.
    """
    from drafter import merging
    from drafter.rules import Subject

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
