"""Files are whole at every moment, and an edit by a person is never taken for our own text."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from drafter import document, drafts
from drafter.errors import DrafterError

WRITER = """
import sys
from drafter import document
path, size = sys.argv[1], int(sys.argv[2])
number = 0
print("ready", flush=True)
while True:
    number += 1
    text = f"{number:09d}\\n" + "x" * size + f"\\n{number:09d}\\n"
    document.write(path, text.encode())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_killed_write_leaves_a_whole_file(tmp_path: Path) -> None:
    """DRAFTER_KILLS sets the number of kills; the full count of 1,000 is run by hand."""
    path = tmp_path / "post.md"
    chance = random.Random(1)
    for _ in range(int(os.environ.get("DRAFTER_KILLS", "12"))):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, path, "300000"], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.uniform(0.001, 0.05))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        if path.exists():
            text = path.read_text()
            assert len(text) == 300000 + 21
            assert text[:9] == text[-10:-1]
    assert path.exists()


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    document.write(link, b"new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".tmp"] == []


def test_unwritable_places_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DrafterError, match="can't be written"):
        document.write(tmp_path / "file" / "post.md", b"x")


def test_unreadable_posts_are_told(tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match="no such file"):
        document.read(tmp_path / "none.md")
    with pytest.raises(DrafterError, match="folder"):
        document.read(tmp_path)


def test_a_checkout_with_crlf_is_untouched_and_an_edit_is_not() -> None:
    text = '---\ntitle: "x"\nai_output_digest: ""\n---\n\nA body.\n'
    text = text.replace('ai_output_digest: ""', f'ai_output_digest: "{document.output_digest(text)}"')
    assert document.is_untouched(document.parse(text.encode(), "p.md"))
    assert document.is_untouched(document.parse(text.replace("\n", "\r\n").encode(), "p.md"))
    assert not document.is_untouched(document.parse(text.replace("A body", "Our body").encode(), "p.md"))
    assert not document.is_untouched(document.parse(text.replace('"x"', '"y"').encode(), "p.md"))


def test_a_name_that_other_notes_took_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "2022-09-28-talk.md").write_text("a person's own post")
    assert drafts.find(tmp_path, "notes/talk.md", "2022-09-28", "talk").path.name == "2022-09-28-talk-2.md"
