"""What a writer asks for, and everything that is known before a composer is asked."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

from drafter import __version__, document, drafts, notes, plan, prompts, sites
from drafter.errors import DrafterError
from drafter.model import Fact, Notes, Prompt
from drafter.pipeline.desk import Desk
from drafter.pipeline.house import house
from drafter.settings import Settings


class Order(NamedTuple):
    """What the writer asks for; an empty value means: as the settings and the notes say."""

    notes: str  # a path; "-" for standard input
    prompt: str = ""
    variables: Mapping[str, str] = MappingProxyType({})
    language: str = ""
    folder: Path | None = None
    force: bool = False
    repair: int = 1  # how often facts that the notes lack go back to the model


class Job(NamedTuple):
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


def prepare(
    order: Order,
    settings: Settings,
    *,
    stdin: BinaryIO | None = None,
    now: dt.datetime | None = None,
    shelf: drafts.Shelf | None = None,
) -> Job:
    """Read the notes, fill the template and find the draft's place; nothing is sent or written.

    Jobs that are drafted at the same time share a `shelf`, so that no two get the same file. Raises DrafterError
    for notes or a template that can't be used.
    """
    now = (now or dt.datetime.now()).astimezone().replace(microsecond=0)
    noted = _with_writer(notes.read(order.notes, stdin=stdin), settings)
    if plan.KEY in noted.meta:
        raise DrafterError(
            f"{order.notes} is the plan of a post, not notes", f"drafter draft --from-outline {order.notes}"
        )
    language = order.language or settings.language or noted.brief.language
    shelf, name = shelf or drafts.Shelf(), order.prompt or settings.prompt
    template = shelf.once(("template", name), lambda: prompts.load(name, settings.prompt_folders))
    prompt = prompts.fill(
        template, noted, order.variables, language=language, today=now.date(), house=house(settings, noted, shelf)
    )
    slug, date = drafts.slug_of(noted, noted.brief.title), _date(noted, now)
    folder = shelf.once(("folder", order.folder), lambda: as_typed(order.folder or settings.root / settings.output))
    place = drafts.find(folder, drafts.reference(order.notes, settings.root), f"{date:%Y-%m-%d}", slug, settings, shelf)
    kept_date = place.existing.meta.get(sites.PRESETS[settings.site].key("date")) if place.existing else None
    if isinstance(kept_date, dt.datetime) and kept_date.tzinfo and not noted.brief.posted:
        date = kept_date
    return Job(
        order,
        settings,
        noted,
        prompt,
        language.split("-")[0].lower(),
        place.slug,
        date,
        place,
        notes.private(noted),
    )


ROOM = 0.75  # share of a model's context that a prompt may take; the rest is for the answer


def fits(prompt: Prompt, settings: Settings) -> bool:
    """Whether a prompt leaves room for the answer in the model's context, as far as the settings know that."""
    context = settings.model.context
    return not context or prompts.estimate_tokens(prompt) <= ROOM * context


def _with_writer(noted: Notes, settings: Settings) -> Notes:
    """`noted` with the workspace's author and organisation where the notes name none."""
    brief = noted.brief
    author, organisation = brief.author or settings.author, brief.organisation or settings.organisation
    return noted._replace(brief=brief._replace(author=author, organisation=organisation))


def _date(noted: Notes, now: dt.datetime) -> dt.datetime:
    """The post's date: the notes' posting date, in the morning, else now. Never the event's."""
    posted = noted.brief.posted
    return dt.datetime(posted.year, posted.month, posted.day, 9).astimezone() if posted else now


def as_typed(folder: Path) -> Path:
    """`folder` relative to the working folder where it is below it: paths are printed as people type them."""
    try:
        return folder.resolve().relative_to(Path.cwd().resolve())
    except ValueError:
        return folder


def input_digest(job: Job, desk: Desk) -> str:
    """A digest of all that a draft is made from: the same one means that drafting again changes nothing.

    The offline composer has no host; a new version of it is a new composer.
    """
    policy = job.settings.disclaimer
    inputs = [
        job.notes.digest, job.prompt.name, job.prompt.digest,
        sorted(job.order.variables.items()), job.language,
        [desk.host, desk.model] if desk.host else ["offline", __version__],
        [policy.text(job.language), policy.article, policy.position],
    ]  # fmt: skip
    return document.digest(json.dumps(inputs, ensure_ascii=True).encode())
