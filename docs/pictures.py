"""Makes the pictures of the documentation anew: `python docs/pictures.py`, with the extra `browser` and Chromium.

Terminals are captured from the program itself, and drawn by rich; the review page is a browser's. The example is the
tutorial's own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).resolve().parent
PICTURES = HERE / "pictures"
WIDTH = 80  # columns
POST = Path("drafts/2026-04-20-spring-meeting.md")
ENVIRON = os.environ | {
    "COLUMNS": str(WIDTH), "TERM": "xterm-256color", "TZ": "Europe/Prague",
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
}  # fmt: skip


def typed(*commands: str) -> str:
    """What a terminal shows of `commands`, with its colours."""
    shown = ""
    for command in commands:
        ours, theirs = os.openpty()
        with subprocess.Popen(command, shell=True, env=ENVIRON, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs):
            os.close(theirs)
            said = b"".join(iter(partial(_read, ours), b""))
        os.close(ours)
        shown += f"\x1b[1m$ {command}\x1b[0m\n{said.decode().replace(chr(13), '')}\n"
    return shown.rstrip("\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other side is closed
        return b""


def draw(name: str, text: str) -> None:
    """Write `text` as a picture of a terminal that loads no fonts from elsewhere."""
    with Path(os.devnull).open("w") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True, color_system="truecolor")
        console.print(Text.from_ansi(text))
    svg = console.export_svg(title="drafter", unique_id=name)
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    (PICTURES / f"{name}.svg").write_text(re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE), "utf-8")


def photograph(name: str, page: Path, *, width: int, height: int, key: str) -> None:
    """Write what a browser shows of `page` after a key was pressed."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": width, "height": height})
        tab.goto(page.resolve().as_uri())
        tab.keyboard.press(key)
        tab.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


def change(old: str, new: str) -> None:
    """Edit the post as a person does."""
    text = POST.read_text("utf-8")
    assert old in text, old
    POST.write_text(text.replace(old, new), "utf-8")


def main() -> None:
    """Play the tutorial's story in a folder of its own, and take a picture of each turn."""
    tutorial = (HERE / "tutorial.md").read_text("utf-8")
    notes = re.findall(r'^```markdown title="(notes/.*?)"\n(.*?)^```$', tutorial, re.MULTILINE | re.DOTALL)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("notes").mkdir()
        for name, text in notes:
            Path(name).write_text(text, "utf-8")
        Path("drafter.toml").write_text('organisation = "Brno Beekeepers"\nauthor = "Ana Souza"\n')
        drafted = typed(f"drafter draft {notes[0][0]}", "drafter check")
        change("42 members came, more than last year (35).", "45 members came, and the mood was groundbreaking.")
        draw("draft", drafted)
        draw("findings", typed("# somebody writes a sentence from memory", "drafter check --ignore G516"))
        typed(f"drafter review {POST} --html review.html")
        photograph("review-page", Path("review.html"), width=1100, height=610, key="j")
        change("45 members came, and the mood was groundbreaking.", "42 members came; last year it was 35.")
        signed = typed(f'drafter approve {POST} --reviewer "Petra Dvořák" --yes', "drafter check")
        change("Disclaimer: Most", "<!-- Disclaimer: Most")
        change("an AI tool.", "an AI tool. -->")
        hidden = typed("# somebody puts the disclaimer into a comment", "drafter check")
        draw("gate", f"{signed}\n\n{hidden}")
        os.chdir(HERE)


if __name__ == "__main__":
    main()
