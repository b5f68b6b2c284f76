"""Which files a check looks at: those named, those in folders, those that git says have changed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from operator import attrgetter

from drafter.errors import DrafterError
from drafter.settings import PROJECT_FILE, Settings

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
OTHER_SUFFIXES = (".html", ".htm", ".rst", ".adoc", ".org", ".ipynb", ".qmd", ".rmd")
NOTES = "notes"  # the workspace's folder of notes


class Scope:
    """The posts to check, as they are to be printed, and what to tell about the choice."""

    def __init__(self, root: str) -> None:
        self.root = root  # the workspace's real path
        self.files: list[str] = []
        self.notices: list[str] = []
        self.where: list[str] = []
        self.total = 0  # before a restriction to changed posts
        self.other = 0  # files of kinds that are not read, met in folders


def collect(paths: Sequence[str], settings: Settings, changed_since: str = "", *, from_hook: bool = False) -> Scope:
    """Find the posts that `paths` name: files, folders, patterns, `-`; without any, the settings' folders.

    `from_hook`: the files are those of a commit, so those that are no posts are left out.
    Raises DrafterError for a path that isn't there, or a git reference that git doesn't know.
    """
    scope = Scope(os.path.realpath(settings.folder))
    found: dict[str, str] = {}  # by real path, so that no post is judged twice
    if from_hook:
        given = paths
        paths = [path for path in given if not os.path.isfile(path) or _is_among_posts(path, settings)]
        if out := [path for path in given if path not in set(paths)]:
            what = f"{len(out)} files are" if len(out) > 1 else "1 file is"
            scope.notices.append(f"{what} no posts of drafter.toml, so left out, such as {out[0]}")
        if given and not paths:
            return scope
    for path in paths or _post_folders(settings, scope):
        try:
            _add(path, settings, scope, found)
        except OSError as error:
            raise DrafterError(f"{path[:200]}: {error.strerror}", "check the path") from None
    scope.files = sorted(found.values())
    scope.total = len(scope.files)
    if scope.other:
        scope.notices.append(f"not Markdown, so not checked: {scope.other} of .html, .rst, .adoc and the like")
    if changed_since:
        _keep_changed(scope, settings, changed_since)
    return scope


def _as_posix(path: str) -> str:
    return path.replace(os.sep, "/") if os.sep != "/" else path


def _post_folders(settings: Settings, scope: Scope) -> list[str]:
    found = []
    for name in _folders(settings):
        path = os.path.relpath(os.path.join(settings.folder, name))
        if os.path.exists(path):
            found.append(path)
        elif name in settings.posts:
            scope.notices.append(f"the folder of posts, {path}, is not there")
    return found


def _folders(settings: Settings) -> dict[str, None]:
    """The folders of posts, and the one where drafts wait to be moved into them."""
    if settings.site == "plain":
        return dict.fromkeys(settings.posts)
    from drafter import sites

    waits = sites.PRESETS[settings.site].waiting
    return dict.fromkeys((*settings.posts, settings.output) if waits else settings.posts)


def _add(path: str, settings: Settings, scope: Scope, found: dict[str, str]) -> None:
    """Put each post that `path` stands for into `found`: by its real path, as it is to be printed."""
    if path == "-":
        found[path] = path
    elif os.path.isdir(path):
        scope.where.append(_as_posix(path))
        _walk(path, os.path.realpath(path), settings, scope, found, set())
    elif os.path.exists(path):
        if reserved := _reserved(os.path.realpath(path), scope.root, settings):
            scope.notices.append(f"{path} is left out: {reserved} are no posts")
        else:
            found.setdefault(os.path.realpath(path), _as_posix(path))
    elif any(mark in path for mark in "*?["):
        scope.where.append(_as_posix(path))
        _glob(path, settings, scope, found)
    else:
        raise DrafterError(f"{path}: no such file or folder", "check the path, or leave it out to check all posts")


def _glob(pattern: str, settings: Settings, scope: Scope, found: dict[str, str]) -> None:
    import glob

    paths = sorted(glob.glob(pattern, recursive=True))  # Path.glob takes no absolute pattern
    if not paths:
        raise DrafterError(f"{pattern}: no file matches", "check the pattern; ** stands for any folders")
    for path in paths:
        if os.path.isdir(path):
            continue
        real = os.path.realpath(path)
        if _is_post(os.path.basename(path), settings) and not _reserved(real, scope.root, settings):
            found.setdefault(real, _as_posix(path))


def _walk(
    folder: str, real: str, settings: Settings, scope: Scope, found: dict[str, str], seen: set[str]
) -> None:  # fmt: skip
    """Add the posts below `folder`, which may be reached by symbolic links, each folder once."""
    if real in seen or _reserved(real, scope.root, settings):
        return
    seen.add(real)
    try:
        entries = sorted(os.scandir(folder), key=attrgetter("name"))
    except OSError as error:
        raise DrafterError(f"{folder}: can't be read ({error.strerror})", "check its permissions") from None
    before = f"{folder.rstrip(os.sep)}{os.sep}" if folder != "." else ""
    for entry in entries:
        name = entry.name
        if name.startswith(".") or name == "node_modules":
            continue
        path = before + name
        true = os.path.realpath(path) if entry.is_symlink() else f"{real}{os.sep}{name}"
        if entry.is_dir():
            _walk(path, true, settings, scope, found, seen)
        elif _is_post(name, settings):
            found.setdefault(true, _as_posix(path))
        elif name.lower().endswith(OTHER_SUFFIXES):
            scope.other += 1


def _is_post(name: str, settings: Settings) -> bool:
    """Whether a file met in a folder is a post by its name: READMEs and Hugo's section pages are not."""
    lower = name.lower()
    if not lower.endswith(SUFFIXES) or lower.startswith((".", "readme.")):
        return False
    return not (settings.site == "hugo" and lower.startswith("_index."))


