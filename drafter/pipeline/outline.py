"""Outline first: a plan that the writer edits, then the post along it, in parts where the notes are long.

A model makes the plan from the same prompt as the post. Without one, the plan is that of the offline
composer's own post, traced back to the notes' lines. What no section uses is always told.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafter import document, drafts, plan, prompts
from drafter.compose import answer
from drafter.errors import DrafterError
from drafter.model import Completion, Line, Notes, Prompt, Usage
from drafter.pipeline import draft as walk
from drafter.pipeline import skeleton
from drafter.pipeline.desk import Desk
from drafter.pipeline.finish import Outcome, edits, finish, keep
from drafter.pipeline.house import house
from drafter.pipeline.order import ROOM, Job, Order, as_typed, fits
from drafter.plan import Plan, Section
from drafter.settings import Settings

FOLDER = "outlines"

Show = Callable[[str], None] | None

_PLAN = """\
Do not write the post yet. Write its plan, in {language}, and nothing else:

- `# ` and the post's title;
- for the opening, a line such as `Lines: 3-7, 12` with the numbers that stand before the notes' lines it will use, and
  below it a list of the things it will say, three to eight words each;
- for each section after it, `## ` and its heading, then `Lines:` and the list, in the same way.

Each line of the notes that a reader can use belongs to one section, no line to two.
"""
_ALONG = """\
A person has settled the plan of the post:

<plan>
{plan}
</plan>

Write the post along it: this title, these headings in this order, each section from the lines named for it. What is
in no section stays out. The plan says what to tell and in which order; facts come from the notes alone.
"""
_PART = """\
The post is written in parts, because the notes are long; you see the lines for this part alone. The plan of the whole:

<plan>
{plan}
</plan>

Write {part} now. {form}
"""


@dataclass(frozen=True, slots=True)
class Outlined:
    """A plan in its file, and what there is to tell about it."""

    path: Path
    plan: Plan
    notices: tuple[str, ...] = ()
    completions: tuple[Completion, ...] = ()


def outline(job: Job, desk: Desk, folder: Path | None = None, show: Show = None) -> Outlined:
    """Make the plan of a post and save it as `outlines/SLUG.md`, or in `folder`.

    Notes that don't fit the model's context are planned in pieces. Raises DrafterError where a plan is there
    already and nobody forces another (then the old one is backed up), ComposerError for an answer that is none.
    """
    path = as_typed(folder or job.settings.root / FOLDER) / f"{job.slug}.md"
    if path.exists() and not job.order.force:
        raise DrafterError(
            f"{path} is there already, and is not overwritten",
            f"edit it and run `drafter draft --from-outline {path}`, or add --force for a new one (a backup is kept)",
        )
    answers = list(_asked(job, desk, show)) if desk.host else []
    known = {line.number for line in job.notes.lines}
    plans = [plan.parse(text.encode(), "the answer", known) for text, _ in answers] or [skeleton.plan_of(job, desk)]
    made = replace(
        _joined(plans), notes=drafts.reference(job.order.notes, job.settings.root), notes_digest=job.notes.digest,
        prompt=job.prompt.name,
    )  # fmt: skip
    told = unused(job.notes, made)
    if path.exists():
        drafts.backup(path)
    document.write(path, plan.render(made, told).encode())
    return Outlined(path, made, (told,) if told else (), tuple(completion for _, completion in answers))


def unused(notes: Notes, made: Plan) -> str:
    """What to tell about the lines of the notes that no section uses; "" when all are used."""
    told = (line for line in notes.lines if line.text.strip() and not line.text.startswith("#"))
    numbers = [line.number for line in told if line.number not in made.used]
    if not numbers:
        return ""
    return f"in no section: line{'s' * (len(numbers) > 1)} {plan.ranges(numbers)} of the notes"


def read(path: Path) -> Plan:
    """The plan in the file at `path`. Raises DrafterError for a file that isn't there or is no plan."""
    return plan.parse(document.read(path).text.encode(errors="surrogatepass"), path.as_posix())


def order_of(made: Plan, path: Path, order: Order, settings: Settings) -> Order:
    """`order` with the notes and the prompt that a plan names, where it has none of its own.

    Raises DrafterError when the plan, read from `path`, names no notes that are here.
    """
    named = order.notes or made.notes
    where = Path(named) if order.notes or Path(named).is_absolute() else settings.root / named
    if not named or (named != "-" and not where.is_file()):
        raise DrafterError(f"the notes of {path}, {named or 'not named in it'}, are not here",
                           f"drafter draft NOTES --from-outline {path}")  # fmt: skip
    return order._replace(notes=named if named == "-" else os.path.relpath(where), prompt=order.prompt or made.prompt)


def draft_along(job: Job, made: Plan, desk: Desk, show: Show = None) -> Outcome:
    """Write the post along a plan, in one call where prompt and notes fit the model's context, else in parts.

    The rest is as with `draft`; facts that the notes lack do not go back to the model after a post in parts.
    """
    told = [unused(job.notes, made)]
    if made.notes_digest not in ("", job.notes.digest):
        told.append("the notes changed since the plan was made: see that its line numbers still fit")
    asked = _along(job, made)
    planned = job._replace(prompt=asked)
    if outcome := walk.kept(planned, desk):
        return outcome
    if desk.host and fits(asked, job.settings):
        outcome = walk.draft(planned, desk, show)
    else:
        edits(job, job.place)  # before anything is paid for
        completion = _in_parts(job, made, desk, show) if desk.host else skeleton.along(job, made, desk)
        run = ""
        if desk.host:
            completion, run = keep(job.notes, asked, completion, desk, job.settings)
        outcome = finish(planned, desk, completion, run)
    return replace(outcome, notices=(*outcome.notices, *(each for each in told if each)))


