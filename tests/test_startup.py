"""What a command imports, because imports are most of what a small command costs. Counts, not clocks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from drafter.settings import DISCLAIMERS

HEAVY = {"typer", "rich", "openai", "pydantic", "httpx", "jinja2", "ruamel", "babel", "asyncio", "importlib.metadata"}
PARSERS = {"yaml", "frontmatter", "tomlkit", "markdown_it", "mdit_py_plugins", "selectolax", "rapidfuzz"}
GLANCE = set(
    "drafter drafter.__main__ drafter.console drafter.disclaimer drafter.disclaimer.denial drafter.disclaimer.placement"
    " drafter.disclaimer.proof drafter.door drafter.errors drafter.formats drafter.formats.text drafter.gate"
    " drafter.head drafter.head.plain drafter.keys drafter.patterns drafter.pipeline drafter.pipeline.check drafter.pipeline.clean drafter.pipeline.glance"
    " drafter.pipeline.memory drafter.pipeline.scope drafter.report drafter.settings drafter.stamps drafter.tuples".split()
)
POST = f'---\ntitle: "Prague"\ndate: 2024-05-03\nauthor: Ann Example\n---\n\n{DISCLAIMERS["en"]}\n\nForty people met.\n'


def imported(*argv: str) -> set[str]:
    """The modules that a process holds after it ran the command line `argv`, which must succeed."""
    code = f"import sys; from drafter.__main__ import main; assert main({list(argv)!r}) == 0; print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(done.stderr.split())


@pytest.fixture
def post() -> str:
    Path("drafts").mkdir()
    Path("drafts/a.md").write_text(POST, "utf-8")
    return "drafts/a.md"


def test_a_clean_post_is_seen_at_a_glance(post: str) -> None:
    modules = imported("check", "--select", "D", post)
    assert not modules & (
        HEAVY | PARSERS | {"dataclasses", "inspect", "typing", "datetime", "tomllib", "pathlib", "zlib"}
    )
    assert {name for name in modules if name.split(".")[0] == "drafter"} == GLANCE


def test_a_clean_post_needs_no_parser_for_all_the_rules(post: str) -> None:
    modules = imported("check", post)
    assert not modules & (HEAVY | PARSERS | {"dataclasses", "inspect", "json", "drafter.dates"})
    assert not modules & {"drafter.grounding", "drafter.disclaimer.painted"}


def test_a_review_starts_without_the_command_line(post: str) -> None:
    assert not imported("review", post) & (HEAVY | {"selectolax", "markdown_it", "dataclasses", "inspect", "html"})


def test_a_prompt_is_filled_without_model_and_languages() -> None:
    Path("meetup.md").write_text("# A meetup in Brno\n\nDate: 2024-05-03\n\n- Forty people came.\n", "utf-8")
    assert not imported("draft", "meetup.md", "--dry-run") & {
        "openai",
        "babel",
        "yaml",
        "slugify",
        "drafter.grounding",
        "drafter.cli.revising",
    }


@pytest.mark.parametrize(
    "argv", [("--version",), ("--help",), ("check", "--help"), ("draft", "--help"), ("rule", "D101")], ids=" ".join
)
def test_help_imports_nothing_that_only_work_needs(argv: tuple[str, ...]) -> None:
    modules = imported(*argv)
    assert not modules & ((HEAVY | PARSERS) - {"typer", "asyncio", "importlib.metadata"})
    assert argv != ("--version",) or len(modules) < len(imported("--help")) / 2
