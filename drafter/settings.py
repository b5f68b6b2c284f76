"""Settings: what was typed, what the environment says, the project's file, the user's file, defaults.

A project file (`drafter.toml`) is found by walking up from the working folder; its folder is the
workspace. What the gate demands is set there alone, so that `check` says the same on every machine.
Named tuples, because every check reads settings and importing data classes takes longer than that.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from types import MappingProxyType

from drafter.errors import DrafterError
from drafter.patterns import pattern
from drafter.tuples import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, Literal

    from drafter.model import Position, Site

PROJECT_FILE = "drafter.toml"

DISCLAIMERS: Mapping[str, str] = MappingProxyType({
    "en": "Disclaimer: Most of the articles on the blog are written using an AI tool.",
    "de": "Hinweis: Die meisten Artikel in diesem Blog werden mit einem KI-Werkzeug geschrieben.",
    "fr": "Avertissement : la plupart des articles de ce blog sont rédigés à l’aide d’un outil d’IA.",
    "es": "Aviso: la mayoría de los artículos de este blog se escriben con una herramienta de IA.",
    "it": "Avvertenza: la maggior parte degli articoli di questo blog è scritta con uno strumento di IA.",
    "cs": "Upozornění: Většina článků na tomto blogu vzniká s pomocí nástroje umělé inteligence.",
})  # fmt: skip


class Disclaimer(NamedTuple):
    """The policy on the sentence that readers must see."""

    required: Literal["all", "ai"] = "all"  # which posts need it; "ai": only those whose ai_disclosure is not `none`
    position: Position = "top"  # where `draft` puts it, and where the gate expects it
    texts: Mapping[str, str] = DISCLAIMERS  # by language; each is accepted, exactly
    article: str = ""  # a second paragraph about this article, such as "Drafted with {tool}."
    raw_html: bool = False  # the site keeps raw HTML, so a sentence inside it counts

    def text(self, language: str) -> str:
        """The sentence in `language`, else in English, else the first that is configured."""
        return self.texts.get(language) or self.texts.get("en") or next(iter(self.texts.values()))


class Model(NamedTuple):
    """Which model writes, and where. Empty means: none, so the offline composer does."""

    name: str = ""  # such as `openai/gpt-5.2` or `local`
    base_url: str = ""  # any OpenAI-compatible endpoint
    price_in: float | None = None  # per million tokens, in the currency you think in
    price_out: float | None = None  # the same for what the model writes
    timeout: float = 300.0  # seconds for all tries together
    context: float = 0.0  # tokens that prompt and answer may have together; 0: not known
    trust_project_endpoint: bool = False  # user file only: keys may go to endpoints of project files


class Check(NamedTuple):
    """What the gate leaves out. Rules about the disclaimer can't be."""

    select: tuple[str, ...] = ()  # only these rules, by code or its beginning: `D`, `R301`
    ignore: tuple[str, ...] = ()  # not these
    per_path: Mapping[str, tuple[str, ...]] = MappingProxyType({})  # glob -> ignored codes


class Settings(NamedTuple):
    """Everything that may differ between two workspaces, resolved once."""

    folder: str = "."  # the workspace: the folder of drafter.toml, else the working folder
    has_file: bool = False
    site: Site = "plain"  # the site generator, whose draft keys are then used
    posts: tuple[str, ...] = ("drafts",)  # folders that `drafter check` judges; else as the preset of `site` has them
    output: str = "drafts"  # where `drafter draft` saves; else as the preset has it
    prompts: str = "prompts"  # the folder of the workspace's own templates
    prompt: str = "event-recap"  # the template that is used when none is named
    style: str = "style.md"  # the house style
    language: str = ""  # "" follows the notes
    author: str = ""  # the writer's name, where the notes give none
    organisation: str = ""  # the writer's, where the notes give none
    byline: str = "{author} + {tool}"  # the text a theme may print
    reviewers: tuple[str, ...] = ()  # the only names that may approve; empty: anybody
    disclaimer: Disclaimer = Disclaimer()
    model: Model = Model()
    base_url_from: Literal["flag", "environment", "user", "project", ""] = ""
    check: Check = Check()

    @property
    def root(self) -> Path:
        """The workspace's folder. A check asks for `folder`: importing pathlib takes a third of Python's own start."""
        from pathlib import Path

        return Path(self.folder)

    @property
    def runs(self) -> Path:
        """The private folder of saved runs."""
        return self.root / ".drafter" / "runs"

    @property
    def style_file(self) -> Path:
        """The workspace's house style, which need not be there."""
        return self.root / self.style

    @property
    def prompt_folders(self) -> tuple[Path, ...]:
        """Where the workspace keeps its own templates."""
        return (self.root / self.prompts,)


