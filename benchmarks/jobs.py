"""Many drafts in one command against a fake server: work against the ideal, and against `xargs -P16 llm`.

    python benchmarks/jobs.py [--rounds 3] [--drafts 50] [--calls 4 16 50] [--llm PATH]

Work is the time from the first request to the end of the process; the ideal is ceil(drafts / calls) answers one after
the other. Answers are 200 tokens at 400 a second, after 0.2 s; with all 50 at once 300 at 100, after 0.3 s.
`--llm` is the `llm` command in an environment of its own (`pip install llm`).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fake_server import Fake, llm_environment, median, write_notes

GOALS = {4: 1.03, 16: 1.05, 50: 1.06}
PACES = {50: {"ttft": 0.3, "rate": 100, "tokens": 300}}
USUAL = {"ttft": 0.2, "rate": 400, "tokens": 200}


def drafted(server: Fake, folder: Path, calls: int) -> tuple[float, float, float, int]:
    """Seconds from the first request to the end, of the whole process, its CPU seconds and peak memory in MB."""
    server.reset()
    notes = sorted(str(path) for path in folder.glob("notes/*.md"))
    command = [sys.executable, "-m", "drafter", "draft", *notes, "-m", "fake", "--base-url", server.url, "--repair", "0",
               "-j", str(calls), "-o", tempfile.mkdtemp(dir=folder)]  # fmt: skip
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    out = process.stdout.read() if process.stdout else b""
    _, code, used = os.wait4(process.pid, 0)
    ended = time.monotonic()
    process.returncode = code
    assert code == 0, code
    assert len(out.splitlines()) == len(notes)
    return ended - server.stats()["first"], ended - began, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def by_llm(server: Fake, llm: str, count: int) -> float:
    with tempfile.TemporaryDirectory() as home:
        environ = llm_environment(server, Path(home))
        subprocess.run(
            [llm, "-m", "fake", "--no-log", "x"], env=environ, check=True, stdout=subprocess.DEVNULL
        )  # makes its database
        began = time.monotonic()
        subprocess.run(["xargs", "-P16", "-I{}", llm, "-m", "fake", "--no-log", "draft {}"], env=environ, check=True,
                       input="".join(f"{n}\n" for n in range(count)), text=True, stdout=subprocess.DEVNULL)  # fmt: skip
        return time.monotonic() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--drafts", type=int, default=50)
    parser.add_argument("--calls", type=int, nargs="*", default=list(GOALS))
    parser.add_argument("--llm", default="")
    asked = parser.parse_args()
    for calls in asked.calls:
        pace = PACES.get(calls, USUAL)
        with tempfile.TemporaryDirectory() as name, Fake(**pace) as server:
            folder = Path(name)
            write_notes(folder / "notes", asked.drafts)
            ideal = -(-asked.drafts // calls) * (pace["ttft"] + (pace["tokens"] - 1) / pace["rate"])
            runs = [drafted(server, folder, calls) for _ in range(asked.rounds)]
            work, whole, cpu, memory = (median(column) for column in zip(*runs, strict=True))
            print(f"-j {calls:<3} ideal {ideal:6.2f} s   work {work / ideal:.3f}x (goal {GOALS.get(calls, 0)})   process "
                  f"{whole / ideal:.3f}x   CPU {cpu:.2f} s   {memory:.0f} MB", flush=True)  # fmt: skip
    if asked.llm:
        with tempfile.TemporaryDirectory() as name, Fake(**USUAL) as server:
            write_notes(Path(name) / "notes", asked.drafts)
            pairs = [
                (drafted(server, Path(name), 16)[1], by_llm(server, asked.llm, asked.drafts))
                for _ in range(asked.rounds)
            ]
            ratio = median(ours / theirs for ours, theirs in pairs)
            print(f"-j 16 against xargs -P16 llm: {ratio:.3f}x (goal 0.15)   llm {median(t for _, t in pairs):.1f} s")


if __name__ == "__main__":
    main()
