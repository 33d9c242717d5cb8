"""Classes of the model behave as frozen dataclasses with slots do."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from pmdoc.model.value import value


@value
class Ours:
    """A class of values."""

    name: str
    parts: tuple[str, ...] = ()
    hidden: int = field(default=0, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """The same as an ordinary dataclass."""

    name: str
    parts: tuple[str, ...] = ()
    hidden: int = field(default=0, repr=False, compare=False)


def test_values_are_equal_like_those_of_a_dataclass() -> None:
    """By their fields, but for those that do not count; and so are their hashes."""
    one, same, other = Ours(name="a"), Ours(name="a", hidden=3), Ours(name="b")

    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one != Theirs(name="a")
    assert replace(one, name="b") == other


def test_values_read_like_those_of_a_dataclass() -> None:
    """Fields that are not to be shown are not."""
    ours, theirs = (repr(kind(name="a", parts=("b",))) for kind in (Ours, Theirs))

    assert ours.replace("Ours", "Theirs") == theirs


def test_values_stay_as_they_are() -> None:
    """No field can be changed, added or left out."""
    with pytest.raises(FrozenInstanceError):
        Ours(name="a").name = "b"  # type: ignore[misc] -- that is the point
    with pytest.raises(TypeError):
        Ours()  # type: ignore[call-arg] -- that is the point
    assert not hasattr(Ours(name="a"), "__dict__")
    assert [f.name for f in fields(Ours)] == [f.name for f in fields(Theirs)]
