"""The package's public names load on first use."""

from __future__ import annotations

import pytest

import pmdoc.read


@pytest.mark.parametrize("name", pmdoc.read.__all__)
def test_every_public_name_loads(name):
    assert getattr(pmdoc.read, name)


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = pmdoc.read.no_such_name
