"""What surrounds the program: its Python API, completion, manual page, wheel, and other systems' consoles."""

from __future__ import annotations

import importlib
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from conftest import REPOSITORY
from helpers import run

from drafter.__main__ import main
from drafter.cli import application

MAN = REPOSITORY / "docs" / "drafter.1"
SCRIPTS = Path(sys.executable).parent


def python(*argv: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *argv], capture_output=True, encoding="utf-8", errors="replace", env={**os.environ, **environ},
        check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def commands() -> Iterator[tuple[str, Any]]:
    """Every command by what is typed for it."""

    def walk(group: Any, name: str) -> Iterator[tuple[str, Any]]:
        for one in group.commands.values():
            full = f"{name} {one.name}"
            if hasattr(one, "commands"):
                yield from walk(one, full)
            else:
                yield full, one

    return walk(typer.main.get_command(application()), "drafter")


# -- the API ---------------------------------------------------------------------------------------

SCRIPT = """
import sys
import drafter
assert [name for name in sys.modules if name.startswith("drafter.")] == [], "the API costs the command line nothing"
made = drafter.draft("notes.md", offline=True)
assert made.path.is_file() and made.draft.meta["title"], made
report = drafter.check(made.path)
assert report.count("error") == 0 and report.files == (str(made.path),)
evidence = drafter.trace(made.path)
assert evidence.traces and drafter.trace(made.path, "notes.md") == evidence
assert drafter.review(made.path).draft.path == made.path.as_posix()
try:
    drafter.export(made.path)
except drafter.DrafterError as error:
    assert "not approved" in error.message and "drafter approve" in error.hint
else:
    raise SystemExit("exported without approval")
assert drafter.export(made.path, "fragment", unapproved=True).text.startswith("<h1>")
assert not hasattr(drafter, "approve")
"""


