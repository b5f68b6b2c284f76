"""What people put right in a log, and what bots say of the issues that people name."""

from __future__ import annotations

from pathlib import Path

from drafter import notes

LOG = """\
10:00:01 <ann> topic: Errata
10:00:02 <bob> see w3c/spec#33, page 330 and https://x.example/e33/33
10:00:03 <ghurlbot> https://github.com/w3c/spec/issues/33 -> Issue 33 A mistaken one (carl) bug, ready
10:00:04 <ann> we are mergine it
10:00:05 <ann> mergine is hard
10:00:06 <bob> s/mergine/merging/
10:00:07 <ann> s/33/35/g
10:00:08 <bob> w3c/spec#35 it is
10:00:09 <ghurlbot> https://github.com/w3c/spec/issues/35 -> Issue 35 Kill [IRI]? (dan) bug
10:00:10 <ann> thanks all
"""


def lines(text: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "log.txt"
    path.write_text(text)
    return [line.text for line in notes.read(str(path)).lines]


def test_corrections_hold_and_are_no_lines(tmp_path: Path) -> None:
    found = lines(LOG, tmp_path)
    assert any("w3c/spec#35, page 330 and https://x.example/e33/35" in line for line in found)
    assert any("we are mergine it" in line for line in found)  # without `g`, the last line before
    assert any("merging is hard" in line for line in found)
    assert not any("s/" in line.split("**")[-1][:4] for line in found)


def test_of_a_corrected_issue_the_true_title_stays(tmp_path: Path) -> None:
    found = lines(LOG, tmp_path)
    assert "- [Issue 35 Kill (IRI)?](https://github.com/w3c/spec/issues/35)" in found
    assert not any("mistaken" in line or "ghurlbot" in line for line in found)


def test_many_corrections_cost_little(tmp_path: Path) -> None:
    log = "".join(f"10:00:00 <ann> aaaa {number}\n10:00:01 <bob> s/aaaa/aaaa/g\n" for number in range(3_000))
    assert len(lines(log, tmp_path)) == 3_000


def test_entities_of_an_export_are_the_characters_they_stand_for(tmp_path: Path) -> None:
    found = lines(
        "10:00:01 <ann> I wonder if it&apos;s Q&amp;A\n10:00:02 <bob> see /x?a=1&copy=2 and AT&T;\n", tmp_path
    )
    assert any("I wonder if it's Q&A" in line for line in found)
    assert any("/x?a=1&copy=2 and AT&T;" in line for line in found)
