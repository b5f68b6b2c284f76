"""Many drafts in one command: none lost, none twice, none paid twice, whatever happens on the way.

`DRAFTER_JOBS=1000 pytest tests/test_jobs.py -k killed` is the full run of the killed batches.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_endpoint import FakeEndpoint, Reply, Request, reply
from helpers import run
from hypothesis import given
from hypothesis import strategies as st

from drafter import document, runs
from drafter.compose import endpoint as endpoint_module
from drafter.compose import line, protocol, trouble
from drafter.compose.gate import Gate
from drafter.compose.target import Target
from drafter.model import Brief, Notes, Prompt
from drafter.pipeline import finish
from drafter.pipeline.order import Order, prepare
from drafter.settings import Settings

MANY = int(os.environ.get("DRAFTER_JOBS", "24"))
BODY = "Forty people met in Brno and talked about Rust.\n"
ANSWER = f"---\ntitle: A meetup\n---\n\n{BODY}"
TARGET = Target("http://127.0.0.1:1/v1", "m")


class Endpoint(FakeEndpoint):
    """Counts what is asked for each of the notes, and how many requests are under way."""

    def __init__(self, default: Reply, faults: random.Random | None = None) -> None:
        super().__init__(default=default)
        self.faults = faults
        self.first: Reply | None = None  # answers what asks for no repair
        self.asked: Counter[str] = Counter()
        self.times: list[float] = []

    def next_reply(self, request: Request) -> Reply:
        found = re.search(r"Meetup number (\d+)", json.dumps(request.body))
        answer = super().next_reply(request)
        if request.method != "POST":
            return answer
        with self._lock:
            self.times.append(time.monotonic())
            self.asked[found[1] if found else ""] += 1
            if self.first and "the notes don't have" not in json.dumps(request.body):
                answer = self.first
            chance = self.faults.random() if self.faults else 1
        if chance < 0.05:
            return reply(status=429, headers={"Retry-After": "0"}, error="slow down")
        if chance < 0.07:
            return reply(status=500, error="oops")
        if chance < 0.08:
            return reply(ANSWER, mode="cut")
        if chance < 0.09:
            return reply(mode="stall")
        return answer


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    with Endpoint(reply(ANSWER)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        yield server


def write_notes(count: int, folder: str = "notes") -> list[str]:
    Path(folder).mkdir()
    for number in range(count):
        Path(folder, f"meetup-{number:04}.md").write_text(
            f"# Meetup number {number}\n\n- Forty people met in Brno\n- They talked about Rust\n"
        )
    return [f"{folder}/meetup-{number:04}.md" for number in range(count)]


def posts(folder: str = "drafts") -> Counter[str]:
    """How many posts there are of each of the notes; all are whole."""
    found = [document.read(path) for path in Path(folder).glob("*.md")]
    assert all(not draft.problems and document.is_untouched(draft) for draft in found)
    return Counter(str(draft.meta["notes"]) for draft in found)


def test_paths_come_in_the_order_of_the_notes(endpoint: Endpoint) -> None:
    notes = write_notes(8)
    endpoint.enqueue(reply(ANSWER, mode="slow", delay=0.1))  # the first is the last to be done
    result = run("draft", *notes, "-j", 4)
    assert result.code == 0, result.err
    assert [str(document.read(path).meta["notes"]) for path in result.out.splitlines()] == notes
    assert set(posts().values()) == {1}
    assert sum(endpoint.asked.values()) == 8
    assert "8 drafted, 368 tokens" in result.err


def test_a_failure_is_named_and_stops_nothing(endpoint: Endpoint) -> None:
    notes = write_notes(5)
    endpoint.enqueue(reply(ANSWER, finish_reason="length"))
    result = run("draft", *notes, "notes/gone.md", "-j", 3)
    assert result.code == 2
    assert len(result.out.splitlines()) == 4
    (failed,) = set(notes) - posts().keys()
    assert f"drafter: {failed}: " in result.err
    assert "notes/gone.md" in result.err
    assert "4 drafted, 2 failed" in result.err
    assert run("draft", *notes, "-j", 3).code == 0
    assert sum(endpoint.asked.values()) == 6, "a refused answer is asked for again, and nothing else"


def test_our_own_bug_in_one_job_stops_no_other(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    write = document.write

    def fails(path: str | Path, data: bytes, mode: int | None = None, **more: bool) -> None:
        if "0001" in str(path) and str(path).endswith(".md"):  # a record's name is a digest, and may have it
            raise ZeroDivisionError
        write(path, data, mode, **more)

    monkeypatch.setattr("drafter.document.write", fails)
    result = run("draft", *write_notes(4), "-j", 2)
    assert result.code == 3
    assert "ZeroDivisionError" in result.err
    assert len(posts()) == 3


def test_notes_that_are_named_twice_are_drafted_once(endpoint: Endpoint) -> None:
    (notes,) = write_notes(1)
    result = run("draft", notes, f"./{notes}", Path(notes).resolve(), "-j", 3)
    assert (result.code, len(result.out.splitlines())) == (0, 1)
    assert sum(endpoint.asked.values()) == 1


def test_drafts_of_the_same_name_get_files_of_their_own(endpoint: Endpoint) -> None:
    notes = [*write_notes(3, "a"), *write_notes(3, "b")]
    first = run("draft", *notes, "-j", 6)
    assert first.code == 0
    assert posts() == Counter(notes)
    assert run("draft", *reversed(notes), "-j", 6).out.split() == first.out.split()[::-1]
    assert sum(endpoint.asked.values()) == 6


def test_no_draft_of_other_notes_is_overwritten_that_came_meanwhile(endpoint: Endpoint) -> None:
    (notes,) = write_notes(1)
    command = [sys.executable, "-m", "drafter", "draft", notes, "-m", "fake-1"]
    endpoint.enqueue(reply(ANSWER, mode="slow", delay=0.1))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert endpoint.streaming.wait(60)
    place = Path(run("draft", *write_notes(1, "other"), "--offline").out.strip())
    theirs = place.read_bytes()
    out, _ = process.communicate(timeout=60)
    assert place.read_bytes() == theirs
    assert posts() == Counter([notes, "other/meetup-0000.md"])
    assert Path(out.strip()).name == f"{place.stem}-2.md"


def test_a_limit_slows_all_calls_down(endpoint: Endpoint) -> None:
    notes = write_notes(8)
    endpoint.enqueue(*[reply(status=429, headers={"Retry-After": "1"}, error="slow down")] * 3)
    result = run("draft", *notes, "-j", 3)
    assert result.code == 0, result.err
    pause, after = max(
        (later - earlier, earlier) for earlier, later in zip(endpoint.times, endpoint.times[1:], strict=False)
    )
    assert pause > 0.7
    assert len([when for when in endpoint.times if when <= after]) <= 3  # those that were under way
    assert sum(endpoint.asked.values()) == 11


def test_a_limit_that_is_used_up_is_waited_for_before_it_is_hit(endpoint: Endpoint) -> None:
    limits = {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "900ms"}
    endpoint.enqueue(reply(ANSWER, headers=limits))
    assert run("draft", *write_notes(3), "-j", 2).code == 0
    assert max(endpoint.times) - min(endpoint.times) > 0.7
    assert sum(endpoint.asked.values()) == 3


def test_an_answer_whose_draft_could_not_be_written_is_not_paid_for_again(endpoint: Endpoint) -> None:
    notes = write_notes(2)
    Path("drafts").write_text("in the way")
    failed = run("draft", *notes, "-j", 2)
    assert failed.code == 2
    assert failed.err.count("can't be written") == 2
    Path("drafts").unlink()
    result = run("draft", *notes, "-j", 2)
    assert result.code == 0
    assert posts() == Counter(notes)
    assert sum(endpoint.asked.values()) == 2
    assert "nothing was asked" in result.err
    assert not list(Path(".drafter/runs/unused").iterdir())
    assert {f"sha256:{path.stem}" for path in Path(".drafter/runs").glob("*.json")} == {
        document.read(path).meta["ai_run"] for path in result.out.split()
    }
    assert run("draft", *notes, "-j", 2, "--force").code == 0
    assert sum(endpoint.asked.values()) == 4, "what was used is asked for again when it is forced"


def test_facts_go_back_for_each_job(endpoint: Endpoint) -> None:
    notes = write_notes(3)
    invented = ANSWER.replace("Forty", "Before 470 guests, forty")
    endpoint.first = reply(invented)
    result = run("draft", *notes, "-j", 3)
    assert result.code == 0
    assert result.err.count("facts that the notes lack were taken out") == 3
    assert sum(endpoint.asked.values()) == 6


def drafting(notes: list[str], *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "drafter", "draft", *notes, "-m", "fake-1", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows delivers no such signals to one child")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_command_says_what_is_left(endpoint: Endpoint, number: int, code: int) -> None:
    notes = write_notes(6)
    endpoint.default = reply(ANSWER, mode="slow", delay=30)
    endpoint.enqueue(*[reply(ANSWER)] * 2)
    process = drafting(notes, "-j", "3")
    deadline = time.monotonic() + 60
    while len(posts()) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert "2 drafted" in err
    assert "4 left: the same command goes on with them" in err
    assert "Traceback" not in err
    assert len(out.split()) == len(posts()) == 2
    assert not [path for path in Path("drafts").iterdir() if path.suffix != ".md"]
    endpoint.default = reply(ANSWER)
    assert run("draft", *notes).code == 0
    assert posts() == Counter(notes)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_three_times_and_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    notes, calls, kills = write_notes(MANY), 8, 3
    with Endpoint(reply(ANSWER, mode="slow", delay=0.02), random.Random(1)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        options = ("-j", str(calls), "--timeout", "5")
        for turn in range(kills):
            process = drafting(notes, *options)
            readers = threading.Thread(target=process.communicate)
            readers.start()
            while process.poll() is None and len(list(Path("drafts").glob("*.md"))) < MANY * (turn + 1) // (kills + 2):
                time.sleep(0.01)
            process.kill()
            readers.join()
        for _ in range(6):
            process = drafting(notes, *options)
            out, err = process.communicate(timeout=3600)
            made = posts()
            assert set(made.values()) == {1}
            assert Counter(str(document.read(path).meta["notes"]) for path in out.split()) == made
            lost = set(notes) - made.keys()
            assert all(f"drafter: {name}: " in err for name in lost)
            assert process.returncode == (2 if lost else 0)
            if not lost:
                break
        assert posts() == Counter(notes)
        asked_for = sum(server.asked.values())
        assert asked_for < MANY * 1.25 + kills * calls + 10  # faults, and calls that were killed, are made again
    for path in Path("drafts").glob("*.md"):  # also where the command was killed right after it wrote the draft
        assert runs.load(Path(".drafter/runs"), str(document.read(path).meta["ai_run"])).text == ANSWER


# -- the parts -------------------------------------------------------------------------------------


def test_the_gate_opens_one_by_one_after_a_limit() -> None:
    gate, never = Gate(), threading.Event()
    soon = time.monotonic() + 0.05
    assert all(gate.enter(soon, never) for _ in range(5))
    gate.leave(limited=True, wait=0.02)
    for _ in range(4):
        gate.leave()
    assert gate.shut > 0
    assert not gate.enter(time.monotonic() + 0.01, never), "shut past the deadline"
    later = time.monotonic() + 5
    entered = sum(gate.enter(time.monotonic() + 0.06, never) for _ in range(8))
    assert entered == 5  # one, and one more for each of the four answers
    gate.leave()
    assert gate.enter(later, never)
    never.set()
    assert not gate.enter(later, never)


@pytest.mark.parametrize(
    ("headers", "limited", "wait"),
    [
        ({}, True, None),
        ({"retry-after": "2"}, True, 2),
        ({"retry-after": "2"}, False, None),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, True, 0),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1m2.5s"}, True, 62.5),
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "20ms"}, False, 0.02),
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "2h"}, False, 7200),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "7"}, False, 7),
        ({"x-ratelimit-remaining-requests": "3", "x-ratelimit-reset-requests": "7s"}, False, None),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "soon"}, False, None),
        ({"x-ratelimit-remaining-requests": "0"}, False, None),
    ],
)  # fmt: skip
def test_what_headers_say_about_limits(headers: dict[str, str], limited: bool, wait: float | None) -> None:
    assert trouble.wait_told(headers, limited=limited) == wait


@given(st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=2), max_size=5),
       st.sampled_from(["\n", "\r\n", "\r"]), st.lists(st.integers(1, 40), min_size=1))  # fmt: skip
def test_events_are_the_same_however_they_are_cut(events: list[object], end: str, sizes: list[int]) -> None:
    lines = [": a comment", "event: message"]
    for event in events:
        lines += [f"data: {json.dumps(event, ensure_ascii=False)}", ""]
    data = end.join([*lines, "data:[DONE]", "", "data: never", ""]).encode("utf-8", "surrogatepass")
    chunks, at = [], 0
    for number in range(len(data)):
        if at >= len(data):
            break
        size = sizes[number % len(sizes)]
        chunks.append(data[at : at + size])
        at += size
    assert list(protocol.events(chunks, TARGET)) == events


@pytest.mark.parametrize("data", [b"data: {\n\n", b"data: nonsense\n\n", b"data: " + b"[" * 100_000 + b"\n\n"])
def test_events_that_are_no_json_are_refused(data: bytes) -> None:
    with pytest.raises(trouble.Trouble, match="no completion"):
        list(protocol.events([data], TARGET))


def test_a_line_without_end_is_refused() -> None:
    with pytest.raises(trouble.Trouble, match="without end"):
        list(protocol.events((b"x" * 50_000 for _ in range(100)), TARGET))


# -- what is done meanwhile ----------------------------------------------------------------------------


def test_what_answers_need_is_made_ready_once_while_the_first_comes(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = write_notes(6)
    endpoint.default = reply(ANSWER, mode="slow", delay=0.05)
    made: list[str] = []
    rehearse = finish.rehearse
    monkeypatch.setattr(line, "_AT_ONCE", 0.01)
    monkeypatch.setattr("drafter.pipeline.draft.rehearse", lambda job: (rehearse(job), made.append(job.order.notes)))
    assert run("draft", *notes, "-j", 2).code == 0
    assert len(made) == 1
    assert set(posts().values()) == {1}


def test_nothing_is_made_ready_for_an_answer_that_is_there_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "_AT_ONCE", 0.05)
    made: list[str] = []
    here, coming = threading.Event(), threading.Event()
    here.set()
    for ended in (here, coming):
        wire = line.Line(TARGET)
        wire.meanwhile(lambda: made.append("ready"))
        wire.begins(ended)
        time.sleep(0.3)
        assert made == (["ready"] if ended is coming else [])
        wire.meanwhile(lambda: made.append("again"))
        wire.begins(coming)
    time.sleep(0.3)
    assert made == ["ready"]


@pytest.mark.parametrize("text", ["---\ntitle: x\n---\n", "- \x00\n", "# 3 May\n\n> “a” (b) 5 % [c](d)\n" * 60])
def test_making_ready_writes_and_says_nothing(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("notes.md").write_text(text, "utf-8")
    finish.rehearse(prepare(Order("notes.md"), Settings()))
    assert [path.name for path in Path().iterdir()] == ["notes.md"] and capsys.readouterr() == ("", "")


def test_a_stream_that_nobody_watches_is_read_in_gulps(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# A post\n\n" + "Forty people met in Brno. " * 40
    endpoint.default = reply(text, mode="slow", delay=0.002, piece=8)
    waits: list[float] = []

    class Event(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits.append(timeout or 0)
            return super().wait(timeout)

    monkeypatch.setattr(endpoint_module.threading, "Event", Event)
    target = Target(endpoint.url, "m")
    notes, prompt = Notes("n.md", "", (), (), Brief()), Prompt("p", "s", "u")
    shown: list[str] = []
    for show in (None, shown.append):
        waits.clear()
        completion = endpoint_module.EndpointComposer(target).compose(notes, prompt, show)
        assert completion.text == text
        gulps = waits.count(endpoint_module._GULP)
        assert (2 < gulps < 60) if show is None else not gulps  # of 130 pieces
    assert "".join(shown) == text
