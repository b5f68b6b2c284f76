"""The walk for scripts and notebooks: `drafter.draft`, `check`, `trace`, `review`, `export`.

All take paths and plain values, use the settings that hold in the working folder, return frozen values and print
nothing. What a person can mend is raised as `drafter.DrafterError`, with `message` and `hint`. There is no `approve`:
an approval is a person's, at the command line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import document, settings
from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.grounding import Evidence
    from drafter.model import Report
    from drafter.page import Review
    from drafter.page.export import Form
    from drafter.pipeline.export import Exported
    from drafter.pipeline.finish import Outcome

__all__ = ["DrafterError", "check", "draft", "export", "review", "trace"]


def draft(
    notes: str | Path, *, prompt: str = "", variables: Mapping[str, str] | None = None, language: str = "",
    folder: str | Path | None = None, model: str = "", base_url: str = "", offline: bool = False,
    force: bool = False, repair: int = 1, timeout: float = 0,
) -> Outcome:  # fmt: skip
    """Turn notes into a draft, as `drafter draft` does; its `path`, `draft`, `evidence` and `notices` come back.

    Empty values mean: as the settings and the environment say; without a model the offline composer writes.
    `timeout` is in seconds, 0 takes the settings'; `repair` is how often facts that the notes lack go back to the
    model. Raises DrafterError for notes, a template or an answer that can't be used.
    """
    from drafter.pipeline import desk, order
    from drafter.pipeline import draft as walk

    held = settings.load(user=True)
    wanted = order.Order(
        str(notes), prompt, variables or {}, language, Path(folder) if folder else None, force, repair
    )  # fmt: skip
    job = order.prepare(wanted, held)
    return walk.draft(job, desk.choose(desk.Wish(model, base_url, offline, timeout), held))


def check(
    *paths: str | Path, select: Sequence[str] = (), ignore: Sequence[str] = (), fix: bool = False,
    changed_since: str = "", rendered: str | Path = "",
) -> Report:  # fmt: skip
    """Judge posts, as `drafter check` does; without `paths` those in the settings' folders.

    `report.count("error")` is 0 for posts that may be published. Raises DrafterError where nothing can be checked.
    """
    from drafter.pipeline import check as walk

    wanted = walk.Order(
        tuple(select), tuple(ignore), fix=fix, changed_since=changed_since, rendered=str(rendered or "")
    )
    return walk.check([str(path) for path in paths], settings.load(), wanted).report


def trace(draft: str | Path, notes: str | Path | None = None) -> Evidence:
    """Look every sentence and fact of a draft up in its notes: those that it names, or `notes`.

    Unlike `check`, this traces a signed post, too. Raises DrafterError for files that can't be read or aren't here.
    """
    from drafter import grounding
    from drafter import notes as reading
    from drafter.rules import Subject

    subject = Subject(document.read(draft), settings.load())
    found = reading.read(str(notes)) if notes is not None else subject.notes
    if found is None:
        raise DrafterError(
            f"{draft}: {subject.untraceable or 'the draft names no notes'}", "give the notes as the second argument"
        )
    return grounding.trace(subject.draft, found, ignore=subject.not_claims)


def review(draft: str | Path) -> Review:
    """All that a reviewer wants to know of a draft: findings, evidence, standing, next steps."""
    from drafter.pipeline import review as walk

    return walk.review(draft, settings.load())


def export(draft: str | Path, form: Form = "html", *, unapproved: bool = False) -> Exported:
    """A post as HTML (`html`, `fragment`) or `text`, for sites without files, as `drafter export` makes it.

    Raises DrafterError for a post that isn't approved, unless `unapproved`, or whose disclaimer wouldn't be seen.
    """
    from drafter.pipeline import export as walk

    return walk.make(draft, settings.load(), form, unapproved=unapproved)
