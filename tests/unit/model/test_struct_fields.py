"""`bulk_getter` reads several properties at once, and `may_hold_text` skips none with text."""

from __future__ import annotations

import datetime as dt
import typing
from enum import StrEnum
from types import NoneType

import pytest
from msgspec import Struct

from pmdoc.model.moment import Moment, Period
from pmdoc.model.struct_fields import bulk_getter, may_hold_text
from tests.incidents import model_classes

KINDS = sorted(model_classes(), key=str)
PLAIN = {bool, int, float, dt.date, dt.datetime, dt.timedelta, dt.tzinfo, Period, NoneType}


@pytest.mark.parametrize("names", [(), ("wording",), ("wording", "source")])
def test_getter_returns_a_tuple_in_the_order_of_the_names(names: tuple[str, ...]) -> None:
    moment = Moment(wording="at night", source="pager")

    assert ("at night", "pager")[: len(names)] == bulk_getter(names)(moment)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_skipped_properties_hold_no_text(kind: type[Struct]) -> None:
    """`may_hold_text` decides by the annotation as written in the source."""
    hints = typing.get_type_hints(kind)
    passed_over = {
        n for n, annotation in kind.__annotations__.items() if not may_hold_text(annotation)
    }

    for name in passed_over:
        for leaf in typing.get_args(hints[name]) or (hints[name],):
            assert leaf in PLAIN or issubclass(leaf, StrEnum), f"{kind.__name__}.{name}"
