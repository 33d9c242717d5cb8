"""Look up the defaults of a class's fields.

In → Out: a class of the model in, its defaults by name out.
Must not: make an instance, or resolve an annotation.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import NODEFAULT, Struct


@cache
def defaults_of(kind: type[Struct]) -> Mapping[str, Any]:
    """Return the defaults of a class, by field, without its required fields.

    Shape: a default that is made for each instance, such as a record, is given as its factory.
    """
    names, defaults = kind.__struct_fields__, kind.__struct_defaults__
    known = zip(names[len(names) - len(defaults) :], defaults, strict=True)
    return {name: default for name, default in known if default is not NODEFAULT}
