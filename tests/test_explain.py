"""`drafter explain`: where a draft comes from, and plainly what this machine doesn't know."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_endpoint import FakeEndpoint, reply
from helpers import run

POST = "LightMirror was at the 2022 European Cluster Conference.\n\nThe conference took place in Prague.\n"


@pytest.fixture
def notes(prague: Path) -> Path:
    Path("notes").mkdir()
    return Path(shutil.copy(prague, "notes/prague.md"))


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEndpoint]:
    with FakeEndpoint(default=reply(POST)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        yield server


@pytest.fixture
def draft(endpoint: FakeEndpoint, notes: Path) -> Path:
    return Path(run("draft", notes, "--repair", "0").out.strip())


def rows(path: Path) -> dict[str, str]:
    """The report by label."""
    result = run("explain", path)
    assert result.code == 0, result.err
    return {
        label.strip(): text.strip() for label, _, text in (line.partition("  ") for line in result.out.splitlines())
    }


def shape(path: Path) -> dict[str, Any]:
    result = run("explain", path, "--output-format", "json")
    assert result.code == 0, result.err
    found = json.loads(result.out)
    assert found["version"] == 1
    return dict(found)


def test_all_that_is_known(draft: Path) -> None:
    Path("drafter.toml").write_text("[model]\nname = 'm'\nprice_in = 1000000.0\nprice_out = 2000000.0\n")
    found = rows(draft)
    (run_file,) = Path(".drafter/runs").glob("*.json")
    assert run_file.stem in found["Run"]
    assert "127.0.0.1" in found["Model"]
    assert found["Template"] == "event-recap, unchanged since"
    assert found["Notes"] == "notes/prague.md, unchanged since"
    assert found["Tokens"] == "12 in, 34 out"
    assert found["Cost"].startswith("80.0000 ")
    assert found["Ended with"] == "stop"
    assert found["Approval"].startswith("pending")
    assert "none of it was changed by a person" in found["Human share"]
    told = shape(draft)
    assert told["run"]["id"] == f"sha256:{run_file.stem}"
    assert (told["run"]["prompt_tokens"], told["run"]["completion_tokens"], told["run"]["cost"]) == (12, 34, 80.0)
    assert told["unknown"] == {}


def test_what_changed_since(draft: Path, notes: Path) -> None:
    draft.write_text(draft.read_text("utf-8").replace("took place", "was held"), "utf-8")
    notes.write_bytes(notes.read_bytes().replace(b"\n", b"\r\n"))
    assert shape(draft)["notes"]["standing"] == "unchanged", "line endings are git's"
    notes.write_text(notes.read_text("utf-8") + "\n- more\n", "utf-8")
    assert run("prompt", "new", "event-recap").code == 0
    own = Path("prompts/event-recap.md")
    own.write_text(own.read_text("utf-8").replace("# User", "# User\n\nBe brief."), "utf-8")
    found = shape(draft)
    assert found["notes"] == {"path": "notes/prague.md", "standing": "changed"}
    assert found["run"]["template_standing"] == "changed"
    assert found["human_share"] == {"sentences": 2, "changed": 1, "removed": 1}


def test_a_signature_and_a_revision(draft: Path, endpoint: FakeEndpoint) -> None:
    endpoint.enqueue(reply(POST.replace("took place", "was held")))
    assert run("revise", draft, "was held", "--yes").code == 0
    assert run("approve", draft, "--reviewer", "Ana Souza", "--yes").code == 0
    found = rows(draft)
    assert "fake-1" in found["Revised"]
    assert "what a model revised counts as changed" in found["Human share"]
    assert "Ana Souza" in found["Approval"]
    (revision,) = shape(draft)["revisions"]
    assert revision["template"] == "revise"
    assert shape(draft)["approval"]["state"] == "approved"


def test_in_a_clone(draft: Path, notes: Path) -> None:
    shutil.rmtree(".drafter")
    notes.unlink()
    draft.write_text(draft.read_text("utf-8").replace("took place", "was held"), "utf-8")
    found = shape(draft)
    assert found["run"] is None
    assert found["human_share"] is None
    assert found["tool"]
    assert set(found["unknown"]) == {"run", "notes", "human_share"}
    told = rows(draft)
    assert told["Run"] == "unknown: its record is not on this machine"
    assert "not here" in told["Notes"]


def test_without_a_model(notes: Path) -> None:
    path = Path(run("draft", notes).out.strip())
    found = rows(path)
    assert found["Run"] == "none: no model was used"
    assert found["Notes"] == "notes/prague.md, unchanged since"
    assert "Tokens" not in found


@pytest.mark.parametrize(
    "text",
    ["", "Just text.\n", "---\nai_run: [1]\nai_revisions: {a: b}\nnotes: 7\n---\nx\n", "---\nbroken: [\n---\nx\n",
     '---\nai_run: "sha256:abcd"\nai_revisions: ["../../etc/passwd", 1, null]\ntitle: "\\e[31mred"\n---\nx\n', "\x00\xff"],
)  # fmt: skip
def test_any_file_is_explained(text: str) -> None:
    Path("post.md").write_bytes(text.encode("latin-1"))
    found = rows(Path("post.md"))
    assert found["Run"].startswith("unknown: ")
    assert "\x1b" not in run("explain", "post.md").out
    assert shape(Path("post.md"))["run"] is None


def test_no_draft_is_the_only_error() -> None:
    result = run("explain", "nowhere.md")
    assert (result.code, result.out) == (2, "")
