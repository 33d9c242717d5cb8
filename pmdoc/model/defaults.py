"""What the fields of a class hold where nothing was said.

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
    """Return the defaults of a class; a field that has to be given is not among them.

    Shape: by field; a list or record that is made anew for each instance stands as its factory.
    """
    names, defaults = kind.__struct_fields__, kind.__struct_defaults__
    known = zip(names[len(names) - len(defaults) :], defaults, strict=True)
    return {name: default for name, default in known if default is not NODEFAULT}
