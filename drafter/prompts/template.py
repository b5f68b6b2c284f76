"""A template as a file: Markdown with a YAML head, a system part and a user part.

The head knows `KEYS` and nothing else. The body is split at the lines `# System` (may be left out) and
`# User`, before anything is filled in, so that no value can move the border. Text that templates share is in
files such as `_rules.md`, taken in by `{% include "_rules.md" %}`: first that in the template's own folder,
then those where templates are looked for. So a workspace may replace one rule book for all templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from drafter import document
from drafter.errors import DrafterError
from drafter.model import Draft

DEFAULT = "event-recap"
KEYS = ("name", "description", "inputs", "sections", "parameters")
PARAMETERS: Mapping[str, tuple[type, float, float]] = {  # what a template may ask of the endpoint, and its range
    "temperature": (float, 0, 2),
    "top_p": (float, 0, 1),
    "frequency_penalty": (float, -2, 2),
    "presence_penalty": (float, -2, 2),
    "max_tokens": (int, 1, 1_000_000),
    "seed": (int, 0, 2**31 - 1),
}
PARTS = ("system", "user")  # in this order, of which the second must be there
MAX_BYTES = 64 * 1024  # far above any sensible prompt; bounds the work a hostile file can cause

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_VARIABLE = re.compile(r"[a-z][a-z0-9_]{0,63}")
_MARKER = re.compile(rf"^# +({'|'.join(PARTS)})[ \t]*$", re.I | re.M)
_INCLUDE = re.compile(r"\{%[-+]?\s*include\s+[\"'](_[\w-]{1,64}\.md)[\"']")


class Flaw(NamedTuple):
    """Something wrong with a template, at a line (1-based) of its file."""

    line: int
    message: str


class Input(NamedTuple):
    """A variable that a writer may set with `-V`; without a default it must be set."""

    name: str
    description: str
    default: str | None = None


class Part(NamedTuple):
    """A stretch of template text: one of `PARTS` or an included file; `line` is where it starts."""

    name: str
    text: str
    line: int = 1


class Template(NamedTuple):
    """A prompt template as read; `flaws` are those of its head and form, `prompts.lint` finds the rest."""

    name: str
    description: str
    inputs: tuple[Input, ...]
    sections: tuple[str, ...]
    parameters: Mapping[str, float | int]
    source: str
    path: Path
    digest: str  # "sha256:..." of the file and the files it includes
    parts: tuple[Part, ...] = ()
    flaws: tuple[Flaw, ...] = ()

    def __hash__(self) -> int:  # `parameters` has none; many notes fill one template, which is read once
        return hash((self.path, self.digest))


def packaged() -> Path:
    """The folder of the templates that come with drafter: inside the wheel, or beside an editable package."""
    package = Path(__file__).parent.parent
    inside = package / "_prompts"
    return inside if inside.is_dir() else package.parent / "prompts"


def load(name_or_path: str, folders: Sequence[Path]) -> Template:
    """The template of that name in the first of `folders`, else ours; or the file when it is a path.

    A path is what has a separator or ends in `.md`. Raises DrafterError for a name that no template has
    (with the nearest one and the list) and for a file that can't be read.
    """
    if name_or_path.endswith(".md") or "/" in name_or_path or "\\" in name_or_path:
        return _read(Path(name_or_path), folders)
    found = _files(folders)
    if name_or_path not in found:
        names = ", ".join(sorted(found)) or "none"
        guess = nearest(name_or_path, found)
        raise DrafterError(
            f"there is no prompt named {name_or_path!r}", f"{guess} " * bool(guess) + f"There are: {names}"
        )
    return _read(found[name_or_path], folders)


def available(folders: Sequence[Path]) -> tuple[Template, ...]:
    """Every template that `load` finds by name, sorted by name; those with flaws too."""
    return tuple(_read(path, folders) for _, path in sorted(_files(folders).items()))


def new(name: str, folder: Path) -> Path:
    """Write a copy of the default template as `folder/name.md`, to start from; return its path.

    Raises DrafterError for a name that is no file name of ours and for a file that is there already.
    """
    if not _NAME.fullmatch(name):
        raise DrafterError(f"{name!r} can't be a prompt's name", "use lower-case letters, digits and hyphens")
    path = folder / f"{name}.md"
    source = load(DEFAULT, ()).source
    text = re.sub(r"^name:.*$", f"name: {name}", source, count=1, flags=re.M)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise DrafterError(
            f"{path} is there already", f"edit it, or see it with `drafter prompt show {name}`"
        ) from None
    except OSError as error:
        raise DrafterError(f"{path}: can't be written ({error.strerror})", "check the folder") from None
    return path


def nearest(word: str, known: Iterable[str]) -> str:
    """A "did you mean" sentence for a mistyped word; "" when nothing is near."""
    import difflib

    found = difflib.get_close_matches(word[:100], list(known), 1)
    return f"Did you mean {found[0]}?" if found else ""


# -- reading ---------------------------------------------------------------------------------------


def _files(folders: Sequence[Path]) -> dict[str, Path]:
    """The templates by name: those in earlier folders hide those in later ones, ours come last."""
    found: dict[str, Path] = {}
    for folder in (*folders, packaged()):
        for path in folder.glob("*.md"):
            if not path.name.startswith("_") and path.stem.lower() != "readme" and path.is_file():
                found.setdefault(path.stem, path)
    return found


def _read(path: Path, folders: Sequence[Path]) -> Template:
    draft = _text(path)
    head = _Head(draft)
    parts = tuple(_split(draft, head.flaws))
    shared = tuple(_shared(draft.body, (path.parent, *folders, packaged())))
    return Template(
        name=path.stem,
        description=head.description(),
        inputs=tuple(head.inputs()),
        sections=tuple(head.sections()),
        parameters=dict(head.parameters()),
        source=draft.text,
        path=path,
        digest=document.digest("\0".join([draft.text, *(part.text for part in shared)]).encode()),
        parts=(*parts, *shared),
        flaws=tuple(sorted(head.flaws, key=lambda flaw: flaw.line)),
    )


def _text(path: Path) -> Draft:
    """The file at `path`, read as a Markdown file with front matter, its line ends as a line feed."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise DrafterError(
            f"{path}: can't be read ({error.strerror})", "`drafter prompt list` shows what there is"
        ) from None
    if len(data) > MAX_BYTES:
        raise DrafterError(f"{path}: more than {MAX_BYTES // 1024} KB", "a prompt template is a page or two")
    draft = document.parse(data.replace(b"\r\n", b"\n"), path.as_posix())
    if any(problem.kind == "unreadable" for problem in draft.problems):
        raise DrafterError(f"{path}: not UTF-8 text", "save it as UTF-8, or move it out of the folder")
    return draft


