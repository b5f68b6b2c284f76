"""`drafter init`: from an empty folder, or inside a site, to a workspace that works at once and loses nothing."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from helpers import run

from drafter import settings, sites
from drafter.pipeline import workspace

EXAMPLE = "notes/eu-cluster-conference-prague.md"


def files() -> dict[str, bytes]:
    return {
        path.as_posix(): path.read_bytes() for path in Path().rglob("*") if path.is_file() and ".git/" not in str(path)
    }


def test_from_an_empty_folder_to_a_draft_that_passes() -> None:
    made = run("init", "--yes", "--organisation", "LightMirror", "--author", "Ana Souza")
    assert made.code == 0 and made.out.split()[:2] == ["drafter.toml", EXAMPLE]
    assert set(files()) == {"drafter.toml", EXAMPLE, "prompts/README.md", ".pre-commit-config.yaml", ".gitignore",
                            ".github/workflows/drafter.yml"}  # fmt: skip
    assert run("check").code == 2, "nothing was checked"
    next_commands = [line.strip().split()[1:] for line in made.err.splitlines() if line.startswith("  drafter ")]
    assert [words[0] for words in next_commands] == ["draft", "review", "approve"]
    for words in next_commands[:2]:
        assert run(*words).code == 0
    assert run(*next_commands[2], "--reviewer", "Ana Souza", "--yes").code == 0
    assert run("check").code == 0 and run("prompt", "lint").code == 0


def test_what_is_typed_is_what_is_set(tmp_path: Path) -> None:
    sentence = 'We say "AI" {here} and \\ there, in every post.'
    made = run("init", "new blog", "--site", "hugo", "--organisation", "O'Neil & {x}", "--author", "Žofie", "--lang", "de",
               "--disclaimer", sentence, "--model", "openai/gpt-5.2", "--ci", "none", "--yes")  # fmt: skip
    assert made.code == 0 and "Next, in new blog:" in made.err
    found = settings.load(Path("new blog"))
    assert (found.site, found.posts, found.output) == ("hugo", ("content/posts",), "content/posts")
    assert (found.organisation, found.author, found.language, found.model.name) == (
        "O'Neil & {x}",
        "Žofie",
        "de",
        "openai/gpt-5.2",
    )
    assert dict(found.disclaimer.texts) == {"de": sentence}
    assert not Path("new blog/.github").exists() and Path("new blog/content/posts").is_dir()


def test_the_usual_sentence_stays_one_for_each_language() -> None:
    run("init", "--yes", "--disclaimer", settings.DISCLAIMERS["en"])
    assert settings.load().disclaimer.texts == settings.DISCLAIMERS


@pytest.mark.parametrize(("preset", "config"), [
    (name, config) for name, preset in sites.PRESETS.items() for config in preset.config
])  # fmt: skip
def test_a_site_is_known_by_its_configuration(preset: str, config: str) -> None:
    Path(config).parent.mkdir(parents=True, exist_ok=True)
    Path(config).write_text("baseURL = 'https://blog.example/'\n" if config == "config.toml" else "baseURL: x\n")
    assert run("init", "--yes").code == 0
    found = settings.load()
    assert found.site == preset
    assert found.output == (sites.PRESETS[preset].waiting or found.posts[0])
    written = run("draft", "--offline", EXAMPLE)
    assert written.code == 0 and Path(written.out.strip()).parent == Path(found.output)
    assert run("check").code == 0


def test_zola_is_not_hugo_and_other_folders_of_posts_are_found() -> None:
    Path("config.toml").write_text('base_url = "https://blog.example"\n')
    assert sites.detect(Path()) == "plain"
    Path("hugo.toml").touch()
    Path("content/blog").mkdir(parents=True)
    run("init", "--yes")
    assert settings.load().posts == ("content/blog",)


def test_nothing_is_overwritten_and_twice_is_once() -> None:
    mine = {"drafter.toml": 'author = "Me"\n', EXAMPLE: "mine\n", "prompts/README.md": "mine\n", "drafts/a.md": "mine\n",
            ".pre-commit-config.yaml": "repos: []\n", ".github/workflows/drafter.yml": "name: mine\n"}  # fmt: skip
    for name, text in mine.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)
    Path(".gitignore").write_bytes(b"public/\r\nout")
    made = run("init", "--yes", "--author", "Other", "--ci", "github")
    assert made.code == 0 and "kept as they are: drafter.toml" in made.err and "id: drafter-check" in made.err
    assert {name: Path(name).read_text() for name in mine} == mine
    assert Path(".gitignore").read_bytes() == b"public/\r\nout\r\n.drafter/\r\n"
    before = files()
    again = run("init", "--yes")
    assert (again.code, again.out, files()) == (0, "", before)


def test_a_new_workspace_made_twice_stays_as_it_is() -> None:
    run("init", "--yes", "--site", "jekyll")
    before = files()
    assert run("init", "--yes").out == "" and files() == before


def test_notes_are_no_pages_of_the_site() -> None:
    Path("_config.yml").write_text("title: x")
    run("init", "--yes")
    assert yaml.safe_load(Path("_config.yml").read_text()) == {
        "title": "x",
        "exclude": ["notes", "prompts", "drafter.toml"],
    }
    Path("drafter.toml").unlink()
    Path("_config.yml").write_text("exclude:\n  - vendor\n")
    told = run("init", "--yes").err
    assert "Jekyll publishes your notes" in told and Path("_config.yml").read_text() == "exclude:\n  - vendor\n"
    run("init", "other", "--site", "eleventy", "--yes")
    assert Path("other/.eleventyignore").read_text().split() == ["notes/", "prompts/"]


@pytest.mark.parametrize(("arguments", "says"), [
    (("--site", "wordpress"), "wordpress"), (("--ci", "jenkins"), "jenkins"), (("--disclaimer", "AI"), "three words"),
    (("--lang", "Deutsch"), "such as de"), (("file",), "is a file"),
])  # fmt: skip
def test_wrong_input_is_one_line_and_writes_nothing(arguments: tuple[str, ...], says: str) -> None:
    Path("file").touch()
    result = run("init", "--yes", *arguments)
    assert result.code == 2 and says in result.err
    assert set(files()) == {"file"}


def test_a_slip_in_the_model_is_told() -> None:
    assert "did you mean openai?" in run("init", "--yes", "--model", "opnai/gpt-5.2").err
    assert "provider" not in run("init", "b", "--yes", "--model", "mistral/large").err


def test_a_file_where_a_folder_belongs() -> None:
    Path("drafts").touch()
    result = run("init", "--yes")
    assert result.code == 2 and "drafts" in result.err


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input is one where a person answers."""
    monkeypatch.setattr(io, "TextIOWrapper", type("Terminal", (io.TextIOWrapper,), {"isatty": lambda self: True}))


