"""Import the public names of a package when they are first used.

In → Out: a package and its modules' public names in, the package's `__getattr__` out.
Must not: import anything that takes time; `import pmdoc` waits for it.
Source: PEP 562, https://peps.python.org/pep-0562/
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # importing `typing` would slow down `import pmdoc`
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def lazy_exports(package: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of a package that imports each module on first use.

    Shape: `modules` maps a module's name below the package to its public names, separated by
    spaces.
    """
    homes = {name: module for module, names in modules.items() for name in names.split()}

    def load(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 -- slows down `import pmdoc`

        value = getattr(import_module(f"{package}.{homes[name]}"), name)
        # importing a module binds its name in the package, which may be the function's too
        setattr(sys.modules[package], name, value)
        return value

    return load
