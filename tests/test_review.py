"""`review`: notes found or missed, the share of people, the record, and what to do next."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from review_sample import DRAFT, NOTES

from drafter import accepts, approval, document, drafts, head, runs, settings
from drafter.errors import DrafterError
from drafter.page import FORMS, Review
from drafter.page.points import points, rows
from drafter.pipeline.review import review

PATH = "drafts/prague.md"
NOW = dt.datetime(2022, 9, 29, 12, tzinfo=dt.UTC)


@pytest.fixture
def workspace() -> Path:
    """A workspace with the sample draft as its first version, and its notes."""
    root = Path.cwd()
    for name, source in ((PATH, DRAFT), ("notes/eu-cluster-conference-prague.md", NOTES)):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(source.read_bytes())
    text = (root / PATH).read_text("utf-8")
    text = head.edit(text, {document.DIGEST_KEY: document.output_digest(text), "review_accepted": None, "ai_run": None})
    text = head.edit(text, {document.DIGEST_KEY: document.output_digest(text)})
    (root / PATH).write_text(text, "utf-8")
    drafts.remember(root / ".drafter" / "written", text)
    return root


def look(path: str = PATH) -> Review:
    return review(path, settings.load(), NOW)


def edit(old: str, new: str) -> None:
    text = Path(PATH).read_text("utf-8")
    assert old in text
    Path(PATH).write_text(text.replace(old, new), "utf-8")


def flagged(found: Review) -> set[str]:
    return {point.text for point in points(found, rows(found)) if point.end > point.start and not point.accepted}


def test_invented_facts_are_flagged_with_their_rule(workspace: Path) -> None:
    found = look()
    assert found.notes is not None and found.evidence is not None and found.disclosed
    assert {"1,200", "Maria Svobodová", "25 September", "the backbone of a resilient Europe"} <= flagged(found)
    codes = {point.text: point.code for point in points(found, rows(found))}
    assert (codes["1,200"], codes["Maria Svobodová"], codes["25 September"]) == ("G501", "G503", "G502")
    assert found.approval.state == "pending"
    told = [(point.code, point.line, point.column) for point in points(found, rows(found)) if point.kind != "omission"]
    assert len(told) == len(set(told))


def test_paths_are_as_people_type_them(workspace: Path) -> None:
    found = look()
    assert found.notes is not None and found.notes.path == "notes/eu-cluster-conference-prague.md"
    for render in FORMS.values():
        assert str(workspace) not in render(found)


def test_what_to_do_next_is_exact(workspace: Path) -> None:
    commands = [step.command for step in look().steps if step.command]
    assert commands[0] == f"drafter accept {PATH}" and commands[-1] == f"drafter approve {PATH}"
    assert any("1 gap" in step.text for step in look().steps)
    Path("drafts/my post.md").write_bytes(Path(PATH).read_bytes())
    assert look("drafts/my post.md").steps[-1].command == "drafter approve 'drafts/my post.md'"


def test_an_accepted_fact_is_said_to_be_so(workspace: Path) -> None:
    text = Path(PATH).read_text("utf-8")
    given = accepts.write([accepts.Accepted("G501", "1,200", "the organisers' figure", "Dimitri")])
    Path(PATH).write_text(head.edit(text, {accepts.KEY: given}), "utf-8")
    found = look()
    assert "1,200" not in flagged(found)
    assert "the organisers' figure" in FORMS["text"](found)


def test_a_missing_draft_is_told() -> None:
    with pytest.raises(DrafterError, match="no such file"):
        look("drafts/none.md")


# -- what is unknown -------------------------------------------------------------------------------


def test_without_its_notes_a_draft_is_shown_and_nothing_is_claimed(workspace: Path) -> None:
    (workspace / "notes" / "eu-cluster-conference-prague.md").unlink()
    found = look()
    assert found.notes is None and found.evidence is None
    assert "eu-cluster-conference-prague.md" in found.no_evidence
    assert {row.standing for row in rows(found)} == {"unknown"}
    assert "eu-cluster-conference-prague.md" in found.steps[0].text
    for name in ("text", "json", "html"):
        assert "networking" in FORMS[name](found)


def test_a_post_without_notes_is_no_error(workspace: Path) -> None:
    Path("drafts/own.md").write_text("# Mine\n\nOne sentence.\n", "utf-8")
    found = look("drafts/own.md")
    assert found.no_evidence and not found.disclosed and found.share is None and found.no_share
    for name in ("text", "json", "html"):
        assert "One sentence." in FORMS[name](found)


def test_run_records_that_are_not_here_are_said_to_be_missing(workspace: Path) -> None:
    edit("notes: notes", f'ai_run: "sha256:{"1" * 64}"\nnotes: notes')
    assert ("Record of the run", "not on this machine: template, tokens and time are unknown") in look().provenance


def test_the_run_is_told_where_its_record_is(workspace: Path) -> None:
    run = runs.Run("2022-09-28T09:00:00+02:00", "claude-2", "sha256:0", "s", "u", "text", host="api.example.org",
                   template="event-recap", prompt_tokens=1200, completion_tokens=800, seconds=4.2)  # fmt: skip
    name = runs.save(settings.load().runs, run)
    edit("notes: notes", f'ai_run: "{name}"\nnotes: notes')
    told = dict(look().provenance)
    assert (
        told["Template"] == "event-recap"
        and "1,200 in, 800 out" in told["Tokens"]
        and "api.example.org" in told["Asked"]
    )


def test_front_matter_does_not_open_other_files(workspace: Path) -> None:
    Path("secret.json").write_text(json.dumps({"model": "secret"}), "utf-8")
    edit("notes: notes", "ai_run: secret.json\nnotes: notes")
    assert "not on this machine" in dict(look().provenance)["Record of the run"]


# -- the share of people ---------------------------------------------------------------------------


def test_an_untouched_draft_is_none_of_a_person(workspace: Path) -> None:
    (workspace / ".drafter").rename(workspace / "elsewhere")  # known in another clone too, by the digest
    share = look().share
    assert share is not None and (share.changed, share.removed) == (0, 0) and share.total > 20


def test_changed_written_and_removed_sentences_are_counted(workspace: Path) -> None:
    total = look().share.total  # type: ignore[union-attr]
    edit("We spoke about retraining", "We talked about retraining")
    edit("## Matchmaking", "A whole new sentence. And one more.\n\n## Matchmaking")
    edit("Everybody went home inspired by the wonderful atmosphere of the old town.\n", "")
    found = look()
    share = found.share
    assert share is not None and (share.total, share.changed, share.removed) == (total + 1, 3, 2)
    texts = {row.sentence.text for row in rows(found) if row.by_person}
    assert texts >= {"A whole new sentence.", "And one more."} and len(texts) == 3


def test_front_matter_line_endings_and_order_are_no_edits(workspace: Path) -> None:
    edit("author:", "editor:")
    data = Path(PATH).read_bytes()
    Path(PATH).write_bytes(data.replace(b"\n", b"\r\n"))
    share = look().share
    assert share is not None and (share.changed, share.removed) == (0, 0)


def test_what_a_model_revised_is_no_persons(workspace: Path) -> None:
    run = runs.Run(
        "2022-09-29T12:00:00Z", "some-model", "sha256:0", "", "", "A sentence that a model wrote on request."
    )
    name = runs.save(settings.load().runs, run)
    text = Path(PATH).read_text("utf-8")
    text += "\nA sentence that a model wrote on request. And one that a person wrote.\n"
    Path(PATH).write_text(head.edit(text, {"ai_revisions": [name]}), "utf-8")
    share = look().share
    assert share is not None and share.changed == 1
    Path(PATH).write_text(head.edit(text, {"ai_revisions": ["sha256:" + "1" * 64]}), "utf-8")
    assert look().share is None and "revised" in look().no_share


def test_the_beginning_of_an_id_names_no_run(workspace: Path) -> None:
    run = runs.Run("2022-09-29T12:00:00Z", "some-model", "sha256:0", "", "", "Some answer.")
    name = runs.save(settings.load().runs, run)
    edit("notes: notes", f'ai_run: "{name[:14]}"\nnotes: notes')
    assert ("Record of the run", "not on this machine: template, tokens and time are unknown") in look().provenance


def test_the_share_is_unknown_in_another_clone_once_edited(workspace: Path) -> None:
    (workspace / ".drafter").rename(workspace / "elsewhere")
    edit("We spoke about", "We talked about")
    found = look()
    assert found.share is None and "not on this machine" in found.no_share


# -- approval --------------------------------------------------------------------------------------


def sign() -> None:
    draft = document.read(PATH)
    keys = approval.sign(
        draft,
        "Ann Example",
        at=NOW,
        notes_digest=approval.notes_digest(Path("notes/eu-cluster-conference-prague.md").read_bytes()),
    )
    Path(PATH).write_text(head.edit(draft.text, keys), "utf-8")


def test_a_signed_post_is_still_traced_for_a_person(workspace: Path) -> None:
    sign()
    found = look()
    assert found.approval.state == "approved" and found.evidence is not None
    assert not any("drafter approve" in step.command for step in found.steps)
    assert "approved by Ann Example on 2022-09-29" in FORMS["text"](found)


def test_a_stale_approval_says_who_and_how_to_sign_again(workspace: Path) -> None:
    sign()
    edit("We spoke about", "We talked about")
    found = look()
    assert found.approval.state == "stale" and "again" in found.steps[-1].text
    assert "no longer valid" in FORMS["text"](found) and "Ann Example" in FORMS["markdown"](found)


def test_any_bytes_can_be_reviewed(workspace: Path) -> None:
    for data in (
        b"",
        b"\xff\xfe\x00",
        b"---\n: [\n---\nx",
        b"---\nnotes: ../../../etc/passwd\n---\nx\n",
        b"\xef\xbb\xbf# T\r\rA.\r",
    ):
        Path("drafts/odd.md").write_bytes(data)
        found = look("drafts/odd.md")
        for render in FORMS.values():
            assert "root:" not in render(found._replace())
