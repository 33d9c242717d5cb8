"""Reports state what follows from the times of an incident, alike in every layout, and no more.

In → Out: the files of tests/cases × layouts in; pass or fail out.
Must not: know where a layout shows something.
"""

from __future__ import annotations

import pytest

from pmdoc.compose import find_unknown_phases
from pmdoc.layout import layout_names, load_layout
from pmdoc.model.document import Document, Heading, Timeline
from pmdoc.pipeline.check import check_incident
from pmdoc.pipeline.compose import compose_incident
from pmdoc.pipeline.load import load_incident
from pmdoc.pipeline.options import Options
from tests.incidents import composed, incident_from, words
from tests.judges import ROOT

CASES = ROOT / "tests" / "cases"
by_layout = pytest.mark.parametrize("layout", layout_names())


def compose_case(case: str, layout: str) -> Document:
    """Compose a file of tests/cases in a layout."""
    loaded = load_incident(CASES / f"{case}.yaml")
    return compose_incident(loaded, Options(layout=layout)).document


def text_of(document: Document) -> str:
    """Return the words of a report, chart descriptions included."""
    charts = [getattr(block, "alternative", "") for block in document.blocks]
    return "|".join([words(document.blocks), *charts])


@by_layout
def test_intrusion_has_no_downtime(layout: str) -> None:
    """The service went on; nobody knew for a month, and the day of the detection has no hour."""
    text = text_of(compose_case("statements/intrusion-without-downtime", layout))

    assert "Downtime|" not in text
    assert "Not yet detected 1 February, 09:00 to 1 March, Investigation 1 March to 2 March" in text
    assert "28 days|from the start to detection" in text
    assert "00:00" not in text


def test_duration_of_impact_is_not_the_downtime() -> None:
    text = text_of(compose_case("statements/intrusion-without-downtime", "formal"))

    assert "Duration of Impact|30 days|from the start to restoration|" in text


@by_layout
def test_figures_print_as_stated(layout: str) -> None:
    """With their bounds and notes; the others are no finer than their times."""
    text = text_of(compose_case("statements/figures-as-stated", layout))

    assert "75 h" in text
    assert "2 days|At most" in text
    assert "under 1 min|from the start to detection" in text
    assert "about 1 day|from detection to mitigation" in text
    assert "The course of the incident" in text


@by_layout
def test_downtime_is_the_total_of_outages(layout: str) -> None:
    """An hour on Monday, and 90 minutes on Friday in two outages that overlap."""
    text = text_of(compose_case("vocabulary/outages", layout))

    assert "2 h 30 min|total of 3 stated outages; times that overlap count once" in text
    assert "2 March 2026, 10:00 UTC|1 h" in text
    assert "Customers in the north" in text
    assert "The second attempt to roll back" in text


def test_stated_downtime_may_be_shorter_than_the_incident() -> None:
    problems = check_incident(CASES / "vocabulary" / "two-windows.yaml").problems

    assert "figure-contradicts" not in {problem.id for problem in problems}


@by_layout
def test_services_are_named_once(layout: str) -> None:
    text = text_of(compose_case("vocabulary/two-windows", layout))

    assert "Checkout, Checkout" not in text
    assert "3 h|1 h on 2 March and 2 h on 6 March" in text


@by_layout
def test_timeline_without_phases_gets_those_of_the_moments(layout: str) -> None:
    """The chart has the same."""
    document = compose_case("vocabulary/timeline-without-phases", layout)
    text = text_of(document)

    assert "Not yet detected 09:12 to 09:20, Investigation 09:20 to 09:50" in text
    before, _, after = words(document.blocks).partition("It began")
    assert "Detection" in before
    detection, _, rest = after.partition("Investigation")
    assert "Alert" not in detection
    assert rest.index("Cause found") < rest.index("Resolution") < rest.index("Rolled back")


def test_own_phases_have_sections_after_those_before_them() -> None:
    layout = str(CASES / "vocabulary" / "phases.layout.yaml")
    headings = [
        words(block)
        for block in compose_case("vocabulary/phases", layout).blocks
        if isinstance(block, Heading)
    ]

    start = headings.index("Lead-up")
    assert [
        *("Lead-up", "Detection", "Triage", "Investigation", "Containment", "Eradication"),
        *("Recovery", "Monitoring", "Afterwards"),
    ] == headings[start : start + 9]


def test_phase_that_no_layout_knows_is_a_problem() -> None:
    """Without a layout, `check` can only warn."""
    path = CASES / "vocabulary" / "phases.yaml"
    layout = str(CASES / "vocabulary" / "phases.layout.yaml")

    def levels(options: Options) -> list[str]:
        problems = check_incident(path, options).problems
        return [str(problem.level) for problem in problems if problem.id == "phase-unknown"]

    assert ["warning"] == levels(Options())
    assert ["error"] == levels(Options(layout="operations"))
    assert [] == levels(Options(layout=layout))


@pytest.mark.parametrize(
    ("phase", "meant"), [("investigaton", "investigation"), ("behebung", "resolution")]
)
def test_misspelt_phase_is_suggested(phase: str, meant: str) -> None:
    incident = incident_from(f"timeline: [{{event: E, phase: {phase}}}]\n")

    (problem,) = find_unknown_phases(incident, load_layout("formal"))

    assert problem.hint.startswith(f"Did you mean `{meant}`?")


@by_layout
def test_timeline_stays_one_table_if_nothing_tells_its_phases(layout: str) -> None:
    """Start and end do not tell when anybody knew of it."""
    document = composed(
        "pmdoc: 1\nincident: {id: I, title: T, started: 2026-03-02T09:12Z, "
        "resolved: 2026-03-02T10:45Z}\n"
        "timeline: [{at: 2026-03-02T09:12Z, event: It began}, "
        "{at: 2026-03-02T10:40Z, event: It was fixed}]\n",
        load_layout(layout),
    )

    heading = ""
    above = []
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = words(block)
        elif isinstance(block, Timeline):
            above.append(heading)
            assert "Detection" not in words(block)
    assert 1 == len(above)
    assert above[0] not in {"Detection", "Investigation"}
