"""`NamedTuple` and `TYPE_CHECKING` of `typing`, for modules that every check imports.

To import `typing` takes a third of Python's own start, and a class takes its NamedTuple nearly twice as long as ours,
since it looks at every annotation. Type checkers see the originals.
"""

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:

    class _Maker(type):
        def __new__(cls, name, bases, body):
            fields = body.get("__annotations__", {})
            defaults = [body[field] for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key in body.keys() - fields.keys():
                setattr(made, key, body[key])
            return made

    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {})
