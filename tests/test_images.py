"""Pictures of the notes come along, found from the draft's folder, never without alternative text."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import images
from drafter.model import Block, Brief, Notes


def noted(*blocks: Block, path: str = "notes/talk.md") -> Notes:
    return Notes(path, "", (), blocks, Brief())


def picture(text: str, caption: str = "") -> Block:
    return Block("image", text, 3, 3, label=caption)


def test_an_image_that_the_composer_left_out_is_added_with_its_caption() -> None:
    body = images.carry("Text.\n", noted(picture("![The hall](hall.jpg)", "Full on day one")), Path("drafts"))
    assert body == "Text.\n\n![The hall](hall.jpg)\n*Full on day one*\n"


def test_an_image_that_is_there_is_not_added_again() -> None:
    body = "![Our hall](hall.jpg)\n\nText.\n"
    assert images.carry(body, noted(picture("![The hall](hall.jpg)")), Path("drafts")) == body


def test_missing_alternative_text_is_a_gap() -> None:
    body = images.carry("Text.\n", noted(picture("![](https://example.org/a.png)")), Path("drafts"))
    assert "![[[CHECK: describe this picture]]](https://example.org/a.png)" in body
    assert images.carry(body, noted(), Path("drafts")) == body


@pytest.mark.parametrize("source", ["https://example.org/a.png", "/img/a.png", "data:image/png;base64,AA", "gone.png"])
def test_only_a_file_beside_the_notes_gets_a_new_path(source: str) -> None:
    assert f"({source})" in images.carry(f"![a]({source})\n", noted(), Path("drafts"))


def test_a_file_beside_the_notes_is_found_from_the_draft() -> None:
    Path("notes/img").mkdir(parents=True)
    Path("notes/img/a.png").write_bytes(b"")
    assert "(../notes/img/a.png)" in images.carry("![a](img/a.png)\n", noted(), Path("drafts"))
