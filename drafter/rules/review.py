"""R, review: a named person answers for the very text that readers get."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from drafter import approval, sites
from drafter.rules.engine import Hit, rule
from drafter.rules.subject import Subject

CLOCK = dt.timedelta(hours=1)  # how far ahead a signer's clock may be


@rule("R301", fix="review it, then run `drafter approve {path}`; or keep it from readers as a draft")
def published_without_approval(subject: Subject) -> Iterator[Hit]:
    """Readers would get this post, and nobody has approved it.

    Every sentence that a tool had a part in is answered for by a named person before it is published.
    Asked for an approval are posts with any `ai_*` key or any key of a review, unless `ai_disclosure:
    none` is all they say. A post without such keys, as in an archive from before, is taken for a person's
    own and not asked; the disclaimer is demanded of it all the same. A draft that the site holds back
    (`draft: true` where the site's preset honours it) is awaiting review and passes.

    Bad:
        ---
        title: "Forty people in Prague"
        draft: false
        ai_disclosure: ai-generated
        review_status: pending
        ---
        Forty people met in Prague.

    Good:
        ---
        title: "Forty people in Prague"
        draft: true
        ai_disclosure: ai-generated
        review_status: pending
        ---
        Forty people met in Prague.
    """
    if subject.needs_review and subject.approval.state == "pending" and subject.published and not _held(subject):
        line = subject.key_line("draft")
        yield Hit(line, 1, "this post would be published, and nobody has approved it")


@rule("R302", fix="look at what changed, then run `drafter approve {path}` again")
def changed_since_approval(subject: Subject) -> Iterator[Hit]:
    """The text was changed after a person signed it.

    A signature covers title, description, body, the `ai_*` keys, the notes and the record of the review.
    Any change of these, by a person, a tool or `--fix`, makes it stale, for nobody has answered for the
    new text.

    Bad:
        ---
        title: "Forty people in Prague"
        ai_disclosure: ai-generated
        review_status: approved
        reviewed_by: "Ann Example"
        reviewed_at: "2026-01-02T10:00:00+01:00"
        review_checks: ["facts"]
        review_digest: "v1:sha256:0000000000000000000000000000000000000000000000000000000000000000"
        ---
        Fifty people met in Prague.

    Good:
        ---
        title: "Forty people in Prague"
        ai_disclosure: ai-generated
        draft: true
        review_status: pending
        ---
        Fifty people met in Prague.
    """
    state = subject.approval
    if state.state == "stale":
        who = f"{state.reviewer or 'somebody'} on {state.at[:10] or 'an unknown day'}"
        message = f"{state.reason} since it was approved by {who}"
        severity = "error" if subject.published else "warning"
        yield Hit(subject.key_line(approval.DIGEST), 1, message, severity)  # type: ignore[arg-type]


@rule("R303", fix="have a person review it and run `drafter approve {path}`; don't write these keys by hand")
def reviewer_invalid(subject: Subject) -> Iterator[Hit]:
    """The record of the review can't be a person's signature.

    The signature is missing or malformed, the reviewer is empty or a tool or not among the `reviewers` of
    `drafter.toml`, or the facts were not checked. Only `drafter approve` writes these keys.

    Bad:
        ---
        title: "Forty people in Prague"
        ai_disclosure: ai-generated
        review_status: approved
        reviewed_by: "Claude 2"
        ---
        Forty people met in Prague.

    Good:
        ---
        title: "Forty people in Prague"
        ai_disclosure: ai-generated
        draft: true
        review_status: pending
        ---
        Forty people met in Prague.
    """
    state = subject.approval
    if state.state == "pending":
        return
    if state.state == "invalid":
        yield Hit(subject.key_line(approval.STATUS), 1, f"this is no approval: {state.reason}")
    line = subject.key_line(approval.BY)
    if not state.reviewer:
        yield Hit(line, 1, "the approval names no reviewer")
    elif tool := approval.names_tool(state.reviewer, subject.draft):
        yield Hit(line, 1, f"the reviewer {tool!r} is a tool: only a person can answer for a text")
    elif (known := subject.settings.reviewers) and state.reviewer not in known:
        yield Hit(line, 1, f"{state.reviewer!r} is not among the reviewers of drafter.toml")
    if state.reviewer and approval.REQUIRED_CHECK not in state.checks:
        line = subject.key_line(approval.CHECKS)
        yield Hit(line, 1, f"{approval.CHECKS} lacks {approval.REQUIRED_CHECK!r}: the least that a review is")


@rule("R304", fix="run `drafter approve {path}` again, on a machine whose clock is right")
def review_date_impossible(subject: Subject) -> Iterator[Hit]:
    """The time of the review can't be true.

    It is missing, no date and time with an offset, or lies in the future. (A post's own `date` may well
    lie after its review: that is how posts are scheduled.)

    Bad:
        ---
        title: "Forty people in Prague"
        ai_disclosure: ai-generated
        review_status: approved
        reviewed_by: "Ann Example"
        reviewed_at: "soon"
        ---
        Forty people met in Prague.

    Good:
        ---
        title: "Forty people in Prague"
        ai_disclosure: ai-generated
        draft: true
        review_status: pending
        ---
        Forty people met in Prague.
    """
    state = subject.approval
    if state.state == "pending":
        return
    line = subject.key_line(approval.AT)
    try:
        at = dt.datetime.fromisoformat(state.at)
    except ValueError:
        yield Hit(line, 1, f"{approval.AT} is {state.at[:60] or 'missing'!r}, not a date and time")
        return
    if at.tzinfo is None:
        yield Hit(line, 1, f"{approval.AT} has no offset from UTC, so it names no moment", "warning")
    elif at > subject.now + CLOCK:
        yield Hit(line, 1, f"{approval.AT} lies in the future: {state.at[:40]}")


@rule("R305", fix="use the site's own way to hold a post back, or run `drafter approve {path}`")
def draft_flag_not_honoured(subject: Subject) -> Iterator[Hit]:
    """The post says that it is a draft, and the site would publish it all the same.

    Jekyll wants `published: false` or the folder `_drafts`, Eleventy `permalink: false` and
    `eleventyExcludeFromCollections: true`, Pelican `status: skip`. They ignore `draft: true` in silence. Astro's
    collections take every file, so its drafts wait outside, in the `output` folder, until `approve` moves them in.
    The preset is `site` in `drafter.toml`.

    Settings:
        site = "jekyll"

    Bad:
        ---
        title: "Forty people in Prague"
        draft: true
        ai_disclosure: ai-generated
        review_status: pending
        ---
        Forty people met in Prague.

    Good:
        ---
        title: "Forty people in Prague"
        draft: true
        published: false
        ai_disclosure: ai-generated
        review_status: pending
        ---
        Forty people met in Prague.
    """
    if _held(subject) and subject.published and subject.approval.state != "approved":
        held = sites.PRESETS[subject.settings.site].held
        keys = " and ".join(f"`{key}: {str(value).lower()}`" for key, value in held.items())
        instead = f"write {keys}, without quotes" if held else "it publishes every file"
        message = f"{subject.settings.site} ignores this draft flag and would publish the post: {instead}"
        yield Hit(subject.key_line("draft"), 1, message, "error" if subject.needs_review else "warning")


def _held(subject: Subject) -> bool:
    """Whether the writer means it to be a draft, whatever the site makes of that."""
    return subject.draft.meta.get("draft") in (True, "true", "True", "yes")


RULES = (
    published_without_approval, changed_since_approval, reviewer_invalid, review_date_impossible,
    draft_flag_not_honoured,
)  # fmt: skip
