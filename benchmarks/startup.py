"""Start-up of the small commands, as multiples of `python -c pass` of the same environment.

    python benchmarks/startup.py [--rounds 15] [--llm PATH]

`--llm` is the `llm` command in an environment of its own (`pip install llm`): the peer for `--help`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from paired import compare

from drafter.settings import DISCLAIMERS

POST = f'---\ntitle: "Forty people in Prague"\n---\n\n{DISCLAIMERS["en"]}\n\nForty people met.\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--llm", default="")
    given = parser.parse_args()
    drafter = str(Path(sys.executable).with_name("drafter"))
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "drafter --version": [drafter, "--version"],
        "drafter check --select D one.md": [drafter, "check", "--select", "D", "one.md"],
        "drafter check one.md": [drafter, "check", "one.md"],
        "drafter --help": [drafter, "--help"],
        "drafter draft --help": [drafter, "draft", "--help"],
        "drafter prompt list": [drafter, "prompt", "list"],
    }
    if given.llm:
        commands["llm --help"] = [given.llm, "--help"]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "one.md").write_text(POST, "utf-8")
        compare(commands, Path(folder), given.rounds)


if __name__ == "__main__":
    main()