# -- with a model ----------------------------------------------------------------------------------


def prompts_of(job: Job, made: Plan | None = None) -> Iterator[Prompt]:
    """What a model is asked, call by call: for a plan of the post, or for the post along `made`."""
    if made is None:
        for lines in _pieces(job):
            yield _with(_filled(job, lines, numbered=True), _PLAN.format(language="the language of the post"), "plan")
    elif fits(asked := _along(job, made), job.settings):
        yield asked
    else:
        yield from (prompt for _, prompt in _parts(job, made))


def _asked(job: Job, desk: Desk, show: Show) -> Iterator[tuple[str, Completion]]:
    """The model's plans, one for each piece of the notes that fits its context, as Markdown."""
    for ask in prompts_of(job):
        completion, _ = walk.ask(job.notes, ask, desk, job.settings, show)
        read = answer.read(completion)
        yield f"# {read.title or job.notes.brief.title}\n\n{read.body}", completion


def _pieces(job: Job) -> Iterator[tuple[Line, ...]]:
    """The notes' lines in runs that fit the model's context beside the template's own words."""
    lines, context = job.notes.lines, job.settings.model.context
    if fits(job.prompt, job.settings):
        yield lines
        return
    room = 4 * (ROOM * context - prompts.estimate_tokens(_filled(job, ()))) - 2_000
    if room < 4_000:
        raise DrafterError(f"the prompt alone is too long for a context of {context:g} tokens",
                           "use a model with a larger context, or a shorter template")  # fmt: skip
    piece: list[Line] = []
    size = 0
    for line in lines:
        length = len(line.text.encode()) + 8
        if piece and size + length > room:
            yield tuple(piece)
            piece, size = [], 0
        piece.append(line)
        size += length
    yield tuple(piece)


def _along(job: Job, made: Plan) -> Prompt:
    text = _told(made)
    return _with(job.prompt, _ALONG.format(plan=text), text)


def _told(made: Plan) -> str:
    """A plan as the model reads it."""
    return plan.render(replace(made, notes="", notes_digest="", prompt="")).split("---\n", 2)[2].strip()


def _parts(job: Job, made: Plan) -> Iterator[tuple[Section, Prompt]]:
    """What is asked for each section, from its own lines; the first brings the post's head."""
    text = _told(made)
    for number, section in enumerate(made.sections):
        part = f"the section “{section.title}”" if section.title else "the opening"
        form = (
            "Answer with its text alone, no head" if number else "Answer with the head and then the text of this part"
        )
        lines = [line for line in job.notes.lines if line.number in section.lines]
        words = _PART.format(plan=text, part=part, form=f"{form}; no heading.")
        yield section, _with(_filled(job, lines), words, text)


def _in_parts(job: Job, made: Plan, desk: Desk, show: Show) -> Completion:
    """The post, section by section, put together as if it were one answer."""
    pieces: list[str] = []
    got: list[Completion] = []
    for section, asked in _parts(job, made):
        completion, _ = walk.ask(job.notes, asked, desk, job.settings, show)
        body = answer.read(completion, job.settings.disclaimer.texts.values()).body
        heading = f"## {section.title}\n\n" if section.title and not body.startswith("#") else ""
        pieces.append(f"{skeleton.head_of(completion.text)}{heading}{body}")
        got.append(completion)
    return _sum(got, "\n".join(pieces))


def _sum(got: Sequence[Completion], text: str) -> Completion:
    def total(counts: list[int | None]) -> int | None:
        return sum(count for count in counts if count is not None) if any(c is not None for c in counts) else None

    usage = Usage(
        total([each.usage.prompt_tokens for each in got]), total([each.usage.completion_tokens for each in got])
    )
    notices = tuple(dict.fromkeys(notice for each in got for notice in each.notices))
    return got[-1]._replace(text=text, usage=usage, seconds=sum(each.seconds for each in got), notices=notices)


def _filled(job: Job, lines: Sequence[Line], *, numbered: bool = False) -> Prompt:
    """The job's prompt with these lines of the notes alone."""
    settings, order = job.settings, job.order
    template = prompts.load(order.prompt or settings.prompt, settings.prompt_folders)
    return prompts.fill(
        template, job.notes._replace(lines=tuple(lines)), order.variables,
        language=job.language, today=job.date.date(), numbered=numbered,
        house=house(settings, job.notes, drafts.Shelf()),
    )  # fmt: skip


def _with(prompt: Prompt, words: str, plan_text: str) -> Prompt:
    digest = document.digest(f"{prompt.digest}\0{plan_text}".encode())
    return prompt._replace(user=f"{prompt.user.rstrip()}\n\n{words}", digest=digest)


def _joined(plans: Sequence[Plan]) -> Plan:
    """Several plans in one: sections of the same heading become one, a line stays with its first section."""
    merged: dict[str, Section] = {}
    taken: set[int] = set()
    for each in plans:
        for section in each.sections:
            lines = tuple(number for number in section.lines if number not in taken)
            taken.update(lines)
            key, title = section.title.casefold(), section.title
            before = merged.get(key, Section(title))
            wishes = "\n".join(part for part in (before.wishes, section.wishes) if part)
            merged[key] = Section(title, (*before.lines, *lines), wishes)
    return replace(plans[0], sections=tuple(merged.values()))
