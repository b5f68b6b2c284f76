"""The command line: options in, one pipeline call, an exit code out.

Exit codes: 0 done, 1 findings, 2 the person at the keyboard can fix it, 3 our bug, 130 interrupted.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from drafter import __version__, console
from drafter.errors import DrafterError
from drafter.model import Prompt

app = typer.Typer(
    name="drafter",
    help="From event notes to a post that is disclosed, traced to its notes, reviewed and signed.",
    rich_markup_mode=None,  # plain help starts twice as fast
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
prompt_app = typer.Typer(
    help="List, show, make and check prompt templates.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(prompt_app, name="prompt")


def run(argv: Sequence[str]) -> int:
    """Run one command line; every error ends here, as one line and an exit code."""
    _prepare_process()
    try:
        app(args=list(argv), prog_name="drafter")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 2
    except DrafterError as error:
        console.show_error(error)
        return 2
    except KeyboardInterrupt:
        console.tell("drafter: interrupted; nothing is half-written")
        return 130
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        console.show_bug(error)
        return 3
    return 0


def _prepare_process() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")  # a console that lacks a character is no reason to fail
    with contextlib.suppress(ValueError):  # signals belong to the main thread
        signal.signal(signal.SIGTERM, _terminated)


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _version(wanted: bool) -> None:
    if wanted:
        console.out(f"drafter {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


# -- draft -----------------------------------------------------------------------------------------


@app.command()
def draft(
    notes: Annotated[
        list[str], typer.Argument(metavar="NOTES...", help="Files of notes; - is standard input.")
    ],
    prompt: Annotated[str, typer.Option("-p", "--prompt", help="Template: a name or a path.")] = "",
    variable: Annotated[
        list[str] | None,
        typer.Option("-V", "--variable", metavar="KEY=VALUE", help="An input of the template."),
    ] = None,
    model: Annotated[str, typer.Option("-m", "--model", help="NAME, PROVIDER/NAME or local.")] = "",
    base_url: Annotated[str, typer.Option(metavar="URL", help="Any OpenAI-compatible endpoint.")] = "",
    offline: Annotated[
        bool, typer.Option("--offline", help="Use no model: select and join the notes.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="Folder of drafts.")
    ] = None,
    lang: Annotated[str, typer.Option(metavar="L", help="Language to write in, such as de.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be sent; send nothing.")
    ] = False,
    replay: Annotated[str, typer.Option(metavar="RUN", help="Draft again from a saved answer.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Draft anew; an edited draft is backed up.")] = False,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", help="For one draft, all tries.", min=0)] = 0,
) -> None:
    r"""Turn notes into a draft that is ready for review, and print its path.

    \b
    drafter draft notes/meetup.md                     no model: the offline composer
    drafter draft notes/meetup.md -m openai/gpt-5.2   any OpenAI-compatible model
    drafter draft notes/meetup.md --dry-run           see the prompt, send nothing
    """
    from drafter import settings as configuration
    from drafter.pipeline import draft as walk
    from drafter.pipeline.desk import Wish, choose

    settings = configuration.load(user=True)
    variables = _pairs(variable or [])
    orders = [walk.Order(path, prompt, variables, lang, output, force) for path in notes]
    if dry_run:
        for order in orders:
            _show_prompt(walk.prepare(order, settings, stdin=sys.stdin.buffer).prompt)
        return
    desk = choose(Wish(model, base_url, offline, timeout), settings)
    saved = walk.recall(settings, replay) if replay else None
    failed = 0
    for order in orders:
        try:
            job = walk.prepare(order, settings, stdin=sys.stdin.buffer)
            console.before_drafting(job.notes, job.private, leaves=desk.host)
            with console.streaming(desk.model, watch=bool(desk.host) and not replay) as show:
                outcome = walk.draft(job, desk, show, saved)
        except DrafterError as error:
            console.show_error(error)
            failed += 1
            continue
        console.after_drafting(outcome, settings.model)
        console.out(str(outcome.path))
    for notice in desk.notices if failed < len(orders) and not replay else ():
        console.tell(notice, "hint")
    if failed:
        if len(orders) > 1:
            console.tell(f"{failed} of {len(orders)} failed, see above", "error")
        raise typer.Exit(2)


def _pairs(values: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for value in values:
        key, equals, text = value.partition("=")
        if not equals or not key.strip():
            raise DrafterError(
                f"-V {value}: not of the form KEY=VALUE", 'write it like -V audience="our members"'
            )
        pairs[key.strip()] = text
    return pairs


def _show_prompt(prompt: Prompt) -> None:
    from drafter import prompts

    console.out(f"# System\n\n{prompt.system}\n\n# User\n\n{prompt.user}")
    console.tell(
        f"template {prompt.name}: about {prompts.estimate_tokens(prompt):,} tokens; nothing was sent", "hint"
    )


# -- prompt ----------------------------------------------------------------------------------------


@prompt_app.command("list")
def prompt_list() -> None:
    """Name the templates: the project's own first, then the packaged ones."""
    from drafter import prompts
    from drafter import settings as configuration

    templates = prompts.available(configuration.load().prompt_folders)
    width = max(len(template.name) for template in templates)
    for template in templates:
        inputs = ", ".join(
            one.name + ("" if one.default is not None else " (required)") for one in template.inputs
        )
        console.out(
            f"{template.name:{width}}  {template.description}" + (f"  [-V {inputs}]" if inputs else "")
        )


@prompt_app.command("show")
def prompt_show(
    name: Annotated[str, typer.Argument(help="A template's name or path.")],
    notes: Annotated[str, typer.Argument(help="Notes to fill it with; without, the template itself.")] = "",
    variable: Annotated[list[str] | None, typer.Option("-V", "--variable", metavar="KEY=VALUE")] = None,
    lang: Annotated[str, typer.Option(metavar="L")] = "",
) -> None:
    """Print a template, or exactly what a model would be sent for NOTES."""
    from drafter import prompts
    from drafter import settings as configuration
    from drafter.pipeline import draft as walk

    settings = configuration.load(user=True)
    if not notes:
        console.out(prompts.load(name, settings.prompt_folders).source.rstrip("\n"))
        return
    order = walk.Order(notes, name, _pairs(variable or []), lang)
    _show_prompt(walk.prepare(order, settings, stdin=sys.stdin.buffer).prompt)


@prompt_app.command("new")
def prompt_new(name: Annotated[str, typer.Argument(help="Its name, such as our-meetups.")]) -> None:
    """Make a template of your own from the default one, and print its path."""
    from drafter import prompts
    from drafter import settings as configuration

    settings = configuration.load()
    console.out(str(prompts.new(name, settings.prompt_folders[0])))


@prompt_app.command("lint")
def prompt_lint(
    names: Annotated[list[str] | None, typer.Argument(help="Default: all templates.")] = None,
) -> None:
    """Check templates for everything that would stop a draft."""
    from drafter import prompts
    from drafter import settings as configuration

    folders = configuration.load().prompt_folders
    templates = [prompts.load(name, folders) for name in names] if names else prompts.available(folders)
    flaws = [(template, flaw) for template in templates for flaw in prompts.lint(template)]
    for template, flaw in flaws:
        console.out(f"{template.path}:{flaw.line}: {flaw.message}")
    console.tell(f"{len(templates)} templates checked, {len(flaws)} flaws", "error" if flaws else "good")
    if flaws:
        raise typer.Exit(1)
