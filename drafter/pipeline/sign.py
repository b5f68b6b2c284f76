"""A person answers for a post: claim by claim with `accept`, for the whole of it with `approve`.

Nothing else in the program ever writes a reviewer's key. Front matter is edited as text, so that only the
lines of those keys, and of the site's draft keys, change. Where a folder holds drafts from readers instead of a key,
the file goes to the folder of posts when it is signed, and back when the signature is taken back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter import accepts, approval, document, drafts, head, images, rules, sites
from drafter.accepts import Accepted
from drafter.errors import DrafterError
from drafter.model import Draft, Finding
from drafter.rules import Subject
from drafter.settings import Settings

ACCEPTABLE = "G"  # the family whose findings a person can answer for
_OWN = ("R301", "R302", "R303", "R304")  # what a new approval settles


@dataclass(frozen=True, slots=True)
class Claim:
    """A finding that a reviewer may answer for, and the text that it is keyed to."""

    finding: Finding
    text: str


@dataclass(frozen=True, slots=True)
class Signing:
    """A post as it would be published, judged: what there is to sign."""

    draft: Draft  # as it stands in its file
    released: Draft  # as the site would publish it
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]
    notes_digest: str | None


def examine(path: str | Path, settings: Settings, now: dt.datetime | None = None) -> Signing:
    """Judge the draft at `path` as readers would get it, by all rules but those about its approval.

    Raises DrafterError for a file that can't be read or whose front matter is broken.
    """
    draft = _sound(path)
    there = _moved(draft, drafts.publishing, settings)
    keys = {**approval.withdraw(), **approval.release(draft, settings.site)}
    released = document.parse(document.encode(there, head.edit(there.text, keys)), there.path)
    subject = Subject(released, settings, now, cache=True)
    chosen = {code: rule for code, rule in rules.all_rules().items() if code not in _OWN}
    findings = rules.run(subject, chosen)
    return Signing(
        draft, released, tuple(f for f in findings if f.severity == "error"),
        tuple(f for f in findings if f.severity == "warning"), accepts.read(draft.meta), subject.notes_digest,
    )  # fmt: skip


def claims(path: str | Path, settings: Settings, now: dt.datetime | None = None) -> tuple[Claim, ...]:
    """The findings of the draft at `path` that a reviewer may answer for, in reading order."""
    subject = Subject(_sound(path), settings, now, cache=True)
    found = rules.run(subject, rules.choose((ACCEPTABLE,))[0])
    return tuple(Claim(finding, finding.subject) for finding in found if finding.subject)


def accept(path: str | Path, claim: Accepted, settings: Settings) -> Path:
    """Write into the draft at `path` that a person answers for `claim`. A signature becomes stale.

    Raises DrafterError when no finding of that code has this text, or the reason or the person is missing.
    """
    draft = _sound(path)
    _person(claim.who, draft, settings)
    if not claim.reason.strip():
        raise DrafterError("an accepted claim needs a reason", 'add --reason "who told you, or where it stands"')
    known = claims(path, settings)
    if not any(one.finding.code == claim.code and one.text == claim.text for one in known):
        near = [one.text for one in known if one.finding.code == claim.code]
        hint = (
            f"the open ones: {', '.join(map(repr, near[:5]))}"
            if near
            else f"`drafter review {path}` shows what there is"
        )
        raise DrafterError(f"{path}: no finding {claim.code} about {claim.text!r}", hint)
    value = accepts.write(accepts.add(accepts.read(draft.meta), claim))
    return _write(draft, head.edit(draft.text, {accepts.KEY: value}))


def approve(
    signing: Signing, reviewer: str, settings: Settings, *, role: str = "",
    checks: Sequence[str] = (approval.REQUIRED_CHECK,), note: str = "", now: dt.datetime | None = None,
) -> Path:  # fmt: skip
    """Sign the post and let the site publish it. Raises DrafterError while errors are open."""
    _person(reviewer, signing.draft, settings)
    if signing.errors:
        first = signing.errors[0]
        more = f" (and {len(signing.errors) - 1} more)" if len(signing.errors) > 1 else ""
        raise DrafterError(
            f"{signing.draft.path}:{first.line}: {first.code} {first.message}{more}: a post with errors isn't signed",
            f"`drafter review {signing.draft.path}` shows each and what to do",
        )
    now = (now or dt.datetime.now()).astimezone()
    keys = approval.sign(
        signing.released, reviewer, at=now, notes_digest=signing.notes_digest, role=role, checks=checks, note=note
    )
    preset = sites.PRESETS[settings.site]
    keys = {key: sites.spelled(preset, value) if isinstance(value, str) else value for key, value in keys.items()}
    there = _moved(signing.draft, drafts.publishing, settings)
    return _write(there, head.edit(there.text, {**approval.release(there, settings.site), **keys}), signing.draft.path)


def withdraw(path: str | Path, settings: Settings) -> Path:
    """Take the signature of the post at `path` back and hold the post from readers again."""
    draft = _sound(path)
    there = _moved(draft, drafts.holding, settings)
    keys = {**approval.withdraw(), **approval.hold(there, settings.site)}
    return _write(there, head.edit(there.text, keys), draft.path)


def _sound(path: str | Path) -> Draft:
    draft = document.read(path)
    if draft.problems:
        problem = draft.problems[0]
        raise DrafterError(
            f"{draft.path}:{problem.line}: {problem.message}", f"`drafter check {draft.path}` says how to mend it"
        )
    return draft


def _person(name: str, draft: Draft, settings: Settings) -> None:
    """Raise DrafterError unless `name` is a person who may review in this workspace."""
    if not name.strip():
        raise DrafterError("a review needs a person's name", 'add --reviewer "First Last"')
    if tool := approval.names_tool(name, draft):
        raise DrafterError(f"{tool!r} is a tool: only a person can answer for a text", 'add --reviewer "First Last"')
    if settings.reviewers and " ".join(name.split()) not in settings.reviewers:
        raise DrafterError(
            f"{name} is not among the reviewers of drafter.toml", "they are: " + ", ".join(settings.reviewers)
        )


def _moved(draft: Draft, folder_of: Callable[[Path, Settings], Path], settings: Settings) -> Draft:
    """`draft` where the site publishes it from, or where it waits, with its pictures: as it is where that is here.

    Raises DrafterError where another file has its name there.
    """
    path = Path(draft.path)
    folder = folder_of(path.parent, settings)
    if folder == path.parent:
        return draft
    target = folder / drafts.published_name(draft, settings)
    if target.exists():
        raise DrafterError(f"{target.as_posix()} is there already", f"rename {draft.path}, or move the other one away")
    head_of_it = draft.text[: len(draft.text) - len(draft.body)]
    text = head_of_it + images.move(draft.body, path.parent, folder)
    return document.parse(document.encode(draft, text), target.as_posix())


def _write(draft: Draft, text: str, before: str = "") -> Path:
    """Write the post, and take it away from where it was `before`."""
    document.write(draft.path, document.encode(draft, text))
    if before and before != draft.path:
        Path(before).unlink()
    return Path(draft.path)