def _is_among_posts(path: str, settings: Settings) -> bool:
    """Whether a file lies in a folder of posts; where no settings say which these are, by its name alone."""
    if not _is_post(os.path.basename(path), settings) or not settings.has_file:
        return _is_post(os.path.basename(path), settings)
    real = os.path.realpath(path)
    folders = (os.path.realpath(os.path.join(settings.folder, name)) for name in _folders(settings))
    return any(real == folder or real.startswith(os.path.join(folder, "")) for folder in folders)


def _reserved(real: str, root: str, settings: Settings) -> str:
    """What lies at the real path `real` instead of posts: the workspace's own notes or prompts; "" for posts."""
    above = os.path.join(root, "")
    if not real.startswith(above):
        return ""
    relative = real[len(above) :].replace(os.sep, "/")
    if any(relative == name or relative.startswith(f"{name.strip('/')}/") for name in settings.posts):
        return ""
    for name, what in ((NOTES, "notes"), (settings.prompts, "prompts")):
        if relative == name or relative.startswith(f"{name}/"):
            return what
    return ""


# -- git -------------------------------------------------------------------------------------------


def _keep_changed(scope: Scope, settings: Settings, reference: str) -> None:
    """Leave only the posts that changed since `reference` forked off; all, when the settings changed too."""
    changed = _changed(reference, settings.folder)
    settings_file = os.path.realpath(os.path.join(settings.folder, PROJECT_FILE))
    if settings_file in changed:
        scope.notices.append(f"{PROJECT_FILE} changed since {reference}: every post is checked")
        return
    notes = {path for path in changed if _reserved(path, scope.root, settings) == "notes"}
    scope.files = [
        file
        for file in scope.files
        if file == "-" or os.path.realpath(file) in changed or _made_of(file, notes, settings)
    ]
    scope.notices.append(f"{len(scope.files)} of {scope.total} posts changed since {reference}")


def _made_of(file: str, notes: set[str], settings: Settings) -> bool:
    """Whether the post names one of the changed `notes`: their change can make its approval stale."""
    if not notes:
        return False
    from drafter import document

    name = document.read(file).meta.get("notes")
    return isinstance(name, str) and "\0" not in name and os.path.realpath(os.path.join(settings.folder, name)) in notes


def _changed(reference: str, root: str) -> set[str]:
    """The real paths of what changed or is new in the repository around `root`."""
    if not reference.strip() or reference.startswith("-"):
        raise DrafterError(f"{reference!r} is no git reference", "such as --changed-since origin/main")
    top = _git(root, "rev-parse", "--show-toplevel").rstrip("\n")
    diff = ("diff", "--name-only", "-z", "--no-ext-diff", "--diff-filter=d", "--merge-base", reference, "--")
    names = _git(top, *diff).split("\0")
    names += _git(top, "ls-files", "--others", "--exclude-standard", "-z").split("\0")
    return {os.path.realpath(f"{top}/{name}") for name in names if name}


def _git(folder: str, *arguments: str) -> str:
    import subprocess

    command = ["git", "-c", "core.quotepath=off", *arguments]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DrafterError(f"git can't be run: {error}", "install git, or leave --changed-since out") from None
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().splitlines()
        raise DrafterError(
            f"git {arguments[0]}: {said[-1] if said else 'failed'}",
            "check the reference; in CI fetch the history (fetch-depth: 0)",
        )
    return os.fsdecode(done.stdout)
