"""`drafter batch`: the real client, over real HTTP, against a provider that fails in the ways providers do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REPOSITORY
from fake_batches import POST, FakeProvider, completion, refused
from helpers import Result, run
from hypothesis import given
from hypothesis import strategies as st

from drafter import document
from drafter.compose import batches, rows
from drafter.compose.target import Target
from drafter.pipeline import manifest
from drafter.settings import DISCLAIMERS

KEY = "sk-test-0123456789abcdefSECRET"
NOTES = "# Meetup {0}\n\nDate: 2022-09-28\n\n- Forty people came to Prague for meetup {0}.\n- Next time: Brno.\n"


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeProvider]:
    """A provider that the user named in the environment, with the user's key; its batches are done when asked for."""
    with FakeProvider() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        yield server


def write(count: int) -> list[Path]:
    Path("notes").mkdir(exist_ok=True)
    paths = [Path(f"notes/meetup-{chr(97 + number % 26)}{number // 26}.md") for number in range(count)]
    for path in paths:
        path.write_text(NOTES.format(path.stem))
    return paths


def submit(*more: object) -> Result:
    return run("batch", "submit", *more, "-m", "fake-1")


def collect(*more: object) -> Result:
    return run("batch", "collect", *more)


def manifests() -> list[Path]:
    return sorted(Path(".drafter/batches").glob("*.json"))


def drafts() -> list[Path]:
    return sorted(Path("drafts").glob("*"))


def test_there_and_back(provider: FakeProvider) -> None:
    paths = write(3)
    sent = submit(*paths)
    assert (sent.code, sent.out) == (0, "batch_1\n"), sent.err
    waiting = collect()
    assert (waiting.code, waiting.out) == (0, "")
    assert "validating" in waiting.err and "--wait" in waiting.err
    provider.run()
    assert "completed  3 done, 0 failed of 3" in run("batch", "status").out
    got = collect()
    assert got.code == 0, got.err
    assert sorted(map(Path, got.out.split())) == drafts() and len(drafts()) == 3
    assert "3 drafted, 138 tokens" in got.err and "0.0 s" not in got.err
    for path in drafts():
        draft = document.read(path)
        assert draft.body == f"\n{DISCLAIMERS['en']}\n\n{POST.split(chr(10), 2)[2]}"
        assert draft.meta["title"] == "Forty people in Prague"
        assert draft.meta["ai_disclosure"] == "ai-generated"
        saved = Path(".drafter/runs", f"{str(draft.meta['ai_run'])[7:]}.json")
        assert saved.stat().st_mode & 0o077 == 0
        asked = json.loads(saved.read_text())
        (line,) = [each for each in provider.lines(provider.batches["batch_1"])
                   if each["body"]["messages"][-1]["content"] == asked["user"]]  # fmt: skip
        assert (
            str(draft.meta["title"]) and Path(str(draft.meta["notes"])).stem in line["body"]["messages"][-1]["content"]
        )
    assert all(KEY not in each.out + each.err for each in (sent, waiting, got))
    assert all(path.stat().st_mode & 0o077 == 0 and KEY not in path.read_text() for path in manifests())
    assert Path(".drafter/batches").stat().st_mode & 0o077 == 0
    assert "collected" in run("batch", "status").out


def test_what_is_sent_is_in_the_protocol(provider: FakeProvider) -> None:
    submit(*write(2))
    (batch,) = provider.batches.values()
    assert (batch["endpoint"], batch["completion_window"]) == ("/v1/chat/completions", "24h")
    assert all(len(value) <= 512 for value in batch["metadata"].values()) and len(batch["metadata"]) <= 16
    lines = provider.lines(batch)
    assert len({line["custom_id"] for line in lines}) == 2
    for line in lines:
        assert line.keys() == {"custom_id", "method", "url", "body"} and len(line["custom_id"]) <= 64
        assert (line["method"], line["url"], line["body"]["model"]) == ("POST", "/v1/chat/completions", "fake-1")
        assert "stream" not in line["body"] and "stream_options" not in line["body"]


