"""`drafter export` and `drafter schema`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from drafter import console
from drafter.errors import DrafterError


def export(
    draft: Annotated[str, typer.Argument(help="The post.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write it here.")] = None,
    output_format: Annotated[
        Literal["html", "fragment", "text"], typer.Option(help="A page, what belongs inside one, or plain text.")
    ] = "html",
    unapproved: Annotated[bool, typer.Option("--unapproved", help="Before it is signed: for a look at it.")] = False,
) -> None:
    """Make HTML of an approved post, for sites without files such as Wix, WordPress or LinkedIn.

    Title, byline, disclaimer and text, and JSON-LD for machines. Open the page, select all, copy, and paste it into
    the site's editor; or put the fragment where the site takes HTML.

    \b
    drafter export posts/prague.md -o prague.html                 a page to open and copy from
    drafter export posts/prague.md --output-format fragment       HTML for a block of a page
    drafter export posts/prague.md --output-format text           for a site that takes text alone
    """
    from drafter import settings as configuration
    from drafter.pipeline import export as walk

    found = walk.make(draft, configuration.load(), output_format, unapproved=unapproved)
    for notice in found.notices:
        console.tell(notice, "warning")
    if output is None:
        console.out(_for(sys.stdout.encoding, found.text, html=output_format != "text").rstrip("\n"))
        return
    from drafter import document

    if output.exists() and output.samefile(draft):
        raise DrafterError(f"{output} is the post itself", "name another file")
    document.write(output, found.text.encode())
    console.out(str(output))


def _for(encoding: str | None, text: str, *, html: bool) -> str:
    """`text` for a stream: HTML is in character references where a console or a pipe is not UTF-8, as on Windows."""
    utf8 = (encoding or "utf-8").lower().replace("-", "").startswith("utf8")
    return text if utf8 or not html else text.encode("ascii", "xmlcharrefreplace").decode()


def schema(
    of: Annotated[Literal["config", "post"], typer.Argument(help="drafter.toml, or a post's front matter.")],
) -> None:
    """Print the JSON Schema by which an editor completes and checks what you type.

    \b
    drafter schema config > drafter.schema.json     then, first in drafter.toml:  #:schema drafter.schema.json
    drafter schema post                             for editors that know front matter
    """
    import json

    from drafter.pipeline import schema as walk

    console.out(json.dumps({"config": walk.config, "post": walk.post}[of](), indent=2))
