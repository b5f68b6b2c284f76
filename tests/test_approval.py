"""Approval: what a signature covers, what makes it stale, and what is no signature at all."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from drafter import approval, document, head, keys
from drafter.errors import DrafterError
from drafter.model import Draft

AT = dt.datetime(2026, 11, 22, 12, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
NOTES = "sha256:" + "a" * 64
POST = """---
title: "Forty people in Prague"   # quoted
date: 2022-09-28T09:00:00+02:00
draft: true
description: Who met, and why
ai_disclosure: ai-generated
ai_tool: "Claude 2 (Anthropic)"
notes: notes/prague.md
review_status: pending
---
Forty people met in Prague.

They meet again in Brno.
"""


def parse(text: str) -> Draft:
    return document.parse(text.encode(), "drafts/post.md")


def signed(text: str = POST, **changes: object) -> str:
    arguments: dict[str, object] = {"at": AT, "notes_digest": NOTES, "role": "editor", "note": "read aloud"} | changes
    return head.edit(text, approval.sign(parse(text), "Ann Example", **arguments))  # type: ignore[arg-type]


def state(text: str, notes: str | None = NOTES) -> str:
    return approval.status(parse(text), notes).state


def test_a_signature_holds_and_says_who_and_when() -> None:
    found = approval.status(parse(signed()), NOTES)
    assert found == approval.Approval(
        "approved", "Ann Example", "editor", "2026-11-22T12:30:00+01:00", ("facts",), "read aloud"
    )
    assert parse(signed()).meta["review_digest"].startswith("v1:sha256:")  # type: ignore[union-attr]
    assert state(POST) == "pending"


def test_signing_changes_only_its_own_keys() -> None:
    before, after = POST.splitlines(), signed().splitlines()
    assert [line for line in before if line not in after] == ["review_status: pending"]
    assert state(signed(signed())) == "approved"


@pytest.mark.parametrize(("old", "new"), [
    ("Forty people in Prague", "Fifty people in Prague"), ("Who met, and why", "Who met"),
    ("met in Prague.", "met in Prague!"), ("They meet", " They meet"), ("ai-generated", "ai-assisted"),
    ("Claude 2", "Claude 3"), ('reviewed_by: "Ann', 'reviewed_by: "Eve'), ('"facts"', '"facts", "sources"'),
    ("editor", "author"), ("12:30:00", "12:30:01"), ("read aloud", "read"), (NOTES, NOTES.replace("a", "b")),
    ("ai_tool", "ai_model: x\nai_tool"), ("Brno.\n", "Brno.\n\n"),
])  # fmt: skip
def test_every_change_of_what_is_covered_is_noticed(old: str, new: str) -> None:
    text = signed()
    assert old in text
    found = approval.status(parse(text.replace(old, new, 1)), None)
    assert found.state == "stale" and "changed" in found.reason


@pytest.mark.parametrize(("old", "new"), [
    ('title: "Forty people in Prague"   # quoted', "title: Forty people in Prague"),
    ("description: Who met, and why", "description: >-\n  Who met,\n  and why"),
    ("date: 2022-09-28T09:00:00+02:00", "date: 2022-09-29"), ("draft: true", "draft: false\ntags: [a]"),
    ('reviewed_at: "2026-11-22T12:30:00+01:00"', "reviewed_at: 2026-11-22T12:30:00+01:00"),
    ('review_checks: ["facts"]', "review_checks:\n  - facts"), ("\n", "\r\n"), ("---\ntitle", "\ufeff---\ntitle"),
])  # fmt: skip
def test_spelling_and_line_endings_are_not(old: str, new: str) -> None:
    text = signed()
    assert old in text
    assert state(text.replace(old, new)) == "approved"


def test_a_toml_or_json_head_is_signed_as_well() -> None:
    for text in (
        '+++\ntitle = "Prague"\nai_tool = "M"\n+++\nForty.\n',
        '{\n  "title": "Prague",\n  "ai_tool": "M"\n}\nForty.\n',
    ):
        done = signed(text)
        assert state(done) == "approved" and state(done.replace("Forty", "Fifty")) == "stale"


@effort(deadline=None, max_examples=120)
@given(st.data())
def test_one_character_of_title_description_or_body_is_enough(data: st.DataObject) -> None:
    draft = parse(signed())
    where = data.draw(st.sampled_from(["title", "description", "body"]))
    value = draft.body if where == "body" else str(draft.meta[where])
    at = data.draw(st.integers(0, len(value) - 1))
    new = data.draw(st.characters(exclude_categories=("Cs",), exclude_characters="\r\n" + value[at]))
    changed = value[:at] + new + value[at + 1 :]
    if where == "body":
        other = parse(draft.text.replace(draft.body, changed))
    else:
        other = parse(head.edit(draft.text, {where: changed}))
    assert approval.status(other, NOTES).state == "stale"


def test_notes_that_changed_are_noticed_and_missing_ones_are_told() -> None:
    text = signed()
    assert "notes changed" in approval.status(parse(text), "sha256:" + "b" * 64).reason
    away = approval.status(parse(text), None)
    assert away.state == "approved" and "unknown" in away.reason
    assert state(signed(notes_digest=""), NOTES) == "stale"
    assert state(text.replace("notes: notes/prague.md\n", ""), "") == "stale"


def test_the_notes_digest_knows_no_line_endings() -> None:
    assert (
        approval.notes_digest(b"a\r\nb\rc\n")
        == approval.notes_digest(b"a\nb\nc\n")
        != approval.notes_digest(b"a\nb\nc")
    )


@pytest.mark.parametrize("keys", [
    {"review_status": "approved"}, {"reviewed_by": "Ann"}, {"review_digest": "v1:sha256:0"},
    {"review_digest": "v9:sha256:" + "0" * 64}, {"review_digest": ["x"]}, {"review_digest": 7, "review_status": "approved"},
])  # fmt: skip
def test_what_is_written_by_hand_is_no_approval(keys: dict[str, object]) -> None:
    text = "---\n" + "".join(f"{key}: {json.dumps(value)}\n" for key, value in keys.items()) + "---\nForty.\n"
    assert state(text) == "invalid"


def test_status_must_agree_with_the_signature() -> None:
    assert state(signed().replace('review_status: "approved"', "review_status: pending")) == "invalid"


@pytest.mark.parametrize(
    "name", ["", "  ", "ChatGPT", "Claude 2", "Ann + GPT-4", "AI", "Claude", "LLM reviewer", "drafter"]
)
def test_only_a_person_signs(name: str) -> None:
    with pytest.raises(DrafterError):
        approval.sign(parse(POST), name, at=AT)


@pytest.mark.parametrize(
    "name", ["Ann Example", "Claude Dupont", "Jean-Claude Juncker", "Ai Weiwei", "Bard Eker", "Kia Novák"]
)
def test_people_are_people(name: str) -> None:
    assert approval.names_tool(name) == ""
    assert approval.names_tool("Claude") == ""


TOOLS = """chat gpt,gpt 5o,openai,Anthropic,DeepSeek,perplexity,Copilot,Midjourney,DALL-E,Grok,gemini pro,Google Gemini
Meta Llama,llama-3,Qwen2,Claude Opus,Mistral AI,Mixtral 8x7b,large language model,Chatbot,AI tool,Künstliche Intelligenz
intelligence artificielle,Umělá inteligence,Sprachmodell,drafter's offline composer"""