def load(
    start: str | os.PathLike[str] = "", *, user: bool = False, environ: Mapping[str, str] | None = None
) -> Settings:
    """Resolve the settings that hold in the folder `start` (the working folder when empty).

    With `user`, the user's own file and the environment say which model writes and who the author is;
    without, as for `check`, only the project's file counts. Raises DrafterError for a file that can't be
    read, an unknown key (with the nearest known one) or a value of the wrong type.
    """
    folder = os.path.realpath(start or ".")
    path = _project_file(folder)
    data = _read(path) if path else {}
    settings = _build(data, path, os.path.dirname(path) if path else folder)
    if not user:
        return settings
    environ = os.environ if environ is None else environ
    mine = _user_settings(environ)
    model, came_from = settings.model, settings.base_url_from
    if not (model.name or model.base_url):
        said = {key: value for key, value in model._asdict().items() if value != getattr(Model(), key)}
        model, came_from = mine.model._replace(**said), "user" if mine.model.base_url else ""
    values = model._asdict()
    values["trust_project_endpoint"] = mine.model.trust_project_endpoint
    if environ.get("DRAFTER_MODEL"):
        values["name"] = environ["DRAFTER_MODEL"]
    if environ.get("OPENAI_BASE_URL"):
        values["base_url"], came_from = environ["OPENAI_BASE_URL"], "environment"
    return replace(settings, model=Model(**values), base_url_from=came_from, author=settings.author or mine.author)


def _project_file(folder: str) -> str:
    """The path of the settings that hold in `folder`, a real path: its own or those of a folder above; "": none."""
    while True:
        path = os.path.join(folder, PROJECT_FILE)
        if os.path.isfile(path):
            return path
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above


def parse(text: str, path: str | os.PathLike[str]) -> Settings:
    """The settings that a project file at `path` with this `text` holds. Raises DrafterError as `load` does."""
    name = os.fspath(path)
    return _build(_loads(text, name), name, os.path.dirname(name))


def replace(settings: Settings, **changes: object) -> Settings:
    """Return `settings` with some values changed, as flags do."""
    return Settings(**(settings._asdict() | changes))


def user_file() -> Path:
    """Where this user's own settings are, outside every project."""
    from pathlib import Path

    import platformdirs

    return Path(platformdirs.user_config_dir("drafter", appauthor=False)) / "config.toml"


def cache_folder() -> str:
    """Where drafter keeps what can be worked out again. platformdirs knows it too, and takes longer than a check."""
    home = os.path.expanduser("~")
    usual = {"win32": os.environ.get("LOCALAPPDATA", home), "darwin": f"{home}/Library/Caches"}
    base = os.environ.get("XDG_CACHE_HOME") or usual.get(sys.platform, f"{home}/.cache")
    return os.path.join(base, "drafter")


def _user_settings(environ: Mapping[str, str]) -> Settings:
    path = environ.get("DRAFTER_CONFIG") or str(user_file())
    if not os.path.isfile(path):
        return Settings()
    data = _read(path)
    for key in set(data) - {"model", "author"}:
        raise DrafterError(f"{path}: {key!r} belongs into a project's {PROJECT_FILE}",
                           "the user file holds `author` and `[model]` only")  # fmt: skip
    return _build(data, path, ".", own=True)


_MEND = "mend the file; `drafter init` writes one in an empty folder"


def _read(path: str) -> dict[str, object]:
    try:
        with open(path, encoding="utf-8-sig") as file:
            return _loads(file.read(), path)
    except (OSError, UnicodeDecodeError) as error:
        raise DrafterError(f"{path}: {error}", _MEND) from None


def _loads(text: str, path: str) -> dict[str, object]:
    found = plain(text)
    if found is not None:
        return found
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DrafterError(f"{path}: {error}", _MEND) from None


_PLAIN = pattern(
    r"""(?:\[(?P<table>[\w-]+(?:\.[\w-]+)?)\]
    |(?P<key>[\w-]+)[ ]*=[ ]*(?:"(?P<text>[^"\\]*)"|(?P<flag>true|false)
        |\[(?P<list>(?:"[^"\\]*"(?:,[ ]*(?=")|(?=\])))*)\])
    )?[ ]*(?:\#.*)?""",
    re.VERBOSE | re.ASCII,
)


