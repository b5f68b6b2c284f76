"""A post for a site that takes no files (Wix, WordPress, LinkedIn), judged by what its readers will get."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from drafter import document, rules
from drafter.errors import DrafterError
from drafter.page import escape, export
from drafter.rules import Subject
from drafter.settings import Settings


@dataclass(frozen=True, slots=True)
class Exported:
    """The post in the form that was asked for, and what its writer has to know about it."""

    text: str
    notices: tuple[str, ...] = ()


def make(
    path: str | Path, settings: Settings, form: export.Form = "html", *, unapproved: bool = False,
    now: dt.datetime | None = None,
) -> Exported:  # fmt: skip
    """Return the post at `path` as HTML or plain text; nothing is written.

    Raises DrafterError for a post that can't be read, that nobody has approved as it stands (unless `unapproved`),
    or in whose export readers would not see the disclaimer.
    """
    draft = document.read(path)
    if problem := next((one for one in draft.problems if one.kind != "byte-order-mark"), None):
        raise DrafterError(f"{draft.path}:{problem.line}: {problem.message}", f"see `drafter check {draft.path}`")
    subject = Subject(draft, settings, now)
    if (open_ := _open(subject)) and not unapproved:
        raise DrafterError(open_, f"`drafter approve {draft.path}`; or add --unapproved, for a look at it")
    copy = export.read(draft, subject.language, settings)
    text = export.render(copy, form)
    if lacks := _unseen(subject, text, form, copy.title):
        raise DrafterError(
            f"{draft.path}: readers would not see the disclaimer: {lacks}",
            f"write it as a plain Markdown paragraph near the top, or try `drafter check {draft.path} --fix`",
        )
    return Exported(text, (*([open_] if open_ else []), *copy.notices))


def _open(subject: Subject) -> str:
    """Why nobody who may answers for the post as it stands; "" when somebody does, by the rules that `check` asks."""
    path, standing = subject.draft.path, subject.approval
    if standing.state != "approved":
        return f"{path} is not approved: {standing.reason}"
    findings = rules.run(subject, rules.choose(("R",))[0])
    return next((f"{path}: {found.message}" for found in findings if found.severity == "error"), "")


def _unseen(subject: Subject, text: str, form: export.Form, title: str) -> str:
    """What keeps readers of the export from seeing the disclaimer; "" for nothing, or where none is asked for.

    The post is judged as `check` does it, and what was made of it as `check --rendered` does.
    """
    verdict = subject.verdict
    if verdict is None:
        return ""
    if not verdict.visible:
        return verdict.message
    from drafter.rules import sight, site

    page = text if form != "text" else "".join(f"<p>{escape.html(block)}</p>" for block in text.split("\n\n"))
    seen = sight.on_page(page, tuple(subject.settings.disclaimer.texts.values()), (), site.name(title))
    return "" if seen.visible else seen.why or "it is not in the text that would be written"
