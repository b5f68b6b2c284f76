"""Which server is asked, for which model, and with whose key.

A key from the environment goes only to the provider that it belongs to, or to an endpoint that the user
named by flag, environment or user file. A file in a repository may choose among known providers and
servers on this machine; any other endpoint it names gets nothing, notes included, until a person agrees.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from drafter.compose import presets
from drafter.compose.presets import Preset
from drafter.errors import DrafterError

Source = Literal["flag", "environment", "user", "project", "preset", ""]

NO_KEY = "none"  # sent where no key is wanted: the protocol has a place for one
_OFFLINE = "or draft without a model: --offline"


@dataclass(frozen=True, slots=True)
class Target:
    """A model on a server. `key` is the only secret; `key_variable` names where it came from or should."""

    base_url: str  # without credentials and trailing slash
    model: str
    key: str = field(default=NO_KEY, repr=False)
    key_variable: str = ""
    preset: Preset | None = None

    @property
    def host(self) -> str:
        """The server's name and port, for messages and records."""
        return urlsplit(self.base_url).netloc

    @property
    def is_local(self) -> bool:
        """Whether the server is on this machine."""
        return presets.is_loopback(self.base_url)

    @property
    def finish_reasons(self) -> frozenset[str]:
        """The server's words for "complete"."""
        return self.preset.finish_reasons if self.preset else frozenset({"stop"})

    @property
    def secrets(self) -> tuple[str, ...]:
        """What `runs.mask` is to hide."""
        return () if self.key == NO_KEY else (self.key,)


def resolve(
    model: str,
    base_url: str,
    environ: Mapping[str, str],
    *,
    base_url_from: Source,
    model_from: Source = "flag",
    trusted: bool = False,
    local: Collection[Preset] = (),
) -> Target:
    """Return the target that `model` and `base_url` (either may be "") name together.

    With a base URL the model's name is the server's own, whatever it begins with; but a preset that the
    user typed ("groq/...") comes before an address that a file holds. `model` "local" is the first model of
    a server on this machine (`local` replaces the presets that are tried). `trusted` says that the user has
    agreed to an address from a project's file. Raises DrafterError when the two name no model that may be
    asked.
    """
    preset, name = presets.split_model(model)
    typed = model_from in ("flag", "environment") and base_url_from in ("project", "user")
    if model == "local" and not (base_url and presets.is_loopback(_checked(base_url))):
        return _local(local)
    if base_url and not (typed and preset):
        url = _checked(base_url)
        preset = presets.owner(url) or _azure(url, environ)
        name = "" if model == "local" else model
    elif preset is None:
        preset, url = presets.PRESETS["openai"], presets.PRESETS["openai"].base_url
        base_url_from = "preset"
    else:
        url, base_url_from = _preset_url(preset, environ), "preset"
    if base_url_from == "project" and needs_consent(url, environ) and not trusted:
        raise DrafterError(
            f"the project's file names the endpoint {urlsplit(url).netloc}: nothing is sent there unasked",
            f"if you trust it: --base-url {url}, {_OFFLINE}",
        )
    name = name or _only_model(url, preset)
    key, variable = _key(url, preset, environ, by_user=trusted or base_url_from not in ("project", "preset"))
    return Target(url, name, key, variable, preset)


def needs_consent(base_url: str, environ: Mapping[str, str]) -> bool:
    """Return whether an address from a project's file is neither a known provider's nor on this machine."""
    url = _checked(base_url)
    return not (presets.owner(url) or presets.is_loopback(url) or _azure(url, environ))


def _checked(base_url: str) -> str:
    """Return `base_url` in its plain form; DrafterError for what isn't a web address or holds a password."""
    try:
        parts = urlsplit(base_url.strip())
        host, port, user = parts.hostname, parts.port, "@" in parts.netloc
    except ValueError:
        host, port, user = None, None, False
    if not host or parts.scheme not in ("http", "https") or not re.fullmatch(r"[\w.:-]+", host):
        raise DrafterError("the base URL is not a web address", "it looks like https://api.example.com/v1")
    if user:
        raise DrafterError(
            f"the base URL of {host} holds a user name or password", "put the key into OPENAI_API_KEY instead"
        )
    if re.search(r"[\s\\\x00-\x1f]", parts.path + parts.query):
        raise DrafterError(f"the base URL of {host} holds spaces", "it looks like https://api.example.com/v1")
    path = parts.path.rstrip("/").removesuffix("/chat/completions")  # people paste the whole address
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    return f"{parts.scheme}://{netloc}{path}" + (f"?{parts.query}" if parts.query else "")


def _preset_url(preset: Preset, environ: Mapping[str, str]) -> str:
    if not preset.url_variable:
        return preset.base_url
    address = environ.get(preset.url_variable, "").strip()
    if not address:
        raise DrafterError(f"{preset.url_variable} is not set", f"it holds your resource's address, {_OFFLINE}")
    return _azure_url(address)


def _azure_url(address: str) -> str:
    url = _checked(address)
    return url if urlsplit(url).path else f"{url}/openai/v1"


def _azure(url: str, environ: Mapping[str, str]) -> Preset | None:
    """Anybody can own a host below azure.com, so only the user's own resource is Azure's."""
    preset = presets.PRESETS["azure"]
    mine = environ.get(preset.url_variable, "").strip()
    if not mine:
        return None
    ours, theirs = urlsplit(_azure_url(mine)), urlsplit(url)
    return preset if (ours.scheme, ours.netloc) == (theirs.scheme, theirs.netloc) else None


def _local(candidates: Collection[Preset]) -> Target:
    found = presets.find_local(candidates)
    if found is None:
        names = ", ".join(f"{each.name} on {urlsplit(each.base_url).port}" for each in _locals(candidates))
        raise DrafterError(
            f"no model server answers on this machine (looked for {names})",
            f"start one, or name its address with --base-url, {_OFFLINE}",
        )
    return Target(found.preset.base_url, found.models[0], preset=found.preset)


def _locals(candidates: Collection[Preset]) -> Collection[Preset]:
    return candidates or [each for each in presets.PRESETS.values() if each.local]


def _only_model(url: str, preset: Preset | None) -> str:
    """Return the model to ask when none is named: a local server's first."""
    if preset and preset.default_model:
        return preset.default_model
    if presets.is_loopback(url):
        if models := presets.list_models(url):
            return models[0]
        raise DrafterError(f"{urlsplit(url).netloc} names no model", f"is it running? Name one with -m, {_OFFLINE}")
    example = f"{preset.name}/MODEL" if preset else "MODEL"
    raise DrafterError(f"no model is named for {urlsplit(url).netloc}", f"add -m {example}, {_OFFLINE}")


def _key(url: str, preset: Preset | None, environ: Mapping[str, str], *, by_user: bool) -> tuple[str, str]:
    """Return the key that may go to `url` and the variable that holds it."""
    names = list(preset.key_variables) if preset else []
    if by_user and "OPENAI_API_KEY" not in names:
        names.append("OPENAI_API_KEY")
    for name in names:
        if value := environ.get(name, "").strip():
            if not value.isascii() or not value.isprintable() or " " in value:
                raise DrafterError(f"{name} holds characters that no key has", "copy the key again")
            return value, name
    if presets.is_loopback(url):
        return NO_KEY, ""
    wanted = names[0] if names else "OPENAI_API_KEY"
    raise DrafterError(
        f"{wanted} is not set: {urlsplit(url).netloc} wants a key",
        f"set it ({wanted}={NO_KEY} where no key is wanted), {_OFFLINE}",
    )