def test_the_same_again_sends_and_makes_nothing(provider: FakeProvider) -> None:
    paths = write(3)
    submit(*paths[:2])
    again = submit(*paths, paths[2], "./" + str(paths[2]))
    assert again.out == "batch_2\n" and "2 not sent again: they are in batch_1" in again.err
    assert len(provider.lines(provider.batches["batch_2"])) == 1
    provider.run()
    first = collect()
    runs = len(list(Path(".drafter/runs").glob("*.json")))
    before = [path.read_bytes() for path in drafts()]
    assert (collect().code, collect().out) == (0, "")
    kept = collect("batch_1")
    assert kept.code == 0 and "2 kept as they are" in kept.err and set(kept.out.split()) < set(first.out.split())
    assert [path.read_bytes() for path in drafts()] == before
    assert len(list(Path(".drafter/runs").glob("*.json"))) == runs == 3
    over = submit(*paths)
    assert (over.code, over.out) == (0, "") and "3 kept" in over.err
    assert provider.count("POST /v1/batches") == 2


def test_what_was_drafted_already_is_not_sent_but_forced(provider: FakeProvider) -> None:
    paths = write(1)
    submit(*paths)
    provider.run()
    path = Path(collect().out.strip())
    path.write_text(path.read_text() + "\nMine.\n")
    assert submit(*paths).out == ""
    assert submit(*paths, "--force").out == "batch_2\n"
    assert submit(*paths, "--force").out == ""
    provider.run()
    assert "kept as" in collect().err and "Mine." not in path.read_text()
    path.write_text(path.read_text() + "\nMine again.\n")
    assert "1 kept" in collect("batch_2").err and "Mine again." in path.read_text()


def test_edits_are_refused_before_anything_is_paid_for(provider: FakeProvider) -> None:
    (path,) = write(1)
    draft = Path(run("draft", path, "--offline").out.strip())
    draft.write_text(draft.read_text() + "\nMine.\n")
    refusal = submit(path)
    assert refusal.code == 2 and "edited" in refusal.err and not provider.batches


def test_rows_that_fail_are_named_and_sent_again_by_the_same_command(provider: FakeProvider) -> None:
    paths = write(5)
    answers = {"a0": completion(), "b0": refused("too hot", 500), "c0": completion("I'm sorry, but I can't help with that."),
               "d0": completion(finish_reason="length"), "e0": None}  # fmt: skip
    provider.answer = lambda body: next(
        answers[name] for name in answers if f"meetup-{name}" in body["messages"][-1]["content"]
    )
    submit(*paths)
    provider.run("expired")
    got = collect()
    assert got.code == 2 and len(drafts()) == 1 and "4 failed" in got.err
    for name, reason in {
        "b0": "too hot",
        "c0": "refused",
        "d0": "token limit",
        "e0": "before the window ended",
    }.items():
        assert any(reason in line and name in line for line in got.err.splitlines()), reason
    assert got.err.count("the answer is kept: --replay") == 2
    provider.answer = lambda body: completion()
    assert submit(*paths).out == "batch_2\n"
    assert len(provider.lines(provider.batches["batch_2"])) == 4
    provider.run()
    assert collect().code == 0 and len(drafts()) == 5


def test_requests_without_any_answer_are_named(provider: FakeProvider) -> None:
    paths = write(3)
    submit(*paths)
    provider.run()
    batch = provider.batches["batch_1"]
    provider.files[batch["output_file_id"]] = provider.files[batch["output_file_id"]].splitlines(keepends=True)[0]
    got = collect()
    assert got.code == 2 and len(drafts()) == 1 and got.err.count("returned no answer") == 2


def test_a_batch_that_failed_as_a_whole_is_sent_again(provider: FakeProvider) -> None:
    paths = write(2)
    submit(*paths)
    provider.batches["batch_1"] |= {
        "status": "failed",
        "errors": {"data": [{"code": "token_limit_exceeded", "message": f"Enqueued token limit reached {KEY}"}]},
    }
    assert submit(*paths).out == "batch_2\n"
    got = collect("batch_1")
    assert got.code == 2 and got.err.count("Enqueued token limit reached") == 2 and KEY not in got.err


