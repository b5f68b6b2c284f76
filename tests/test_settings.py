"""Flag > environment > project file > user file > default; a typo or a wrong type is told, never ignored."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drafter import settings
from drafter.errors import DrafterError


def project(text: str) -> None:
    Path("drafter.toml").write_text(text, "utf-8")


def test_without_a_file_the_defaults_hold() -> None:
    found = settings.load()
    assert not found.has_file
    assert found.disclaimer.text("en") == "Disclaimer: Most of the articles on the blog are written using an AI tool."
    assert set(found.disclaimer.texts) == {"en", "de", "fr", "es", "it", "cs"}


def test_the_nearest_file_above_is_the_workspace() -> None:
    project('author = "Ana"')
    Path("a/b").mkdir(parents=True)
    found = settings.load(Path("a/b"))
    assert (found.root, found.author) == (Path.cwd(), "Ana")


def test_precedence(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Path("mine.toml")
    mine.write_text('author = "Me"\n[model]\nname = "mine"\nbase_url = "http://mine/v1"\n')
    environ = {"DRAFTER_CONFIG": str(mine)}
    assert settings.load(user=True, environ=environ).model.name == "mine"
    assert settings.load(user=True, environ=environ).base_url_from == "user"
    project('author = "Ana"\n[model]\nname = "ours"\n')
    found = settings.load(user=True, environ=environ)
    assert (found.author, found.model.name, found.model.base_url) == ("Ana", "ours", "")
    found = settings.load(user=True, environ=environ | {"OPENAI_BASE_URL": "http://env/v1", "DRAFTER_MODEL": "env"})
    assert (found.model.name, found.model.base_url, found.base_url_from) == (
        "env",
        "http://env/v1",
        "environment",
    )


def test_the_gate_does_not_look_at_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mine.toml").write_text('author = "Me"\n')
    monkeypatch.setenv("DRAFTER_CONFIG", "mine.toml")
    assert settings.load().author == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('autor = "x"', "did you mean author"),
        ("[disclaimer]\nrequire = 'all'", "did you mean disclaimer.required"),
        ("[disclaimer]\nrequired = 'none'", "one of: all, ai"),
        ("[disclaimer]\nposition = 'middle'", "top, bottom"),
        ("[disclaimer.texts]\nen = 'AI'", "three words"),
        ("site = 'wordpress'", "hugo"),
        ("posts = 'drafts'", "list of strings"),
        ("posts = [1]", "list of strings"),
        ("[model]\ntimeout = 'long'", "a number"),
        ("[model]\ntrust_project_endpoint = true", "a person sets it"),
        ("disclaimer = 'x'", "must be a table"),
        ("a = ", "drafter.toml"),
    ],
)
def test_what_is_wrong_is_told(text: str, says: str) -> None:
    project(text)
    with pytest.raises(DrafterError) as error:
        settings.load()
    assert says in f"{error.value.message} {error.value.hint}"
    assert "drafter.toml" in error.value.message


def test_a_user_file_can_not_change_the_policy() -> None:
    Path("mine.toml").write_text("[disclaimer]\nrequired = 'ai'\n")
    with pytest.raises(DrafterError, match="belongs into a project"):
        settings.load(user=True, environ={"DRAFTER_CONFIG": "mine.toml"})


def test_the_projects_prices_hold_for_the_users_model() -> None:
    Path("drafter.toml").write_text("[model]\nprice_in = 2.5\n")
    Path("mine.toml").write_text('[model]\nname = "mine"\nprice_in = 1.0\nprice_out = 4.0\n')
    model = settings.load(user=True, environ={"DRAFTER_CONFIG": "mine.toml"}).model
    assert (model.name, model.price_in, model.price_out) == ("mine", 2.5, 4.0)
    Path("drafter.toml").write_text('[model]\nname = "ours"\nprice_in = 2.5\n')
    model = settings.load(user=True, environ={"DRAFTER_CONFIG": "mine.toml"}).model
    assert (model.name, model.price_in, model.price_out) == ("ours", 2.5, None)


_TOML = st.one_of(
    st.sampled_from(
        [
            "[a]",
            "[b.a]",
            "[a.b]",
            " ",
            "#",
            "# a [b]",
            '"""',
            "a.b = true",
            'a = "x" # y',
            "a = [",
            "]",
            "[[a]]",
            "\r",
            "\t",
        ]
    ),
    st.builds(
        "{} = {}".format,
        st.sampled_from(["a", "b", "c-d", "1"]),
        st.sampled_from(
            [
                '"x"',
                '"y # z"',
                '["a", "b"]',
                '["a"b]',
                '["a",]',
                '["a"\t,"b"]',
                "[]",
                "true",
                "1",
                "''",
                '"\\\\n"',
                '"é\u200b\x00"',
            ]
        ),
    ),
    st.text('ab"=[],# \n\\', max_size=12),
)


@given(st.lists(_TOML, max_size=7).map("\n".join))
@example('a = "x"\n[a]')
@example('[a]\nb = "x"\n[a.b]')
@example("[a.b]\n[a]\nb = true")
def test_what_is_read_as_plain_is_what_toml_means(text: str) -> None:
    found = settings.plain(text)
    assert found is None or found == tomllib.loads(text)


def test_a_usual_file_is_plain() -> None:
    text = 'site = "hugo"  # ours\nposts = ["content/posts", "blog"]\n\n[disclaimer]\nraw_html = true\n[disclaimer.texts]\nen = "An AI tool drafted this."\n'
    assert settings.plain(text) == tomllib.loads(text)
