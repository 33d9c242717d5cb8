"""Every shipped layout covers its template, shows every record, and has no empty heading.

In → Out: layouts × incidents in; pass or fail out.
Must not: know a layout's contents; template labels are in ../shared, paths in the layouts.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, StrEnum
from pathlib import Path

import pytest
from msgspec import Struct

from pmdoc.compose import check_layout, compose
from pmdoc.compose.part import read_part
from pmdoc.diagnostics.problem import readable
from pmdoc.layout import Section, layout_names, load_layout
from pmdoc.model.choice import (
    Area,
    Direction,
    Horizon,
    MetricArea,
    Phase,
    ReferenceKind,
)
from pmdoc.model.document import Document, Heading, Image
from pmdoc.pipeline.compose import compose_incident
from pmdoc.pipeline.load import load_incident
from pmdoc.pipeline.options import Options
from pmdoc.pipeline.plugins import parts
from tests.incidents import composed, context_for
from tests.judges import ROOT, example, need_shared, run_judge

COVERAGE = {
    "comprehensive": 138,
    "concise": 50,
    "operations": 128,
    "governance": 121,
    "formal": 55,
}
"""The number of items that each template requires."""
NOT_WORDS = {"anchor", "target", "language", "media_type", "metadata", "field", "expansion"}
WITHOUT_A_PLACE = {
    *("people.dana.email", "timeline[4].at.accounts[0].wording"),
    *("metrics.charts", "appendices.screenshots", "appendices.monitoring"),
}
"""Values of a full incident that need no place: email addresses are not printed by default, and the
test loads no pictures and data."""

by_layout = pytest.mark.parametrize("name", layout_names())


def lines(value: object, skip: set[str] = NOT_WORDS) -> Iterator[str]:
    """Yield the texts of a document in reading order."""
    if isinstance(value, tuple):
        for item in value:
            yield from lines(item, skip)
    elif isinstance(value, str):
        if not isinstance(value, Enum):
            yield value
    elif isinstance(value, Struct) and not isinstance(value, Image):
        for name in value.__struct_fields__:
            if name not in skip:
                yield from lines(getattr(value, name), skip)


def example_document(example_name: str, name: str) -> Document:
    """Compose an example in a layout."""
    loaded = load_incident(example(example_name))
    return compose_incident(loaded, Options(layout=name)).document


@by_layout
def test_paths_exist_and_filters_leave_no_gap(name: str) -> None:
    """A renamed property, or a value that no filter selects, fails here."""
    problems = check_layout(load_layout(name), parts())

    assert [] == [f"{p.pointer}: {p}" for p in problems]


@by_layout
def test_template_is_covered(name: str, tmp_path: Path) -> None:
    """All headings in order, labels, columns, roles and recipients match exactly."""
    need_shared("templates/labels.json")
    report = tmp_path / "report.txt"
    report.write_text("\n".join(lines(example_document("payments-outage", name).blocks)))

    ran = run_judge("template_coverage.py", name, report)

    count = COVERAGE[name]
    assert f"{name}: {count}/{count}" == ran.stdout.strip(), ran.stdout


@by_layout
@pytest.mark.parametrize("source", ["payments-outage", "minimal", "leanest"])
def test_no_heading_is_empty(name: str, source: str) -> None:
    """Each heading is followed by content or by a heading of the next level."""
    layout = load_layout(name)
    document = composed("", layout) if source == "leanest" else example_document(source, name)
    blocks = document.blocks
    for this, following in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(this, Heading):
            assert following is not None
            assert not isinstance(following, Heading) or following.level == this.level + 1


def numbers(document: Document) -> str:
    """Return the numbers of a document's sections."""
    return " ".join(
        block.number for block in document.blocks if isinstance(block, Heading) and block.number
    )


