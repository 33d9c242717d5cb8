"""Import reportlab without running settings files from the home or working folder.

In → Out: nothing in; reportlab's settings loaded, untouched by any file of the user.
Must not: affect other code in this process that uses reportlab with its own settings.
Source: `reportlab/__init__.py` and `reportlab/rl_config.py`: both run Python code from
`reportlab_mods.py` and `reportlab_settings.py` anywhere on the path, or from `~/.reportlab_*`.
"""

from __future__ import annotations

import sys
from types import ModuleType

_SETTINGS = ("reportlab_mods", "reportlab_settings")


def load_reportlab() -> None:
    """Import reportlab with empty modules in place of the user's settings."""
    absent = [name for name in _SETTINGS if name not in sys.modules]
    sys.modules.update({name: ModuleType(name) for name in absent})
    try:
        import reportlab.rl_config  # noqa: F401, PLC0415 -- only after the empty modules are in place
    finally:
        for name in absent:
            del sys.modules[name]
