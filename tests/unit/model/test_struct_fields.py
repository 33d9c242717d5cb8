"""Several properties are read at once, and none with text is passed over."""

from __future__ import annotations

import datetime as dt
import typing
from enum import StrEnum
from types import NoneType

import pytest
from msgspec import Struct

from pmdoc.model.moment import Moment
from pmdoc.model.struct_fields import bulk_getter, may_hold_text
from tests.incidents import model_classes

KINDS = sorted(model_classes(), key=str)


@pytest.mark.parametrize("names", [(), ("wording",), ("wording", "source")])
def test_properties_come_in_the_order_of_their_names(names: tuple[str, ...]) -> None:
    """None, one or several: always a tuple."""
    moment = Moment(wording="at night", source="pager")

    assert ("at night", "pager")[: len(names)] == bulk_getter(names)(moment)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_is_passed_over_holds_no_text(kind: type[Struct]) -> None:
    """Whether a property may hold text is told from its annotation as it is written."""
    hints = typing.get_type_hints(kind)
    passed_over = {
        n for n, annotation in kind.__annotations__.items() if not may_hold_text(annotation)
    }

    for name in passed_over:
        for leaf in typing.get_args(hints[name]) or (hints[name],):
            plain = leaf in {bool, int, float, dt.date, dt.datetime, dt.timedelta, NoneType}
            assert plain or issubclass(leaf, StrEnum), f"{kind.__name__}.{name}"