def _split(draft: Draft, flaws: list[Flaw]) -> Iterator[Part]:
    """The parts of a template; adds to `flaws` what is wrong with their order."""
    body = draft.body
    markers = list(_MARKER.finditer(body))
    names = [marker[1].lower() for marker in markers]
    if "user" not in names or names != [name for name in PARTS if name in names]:
        form = "the body needs one line # User, and at most one # System before it"
        flaws.append(Flaw(draft.body_line, form))
        return
    if body[: markers[0].start()].strip():
        flaws.append(Flaw(draft.body_line, "text before the first part: put it under # System or # User"))
    for marker, end in zip(markers, [*(m.start() for m in markers[1:]), len(body)], strict=True):
        start = marker.end()
        yield Part(marker[1].lower(), body[start:end], draft.body_line + body.count("\n", 0, start))


def _shared(body: str, folders: Sequence[Path]) -> Iterator[Part]:
    for name in sorted(set(_INCLUDE.findall(body))):
        path = next((folder / name for folder in folders if (folder / name).is_file()), None)
        if path is not None:
            yield Part(name, _text(path).text)


class _Head:
    """The front matter of a template, key by key; what is wrong with it gathers in `flaws`."""

    def __init__(self, draft: Draft) -> None:
        self.meta = draft.meta
        self.flaws = [Flaw(one.line, one.message) for one in draft.problems if one.kind != "byte-order-mark"]
        self._lines = draft.text.split("\n")[: draft.body_line]
        if not self.flaws and draft.head_format != "yaml":
            self.flaws.append(Flaw(1, "a template starts with a YAML head between two lines ---"))
        for key in self.meta:
            if key not in KEYS:
                self.flaw(key, f"unknown key {key!r}. {nearest(key, KEYS) or 'Known: ' + ', '.join(KEYS)}")
        stem = Path(draft.path).stem
        if self.meta.get("name", stem) != stem:
            self.flaw("name", f"the name differs from the file's: write name: {stem}, or rename the file")

    def flaw(self, key: str, message: str) -> None:
        """Note what is wrong with `key`, at its line."""
        spelt = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*:")
        self.flaws.append(Flaw(next((n for n, line in enumerate(self._lines, 1) if spelt.match(line)), 1), message))

    def description(self) -> str:
        value = self.meta.get("description")
        if not isinstance(value, str) or not value.strip():
            self.flaw("description", "description: say in one line what the template is for")
            return ""
        return " ".join(value.split())

    def inputs(self) -> Iterator[Input]:
        for name, spec in self._mapping("inputs"):
            fields = spec if isinstance(spec, dict) else {}
            description, default = fields.get("description"), fields.get("default")
            if not _VARIABLE.fullmatch(name):
                self.flaw(name, f"input {name!r}: use lower-case letters, digits and underscores")
            elif not isinstance(description, str) or fields.keys() - {"description", "default"}:
                self.flaw(name, f"input {name}: it has a description and may have a default, nothing else")
            elif not isinstance(default, str | None):
                self.flaw(name, f"input {name}: put its default in quotes")
            else:
                yield Input(name, " ".join(description.split()), default)

    def sections(self) -> Iterator[str]:
        value = self.meta.get("sections", [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.flaw("sections", "sections: write a list of names, one a line")
            return
        yield from value

    def parameters(self) -> Iterator[tuple[str, float | int]]:
        for name, value in self._mapping("parameters"):
            if name not in PARAMETERS:
                known = "Known: " + ", ".join(PARAMETERS)
                self.flaw(name, f"unknown parameter {name!r}. {nearest(name, PARAMETERS) or known}")
                continue
            kind, low, high = PARAMETERS[name]
            numeric = isinstance(value, int) or (kind is float and isinstance(value, float))
            if isinstance(value, bool) or not numeric or not low <= value <= high:  # type: ignore[operator]
                self.flaw(name, f"parameter {name}: a {'whole ' * (kind is int)}number from {low} to {high}")
                continue
            yield name, value  # type: ignore[misc]

    def _mapping(self, key: str) -> list[tuple[str, object]]:
        value = self.meta.get(key, {})
        if not isinstance(value, dict):
            self.flaw(key, f"{key}: write `name: ...` lines below it")
            return []
        return [(str(name), spec) for name, spec in value.items()]