@pytest.mark.parametrize("name", TOOLS.replace("\n", ",").split(","))
def test_tools_are_tools(name: str) -> None:
    assert keys.names_tool(name) and keys.may_name_tool(f"Ann and {name}")


def test_facts_must_have_been_checked() -> None:
    with pytest.raises(DrafterError, match="facts"):
        approval.sign(parse(POST), "Ann", at=AT, checks=["spelling"])


def test_withdrawing_takes_everything_back_but_what_was_accepted() -> None:
    text = head.edit(signed(), {approval.ACCEPTED: "[]"})
    back = head.edit(text, approval.withdraw())
    assert state(back) == "pending" and "review_accepted" in back
    assert not [key for key in parse(back).meta if key in (approval.DIGEST, approval.BY, approval.AT)]


@pytest.mark.parametrize(("site", "keys"), [
    ("plain", {"draft": True}), ("hugo", {"draft": True}), ("jekyll", {"draft": True, "published": False}),
    ("eleventy", {"permalink": False, "eleventyExcludeFromCollections": True}), ("docusaurus", {"draft": True}), ("mkdocs-material", {"draft": True}),
    ("pelican", {"status": "draft"}), ("pelican", {"Status": "skip"}), ("hugo", {"Draft": True}),
])  # fmt: skip
def test_releasing_a_held_post_publishes_it(site: str, keys: dict[str, object]) -> None:
    text = "---\n" + "".join(f"{key}: {json.dumps(value)}\n" for key, value in keys.items()) + "---\nForty.\n"
    assert not approval.is_published(parse(text), site)  # type: ignore[arg-type]
    out = head.edit(text, approval.release(parse(text), site))  # type: ignore[arg-type]
    assert approval.is_published(parse(out), site)  # type: ignore[arg-type]
    if "Draft" not in keys:
        again = head.edit(out, approval.hold(parse(out), site))  # type: ignore[arg-type]
        assert not approval.is_published(parse(again), site)  # type: ignore[arg-type]


def test_jekyll_leaves_its_drafts_folder_out_and_astro_publishes_all() -> None:
    draft = document.parse(b"---\ndraft: true\n---\n", "site/_drafts/a.md")
    assert not approval.is_published(draft, "jekyll") and approval.is_published(draft, "astro")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5) | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3), max_leaves=6,
)  # fmt: skip
KEYS = st.sampled_from(
    ["title", "description", "ai_tool", "ai_x", "notes", approval.STATUS, approval.DIGEST, *approval.SIGNED]
)


@effort(deadline=None, max_examples=100)
@given(st.dictionaries(KEYS, VALUES, max_size=8), st.text(max_size=20))
def test_no_front_matter_breaks_the_judgement(meta: dict[str, object], body: str) -> None:
    draft = Draft("p.md", body, meta, body)
    assert approval.status(draft, None).state != "approved"
    assert approval.digest(draft, meta) == approval.digest(draft, meta)
    approval.is_due(draft)
    approval.is_published(draft, "hugo")


def test_aliases_that_stand_for_billions_cost_nothing() -> None:
    text = "---\nai_a: &a [x,x,x,x,x,x,x,x,x]\n"
    for last, this in zip("abcdefgh", "bcdefghi", strict=True):
        text += f"ai_{this}: &{this} [{','.join([f'*{last}'] * 9)}]\n"
    draft = parse(text + "title: *i\nreview_status: approved\n---\nForty.\n")
    assert draft.meta and approval.status(draft, "").state == "invalid"
    assert approval.digest(draft, draft.meta)
