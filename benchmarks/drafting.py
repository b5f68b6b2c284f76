"""One draft of 600 tokens against a fake server: the whole command against `llm`, the first token against eight lines.

    python benchmarks/drafting.py [--rounds 9] [--llm PATH]

All in turn, in shuffled order; the ratios are medians over rounds. `--llm` is the `llm` command in an environment of its
own (`pip install llm`). The first token is when a terminal shows it; the eight lines print to a terminal too.
"""

from __future__ import annotations

import argparse
import os
import pty
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from fake_server import Fake, llm_environment, median, write_notes

EIGHT_LINES = """
import sys
from openai import OpenAI
client = OpenAI(api_key="none", base_url=sys.argv[1])
stream = client.chat.completions.create(model="fake", stream=True, messages=[{"role": "user", "content": "Write a post."}])
for chunk in stream:
    if chunk.choices and chunk.choices[0].delta.content:
        print(chunk.choices[0].delta.content, end="", flush=True)
"""


def timed(command: Sequence[str], folder: Path, environ: Mapping[str, str]) -> tuple[float, float, float]:
    """Seconds until the article's first words are on the terminal, until the end, and of CPU."""
    parent, child = pty.openpty()
    began, first = time.perf_counter(), 0.0
    process = subprocess.Popen(command, cwd=folder, env=dict(environ), stdin=child, stdout=child, stderr=child)
    os.close(child)
    seen = b""
    while True:
        try:
            seen += os.read(parent, 65536)
        except OSError:  # the other end is closed
            break
        if not first and b"Notes" in seen:
            first = time.perf_counter() - began
    _, code, used = os.wait4(process.pid, 0)
    whole = time.perf_counter() - began
    process.returncode = code
    os.close(parent)
    assert code == 0, seen[-500:]
    return first, whole, used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--llm", default="")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, Fake(ttft=0, rate=0, tokens=600) as server:
        folder = Path(name)
        write_notes(folder / "notes", 1)
        (folder / "home").mkdir()
        environ = {**llm_environment(server, folder / "home"), "OPENAI_API_KEY": "none", "TERM": "xterm"}
        commands = {
            "drafter": [sys.executable, "-m", "drafter", "draft", "notes/meetup-0000.md", "-m", "fake", "--base-url",
                        server.url, "--repair", "0", "--force"],
            "eight lines": [sys.executable, "-c", EIGHT_LINES, server.url],
        }  # fmt: skip
        if asked.llm:
            commands["llm"] = [asked.llm, "-m", "fake", "--no-log", "Write a post."]
        figures: dict[str, list[tuple[float, float, float]]] = {label: [] for label in commands}
        for turn in range(asked.rounds + 1):
            for label in random.sample(sorted(commands), len(commands)):
                figure = timed(commands[label], folder, environ)
                if turn:  # the first turn warms up
                    figures[label].append(figure)
        for label, found in figures.items():
            print(f"{label:12} first token {median(f[0] for f in found) * 1e3:7.0f} ms   whole "
                  f"{median(f[1] for f in found) * 1e3:7.0f} ms   CPU {median(f[2] for f in found) * 1e3:7.0f} ms")  # fmt: skip
        for label, what, at, goal in (
            ("eight lines", "first token", 0, 1.0),
            ("llm", "whole", 1, 0.65),
            ("llm", "CPU", 2, 0.65),
        ):
            if label in figures:
                ratio = median(a[at] / b[at] for a, b in zip(figures["drafter"], figures[label], strict=True))
                print(f"{what} against {label}: {ratio:.2f}x (goal {goal})")


if __name__ == "__main__":
    main()
