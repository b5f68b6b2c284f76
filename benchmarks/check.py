"""`check --select D` on large trees, as multiples of `rg` for the sentence, and against other checkers.

    python benchmarks/check.py MAKER [--posts 100 1000 10000] [--bad-rate 0] [--scale 1] [--rounds 9] [--all-rules]
                               [--reuse PATH] [--markdownlint PATH]

MAKER is a script `MAKER OUT N --bad-rate R --scale S --spdx` that writes N posts below OUT/content. Cold is without
what an earlier run proved (`--no-cache`), warm is with it; the files themselves are in the system's cache in both.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from paired import compare

TEXT = "This article was drafted with AI assistance and reviewed by the author."
SETTINGS = f'posts = ["content/posts"]\n[disclaimer]\nposition = "bottom"\n[disclaimer.texts]\nen = "{TEXT}"\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("maker")
    parser.add_argument("--posts", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--bad-rate", default="0")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--all-rules", action="store_true")
    parser.add_argument("--reuse", default="")
    parser.add_argument("--markdownlint", default="")
    given = parser.parse_args()
    drafter = str(Path(sys.executable).with_name("drafter"))
    with tempfile.TemporaryDirectory() as root:
        os.environ["XDG_CACHE_HOME"] = f"{root}/cache"
        for count in given.posts:
            folder = Path(root, str(count))
            options = ["--bad-rate", given.bad_rate, "--scale", given.scale, *(["--spdx"] if given.reuse else [])]
            subprocess.run([sys.executable, given.maker, str(folder), str(count), *options], check=True)
            (folder / "drafter.toml").write_text(SETTINGS, "utf-8")
            commands = {
                "rg": ["rg", "--files-without-match", "-F", TEXT, "content"],
                "drafter check --select D, cold": [drafter, "check", "--select", "D", "--no-cache"],
                "drafter check --select D, warm": [drafter, "check", "--select", "D"],
            }
            if given.all_rules:
                commands["drafter check"] = [drafter, "check"]
            if given.reuse:
                commands["reuse lint"] = [given.reuse, "lint"]
            if given.markdownlint:
                commands["markdownlint-cli2"] = [given.markdownlint, "content/**/*.md"]
            time.sleep(3)  # posts younger than that are not remembered
            print(f"{count} posts")
            compare(commands, folder, given.rounds)


if __name__ == "__main__":
    main()
