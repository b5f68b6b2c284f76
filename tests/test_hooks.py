"""The pre-commit hooks and the GitHub action, run for real: git and pre-commit, and each step's script in bash."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY

MANIFEST = REPOSITORY / ".pre-commit-hooks.yaml"
ACTION = yaml.safe_load((REPOSITORY / "action.yml").read_text("utf-8"))
SENTENCE = "Disclaimer: Most of the articles on the blog are written using an AI tool."
GOOD = f"---\ntitle: A post\ndraft: true\n---\n\n{SENTENCE}\n\nForty people met in Brno.\n"
BAD = "---\ntitle: A post\ndraft: true\n---\n\nForty people met in Brno.\n"

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")


def write(name: str, text: str = GOOD) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with this checkout's `drafter`, first on the PATH."""
    folder = tmp_path / "runner" / "drafter-venv" / "bin"
    folder.mkdir(parents=True)
    script = folder / "drafter"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{REPOSITORY}" exec "{sys.executable}" -P -m drafter "$@"\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


# -- pre-commit ------------------------------------------------------------------------------------


def pre_commit(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pre_commit", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def git(*arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *arguments], check=True, capture_output=True
    )


@pytest.fixture
def repository(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A git repository whose hooks are those of the manifest, run with the program at hand."""
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    hooks = [hook | {"language": "system", "verbose": True} for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))]
    assert [hook["id"] for hook in hooks] == ["drafter-check", "drafter-fix"]
    write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]}))
    write("drafter.toml", 'posts = ["drafts", "content/posts"]\n')
    git("init", "-q")


def hook(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    git("add", "-A")
    return pre_commit("run", name, *arguments)


def test_the_manifest_is_one() -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    done = pre_commit("validate-manifest", str(MANIFEST))
    assert done.returncode == 0, done.stdout


@needs_git
def test_the_check_hook_passes_and_refuses(repository: None) -> None:
    write("drafts/a.md")
    write("content/posts/deep/b.markdown")
    write("drafts/c.mdx")
    done = hook("drafter-check")
    assert done.returncode == 0 and "3 posts checked" in done.stdout, done.stdout
    write("content/posts/deep/b.markdown", BAD)
    done = hook("drafter-check")
    assert done.returncode == 1
    assert "content/posts/deep/b.markdown:" in done.stdout and "D101" in done.stdout


@needs_git
def test_what_is_no_post_is_none_for_the_hook_either(repository: None) -> None:
    for name in ("README.md", "drafts/README.md", "notes/n.md", "prompts/p.md", "docs/CHANGELOG.md", "drafts-old/x.md"):
        write(name, BAD)
    done = hook("drafter-check")
    assert done.returncode == 0, done.stdout
    assert "6 files" in done.stdout and "README.md" in done.stdout, "it is told what was left out"
    write("drafts/a.md", BAD)
    done = hook("drafter-check")
    assert done.returncode == 1 and done.stdout.count("D101") == 1


@needs_git
def test_a_commit_without_markdown_runs_nothing(repository: None) -> None:
    write("main.py", "x = 1\n")
    done = hook("drafter-check")
    assert done.returncode == 0 and "Skipped" in done.stdout


@needs_git
def test_without_settings_no_post_slips_through(repository: None) -> None:
    Path("drafter.toml").unlink()
    write("somewhere/a.md", BAD)
    write("README.md", BAD)
    done = hook("drafter-check")
    assert done.returncode == 1
    assert "somewhere/a.md" in done.stdout and "README.md:" not in done.stdout


@needs_git
def test_the_fix_hook_mends_and_then_passes(repository: None) -> None:
    path = write("drafts/a.md", BAD)
    readme = write("README.md", "# A project\n")
    done = hook("drafter-fix")
    assert done.returncode == 1 and "files were modified" in done.stdout
    assert SENTENCE in path.read_text("utf-8") and readme.read_text("utf-8") == "# A project\n"
    assert hook("drafter-fix").returncode == 0
    assert hook("drafter-check").returncode == 0


@needs_git
def test_the_hook_stops_a_real_commit(repository: None) -> None:
    write("drafts/a.md", BAD)
    assert pre_commit("install").returncode == 0
    git("add", "-A")
    with pytest.raises(subprocess.CalledProcessError):
        git("commit", "-qm", "bad")
    write("drafts/a.md")
    git("add", "-A")
    git("commit", "-qm", "good")


# -- the action ------------------------------------------------------------------------------------

STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"]}


def test_the_action_is_composite_and_splices_nothing() -> None:
    assert ACTION["runs"]["using"] == "composite"
    inputs = set()
    for step in STEPS.values():
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "an input in a script could run as code"
        inputs |= {
            match
            for value in step.get("env", {}).values()
            for match in re.findall(r"^\$\{\{ inputs\.(\w+) \}\}$", value)
        }
    assert inputs == set(ACTION["inputs"])
    assert all(entry["description"] and entry["default"] == "" for entry in ACTION["inputs"].values())


def test_it_installs_its_own_checkout_out_of_reach_of_the_workspace() -> None:
    script = STEPS["Install drafter"]["run"]
    install = next(line for line in script.splitlines() if "pip install" in line)
    assert install.endswith('"$GITHUB_ACTION_PATH"'), "not a package of that name from an index"
    assert all(" -I " in line for line in script.splitlines() if " -m " in line)


@needs_bash
def test_the_installation_makes_an_environment(tmp_path: Path) -> None:
    """All but the last line, which fetches dependencies; a hostile workspace stands in for nothing."""
    write("venv.py", "raise SystemExit('a module of the workspace was run')\n")
    *lines, last = STEPS["Install drafter"]["run"].rstrip().splitlines()
    probe = last.replace("pip install --quiet --disable-pip-version-check", "pip --version #")
    done = subprocess.run(
        ["bash", "-c", "\n".join([*lines, probe])], capture_output=True, text=True, check=False,
        env={"PATH": os.environ["PATH"], "RUNNER_TEMP": str(tmp_path / "t"), "GITHUB_ACTION_PATH": str(REPOSITORY)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "t" / "drafter-venv") in done.stdout


def act(tmp_path: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the check step as a runner does: `bash --noprofile --norc -eo pipefail {0}` in the workspace."""
    step = STEPS["Check the posts"]
    script = tmp_path / "step.sh"
    script.write_text(step["run"], "utf-8")
    given = {key: inputs.get(re.sub(r"\W+|inputs", "", value), "") for key, value in step["env"].items()}
    env = {
        "PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "GITHUB_ACTIONS": "true",
        "RUNNER_TEMP": str(tmp_path / "runner"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"), **given,
    }  # fmt: skip
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env)


@needs_bash
def test_a_good_workspace_passes(program: Path, tmp_path: Path) -> None:
    write("drafts/a.md")
    done = act(tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
    assert "1 post checked" in (tmp_path / "summary.md").read_text("utf-8")


@needs_bash
def test_a_bad_post_fails_with_annotation_summary_and_sarif(program: Path, tmp_path: Path) -> None:
    write("drafts/a.md")
    write("drafts/b, c.md", BAD)
    done = act(tmp_path, sarif="out/drafter report.sarif")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=drafts/b%2C c.md,line=")
    assert "D101" in done.stderr, "the log has the text, too"
    assert "D101" in (tmp_path / "summary.md").read_text("utf-8")
    report = json.loads(Path("out/drafter report.sarif").read_text("utf-8"))
    assert report["runs"][0]["results"][0]["ruleId"] == "D101"


@needs_bash
def test_nothing_checked_fails(program: Path, tmp_path: Path) -> None:
    assert act(tmp_path).returncode == 2
    assert act(tmp_path, paths="gone").returncode == 2


@needs_bash
def test_paths_are_lines_and_options_are_words(program: Path, tmp_path: Path) -> None:
    write("my posts/a.md", BAD)
    write("other/b.md")
    assert act(tmp_path, paths="other\r\n\n").returncode == 0
    done = act(tmp_path, paths="other\nmy posts")
    assert done.returncode == 1 and "my posts/a.md" in done.stdout
    assert act(tmp_path, paths="my posts", args="--select S --strict").returncode == 0
    assert act(tmp_path, paths="*/b.md").returncode == 0, "a pattern reaches drafter as it is"


@needs_bash
@pytest.mark.parametrize(
    "hostile", ["$(touch pwned)", "`touch pwned`", "; touch pwned", '" ; touch pwned #', "--ignore=D", "-x"]
)
def test_inputs_run_nothing_and_paths_are_no_options(program: Path, tmp_path: Path, hostile: str) -> None:
    write("drafts/a.md", BAD)
    for name in ("paths", "args", "sarif"):
        if (name, hostile) != ("args", "--ignore=D"):
            assert act(tmp_path, **{name: hostile}).returncode in (1, 2)
    assert not Path("pwned").exists()
