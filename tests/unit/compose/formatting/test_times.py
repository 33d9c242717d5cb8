"""Times are printed with the precision of the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.compose.formatting.times import moment_blocks, moment_text
from pmdoc.layout import layout_names, load_layout
from tests.incidents import composed, context_for, words

FILES = Path(__file__).resolve().parents[3] / "cases"
CASES = [
    ("2017-01-31T23:27Z", "23:27", "31 January 2017, 23:27 UTC"),
    ("2017-01-31T23:28:38Z", "23:28:38", "31 January 2017, 23:28:38 UTC"),
    ("2017-02-01T00:27+01:00", "23:27", "31 January 2017, 23:27 UTC"),
    ("2017-01-31", "31 January 2017", "31 January 2017"),
    ("2017-01", "January 2017", "January 2017"),
    ("2017", "2017", "2017"),
    ("~2017-01", "about January 2017", "about January 2017"),
    ("about 2017-01-31", "about 31 January 2017", "about 31 January 2017"),
    ("unknown", "Time not known", "Time not known"),
    ("{wording: at night}", "at night", "at night"),
    (
        "{time: 2017-01-31, wording: late at night}",
        "31 January 2017 (late at night)",
        "31 January 2017 (late at night)",
    ),
    ("{time: ~2017-01-31, wording: late January}", "late January", "late January"),
    (
        "{time: 2017-01, precision: approximate, wording: some months before}",
        "some months before",
        "some months before",
    ),
    (
        "{time: 2017-01-31T23:27Z, wording: shortly before midnight}",
        "23:27 (shortly before midnight)",
        "31 January 2017, 23:27 UTC (shortly before midnight)",
    ),
    (
        "{time: 2017-01-31T23:27Z, precision: unknown}",
        "Time not known (23:27)",
        "Time not known (31 January 2017, 23:27 UTC)",
    ),
    ("{until: 2017-01-31T23:27Z}", "until 31 January 2017, 23:27 UTC", None),
    ("{time: 2017-04-05, until: 2017-04-14}", "5 to 14 April 2017", None),
    ("{time: 2017-03-28, until: 2017-04-05}", "28 March to 5 April 2017", None),
    ("{time: 2016-12-28, until: 2017-01-05}", "28 December 2016 to 5 January 2017", None),
    ("{time: 2017-04-05, until: 2017-04-05}", "5 April 2017", None),
    ("{time: 2017-03, until: 2017-05}", "March to May 2017", None),
    ("{time: 2016, until: 2017-05}", "2016 to May 2017", None),
    ("{time: 2016, until: 2017}", "2016 to 2017", None),
    (
        "{time: 2017-04-05, until: 2017-04-14, precision: approximate}",
        "about 5 to 14 April 2017",
        None,
    ),
    (
        "{time: 2017-01-31T23:50Z, until: 2017-02-01T00:10Z}",
        "23:50 to 00:10, next day",
        "31 January 2017, 23:50 to 1 February 2017, 00:10 UTC",
    ),
    (
        "{time: 2017-01-31T23:50Z, until: 2017-02-03T00:10Z}",
        "23:50 to 3 February 2017, 00:10",
        "31 January 2017, 23:50 to 3 February 2017, 00:10 UTC",
    ),
    (
        "{time: 2017-01-31T22:00Z, until: 2017-02-02}",
        "22:00 to 2 February 2017",
        "31 January 2017, 22:00 UTC to 2 February 2017",
    ),
    (
        "{time: 2017-01-30, until: 2017-01-31T22:00Z}",
        "30 January 2017 to 31 January 2017, 22:00 UTC",
        None,
    ),
    (
        "{time: 2017-01-31T19:00Z, precision: approximate}",
        "about 19:00",
        "about 31 January 2017, 19:00 UTC",
    ),
    (
        "{time: 2017-01-31T22:00Z, until: 2017-01-31T23:00Z}",
        "22:00 to 23:00",
        "31 January 2017, 22:00 to 23:00 UTC",
    ),
]


@pytest.mark.parametrize(("written", "short", "long"), CASES, ids=[c[0] for c in CASES])
def test_moment_text_shows_its_precision(written: str, short: str, long: str | None) -> None:
    """Exact, approximate, spans and unknown times are worded differently."""
    ctx = context_for(f"timeline: [{{at: {written}, event: X}}]")
    moment = ctx.incident.timeline[0].at
    assert moment is not None

    assert short == moment_text(moment, ctx, with_date=False)
    assert (long or short) == moment_text(moment, ctx, with_date=True)


def test_conflicting_times_are_all_printed() -> None:
    """No account is chosen silently."""
    ctx = context_for(
        "timeline:\n"
        "  - event: Load rises\n"
        "    at:\n"
        "      time: 2017-01-31T18:00Z\n"
        "      source: S2\n"
        "      accounts: [{time: 2017-01-31T19:00Z, precision: approximate, source: S1}]\n"
    )
    moment = ctx.incident.timeline[0].at
    assert moment is not None

    assert "18:00 (S2)|S1: about 19:00" == words(moment_blocks(moment, ctx, with_date=False))


ZONED = [
    # zone, time, in a column of times, on its own
    ("Europe/Berlin", "2026-01-15T08:12Z", "08:12 (09:12 CET)", "08:12 UTC (09:12 CET)"),
    ("Europe/Berlin", "2026-07-15T08:12Z", "08:12 (10:12 CEST)", "08:12 UTC (10:12 CEST)"),
    # daylight saving time starts; the hour that occurs twice in autumn
    ("Europe/Berlin", "2026-03-29T00:59Z", "00:59 (01:59 CET)", "00:59 UTC (01:59 CET)"),
    ("Europe/Berlin", "2026-03-29T01:00Z", "01:00 (03:00 CEST)", "01:00 UTC (03:00 CEST)"),
    ("Europe/Berlin", "2026-10-25T00:30Z", "00:30 (02:30 CEST)", "00:30 UTC (02:30 CEST)"),
    ("Europe/Berlin", "2026-10-25T01:30Z", "01:30 (02:30 CET)", "01:30 UTC (02:30 CET)"),
    ("America/New_York", "2026-11-01T05:30:15Z", "05:30:15 (01:30:15 EDT)", None),
    ("America/New_York", "2026-11-01T06:30:15Z", "06:30:15 (01:30:15 EST)", None),
    # another day; zones without an abbreviation
    ("Asia/Tokyo", "2026-01-15T20:00Z", "20:00 (05:00 JST, next day)", None),
    ("America/New_York", "2026-01-15T02:00Z", "02:00 (21:00 EST, day before)", None),
    ("America/Sao_Paulo", "2026-01-15T12:00Z", "12:00 (09:00 UTC-03:00)", None),
    ("Asia/Kathmandu", "2026-01-15T12:00Z", "12:00 (17:45 UTC+05:45)", None),
    # a moment without a clock time has none in any zone
    ("Europe/Berlin", "2026-01-15", "15 January 2026", None),
    ("Europe/Berlin", "unknown", "Time not known", None),
    ("Etc/UTC", "2026-01-15T08:12Z", "08:12", "08:12 UTC"),
    (
        "Europe/Berlin",
        "{time: 2026-01-15T08:12Z, until: 2026-01-15T09:00Z, precision: approximate}",
        "about 08:12 to 09:00 (09:12 to 10:00 CET)",
        None,
    ),
    (  # an incident across the end of daylight saving time
        "Europe/Berlin",
        "{time: 2026-10-25T00:30Z, until: 2026-10-25T01:30Z}",
        "00:30 to 01:30 (02:30 CEST to 02:30 CET)",
        None,
    ),
]


@pytest.mark.parametrize(("zone", "written", "short", "long"), ZONED)
def test_local_time_follows_utc_in_brackets(
    zone: str, written: str, short: str, long: str | None
) -> None:
    """Every hour is unambiguous."""
    ctx = context_for(f"time_zone: {zone}\ntimeline: [{{at: {written}, event: X}}]")
    moment = ctx.incident.timeline[0].at
    assert moment is not None

    assert short == moment_text(moment, ctx, with_date=False)
    if long is not None:
        assert moment_text(moment, ctx, with_date=True).endswith(f", {long}")


@pytest.mark.parametrize(("zone", "times"), [("Europe/Berlin", 1), ("UTC", 0)])
def test_time_zones_are_explained_once(zone: str, times: int) -> None:
    """The note is below the report's title."""
    document = composed(f"time_zone: {zone}\ntimeline: [{{at: 2026-01-15T08:12Z, event: X}}]")

    note = "Times are in UTC; times in brackets are those of Europe/Berlin."
    assert times == words(document).count(note)
    assert times == words(document.blocks[1]).count(note)


