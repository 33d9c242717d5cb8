"""The time zone in which a report prints its times, and what that zone is called.

In → Out: an incident and a language in, a `PrintedZone` out.
Must not: convert or format a time, or choose the zone; the author does.
Source: the abbreviations of the IANA time zone database, such as CET.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

from msgspec import Struct

from pmdoc.lang import Language
from pmdoc.model.incident import Incident
from pmdoc.model.moment import Moment, find_zone

_UTC = re.compile(r"(?<![A-Za-z])UTC(?![A-Za-z+-])")


class PrintedZone(Struct, frozen=True, kw_only=True):
    """The zone of a report's times.

    Shape: `names` are those that it has at the incident's moments, such as CET and CEST; never
    empty. `meanings` explain these for readers elsewhere: "CET = UTC+01:00". `second` is the zone
    whose times follow in brackets, if any.
    """

    zone: tzinfo
    names: tuple[str, ...]
    meanings: tuple[str, ...] = ()
    second: tzinfo | None = None

    @property
    def is_local(self) -> bool:
        """Whether times are not in UTC."""
        return self.zone is not UTC

    @property
    def has_changes(self) -> bool:
        """Whether clocks change between the incident's moments, so that each names its zone."""
        return len(self.names) > 1

    def label(self, text: str) -> str:
        """Return a layout's label with this zone in place of UTC: "Time (CET)"."""
        return _UTC.sub("/".join(self.names), text) if self.is_local else text


def find_printed_zone(incident: Incident, language: Language) -> PrintedZone:
    """Return the zone in which the report of an incident prints its times."""
    utc = language.word("zone_utc")
    named = find_zone(incident.time_zone) if incident.time_zone else None
    if named is None or named is UTC:
        return PrintedZone(zone=UTC, names=(utc,))
    if incident.zone is UTC:
        return PrintedZone(zone=UTC, names=(utc,), second=named)
    times = sorted(at.astimezone(UTC) for at in _instants(incident))
    known = dict.fromkeys(_name_and_offset(at.astimezone(named), language) for at in times)
    return PrintedZone(
        zone=named,
        names=tuple(name for name, _ in known) or (incident.time_zone,),
        meanings=tuple(name if name == offset else f"{name} = {offset}" for name, offset in known),
    )


def zone_name(local: datetime, language: Language) -> str:
    """Return the name of a local time's zone at that time, such as CET or UTC-03:00."""
    return _name_and_offset(local, language)[0]


def _name_and_offset(local: datetime, language: Language) -> tuple[str, str]:
    name, offset = local.tzname() or "", f"{local:%z}"
    full = language.word("zone_offset", offset=f"{offset[:3]}:{offset[3:5]}")
    return (name if name.isalpha() else full), full


def _instants(value: object) -> Iterator[datetime]:
    """Yield every clock time of a record and of all below it."""
    if isinstance(value, Moment):
        yield from (end for end in (value.time, value.until) if isinstance(end, datetime))
        yield from _instants(value.accounts)
    elif isinstance(value, tuple):
        for item in value:
            yield from _instants(item)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _instants(getattr(value, name))
