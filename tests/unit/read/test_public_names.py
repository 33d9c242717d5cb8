"""The package's public names load on first use."""

from __future__ import annotations

import pytest

import pmdoc.read


@pytest.mark.parametrize("name", pmdoc.read.__all__)
def test_every_public_name_is_there(name):
    """Each name has a module."""
    assert getattr(pmdoc.read, name)


def test_other_names_are_no_names():
    """A slip ends as in any module."""
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = pmdoc.read.no_such_name
