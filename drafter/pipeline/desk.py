"""Who writes: the offline composer, or a model behind an endpoint that the writer chose."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping

from drafter.compose import Composer
from drafter.settings import Settings
from drafter.tuples import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the offline composer has no use for it
    from drafter.compose.target import Target

HOW_TO_SET_A_MODEL = (
    "no model was used; add -m PROVIDER/MODEL or -m local, or name one in drafter.toml, to have one write"
)

PROVIDERS = {
    "openai": "OpenAI",
    "azure": "Microsoft Azure",
    "openrouter": "OpenRouter",
    "together": "Together AI",
}


class Wish(NamedTuple):
    """What was typed about the model; empty values mean: as the environment and the settings say."""

    model: str = ""
    base_url: str = ""
    offline: bool = False
    timeout: float = 0.0  # seconds; 0 takes the settings'


class Desk(NamedTuple):
    """A composer, and how readers and records call it; `target` is where its model is, None without one."""

    composer: Composer
    host: str = ""  # of the endpoint; "" when no model writes
    model: str = ""
    secrets: tuple[str, ...] = ()  # masked wherever text is saved
    notices: tuple[str, ...] = ()
    target: Target | None = None
    meanwhile: Callable[[Callable[[], object]], None] | None = None  # have something done while the first answer comes


def choose(
    wish: Wish,
    settings: Settings,
    environ: Mapping[str, str] | None = None,
    agrees: Callable[[str], bool] | None = None,
    *,
    apart: bool = False,
) -> Desk:
    """Return the desk that the wish and the settings name; without any, the offline one.

    A key alone is no choice of a model: notes leave the machine only when somebody named where to. `agrees` asks a
    person whether notes and key may go to an address that only a project's file names; None: there is nobody to ask.
    With `apart`, calls are made in a process of its own, where there can be one.
    Raises DrafterError when a model is named but can't be asked.
    """
    environ = os.environ if environ is None else environ
    model, base_url = wish.model or settings.model.name, wish.base_url or settings.model.base_url
    if wish.offline or not (model or base_url):
        return _offline(asked=wish.offline, has_key=bool(environ.get("OPENAI_API_KEY")))
    from drafter.compose import endpoint, target

    url_from = "flag" if wish.base_url else settings.base_url_from
    model_from = "flag" if wish.model else "environment" if environ.get("DRAFTER_MODEL") else "project"
    trusted = settings.model.trust_project_endpoint
    if url_from == "project" and not trusted and agrees and target.needs_consent(base_url, environ):
        trusted = agrees(base_url)
    found = target.resolve(
        model, base_url, environ, base_url_from=url_from, model_from=model_from,  # type: ignore[arg-type]
        trusted=trusted,
    )  # fmt: skip
    composer = endpoint.EndpointComposer(found, wish.timeout or settings.model.timeout)
    desk = Desk(composer, found.host, found.model, found.secrets, target=found, meanwhile=composer.line.meanwhile)
    from drafter.compose.apart import Apart, is_possible

    if apart and is_possible():
        with contextlib.suppress(OSError):  # there is no process to be had
            beside = Apart(composer)
            return desk._replace(composer=beside, meanwhile=beside.meanwhile)
    composer.line.preload()  # while the notes are read; nobody should wait for an import
    return desk


def tool_name(model: str, host: str) -> str:
    """How readers know a model: its name and, where a known provider runs it, whose it is."""
    from drafter.compose import presets

    owner = presets.owner(f"https://{host}")
    return f"{model} ({PROVIDERS.get(owner.name, owner.name.capitalize())})" if owner else model


def _offline(*, asked: bool, has_key: bool) -> Desk:
    from drafter.compose.offline import OfflineComposer

    if asked:
        return Desk(OfflineComposer())
    key = "OPENAI_API_KEY is set, but " if has_key else ""
    return Desk(OfflineComposer(), notices=(key + HOW_TO_SET_A_MODEL,))