LOCAL = [
    # zone, time, in a column of times, on its own
    ("Europe/Berlin", "2026-01-15 09:12", "09:12", "15 January 2026, 09:12 CET"),
    ("Europe/Berlin", "2026-01-15T08:12Z", "09:12", "15 January 2026, 09:12 CET"),
    ("Europe/Berlin", "2026-01-15T23:30Z", "00:30", "16 January 2026, 00:30 CET"),
    ("America/Sao_Paulo", "2026-01-15 09:12", "09:12", "15 January 2026, 09:12 UTC-03:00"),
    ("UTC", "2026-01-15 09:12", "09:12", "15 January 2026, 09:12 UTC"),
    (
        "Europe/Berlin",
        "{time: 2026-01-15 23:50, until: 2026-01-16 00:10}",
        "23:50 to 00:10, next day",
        "15 January 2026, 23:50 to 16 January 2026, 00:10 CET",
    ),
    (  # clocks change between the two
        "Europe/Berlin",
        "{time: 2026-10-25T02:30+02:00, until: 2026-10-25T02:30+01:00}",
        "02:30 CEST to 02:30 CET",
        "25 October 2026, 02:30 CEST to 02:30 CET",
    ),
]


@pytest.mark.parametrize(("zone", "written", "short", "long"), LOCAL)
def test_local_times_are_printed_as_their_author_wrote_them(
    zone: str, written: str, short: str, long: str
) -> None:
    """No other zone is beside them, and every hour is unambiguous."""
    ctx = context_for(f"time_zone: {zone}\ntimes: local\ntimeline: [{{at: {written}, event: X}}]")
    moment = ctx.incident.timeline[0].at
    assert moment is not None

    assert short == moment_text(moment, ctx, with_date=False)
    assert long == moment_text(moment, ctx, with_date=True)


