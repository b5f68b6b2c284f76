"""Imports only go down, and each outside thing has one doorkeeper. The table is the one of CONTRIBUTING."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "drafter"

FLOORS = {
    1: {
        "model",
        "errors",
        "settings",
        "head",
        "keys",
        "report",
        "document",
        "dates",
        "sentences",
        "notes",
        "runs",
        "style",
        "plan",
        "sites",
        "unsaid",
        "patterns",
        "tuples",
        "cache",
        "stamps",
    },
    2: {"prompts", "compose", "images", "drafts", "accepts", "merging", "disclaimer", "grounding", "approval"},
    3: {"rules", "formats", "page"},
    4: {"pipeline"},
    5: {"door", "cli", "gate", "drafting", "console", "__main__"},
}
FLOOR_OF = {name: floor for floor, names in FLOORS.items() for name in names}
DOORKEEPERS = {
    "typer": {"cli"}, "rich": {"console"}, "openai": {"compose"}, "frontmatter": {"head"}, "tomlkit": {"head"},
    "jinja2": {"prompts"}, "selectolax": {"disclaimer", "rules"}, "markitdown": {"notes"}, "babel": {"prompts"},
}  # fmt: skip
FILES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> list[str]:
    """Dotted names that a file imports, those inside functions too."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno} imports relatively"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def home(path: Path) -> str:
    """The module or package directly below `drafter` that a file is or belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_only_go_down(path: Path) -> None:
    mine = home(path)
    if mine == "__init__":
        assert all(name.startswith("drafter.pipeline.api") for name in imports(path))  # when asked for
        return
    assert mine in FLOOR_OF, f"{mine} has no floor: add it to the table here and in CONTRIBUTING"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "drafter":
            assert mine in DOORKEEPERS.get(parts[0], {mine}), f"{mine} must not import {parts[0]}"
            continue
        other = parts[1] if parts[1] in FLOOR_OF else ""
        if other in ("", mine):
            continue
        below = FLOOR_OF[other] < FLOOR_OF[mine]
        same = FLOOR_OF[other] == FLOOR_OF[mine] and FLOOR_OF[mine] in (1, 5)
        assert below or same, f"{mine} (floor {FLOOR_OF[mine]}) imports {other} (floor {FLOOR_OF[other]})"
