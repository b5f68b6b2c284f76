"""What the benchmarks of drafting share: the fake server of `../shared/tools`, notes, and how `llm` finds it."""

from __future__ import annotations

import http.client
import importlib.util
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

TOOL = Path(__file__).resolve().parents[2] / "shared" / "tools" / "fake_llm.py"
NAMES = "Jana Malá|Eva Nováková|Tom Reed|Omar Haddad|Lena Fischer|Paul Martin".split("|")
PLACES = "Prague Brno Vienna Graz".split()


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


class Fake:
    """A server in a process of its own, at the pace that the options say; `stats` knows when its first request came."""

    def __init__(self, **options: float) -> None:
        arguments = [text for name, value in options.items() for text in (f"--{name}", f"{value:g}")]
        self._process = subprocess.Popen([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True)
        line = self._process.stdout.readline() if self._process.stdout else ""
        self.url = line.split()[-1]
        self.port = int(self.url.split(":")[-1].split("/")[0])

    def __enter__(self) -> Fake:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    def stats(self) -> dict[str, float]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", "/stats")
        found: dict[str, float] = json.loads(connection.getresponse().read())
        connection.close()
        return found

    def reset(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", "/reset")
        connection.getresponse().read()
        connection.close()


def write_notes(folder: Path, count: int) -> None:
    """Notes of a page each, all different."""
    folder.mkdir(parents=True)
    for number in range(count):
        chance = random.Random(number)
        lines = [f"# Meetup of clusters, number {number}", "", f"Date: 2024-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}",
                 f"Place: {chance.choice(PLACES)}", f"Organiser: Cluster office {number}", "", "## What was said", ""]  # fmt: skip
        lines += [f"- {chance.choice(NAMES)} showed {chance.randint(3, 99)} results of the pilot in {chance.choice(PLACES)}, "
                  f"which took {chance.randint(2, 40)} weeks" for _ in range(chance.randint(6, 14))]  # fmt: skip
        lines += ["", "## Decisions", "", f"- We meet again in {chance.randint(2, 9)} months"]
        (folder / f"meetup-{number:04}.md").write_text("\n".join(lines) + "\n", "utf-8")


def llm_environment(server: Fake, home: Path) -> dict[str, str]:
    """The environment in which `llm -m fake` asks `server`; `home` keeps its settings."""
    (home / "extra-openai-models.yaml").write_text(
        f"- model_id: fake\n  model_name: fake\n  api_base: {server.url}\n  api_key_name: fake\n", "utf-8"
    )
    (home / "keys.json").write_text('{"fake": "none"}', "utf-8")
    return {**os.environ, "LLM_USER_PATH": str(home)}


def serve() -> None:
    found = importlib.util.spec_from_file_location("fake_llm", TOOL)
    if found is None or found.loader is None or not TOOL.is_file():
        sys.exit(f"{TOOL}: the fake server is not beside this checkout")
    tool = importlib.util.module_from_spec(found)
    found.loader.exec_module(tool)
    chat = tool.Server.chat

    async def timed(self: object, *given: object) -> object:
        self.st.setdefault("first", time.monotonic())  # type: ignore[attr-defined]
        return await chat(self, *given)

    tool.Server.chat = timed
    tool.main()


if __name__ == "__main__":
    serve()
