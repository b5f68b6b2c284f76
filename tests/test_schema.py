"""The JSON Schemas: current, valid, and of one mind with the program."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY
from helpers import run
from jsonschema import Draft202012Validator

from drafter import document, keys, settings
from drafter.errors import DrafterError
from drafter.pipeline import schema

CONFIG, POST = Draft202012Validator(schema.config()), Draft202012Validator(schema.post())


def meta(path: Path) -> Any:
    """The front matter of a post as JSON has it: dates are strings."""
    return json.loads(json.dumps(document.read(path).meta, default=keys.text_of))


def loads(text: str) -> bool:
    Path("drafter.toml").write_text(text, "utf-8")
    try:
        settings.load()
    except DrafterError:
        return False
    return True


@pytest.mark.parametrize("name", ["config", "post"])
def test_the_files_for_editors_are_those_that_the_command_prints(name: str) -> None:
    file = REPOSITORY / "docs" / "schemas" / f"{'drafter' if name == 'config' else name}.schema.json"
    printed = run("schema", name).out
    assert printed == file.read_text("utf-8"), f"run: drafter schema {name} > {file.relative_to(REPOSITORY)}"
    Draft202012Validator.check_schema(json.loads(printed))


def test_every_setting_is_described() -> None:
    def bare(properties: dict[str, Any], path: str = "") -> list[str]:
        found = []
        for key, one in properties.items():
            found += [path + key] * (not one.get("description")) + bare(one.get("properties", {}), f"{path}{key}.")
        return found

    assert bare(dict(schema.config()["properties"])) == []


def test_every_setting_of_the_schema_is_one_of_the_program() -> None:
    properties = schema.config()["properties"]
    tables = {key: one["properties"] for key, one in properties.items() if "properties" in one}
    for table, inner in {"": properties, **tables}.items():
        for key, one in inner.items():
            if "default" in one:
                value = json.dumps(one["default"], ensure_ascii=False)
                value = re.sub(r'": "', '" = "', value) if isinstance(one["default"], dict) else value
                assert loads(f"[{table}]\n{key} = {value}\n" if table else f"{key} = {value}\n"), (table, key)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ('posts = ["a", "b"]\nsite = "hugo"\n', True),
        ('[check.per_path]\n"old/**" = ["S4"]\n', True),
        ("[model]\ntimeout = 5\nprice_in = 0.25\n", True),
        ('sites = "hugo"\n', False),
        ('site = "wordpress"\n', False),
        ('posts = "drafts"\n', False),
        ('reviewers = ["Ana", 3]\n', False),
        ('[disclaimer]\nraw_html = "yes"\n', False),
        ("[disclaimer.texts]\nen = 3\n", False),
        ('[disclaimer]\nposition = "middle"\n', False),
        ('[model]\ntimeout = "5"\n', False),
        ("[model]\ntrust_project_endpoint = true\n", False),
        ("folder = 'x'\n", False),
    ],
)
def test_schema_and_program_say_the_same_of_settings(text: str, right: bool) -> None:
    assert CONFIG.is_valid(tomllib.loads(text)) is right
    assert loads(text) is right


def test_the_settings_of_this_repository_fit() -> None:
    CONFIG.validate(tomllib.loads((REPOSITORY / "drafter.toml").read_text("utf-8")))


def test_posts_fit_and_have_no_key_of_ours_that_the_schema_lacks(prague: Path) -> None:
    Path("notes.md").write_bytes(prague.read_bytes())
    path = Path(run("draft", "notes.md", "--offline").out.strip())
    run("approve", path, "--reviewer", "Ana Souza", "--role", "editor", "--note", "read twice", "--yes")
    posts = [path, *(REPOSITORY / "drafts").glob("*.md")]
    known = set(schema.post()["properties"])
    for post in posts:
        POST.validate(meta(post))
        assert set(meta(post)) <= known
    assert "review_digest" in meta(path)


@pytest.mark.parametrize("level", ["none", "ai-generated", "ai-autonomous", "autonomous"])
@pytest.mark.parametrize(
    "source", ["trainedAlgorithmicMedia", "algorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "minorHumanEdits"]
)
def test_schema_and_rule_say_the_same_of_machine_readable_keys(level: str, source: str) -> None:
    head = {"ai_disclosure": level, "ai_source_type": keys.IPTC + source}
    assert POST.is_valid(head) is not any(keys.wrong(head))


def test_keys_of_the_writers_own_are_welcome() -> None:
    assert POST.is_valid({"title": "A", "cover": {"image": "a.png"}, "authors": ["Ann"]})
