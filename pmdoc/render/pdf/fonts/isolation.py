"""Load reportlab without the files that it would run from the home and the working folder.

In → Out: nothing in; reportlab's settings are loaded, and no file of a user's took part.
Must not: stay in the way of others in this process who use reportlab with settings of their own.
Source: `reportlab/__init__.py` and `reportlab/rl_config.py`: both run Python code from
`reportlab_mods.py` and `reportlab_settings.py` anywhere on the path, or from `~/.reportlab_*`.
"""

from __future__ import annotations

import sys
from types import ModuleType

_SETTINGS = ("reportlab_mods", "reportlab_settings")


def load_reportlab() -> None:
    """Import reportlab; where it looks for a user's settings it finds empty ones."""
    absent = [name for name in _SETTINGS if name not in sys.modules]
    sys.modules.update({name: ModuleType(name) for name in absent})
    try:
        import reportlab.rl_config  # noqa: F401, PLC0415 -- the settings must be empty by now
    finally:
        for name in absent:
            del sys.modules[name]
