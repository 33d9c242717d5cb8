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

from pmdoc.compose import check_layout, find_unplaced
from pmdoc.diagnostics.problem import parts_of, readable
from pmdoc.layout import layout_names, load_layout
from pmdoc.model.choice import (
    Area,
    Direction,
    Horizon,
    MetricArea,
    Phase,
    ReferenceKind,
)
from pmdoc.model.document import Document, Heading, Image
from pmdoc.model.incident import Incident
from pmdoc.pipeline.compose import compose_incident
from pmdoc.pipeline.load import load_incident
from pmdoc.pipeline.options import Options
from pmdoc.pipeline.plugins import parts
from tests.incidents import composed, incident_from
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
WITHOUT_A_PLACE = {"timeline[0].phase", "people.dana.email"}
"""Values of a full incident that need no place: phases group the timeline in one layout only, and
email addresses are not printed by default."""

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


def squeezed(text: str) -> str:
    """Keep letters and digits only, so that markup and line ends don't count."""
    return "".join(filter(str.isalnum, text)).casefold()


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


def test_section_numbers_are_the_same_in_every_report() -> None:
    """The formal layout numbers the shortest and the longest report alike, from 1 to 11."""
    layout = load_layout("formal")
    lean, full = (
        [
            (block.number, "".join(lines(block.children)))
            for block in document.blocks
            if isinstance(block, Heading) and block.number
        ]
        for document in (composed("", layout), example_document("payments-outage", "formal"))
    )

    assert full == lean
    assert (
        "1 2 3 3.1 3.2 3.3 4 5 5.1 5.2 5.3 6 6.1 6.2 6.3 6.4 7 8 9 9.1 9.2 10 11"
        == " ".join(number for number, _ in full)
    )  # fmt: skip


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


def full_incident() -> Incident:
    """Read the incident that has every property of the schema."""
    path = ROOT / "tests" / "cases" / "valid" / "full.yaml"
    return incident_from(path.read_text(encoding="utf-8"))


@by_layout
def test_layout_has_a_place_for_nearly_everything(name: str) -> None:
    """A report shows nearly every property of a full incident; notes name the others."""
    found = find_unplaced(full_incident(), load_layout(name), parts())

    without = {readable(p.pointer) for p in found}
    if name in NOT_IN:  # a short layout omits much; notes name what it omits
        assert set(NOT_IN[name]) <= without
        return
    assert {path for path in without if not path.startswith("custom.")} <= WITHOUT_A_PLACE


def texts(value: object, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Yield the pointer and value of each text of an incident."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            key = getattr(item, "key", index)
            yield from texts(item, f"{pointer}/{key}")
    elif type(value) is str:
        yield pointer, value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from texts(getattr(value, name), f"{pointer}/{name}")


NOT_PRINTED = {"pmdoc", "lint", "language", "time_zone", "times", "custom"}
SHOWN_IN_ANOTHER_FORM = {"file", "csv", "x", "y", "language", "key", "source", "text"}
"""A file name is shown as a picture, CSV columns as lines, a source as a link, a duration in
words."""


@by_layout
def test_everything_with_a_place_is_shown(name: str) -> None:
    """Every text that `find_unplaced` does not report is in the document."""
    loaded = load_incident(example("payments-outage"))
    without = tuple(p.pointer for p in find_unplaced(loaded.incident, load_layout(name), parts()))
    without = tuple("/" + "/".join(parts_of(pointer)) for pointer in without)
    groups = tuple(_without_positions(pointer) for pointer in without)
    document = compose_incident(loaded, Options(layout=name)).document
    report = squeezed("".join(lines(document, NOT_WORDS - {"target"})))

    for pointer, text in texts(loaded.incident):
        names = parts_of(pointer)
        if names[0] in NOT_PRINTED or names[-1] in SHOWN_IN_ANOTHER_FORM:
            continue
        if _without_positions(pointer).startswith(groups):
            continue
        first = squeezed(text.split("](")[0].split("\n")[0])
        assert first in report, f"{readable(pointer)} is not in the report"


def _without_positions(pointer: str) -> str:
    names = parts_of(pointer)
    people = names[0] == "people"
    return "/".join(
        "*" if part.isdigit() or (people and index == 1) else part
        for index, part in enumerate(names)
    )