def plain(text: str) -> dict[str, object] | None:
    """What tomllib makes of `text` when it is tables of strings and flags on a line each, as nearly all are; else None.

    Every check reads settings, and tomllib takes as long to import as a third of Python's own start.
    """
    top: dict[str, object] = {}
    here, opened = top, set[str]()
    for line in text.split("\n"):
        match = _PLAIN.fullmatch(line)
        if match is None or not line.isprintable():
            return None
        if name := match["table"]:
            here = top
            for part in name.split("."):
                inner = here.setdefault(part, {})
                if not isinstance(inner, dict):
                    return None
                here = inner
            if name in opened:
                return None
            opened.add(name)
        elif key := match["key"]:
            if key in here:
                return None
            value, flag = match["text"], match["flag"]
            strings = match["list"].split('"')[1::2] if match["list"] is not None else []
            here[key] = value if value is not None else flag == "true" if flag else strings
    return top


def _build(data: Mapping[str, object], path: str, folder: str, *, own: bool = False) -> Settings:
    if not path:
        return Settings(folder=folder)
    known = set(Settings._fields) - {"folder", "has_file", "base_url_from"}
    _known_keys(data, known, path, "")
    plain: dict[str, Any] = {key: _typed(data[key], getattr(Settings(), key), path, key)
             for key in data if key not in ("disclaimer", "model", "check")}  # fmt: skip
    if (site := plain.get("site", "plain")) != "plain":
        from drafter import sites

        if site not in sites.PRESETS:
            raise DrafterError(f"{path}: site = {site!r} is not a preset", "one of: " + ", ".join(sites.PRESETS))
        preset = sites.PRESETS[site]
        plain.setdefault("posts", preset.posts[:1])
        plain.setdefault("output", preset.waiting or next(iter(plain["posts"]), Settings().output))
    model = Model(**_table(data, "model", Model(), path))
    if model.trust_project_endpoint and not own:
        raise DrafterError(f"{path}: trust_project_endpoint can't be granted by a project",
                           f"a person sets it in {user_file()}")  # fmt: skip
    return Settings(
        folder=folder, has_file=True, disclaimer=_disclaimer(data, path), model=model,
        base_url_from="project" if model.base_url else "",
        check=Check(**_table(data, "check", Check(), path)), **plain,
    )  # fmt: skip


def _disclaimer(data: Mapping[str, object], path: str) -> Disclaimer:
    values = _table(data, "disclaimer", Disclaimer(), path)
    for key, allowed in (("required", ("all", "ai")), ("position", ("top", "bottom"))):
        if values.get(key, allowed[0]) not in allowed:
            raise DrafterError(f"{path}: disclaimer.{key} = {values[key]!r}", "one of: " + ", ".join(allowed))
    texts: Mapping[str, str] = values.get("texts", {})
    for language, text in texts.items():
        if len(text.split()) < 3 or "\n" in text.strip():
            problem = f"{path}: disclaimer.texts.{language} is not one sentence of three words or more"
            raise DrafterError(problem, "write what a reader is to see, on one line")
    if texts:
        values["texts"] = {language: " ".join(text.split()) for language, text in texts.items()}
    return Disclaimer(**values)


def _table(data: Mapping[str, object], name: str, default: Any, path: str) -> dict[str, Any]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise DrafterError(f"{path}: `{name}` must be a table", f"write [{name}] and its keys below")
    _known_keys(table, set(default._fields), path, f"{name}.")
    return {key: _typed(value, getattr(default, key), path, f"{name}.{key}") for key, value in table.items()}


def _known_keys(data: Mapping[str, object], known: set[str], path: str, prefix: str) -> None:
    for key in data:
        if key not in known:
            import difflib

            near = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean {prefix}{near[0]}?" if near else "known: " + ", ".join(sorted(known))
            raise DrafterError(f"{path}: unknown key {prefix}{key}", hint)


def _typed(value: Any, default: object, path: str, key: str) -> Any:
    """Return `value` in the type of `default`, or refuse it."""
    if isinstance(default, tuple) and isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    if isinstance(default, Mapping) and isinstance(value, dict):
        if key == "check.per_path":
            return {glob: _typed(codes, (), path, f"{key}.{glob}") for glob, codes in value.items()}
        if all(isinstance(v, str) for v in value.values()):
            return value
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number and (default is None or isinstance(default, float)):
        return float(value)
    if isinstance(default, str | bool) and type(value) is type(default):
        return value
    wanted = {bool: "true or false", str: "a string", tuple: "a list of strings"}.get(type(default), "a number")
    if isinstance(default, Mapping):
        wanted = "a table of strings"
    raise DrafterError(f"{path}: {key} must be {wanted}", "mend that line")