def test_what_the_model_does_not_take_is_left_out_next_time(provider: FakeProvider) -> None:
    Path("prompts").mkdir()
    shown = run("prompt", "show", "event-recap").out
    Path("prompts/hot.md").write_text(
        shown.replace("---\n", "---\nparameters: {temperature: 0.3}\n", 1).replace("event-recap", "hot")
    )
    paths = write(1)
    provider.answer = lambda body: (
        refused(f"Unsupported value: temperature is not supported {KEY}") if "temperature" in body else completion()
    )
    assert submit(*paths, "-p", "hot").code == 0
    provider.run()
    assert "temperature is not supported" in collect().err
    assert all(KEY not in path.read_text() for path in manifests())
    assert submit(*paths, "-p", "hot").code == 0
    provider.run()
    assert collect().code == 0 and len(drafts()) == 1


@pytest.mark.parametrize("request_", ["/files", "/batches"])
@pytest.mark.parametrize("fault", [500, 429, "deaf", "mute"])
def test_a_request_that_breaks_off_neither_loses_nor_doubles(
    provider: FakeProvider, request_: str, fault: int | str
) -> None:
    provider.faults.append(("POST", request_, fault))
    sent = submit(*write(2))
    assert (sent.code, sent.out) == (0, "batch_1\n"), sent.err
    assert len(provider.batches) == 1 and not provider.faults
    provider.run()
    assert collect().code == 0 and len(drafts()) == 2


@pytest.mark.parametrize("at", ["/files", "/batches"])
def test_a_submission_that_is_killed_is_found_at_the_provider_or_was_never_made(
    provider: FakeProvider, at: str
) -> None:
    paths = write(2)
    command = [sys.executable, "-m", "drafter", "batch", "submit", *map(str, paths), "-m", "fake-1"]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}
    )
    provider.faults.append(("POST", at, child.kill))
    assert child.communicate()[0] == b"" and child.returncode != 0 and not provider.faults
    assert len(manifests()) == 1
    again = submit(*paths)
    assert again.code == 0 and len(provider.batches) == 1 and len(manifests()) == 1
    assert again.out == ("batch_1\n" if at == "/files" else "")
    provider.run()
    assert collect().code == 0 and len(drafts()) == 2


@pytest.mark.parametrize("fault", [500, "cut", "deaf"])
def test_a_download_that_breaks_off_is_tried_again(provider: FakeProvider, fault: int | str) -> None:
    submit(*write(3))
    provider.run()
    provider.faults.append(("GET", "/content", fault))
    assert collect().code == 0 and len(drafts()) == 3 and not provider.faults


