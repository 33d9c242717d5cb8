"""Run pmdoc as a user who may not read everything, even if the tests run as root."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest


def ignores_permissions() -> bool:
    """Return whether this process may read what nobody may, as root usually does."""
    with tempfile.NamedTemporaryFile() as file:
        path = Path(file.name)
        path.chmod(0)
        try:
            path.read_bytes()
        except PermissionError:
            return False
        return True


_DROPPED = "-dac_override,-dac_read_search"


def unprivileged_prefix() -> list[str]:
    """Return the words that start a command without the right to ignore permissions.

    Root has that right, unless setpriv takes it away; a test that needs it is skipped without it.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may read everything, and the program setpriv is not available")
    return ["setpriv", f"--bounding-set={_DROPPED}", f"--inh-caps={_DROPPED}"]
