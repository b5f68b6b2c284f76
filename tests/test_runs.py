"""Runs: private, whole, found again by id, and without keys."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter import runs
from drafter.errors import DrafterError
from drafter.runs import Run, mask

KEY = "sk-proj-abcdef0123456789"
RUN = Run(
    created="2026-11-22T17:00:00+01:00", model="fake-1", prompt_digest=runs.digest("s", "u"), system="s", user="u",
    text="# A\n\nB \ud800 \x1b[31m", finish_reason="stop", answered="fake-1-mini", host="127.0.0.1:1",
    parameters={"temperature": 0.2}, template="event-recap", template_digest="sha256:aa", notes="notes/a.md",
    notes_digest="sha256:bb", prompt_tokens=3, completion_tokens=None, seconds=1.5, tool="drafter 0",
    error="", notices=("temperature was left out",),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ".drafter" / "runs"


def test_saved_and_loaded_whole(folder: Path) -> None:
    identity = runs.save(folder, RUN)
    assert identity.startswith("sha256:")
    assert runs.load(folder, identity) == RUN._replace(id=identity)


def test_found_by_id_prefix_and_path(folder: Path, tmp_path: Path) -> None:
    identity = runs.save(folder, RUN)
    plain = identity.removeprefix("sha256:")
    copy = tmp_path / "copy.json"
    copy.write_bytes((folder / f"{plain}.json").read_bytes())
    for reference in (identity, plain, plain[:8], identity[:19], f" {identity}\n", str(copy)):
        assert runs.load(folder, reference).id == identity


def test_same_content_is_the_same_file(folder: Path) -> None:
    assert runs.save(folder, RUN) == runs.save(folder, RUN)
    assert runs.save(folder, RUN) != runs.save(folder, RUN._replace(text="other"))
    assert len(list(folder.glob("*.json"))) == 2
    assert not [each for each in folder.iterdir() if each.suffix == ".tmp"]


@pytest.mark.skipif(os.name == "nt", reason="no such permissions there")
def test_private_and_ignored_by_git(folder: Path) -> None:
    identity = runs.save(folder, RUN)
    record = folder / f"{identity.removeprefix('sha256:')}.json"
    assert stat.S_IMODE(record.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (folder / ".gitignore").read_text() == "*\n"


def test_keys_are_masked_in_every_text(folder: Path) -> None:
    secret = "my very own secret"
    told = f"{KEY} and {secret}"
    run = RUN._replace(text=f"sha256:{told}", user=told, system=told, error=told, answered=told, notices=(told,))
    identity = runs.save(folder, run, [secret])
    raw = next(folder.glob("*.json")).read_text()
    assert KEY not in raw
    assert secret not in raw
    assert runs.load(folder, identity).prompt_digest == RUN.prompt_digest


@pytest.mark.parametrize(
    "text",
    [
        KEY, "gsk_0123456789abcdef", "AIzaSyA0123456789abcdefghijk", "hf_abcdefgh12345678", "xai-0123456789abcdef",
        "https://me:hunter22@host/v1", "api_key=0123456789", "api-key:0123456789", "Bearer abcdef123456",
        "sk-ab12****************wxyz",
    ],
)  # fmt: skip
def test_what_looks_like_a_key_is_masked(text: str) -> None:
    masked = mask(f"see ({text}), please")
    assert "***" in masked
    assert text not in masked
    assert masked.startswith("see (")
    assert masked.endswith("please")


@pytest.mark.parametrize(
    "text",
    [
        "risk-based 2024 plan",
        "sk-learn-contrib",
        "https://example.org/a:b",
        "mail me@example.org",
        "Bearer of news",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert mask(text, ["none", "desk"]) == text


def test_unknown_ambiguous_and_broken_references(folder: Path, tmp_path: Path) -> None:
    for number in range(40):  # so many that two share their first digit
        runs.save(folder, RUN._replace(seconds=float(number)))
    names = sorted(each.stem for each in folder.glob("*.json"))
    (folder / f"abcd{'0' * 60}.json").write_text("{}")
    (folder / f"abcd{'1' * 60}.json").write_text("{}")
    for reference in ("", "zzz", "0" * 64, "x" * 5000, "a\x00b", str(tmp_path), names[0] + "0"):
        with pytest.raises(DrafterError, match="no run"):
            runs.load(folder, reference)
    with pytest.raises(DrafterError, match="2 runs begin with abcd"):
        runs.load(folder, "abcd")
    with pytest.raises(DrafterError, match="no run"):
        runs.load(tmp_path / "nowhere", names[0])


def test_changed_record_is_no_evidence(folder: Path) -> None:
    identity = runs.save(folder, RUN)
    path = next(folder.glob("*.json"))
    record = json.loads(path.read_text())
    path.write_text(json.dumps(record | {"text": "# Never said"}))
    with pytest.raises(DrafterError, match="was changed after it was saved"):
        runs.load(folder, identity)


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"\xff\xfe", b"[" * 50_000, b"null", b'{"created": 1}'],
)  # fmt: skip
def test_what_is_no_record_is_said(folder: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "some.json"
    path.write_bytes(content)
    with pytest.raises(DrafterError, match="can't be read as a run"):
        runs.load(folder, str(path))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", 3),
        ("parameters", {"a": "b"}),
        ("seconds", "1"),
        ("prompt_tokens", "1"),
        ("notices", "x"),
        ("new", 1),
    ],
)
def test_fields_of_a_wrong_type_are_refused(folder: Path, tmp_path: Path, name: str, value: object) -> None:
    runs.save(folder, RUN)
    record = json.loads(next(folder.glob("*.json")).read_text()) | {name: value}
    path = tmp_path / "some.json"
    path.write_text(json.dumps(record))
    with pytest.raises(DrafterError, match=name):
        runs.load(folder, str(path))


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DrafterError, match="can't be made") as caught:
        runs.save(tmp_path / "file" / "runs", RUN)
    assert caught.value.hint


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(), user=st.text())
def test_any_text_comes_back(tmp_path: Path, text: str, user: str) -> None:
    folder = tmp_path / "runs"
    loaded = runs.load(folder, runs.save(folder, RUN._replace(text=text, user=user)))
    assert (loaded.text, loaded.user) == (mask(text), mask(user))


def test_digest_tells_texts_apart() -> None:
    assert runs.digest("ab", "c") != runs.digest("a", "bc")