def test_section_numbers_are_the_same_in_every_draft() -> None:
    """The formal layout numbers the shortest draft and the longest report alike, from 1 to 11."""
    layout = load_layout("formal")
    full = numbers(example_document("payments-outage", "formal"))

    assert full == numbers(composed("", layout))
    assert "1 2 3 3.1 3.2 3.3 4 5 5.1 5.2 5.3 6 6.1 6.2 6.3 6.4 7 8 9 9.1 9.2 10 11" == full


def test_sections_of_a_final_report_are_numbered_without_gaps() -> None:
    """What is empty is left out; a missing notification of authorities is worth saying."""
    layout = load_layout("formal")
    document = composed("report: {status: final}\nlessons: {general: Less is more.}", layout)

    assert "1 2 3 3.1" == numbers(document)


TITLED = {"excerpts", "figures", "charts", "metric_charts", "legend"}
"""Parts whose records have titles or captions of their own."""


@by_layout
def test_nothing_follows_a_labelled_part_without_a_label(name: str) -> None:
    """A table below "Not affected" would be taken for a table of what was not affected."""
    layout = load_layout(name)
    unlabelled: list[str] = []

    def walk(sections: tuple[Section, ...]) -> None:
        for section in sections:
            above = ""
            for spec in section.parts:
                part = read_part(spec, section.pointer, parts(), [])
                assert part is not None
                options = part[1]
                values = options.value if part[0].name == "text" else (options,)
                has_labels = all(getattr(value, "label", "") for value in values)
                if above and not has_labels and part[0].name not in TITLED:
                    unlabelled.append(f"{section.title}: {part[0].name} after {above}")
                above = above if part[0].name == "text" else getattr(options, "label", "") or above
            walk(section.sections)

    walk(layout.sections)

    assert [] == unlabelled


LISTS: dict[str, tuple[str, str, type[StrEnum]]] = {
    "actions": ("action", "horizon", Horizon),
    "timeline": ("event", "phase", Phase),
    "references": ("title", "kind", ReferenceKind),
    "prevention.checklist": ("text", "horizon", Horizon),
    "metrics.success": ("name", "area", MetricArea),
    "communication.log": ("message", "direction", Direction),
    "lessons.technical": ("lesson", "area", Area),
    "lessons.process": ("lesson", "area", Area),
    "lessons.organizational": ("lesson", "area", Area),
    "lessons.industry": ("lesson", "area", Area),
}
"""Lists that layouts filter: the property that is shown, and the one that they filter by."""
NOT_IN = {"concise": ("metrics.success", "communication.log")}
"""Lists that a layout omits on purpose, as its template has no place for them."""


@by_layout
@pytest.mark.parametrize("path", LISTS)
def test_every_record_is_shown_exactly_once(name: str, path: str) -> None:
    """This holds for every horizon, phase, kind and area, and for records without one.

    A list that the layout omits is not shown at all; a note names it.
    """
    title, key, choice = LISTS[path]
    filters = ["", *(f", {key}: {word.value}" for word in choice)]
    rows = [f"{{{title}: Item {i} of list{text}}}" for i, text in enumerate(filters)]
    place, _, below = path.partition(".")
    listed = f"[{', '.join(rows)}]"
    text = f"{place}: {{{below}: {listed}}}" if below else f"{place}: {listed}"

    shown = "\n".join(lines(composed(text, load_layout(name)).blocks))

    times = 0 if path in NOT_IN.get(name, ()) else 1
    assert [times] * len(rows) == [
        shown.count(f"Item {index} of list") for index in range(len(rows))
    ]


@by_layout
def test_layout_has_a_place_for_nearly_everything(name: str) -> None:
    """A report shows nearly every property of a full incident; notes name the others."""
    path = ROOT / "tests" / "cases" / "valid" / "full.yaml"
    context = context_for(path.read_text(encoding="utf-8"), load_layout(name))
    problems = compose(context, parts()).problems

    without = {readable(p.pointer) for p in problems if p.id == "layout-no-place"}
    if name in NOT_IN:  # a short layout omits much; notes name what it omits
        assert set(NOT_IN[name]) <= without
        return
    assert {path for path in without if not path.startswith("custom.")} <= WITHOUT_A_PLACE