def test_each_time_names_its_zone_if_clocks_change_during_the_incident() -> None:
    ctx = context_for(
        "time_zone: Europe/Berlin\n"
        "timeline: [{at: 2026-03-28 09:00, event: X}, {at: 2026-03-29 09:00, event: Y}]"
    )
    texts = [moment_text(e.at, ctx, with_date=False) for e in ctx.incident.timeline if e.at]

    assert ["09:00 CET", "09:00 CEST"] == texts


@pytest.mark.parametrize("layout", layout_names())
def test_page_names_the_zone_of_its_times(layout: str) -> None:
    """Column heads, captions, introductions and the note on the first page agree."""
    text = "time_zone: Europe/Berlin\ntimeline: [{at: 2026-01-15T08:12Z, event: X}]\n"
    utc = str(composed(text, load_layout(layout)))
    local = str(composed(text + "times: local", load_layout(layout)))

    assert "Times are in UTC; times in brackets are those of Europe/Berlin." in utc
    assert "08:12 (09:12 CET)" in utc
    assert "Times are those of Europe/Berlin (CET = UTC+01:00)." in local
    assert "09:12" in local
    assert "08:12" not in local
    assert "UTC" not in local.replace("UTC+01:00", "").replace("datetime.timezone.utc", "")


def test_source_is_printed_with_and_without_other_accounts() -> None:
    ctx = context_for("timeline: [{event: X, at: {time: 2026-01-15T08:12Z, source: S1}}]")
    moment = ctx.incident.timeline[0].at
    assert moment is not None

    assert "08:12 (S1)" == words(moment_blocks(moment, ctx, with_date=False))


def test_remark_stands_below_its_own_time() -> None:
    """Below the accounts it would read as the words of the last one."""
    ctx = context_for(
        "timeline:\n"
        "  - event: X\n"
        "    at:\n"
        "      time: 2026-01-15T08:12Z\n"
        "      remark: read off a chart\n"
        "      accounts: [{time: 2026-01-15, source: S4, remark: from memory}]\n"
    )
    moment = ctx.incident.timeline[0].at
    assert moment is not None

    text = "08:12|read off a chart|S4: 15 January 2026 (from memory)"
    assert text == words(moment_blocks(moment, ctx, with_date=False))


@pytest.mark.parametrize("layout", layout_names())
def test_timeline_shows_days_and_spans_as_such(layout: str) -> None:
    """The case has a day, a span of days, and an author's wording for an approximate day."""
    path = FILES / "statements" / "intrusion-without-downtime.yaml"
    text = words(composed(path.read_text("utf-8"), load_layout(layout)))

    for expected in (
        "1 February 2026|09:00|First access|4 to 6 February 2026|Records read",
        "late February|Second host taken",
        "1 March 2026|Researcher reports it",
        "2 March 2026|12:00|Access cut",
    ):
        left = [part for part in expected.split("|") if part not in text]
        assert not left
    assert "–" not in text.split("|")
    assert "about –" not in text


@pytest.mark.parametrize("layout", layout_names())
def test_times_typed_without_offset_are_printed_as_typed(layout: str) -> None:
    path = FILES / "vocabulary" / "local-times.yaml"
    text = words(composed(path.read_text("utf-8"), load_layout(layout)))

    assert "2 March 2026|09:12|It began" in text
    assert "09:20|Alert" in text
    assert "about 09:30|Found" in text
    assert "08:12" not in text
