"""From event notes to a post that is disclosed, traced to its notes, reviewed and signed.

For scripts and notebooks there are `draft`, `check`, `trace`, `review` and `export`: see `drafter.pipeline.api`.
"""

__version__ = "0.1.0"
__all__ = ["DrafterError", "check", "draft", "export", "review", "trace"]

TYPE_CHECKING = False  # type checkers know this name; importing `typing` for it would slow every start
if TYPE_CHECKING:
    from drafter.pipeline.api import DrafterError, check, draft, export, review, trace


def __getattr__(name: str) -> object:
    """Import what scripts use when they first use it: the command line doesn't need it."""
    if name in __all__:
        from drafter.pipeline import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
