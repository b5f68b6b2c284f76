"""Providers that speak OpenAI's protocol: where they are, and whose key belongs to them.

The table holds only what stays: addresses, names of variables, words for "complete". Names of models
come and go, so a preset names one only where the provider keeps an alias for "our current one".
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from drafter.model import Usage

_STOP = frozenset({"stop"})
_LARGEST_LIST = 1_000_000  # bytes of a list of models


class Preset(NamedTuple):
    """One provider. `url_variable` names the environment variable of an address that differs per user."""

    name: str
    base_url: str
    key_variables: tuple[str, ...] = ()
    finish_reasons: frozenset[str] = _STOP  # its words for "complete"
    local: bool = False
    default_model: str = ""
    url_variable: str = ""


def _local(name: str, port: int, *key_variables: str) -> Preset:
    return Preset(name, f"http://127.0.0.1:{port}/v1", key_variables, local=True)


PRESETS: Mapping[str, Preset] = MappingProxyType({preset.name: preset for preset in (
    Preset("openai", "https://api.openai.com/v1", ("OPENAI_API_KEY",)),
    Preset("azure", "", ("AZURE_OPENAI_API_KEY",), url_variable="AZURE_OPENAI_ENDPOINT"),
    Preset("anthropic", "https://api.anthropic.com/v1", ("ANTHROPIC_API_KEY",), _STOP | {"end_turn"}),
    Preset(
        "mistral", "https://api.mistral.ai/v1", ("MISTRAL_API_KEY",), default_model="mistral-small-latest"
    ),
    Preset("groq", "https://api.groq.com/openai/v1", ("GROQ_API_KEY",)),
    Preset(
        "openrouter", "https://openrouter.ai/api/v1", ("OPENROUTER_API_KEY",), default_model="openrouter/auto"
    ),
    Preset("together", "https://api.together.xyz/v1", ("TOGETHER_API_KEY",), _STOP | {"eos"}),
    _local("ollama", 11434),
    _local("lmstudio", 1234),
    _local("llama.cpp", 8080, "LLAMA_API_KEY"),
    _local("vllm", 8000, "VLLM_API_KEY"),
)})  # fmt: skip


class Local(NamedTuple):
    """A server that was found on this machine, and the models it offers."""

    preset: Preset
    models: tuple[str, ...]


def split_model(name: str) -> tuple[Preset | None, str]:
    """Return the preset that `name` begins with, as in "groq/llama" or "ollama:llama3", and the model.

    (None, `name`) when it begins with none; "groq" alone is the preset with its default model.
    """
    for mark in ("/", ":"):
        head, found, rest = name.partition(mark)
        if head in PRESETS and (found or head == name):
            default = PRESETS[head].default_model
            return PRESETS[head], default if name in (head, default) else rest
    return None, name


def owner(base_url: str) -> Preset | None:
    """Return the provider that `base_url` surely belongs to: its host over https; None for local ones.

    A subdomain counts (eu.api.openai.com); a port or a similar name doesn't.
    """
    try:
        parts = urlsplit(base_url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    for preset in PRESETS.values():
        known = urlsplit(preset.base_url).hostname
        if known and not preset.local and (host == known or host.endswith(f".{known}")):
            return preset if parts.scheme == "https" and port in (None, 443) else None
    return None


def is_loopback(base_url: str) -> bool:
    """Return whether `base_url` is on this machine."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def find_local(candidates: Collection[Preset] = (), timeout: float = 0.5) -> Local | None:
    """Return the first server of `candidates` (all local presets when empty) that offers a model.

    Each port is asked for `/v1/models` without a key, for at most `timeout` seconds.
    """
    for preset in candidates or [each for each in PRESETS.values() if each.local]:
        if models := list_models(preset.base_url, timeout):
            return Local(preset, models)
    return None


def list_models(base_url: str, timeout: float = 0.5) -> tuple[str, ...]:
    """Return the models that a server on loopback names, those for text first; () when none answers."""
    import http.client

    parts = urlsplit(base_url)
    connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=timeout)
    try:
        connection.request("GET", parts.path.rstrip("/") + "/models")
        answer = connection.getresponse()
        data = json.loads(answer.read(_LARGEST_LIST)) if answer.status == 200 else None
    except (OSError, ValueError, RecursionError, http.client.HTTPException):
        return ()
    finally:
        connection.close()
    listed = data.get("data") if isinstance(data, dict) else None
    entries = listed if isinstance(listed, list) else []
    names = [each["id"] for each in entries if isinstance(each, dict) and isinstance(each.get("id"), str)]
    return tuple(sorted((name for name in names if name and name.isprintable()), key=_is_for_vectors))


def _is_for_vectors(model: str) -> bool:
    return any(word in model.lower() for word in ("embed", "rerank", "whisper", "bge-"))


def cost(usage: Usage, price_in: float | None, price_out: float | None) -> float | None:
    """Return what a call cost at prices per million tokens; None where a price or a count is unknown."""
    if None in (usage.prompt_tokens, usage.completion_tokens, price_in, price_out):
        return None
    return ((usage.prompt_tokens or 0) * (price_in or 0) + (usage.completion_tokens or 0) * (price_out or 0)) / 1e6
