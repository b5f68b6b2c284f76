"""From a composer's answer to the text of a draft: images, disclaimer, front matter.

What a model wrote is body text and nothing else; everything that machines or the law read is put in
here, by code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from drafter import disclaimer, document, head, images, sites
from drafter.errors import ComposerError
from drafter.model import Draft, Notes
from drafter.settings import Settings

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"  # IPTC NewsCodes; `http:` is part of the identifier
OFFLINE_TOOL = "drafter's offline composer (no language model)"


class Parts(NamedTuple):
    """What a draft is put together from."""

    title: str
    description: str
    tags: Sequence[str]
    body: str
    date: dt.datetime
    slug: str
    language: str
    tool: str = ""  # the model, as readers know it; "" when no model was used
    run: str = ""
    input_digest: str = ""
    notes_path: str = ""  # relative to the workspace; "" for standard input


def assemble(parts: Parts, notes: Notes, settings: Settings, path: Path) -> str:
    """Return the whole text of the draft that will be saved at `path`.

    Raises ComposerError when the body would hide the disclaimer from readers, so nothing is written.
    """
    policy = settings.disclaimer
    sentence = policy.text(parts.language)
    body = images.carry(parts.body.strip("\n") + "\n", notes, path.parent)
    if policy.article and parts.tool:
        body = disclaimer.add(body, policy.article.replace("{tool}", parts.tool), policy.position)
    body = disclaimer.add(body, sentence, policy.position)
    keys, body = dict(_front_matter(parts, notes, settings)), "\n" + body.lstrip("\n")
    keys[document.DIGEST_KEY] = document.output_digest(head.render(keys) + body)
    text = head.render(keys) + body
    draft = document.parse(text.encode(), path.name)
    _refuse_hidden(draft, sentence, settings)
    return text


def _refuse_hidden(draft: Draft, sentence: str, settings: Settings) -> None:
    verdict = disclaimer.judge(draft, [sentence], raw_html=settings.disclaimer.raw_html)
    if draft.problems or verdict.standing != "visible":
        why = draft.problems[0].message if draft.problems else verdict.message
        raise ComposerError(f"the answer would not make a post whose disclaimer is seen: {why}",
                            "draft again, or set disclaimer.position = \"top\" in drafter.toml")  # fmt: skip


def _front_matter(parts: Parts, notes: Notes, settings: Settings) -> Mapping[str, sites.Field]:
    """The keys of a draft in their order, as the site reads them; a key that nothing is known for is left out."""
    author = notes.brief.author or settings.author
    keys: dict[str, sites.Field] = {
        "title": parts.title,
        "date": parts.date,
        "draft": True,
        "description": parts.description,
        "slug": parts.slug,
        "author": author,
        "tags": list(parts.tags),
        "ai_disclosure": "ai-generated" if parts.tool else "none",
        "ai_source_type": IPTC + ("trainedAlgorithmicMedia" if parts.tool else "algorithmicMedia"),
        "ai_tool": parts.tool or OFFLINE_TOOL,
    }
    if parts.tool and author:
        keys["ai_byline"] = settings.byline.replace("{author}", author).replace("{tool}", parts.tool)
    keys |= {"ai_run": parts.run, "ai_input_digest": parts.input_digest, "ai_notes_digest": notes.digest,
             document.DIGEST_KEY: "", "notes": parts.notes_path, "review_status": "pending"}  # fmt: skip
    optional = {"description", "author", "tags", "ai_run", "notes"}
    known = {key: value for key, value in keys.items() if value or key not in optional}
    return sites.dress(sites.PRESETS[settings.site], known)