def test_collected_on_another_machine(provider: FakeProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = write(3)
    submit(*paths, "--lang", "de")
    shutil.copytree("notes", "../elsewhere/notes")
    monkeypatch.chdir("../elsewhere")
    assert submit(*paths, "--lang", "de").out == "" and provider.count("POST /v1/batches") == 1
    shutil.rmtree(".drafter")
    provider.run()
    got = collect("-m", "fake-1")
    assert got.code == 0 and len(drafts()) == 3, got.err
    assert DISCLAIMERS["de"] in drafts()[0].read_text()
    assert "nothing to collect" in collect("-m", "fake-1").err
    monkeypatch.chdir("../work")
    assert collect().code == 0 and len(drafts()) == 3


def test_another_workspaces_batch_is_left_alone(provider: FakeProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    submit(*write(2))
    provider.run()
    Path("../blog").mkdir()
    monkeypatch.chdir("../blog")
    got = collect("-m", "fake-1")
    assert (got.code, got.out) == (0, "") and "left alone" in got.err
    before = len(provider.requests)
    assert "left alone" not in collect("-m", "fake-1").err
    assert not any("content" in request for request in provider.requests[before:])
    taken = collect("batch_1", "-m", "fake-1")
    assert taken.code == 2 and taken.err.count("not in this workspace") == 2 and not drafts()


def test_notes_that_changed_meanwhile(provider: FakeProvider) -> None:
    paths = write(2)
    submit(*paths)
    provider.run()
    old = paths[0].read_text()
    paths[0].write_text(old + "\n- And a dog.\n")
    got = collect()
    assert got.code == 2 and "changed since it was submitted" in got.err and len(drafts()) == 1
    replay = got.err.split("--replay ")[1].split()[0]
    paths[0].write_text(old)
    assert collect("batch_1").code == 0 and len(drafts()) == 2
    drafts()[0].unlink()
    assert run("draft", paths[0], "-m", "fake-1", "--replay", replay).code == 0


def test_a_file_of_garbage_makes_good_drafts_of_the_good_rows(
    provider: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = write(2)
    monkeypatch.setattr(rows, "_LONGEST_LINE", 100_000)
    submit(*paths)
    (batch,) = provider.batches.values()
    mine = [line["custom_id"] for line in provider.lines(batch)]
    _, evil = completion("# Evil\n\nNever.\n")
    junk: list[object] = [
        None, 7, "text", [], {}, {"custom_id": 5}, {"custom_id": "../../../etc/passwd", "response": {"status_code": 200, "body": evil}},
        {"custom_id": mine[0], "response": {"status_code": 200, "body": evil}},  # a second answer
        {"custom_id": mine[1], "response": "none"}, {"custom_id": "\ud800"}, {"custom_id": "x" * 9_000},
    ]  # fmt: skip
    provider.junk = b"".join(json.dumps(row).encode() + b"\n" for row in junk)
    provider.junk += b"\xff\xfe{\n" + b"[" * 90_000 + b"\n" + b"y" * 300_000 + b"\n\n\r\nno end"
    provider.run()
    got = collect()
    assert got.code == 0 and len(drafts()) == 2, got.err
    assert "Evil" not in "".join(path.read_text() for path in drafts())
    assert sorted(path.name for path in Path().iterdir()) == [".drafter", "drafts", "notes"]


SHAPES = [None, [], 5, {}, {"status_code": None, "body": None}, {"status_code": 200, "body": {"choices": "none"}},
          {"status_code": "200", "body": {"choices": [{"message": None}]}}, {"status_code": 400, "body": [[[1]]]},
          {"status_code": 200, "body": {"choices": [{"message": {"content": 5}, "finish_reason": 7}], "usage": "x"}}]  # fmt: skip


def test_answers_of_any_shape_are_failures_and_nothing_worse(provider: FakeProvider) -> None:
    paths = write(len(SHAPES))
    submit(*paths)
    (batch,) = provider.batches.values()
    answers = [{"custom_id": line["custom_id"], "response": shape, "error": shape}
            for line, shape in zip(provider.lines(batch), SHAPES, strict=True)]  # fmt: skip
    batch |= {
        "status": "completed",
        "output_file_id": provider.store(b"".join(json.dumps(row).encode() + b"\n" for row in answers)),
    }
    got = collect()
    assert got.code == 2 and f"{len(SHAPES)} failed" in got.err and not drafts()


@pytest.mark.parametrize("data", [b"", b"null", b"[]", b"{}", b'{"data": [null, 5, {}, {"id": 5}]}', b'{"data": {"a": 1}, "has_more": true}',
                                  b'{"data": [{"id": "b", "metadata": {"drafter": "x", "order00": "["}, "created_at": 1e999}], "has_more": true}'])  # fmt: skip
def test_a_list_of_any_shape(provider: FakeProvider, data: bytes) -> None:
    provider.listing = data
    got = collect("-m", "fake-1")
    assert (got.code, got.out) == (0, ""), got.err


def test_splits_at_the_limits(provider: FakeProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = write(5)
    monkeypatch.setattr(batches, "MOST_ROWS", 2)
    provider.page = 1
    assert submit(*paths).out.split() == ["batch_1", "batch_2", "batch_3"]
    assert "5 not sent again" not in submit(*paths).err and submit(*paths).out == ""
    provider.run()
    assert collect().code == 0 and len(drafts()) == 5


def test_splits_by_size(provider: FakeProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = write(3)
    submit(paths[0])
    size = len(provider.files["file-1"])
    monkeypatch.setattr(batches, "MOST_BYTES", size * 2 + 50)
    paths[2].write_text("x " * size)
    got = submit(*paths)
    assert got.code == 2 and "too long for a batch" in got.err and got.out == "batch_2\n"


@pytest.mark.parametrize(
    ("model", "variable"), [("mistral/m", "MISTRAL_API_KEY"), ("anthropic/m", "ANTHROPIC_API_KEY"), ("together/m", "TOGETHER_API_KEY")]
)  # fmt: skip
def test_providers_without(model: str, variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, KEY)
    got = run("batch", "submit", *write(1), "-m", model)
    assert got.code == 2 and "has no Batch API" in got.err and f"drafter draft NOTES... -m {model} -j" in got.err
    assert not Path(".drafter").exists()


def test_what_a_person_can_fix(provider: FakeProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = write(1)
    assert "standard input" in submit("-").err
    provider.faults += [("GET", "/batches", 401)]
    denied = submit(path)
    assert denied.code == 2 and "refused the key" in denied.err and KEY not in denied.err
    provider.faults += [("GET", "/batches", 404)]
    assert "no Batch API at this address" in submit(path).err
    provider.faults += [("GET", "/batches", "html")]
    assert "web page" in submit(path).err
    assert "has no batch nope" in collect("nope", "-m", "fake-1").err
    assert not Path("drafts").exists() and not provider.batches
    monkeypatch.delenv("OPENAI_BASE_URL")
    assert "no model is named" in run("batch", "submit", path).err
    assert "no batch is known here" in collect().err


def test_private_facts_are_told_before_they_leave(provider: FakeProvider) -> None:
    (path,) = write(1)
    path.write_text(path.read_text() + "\nCall +420 601 234 567 or mail jana@example.org.\n")
    told = submit(path)
    assert "jana@example.org" in told.err and "will be sent to 127.0.0.1" in told.err


def test_a_manifest_from_a_stranger_gets_no_key_and_no_other_folder(
    provider: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(*write(1), "-o", "../out")
    (path,) = manifests()
    provider.run()
    assert "outside of the workspace" in collect().err and not Path("../out").exists()
    assert collect("-o", "../out").code == 0 and len(list(Path("../out").glob("*.md"))) == 1
    monkeypatch.delenv("OPENAI_BASE_URL")
    path.write_text(json.dumps(json.loads(path.read_text()) | {"base_url": "https://evil.example/v1"}))
    got = collect()
    assert got.code == 2 and "nothing is sent there unasked" in got.err
    path.write_text('{"key": "../../x"}')
    assert "can't be read as the record of a batch" in collect().err


def test_collect_waits(provider: FakeProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    submit(*write(2))

    def meanwhile(seconds: float) -> None:
        if provider.count("GET /v1/batches") > 3:
            provider.run()

    monkeypatch.setattr("time.sleep", meanwhile)
    got = collect("--wait")
    assert got.code == 0 and len(drafts()) == 2 and got.err.count("validating") == 1


def test_status_as_json(provider: FakeProvider) -> None:
    submit(*write(2))
    (row,) = json.loads(run("batch", "status", "--output-format", "json").out)
    assert row["id"] == "batch_1" and row["state"] == "validating" and row["total"] == 2 and row["model"] == "fake-1"


def _json(*names: str) -> st.SearchStrategy[object]:
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(names), inner, max_size=4)
    )


@given(_json("custom_id", "response", "status_code", "body", "error", "message", "choices", "content", "usage", "model", "finish_reason"))  # fmt: skip
def test_a_row_of_any_shape(data: object) -> None:
    row = rows.answered(data, Target("http://127.0.0.1:1/v1", "m"))
    assert row is None or (row.id and (row.completion is None) == bool(row.reason))


@given(st.dictionaries(st.sampled_from([manifest.KEY, "order00", "order01"]), st.text() | _json("submitted", "model", "prompt", "variables", "language").map(json.dumps)))  # fmt: skip
def test_metadata_of_any_shape(metadata: dict[str, str]) -> None:
    found = manifest.of_metadata(metadata, "http://127.0.0.1:1/v1", "batch_1")
    assert found is None or found.when.tzinfo


def test_metadata_there_and_back() -> None:
    noted = manifest.Manifest(
        "a" * 64, "http://127.0.0.1:1/v1", "m", "2026-11-22T21:24:41+01:00", "hot", {"tone": "ü" * 400}, "de", batch="b"
    )
    assert manifest.of_metadata(noted.metadata, noted.base_url, "b") == noted
    assert all(len(value) <= 512 for value in noted.metadata.values())
