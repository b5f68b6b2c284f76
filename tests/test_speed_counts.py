"""What a check reads and remembers, in counts; and that a glance says nothing that the full look doesn't."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import run

from drafter import disclaimer, document, rules
from drafter.pipeline import clean, glance, memory, scope
from drafter.rules import Subject
from drafter.settings import DISCLAIMERS, Disclaimer, Settings

CASES = Path(__file__).resolve().parent / "cases"
SENTENCE = DISCLAIMERS["en"]
GOOD = f'---\ntitle: "Prague"\n---\n\n{SENTENCE}\n\nForty people met.\n'
BAD = GOOD.replace(SENTENCE, f"<!-- {SENTENCE} -->")
D_RULES, _ = rules.choose(("D",))


def posts(count: int, text: str = GOOD) -> list[Path]:
    Path("drafts").mkdir(exist_ok=True)
    made = [Path(f"drafts/{number:04}.md") for number in range(count)]
    for path in made:
        path.write_text(text, "utf-8")
    return made


@pytest.fixture
def no_race(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were made just now are remembered, too."""
    monkeypatch.setattr(memory, "RACY", -(10**12))


# -- reading -------------------------------------------------------------------------------------------


def opened(*argv: str) -> int:
    """How many times a check opens a post."""
    code = f"""
import sys
from drafter.__main__ import main
count = 0
def hook(event, args):
    global count
    count += event == "open" and str(args[0]).endswith(".md")
sys.addaudithook(hook)
assert main({["check", "--select", "D", *argv]!r}) == 0
print(count, file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return int(done.stderr.split()[-1])


def test_each_clean_post_is_opened_once() -> None:
    posts(30)
    assert opened() == 30
    assert opened("--no-cache") == 30


# -- memory --------------------------------------------------------------------------------------------


def unproven(files: list[Path], policy: Disclaimer | None = None, *, remember: bool = True) -> list[str]:
    names, policy = [str(path) for path in files], policy or Disclaimer()
    notes = glance.recall(names if remember else [], policy)
    left = glance.unproven(names, policy, notes)
    notes.keep(set(names) - set(left))
    return left


def test_what_was_proved_is_not_read_again_until_it_is_touched(no_race: None, monkeypatch: pytest.MonkeyPatch) -> None:
    files = posts(30)
    assert unproven(files) == []
    seen: list[bytes] = []
    judge = clean.clean
    monkeypatch.setattr(clean, "clean", lambda data, policy: seen.append(data) or judge(data, policy))
    assert unproven(files) == [] and seen == []
    before = files[3].stat()
    files[3].write_text(BAD.ljust(len(GOOD))[: len(GOOD)], "utf-8")
    os.utime(files[3], ns=(before.st_atime_ns, before.st_mtime_ns))  # as one would who wants to hide it
    assert unproven(files) == [str(files[3])] and len(seen) == 1
    assert unproven(files) == [str(files[3])] and len(seen) == 2  # a bad post is never remembered
    assert unproven(files, remember=False) == [str(files[3])] and len(seen) == 32


def test_a_clean_post_that_no_proof_covers_is_judged_once(no_race: None, monkeypatch: pytest.MonkeyPatch) -> None:
    files = posts(30)
    files[3].write_text(GOOD.replace(" on the blog", "\non the blog"), "utf-8")
    files[7].write_text(BAD, "utf-8")
    judged: list[str] = []
    judge = disclaimer.judge
    monkeypatch.setattr(
        disclaimer, "judge", lambda draft, *rest, **more: judged.append(draft.path) or judge(draft, *rest, **more)
    )
    first = run("check", "--select", "D")
    assert (first.code, judged) == (1, ["drafts/0003.md", "drafts/0007.md"])
    assert run("check", "--select", "D") == first
    assert judged[2:] == ["drafts/0007.md"]  # what is found is looked for each time
    assert run("check", "--select", "D", "--no-cache") == first and len(judged) == 5
    files[7].write_text(GOOD, "utf-8")
    files[3].write_text(BAD, "utf-8")
    assert "drafts/0003.md" in run("check", "--select", "D").out


def test_other_settings_versions_and_folders_remember_nothing(no_race: None, monkeypatch: pytest.MonkeyPatch) -> None:
    files = posts(30)
    assert unproven(files) == []
    assert len(unproven(files, Disclaimer(texts={"en": "Another sentence that is not there."}))) == 30
    assert unproven(files) == []
    monkeypatch.setattr(memory, "__version__", "0")
    seen: list[str] = []
    monkeypatch.setattr(glance, "_proved", lambda path, policy: bool(seen.append(path)))
    assert len(unproven(files)) == len(seen) == 30


def test_young_files_are_not_trusted_and_a_broken_memory_is_none() -> None:
    files = posts(30)
    folder = Path.home() / ".cache" / "drafter" / "proved"
    assert unproven(files) == []
    assert not folder.exists()  # all of them may still change within the same tick of the clock
    folder.mkdir(parents=True)
    for junk in (b"", b"\0\0\0", b"\xff" * 99):
        for name in range(3):
            (folder / f"{name:08x}").write_bytes(junk)
        assert unproven(files) == []
    folder.chmod(0o500)
    assert run("check", "--select", "D").code == 0


def test_the_command_remembers_only_where_it_may(no_race: None) -> None:
    posts(30)
    notes = Path.home() / ".cache" / "drafter" / "proved"
    assert run("check", "--select", "D", "--no-cache").code == 0 and not notes.exists()
    first = run("check", "--select", "D")
    assert len(list(notes.iterdir())) == 1
    assert run("check", "--select", "D") == first
    Path("drafts/0007.md").write_text(BAD, "utf-8")
    assert run("check", "--select", "D").code == 1
    assert run("check").code == 1


# -- many posts ----------------------------------------------------------------------------------------


def test_processes_find_what_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    files = posts(40)
    bad = [files[number] for number in (0, 1, 17, 38, 39)]
    for path in bad:
        path.write_text(BAD, "utf-8")
    alone = unproven(files, remember=False)
    monkeypatch.setattr(glance, "WORTH_SHARING", 10)
    assert unproven(files, remember=False) == alone == [str(path) for path in bad]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_process_that_dies_has_proved_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    files, parent, proved = posts(40), os.getpid(), glance._proved
    alive, held = os.pipe()
    mine: list[str] = []

    def prove(path: str, policy: Disclaimer) -> bool:
        if os.getpid() != parent:
            raise ZeroDivisionError
        if not mine:  # the other process has taken a share and died when nobody holds the pipe
            os.close(held)
            os.read(alive, 1)
        mine.append(path)
        return proved(path, policy)

    monkeypatch.setattr(glance, "WORTH_SHARING", 10)
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1}, raising=False)
    monkeypatch.setattr(glance, "_proved", prove)
    monkeypatch.setattr("threading.active_count", lambda: 1)  # whatever other tests have left running
    left = unproven(files, remember=False)
    assert left == [str(path) for path in files if str(path) not in mine] and left


def test_folders_are_walked_without_looking_at_each_post(monkeypatch: pytest.MonkeyPatch) -> None:
    posts(50)
    asked: list[object] = []
    real = os.path.realpath
    monkeypatch.setattr(os.path, "realpath", lambda path, **more: asked.append(path) or real(path, **more))
    assert len(scope.collect(["drafts"], Settings(folder=str(Path.cwd()))).files) == 50
    assert len(asked) < 5


# -- a glance and a full look --------------------------------------------------------------------------

HEADS = [
    "", "---\n---\n", '---\ntitle: "A"\n---\n', "---\ntitle: A\nauthor: Ann\n---\n", "---\nauthor: GPT-4\n---\n", "---\nauthors:\n- Ann\n- ChatGPT\n---\n",
    "---\nauthors: [Ann,\nGPT-4]\n---\n", '---\nauthor: "Ann and\nGPT-4"\n---\n', "---\nx: &a GPT-4\nauthor: *a\n---\n", "---\n{author: GPT-4}\n---\n", "---\nauthor:\n  name: Claude 2\n---\n",
    "---\nauthor: Tom O'Neill\nai: {x: y}\n---\n", '---\n"\\x61i_tool": GPT\n---\n', "---\nai_disclosure: none\n---\n", "---\nai_disclosure: autonomous\n---\n", "---\nai_tool: GPT-4\nai_disclosure: ai-generated\n---\n",
    '---\nai_disclosure: ai-generated\nai_source_type: "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"\nai_tool: "GPT-4"\nauthor: Ann\n---\n',
    "---\nauthor: large language\n  model\n---\n", "---\nbase: &b\n  author: GPT-4\n<<: *b\n---\n", "---\ntitle: x\n...\n---\n", "---\ntitle: x\n--- \nauthor: GPT-4\n---\n", "+++\nauthor = 'GPT-4'\n+++\n", '{"author": "GPT-4"}\n',
    "\n---\nauthor: GPT-4\n---\n", "\ufeff---\ntitle: x\n---\n", "--- \ntitle: x\n---\n", "---\r\nauthor: GPT-4\r\n---\r\n", "---\ndescription: >-\n  by GPT-4\n---\n", "---\n? author\n: GPT-4\n---\n", '---\n"author": GPT-4\n---\n',
]  # fmt: skip
BODIES = [
    f"{SENTENCE}\n", f"\n{SENTENCE}\n\nText.\n", f"> {SENTENCE}\n", f"Text.\n\n{SENTENCE}\n\nThis statement is false.\n", "Text.\n\n" * 5 + SENTENCE, f"Text\n\n<!--more-->\n\n{SENTENCE}\n", f"<div hidden>\n\n{SENTENCE}\n",
    f"{SENTENCE}\n\nThis post was written without AI.\n", f"- a\n\n  ```\n  b\n  ```\n\n{SENTENCE}\n", f"```\n{SENTENCE}\n\n```\n", "", f"{SENTENCE} Not.\n", f"---\nauthor: GPT-4\n---\n{SENTENCE}\n",
]  # fmt: skip


def disagreement(data: bytes, policy: Disclaimer) -> str:
    """What the rules on disclosure find in a post that is clean at a glance."""
    if not clean.clean(data, policy):
        return ""
    found = rules.run(Subject(document.parse(data, "p.md"), Settings(disclaimer=policy)), D_RULES)
    return "".join(f"{finding.code} {finding.message} in {data!r}" for finding in found)


@pytest.mark.parametrize("position", ["top", "bottom"])
def test_what_is_clean_at_a_glance_is_clean(position: str) -> None:
    policy = Disclaimer(position="top" if position == "top" else "bottom")
    texts = [(head + body).encode() for head in HEADS for body in BODIES]
    texts += [path.read_bytes() for path in CASES.glob("*/*.md")]
    assert [wrong for data in texts if (wrong := disagreement(data, policy))] == []
    assert sum(clean.clean(data, policy) for data in texts) > 40


def test_broken_bytes_are_never_clean() -> None:
    chance = random.Random(3)
    for _ in range(300):
        data = bytearray(GOOD.encode())
        for _ in range(chance.randint(1, 3)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        assert disagreement(bytes(data), Disclaimer()) == ""
    assert not clean.clean(b"\xff" + GOOD.encode(), Disclaimer())
    assert not clean.clean(b"---\n" * 9999, Disclaimer())