def test_it_asks_on_a_terminal(terminal: None) -> None:
    result = run("init", stdin=b"hugoo\nhugo\nLightMirror\nAna Souza\n\n\nlocal\nnone\n")
    assert result.code == 0, result.err
    assert "did you mean hugo?" in result.err and "Site generator" in result.err
    found = settings.load()
    assert (found.site, found.organisation, found.author, found.model.name) == (
        "hugo",
        "LightMirror",
        "Ana Souza",
        "local",
    )
    assert not Path(".github").exists()
    assert run("init", stdin=b"").code == 0, "a workspace is not asked about again"


def test_breaking_off_leaves_nothing(terminal: None) -> None:
    result = run("init", stdin=b"hugo\nLightMirror\n")
    assert result.code == 130 and files() == {}


@pytest.mark.parametrize("answers", [b"", b"Ana Souza\n"])
def test_breaking_off_signs_nothing(terminal: None, answers: bytes) -> None:
    Path("a.md").write_text("# A meetup in Brno\n\nDate: 2024-05-03\n\n- Forty people came.\n")
    draft = Path(run("draft", "a.md").out.strip())
    before = draft.read_bytes()
    assert run("approve", draft, stdin=answers).code == 130
    assert draft.read_bytes() == before


@pytest.mark.parametrize("where", ["github", "gitlab"])
def test_ci_installs_from_a_repository_never_by_name(where: str) -> None:
    if where == "gitlab":
        Path(".git").mkdir()
        Path(".git/config").write_text('[remote "origin"]\n\turl = git@gitlab.com:a/b.git\n')
    told = run("init", "--yes", "--site", "hugo").err
    path = Path(".gitlab-ci.yml" if where == "gitlab" else ".github/workflows/drafter.yml")
    text = path.read_text()
    assert yaml.safe_load(text) and "drafter check" in text and "--rendered public" in text
    assert 'pip install "git+https://' in text
    assert ("OWNER" in text) == ("instead of OWNER" in told), "told what to fill in"


def test_ci_installs_the_commit_that_is_installed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import metadata

    class Installed:
        def read_text(self, name: str) -> str:
            assert name == "direct_url.json"
            return json.dumps(
                {"url": "https://git.example/a/drafter", "vcs_info": {"vcs": "git", "commit_id": "abc123"}}
            )

    monkeypatch.setattr(metadata, "distribution", lambda name: Installed())
    result = run("init", "--yes")
    assert "git+https://git.example/a/drafter@abc123" in Path(".github/workflows/drafter.yml").read_text()
    assert "OWNER" not in result.err


def test_the_hook_is_one() -> None:
    pre_commit = pytest.importorskip("pre_commit.clientlib", reason="pre-commit is not installed")
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    subprocess.run(["git", "init", "-q"], check=True)
    run("init", "--yes")
    (hook,) = pre_commit.load_config(".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert (hook["id"], hook["entry"]) == ("drafter-check", "drafter check --allow-empty")


def test_the_example_comes_with_the_package() -> None:
    assert "European Cluster Conference" in workspace._example().read_text("utf-8")
