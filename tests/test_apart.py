"""Calls in a process of its own: what a person sees is the same, and no process is left behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_endpoint import FakeEndpoint, Reply, reply

from drafter.compose import apart

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="done on Linux only")
WAYS = {
    "apart": ["-m", "drafter"],
    "within": ["-c", """
from drafter.compose import apart
apart.is_possible = lambda: False
from drafter.__main__ import main
main()
"""],
    "no process": ["-c", """
import os
def no_fork():
    raise BlockingIOError
os.fork = no_fork
from drafter.__main__ import main
main()
"""],
}  # fmt: skip
SLOW = reply("# A post\n\n" + "Forty people met. " * 400, mode="slow", delay=0.05)
REPLIES = {
    "good": reply(),
    "refused": reply(status=401, error="Incorrect API key provided: sk-proj-abc"),
    "portal": reply(mode="html"),
    "cut": reply(mode="cut"),
    "empty": reply(""),
    "slow": reply(mode="slow", delay=0.01),
    "stall": reply(mode="stall"),
}


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEndpoint]:
    with FakeEndpoint() as fake:
        monkeypatch.setenv("OPENAI_BASE_URL", fake.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-proj-abcdef0123456789abcdef")
        yield fake


def command(folder: str, *flags: str) -> list[str]:
    Path(folder, "notes").mkdir(parents=True, exist_ok=True)
    for name in "ab":
        Path(folder, f"notes/{name}.md").write_text(f"# Meetup {name} in Brno\n\n- Forty people met\n", "utf-8")
    return [
        sys.executable,
        *WAYS.get(folder, WAYS["apart"]),
        "draft",
        "notes/a.md",
        "-m",
        "fake-1",
        "--repair",
        "0",
        *flags,
    ]


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_there(pid: int) -> bool:
    try:
        return not re.search(r"^State:\s+Z", Path(f"/proc/{pid}/status").read_text(), re.M)
    except FileNotFoundError:
        return False


def soon(is_so: object, seconds: float = 10) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if is_so():  # type: ignore[operator]
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("name", REPLIES)
@pytest.mark.parametrize("flags", [(), ("notes/b.md", "-j", "2")], ids=["one", "two"])
def test_all_ways_of_calling_look_the_same(endpoint: FakeEndpoint, name: str, flags: tuple[str, ...]) -> None:
    seen = []
    for folder in WAYS:
        endpoint.default = REPLIES[name]
        before = len(endpoint.requests)
        done = subprocess.run(
            command(folder, "--timeout", "8" if name != "stall" else "3", *flags), cwd=folder,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        told = re.sub(r"\d+\.\d s\b|--replay \w+", "…", "\n".join(sorted(done.stderr.splitlines())))
        posts = [re.sub(r"^(?:ai_run|date|ai_output_digest):.*", "", path.read_text(), flags=re.M)
                 for path in sorted(Path(folder, "drafts").glob("*.md"))]  # fmt: skip
        seen.append((done.returncode, sorted(done.stdout.splitlines()), told, posts, len(endpoint.requests) - before))
    assert seen[0] == seen[1] == seen[2]
    assert bool(seen[0][3]) == (name in ("good", "slow"))
    assert "abcdef0123456789" not in str(seen)


def started(endpoint: FakeEndpoint, reply_: Reply = SLOW) -> tuple[subprocess.Popen[str], int]:
    """A command whose answer is coming, and the process that makes the call."""
    endpoint.default = reply_
    process = subprocess.Popen(command("."), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert soon(lambda: endpoint.requests)
    (child,) = children(process.pid)
    return process, child


def test_a_call_whose_process_is_killed_is_told(endpoint: FakeEndpoint) -> None:
    process, child = started(endpoint)
    os.kill(child, signal.SIGKILL)
    out, told = process.communicate(timeout=20)
    assert (process.returncode, out) == (2, "")
    assert "drafter: the process that made the call is gone. To fix: run it again" in told and "Traceback" not in told


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_no_process_is_left_behind(endpoint: FakeEndpoint, sent: signal.Signals, code: int) -> None:
    process, child = started(endpoint)
    process.send_signal(sent)
    _, told = process.communicate(timeout=20)
    assert process.returncode == code and "Traceback" not in told
    assert soon(lambda: not is_there(child))


def test_one_that_ends_early_leaves_none(endpoint: FakeEndpoint) -> None:
    for expected in (1, 1):  # drafted, then kept: the SDK is still being imported then
        process = subprocess.Popen(command("."), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert soon(lambda pid=process.pid: children(pid))
        (child,) = children(process.pid)
        out, _ = process.communicate(timeout=20)
        assert process.returncode == 0 and out.startswith("drafts/")
        assert not is_there(child)
        assert len(endpoint.requests) == expected


def test_a_process_with_threads_makes_its_calls_itself() -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    assert not apart.is_possible()
    end.set()
    thread.join()