def test_a_script_walks_with_the_api_and_nothing_is_printed(prague: Path) -> None:
    Path("notes.md").write_bytes(prague.read_bytes())
    done = python("-c", SCRIPT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_the_package_exports_is_there_and_documented() -> None:
    drafter = importlib.import_module("drafter")
    for name in drafter.__all__:
        assert getattr(drafter, name).__doc__
    with pytest.raises(AttributeError, match="nonsense"):
        _ = drafter.nonsense


# -- help, completion, manual page -----------------------------------------------------------------


def test_the_help_of_every_command_shows_how_it_is_typed() -> None:
    for name, command in commands():
        examples = (command.help or "").partition("\b")[2]
        assert f"{name}" in examples, f"`{name} --help` has no example"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("drafter ", "export"),
        ("drafter check --sel", "--select"),
        ("drafter check --select D10", "D101"),
        ("drafter check --ignore D101,R3", "D101,R301"),
        ("drafter rule G5", "G501"),
        ("drafter accept post.md G5", "G501"),
        ("drafter prompt show ev", "event-recap"),
        ("drafter revise post.md x -m o", "openai/"),
        ("drafter draft notes.md -p ev", "event-recap"),
        ("drafter draft notes.md -m loc", "local"),
        ("drafter export post.md --output-format f", "fragment"),
        ("drafter schema c", "config"),
    ],
)
def test_words_are_completed(typed: str, wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = typed.split(" ")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    monkeypatch.setenv("_DRAFTER_COMPLETE", "complete_bash")
    done = run()
    assert done.code == 0 and wanted in done.out.split("\n")
    assert all(line.startswith(words[-1]) for line in done.out.split())


def test_a_broken_setting_is_no_trouble_while_typing(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("drafter.toml").write_text("nonsense = 1\n", "utf-8")
    monkeypatch.setenv("COMP_WORDS", "drafter prompt show ")
    monkeypatch.setenv("COMP_CWORD", "3")
    monkeypatch.setenv("_DRAFTER_COMPLETE", "complete_bash")
    done = run()
    assert (done.code, done.out.strip(), done.err) == (0, "", "")


@pytest.mark.skipif(not shutil.which("bash") or os.name == "nt", reason="bash is not installed")
def test_bash_completes_commands_and_leaves_files_to_itself() -> None:
    if not (SCRIPTS / "drafter").exists():
        pytest.skip("drafter is not installed as a script")
    ask = 'COMP_WORDS=({}); COMP_CWORD={}; _drafter_completion drafter; echo "${{COMPREPLY[*]}}"; '
    lines = (
        'eval "$(_DRAFTER_COMPLETE=source_bash drafter)"; complete -p drafter; '
        + ask.format("drafter exp", 1)
        + ask.format('drafter review ""', 2)
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", lines], capture_output=True, text=True, check=True,
        env={**os.environ, "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"},
    )  # fmt: skip
    script, names, files = done.stdout.split("\n")[:3]
    assert script == "complete -o default -F _drafter_completion drafter"
    assert names.split() == ["explain", "export"] and files == ""


def test_the_manual_page_names_every_command_and_option() -> None:
    text = MAN.read_text("utf-8").replace("\\-", "-")
    for name, command in commands():
        section = text.partition(f"\n.SS {name} ")[2].partition("\n.SS ")[0]
        assert section, f"no {name}: run python docs/man.py"
        for parameter in command.params:
            for option in (one for one in parameter.opts if one.startswith("-") and one != "--help"):
                assert re.search(rf"^\.B .*(?<![\w-]){option}(?![\w-])", section, re.M), (
                    f"no {option}: run python docs/man.py"
                )


@pytest.mark.skipif(not (shutil.which("mandoc") or shutil.which("man")), reason="neither mandoc nor man is installed")
def test_the_manual_page_can_be_read() -> None:
    lint = ["mandoc", "-T", "lint", "-W", "error"] if shutil.which("mandoc") else ["man", "--warnings", "-l"]
    done = subprocess.run([*lint, str(MAN)], capture_output=True, text=True, check=True)
    assert done.stderr == "" and (lint[0] == "mandoc" or "approve" in done.stdout)


# -- the wheel -------------------------------------------------------------------------------------


def test_the_wheel_has_prompts_and_types_and_no_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = pytest.importorskip("hatchling.build", reason="hatchling is not installed")
    monkeypatch.chdir(REPOSITORY)
    with zipfile.ZipFile(tmp_path / build.build_wheel(str(tmp_path))) as wheel:
        names = set(wheel.namelist())
    assert {"drafter/py.typed", "drafter/__main__.py", "drafter/_prompts/event-recap.md"} <= names
    tops = {name.partition("/")[0] for name in names}
    assert {top.split("-")[0] for top in tops} == {"drafter"}
    assert not [name for name in names if "test" in name or name.endswith((".pyc", ".toml"))]
    assert any(name.endswith("share/man/man1/drafter.1") for name in names)


# -- other systems ---------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
def test_every_console_takes_what_is_printed(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("poznámky.md").write_text("# Příliš žluťoučký kůň\n\n28. 9. 2022, Žďár\n\n- „Úpěl“ 🐎 → ódy\n", "utf-8")

    def told(*argv: str) -> str:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding, write_through=True) for _ in range(2))
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            assert main(argv) == 0, argv
        return out.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]

    path = told("draft", "poznámky.md", "--offline").strip()
    for argv in (
        ("check",),
        ("review", path),
        ("export", path, "--unapproved"),
        ("rule",),
        ("prompt", "list"),
        ("-h",),
    ):
        assert told(*argv)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
def test_a_checkout_with_other_line_ends_keeps_its_signature(end: str, mark: bytes, prague: Path) -> None:
    Path("notes.md").write_bytes(prague.read_bytes())
    path = Path(run("draft", "notes.md", "--offline").out.strip())
    assert run("approve", path, "--reviewer", "Ana Souza", "--yes").code == 0
    for file, first in ((path, mark), (Path("notes.md"), b"")):
        file.write_bytes(first + file.read_text("utf-8").replace("\n", end).encode())
    done = run("check", path, "--ignore", "S")
    assert done.code == 0, done.out
    assert run("export", path).code == 0
    path.write_bytes(before := path.read_bytes().removeprefix(mark))
    assert run("approve", path, "--withdraw").code == 0
    after = path.read_bytes()
    assert after != before and after.count(b"\r") == (after.count(b"\n") if end == "\r\n" else 0)


@pytest.mark.parametrize("name", ["CON", "aux", "Nul", "com1", "a:b", "x?", "trailing. ", "ÄÖÜ", "..", "LONG" * 80])
def test_files_get_names_that_windows_takes(name: str) -> None:
    done = run(
        "draft", "-", "--offline", stdin=f"# {name}\n\nForty people met in Prague on 28 September 2022.\n".encode()
    )
    assert done.code == 0, done.err
    made = Path(done.out.strip())
    assert made.parent == Path("drafts") and re.fullmatch(r"[a-z0-9-]{1,80}\.md", made.name)
    assert not re.fullmatch(r"(?:con|prn|aux|nul|com\d|lpt\d)", made.stem)
