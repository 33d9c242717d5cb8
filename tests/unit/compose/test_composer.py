"""Layouts become documents that are filled in, numbered, and have no empty heading."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from pmdoc.compose import compose
from pmdoc.diagnostics.errors import LayoutError
from pmdoc.layout import Layout, load_layout
from pmdoc.model.document import (
    Contents,
    CrossReference,
    Heading,
    ItemList,
    PageCount,
    PageNumber,
    Timeline,
    TitleBlock,
)
from pmdoc.pipeline.plugins import parts
from tests.incidents import composed, context_for, kinds, words


def load_layout_text(text: str, folder: Path) -> Layout:
    """Load a layout from text."""
    path = folder / "acme.yaml"
    path.write_text(text, encoding="utf-8")
    return load_layout(path)


NUMBERED = """
name: numbered
is-numbered: true
contents: 1
sections:
  - title: First
    parts: [{part: text, value: notes}]
  - title: Left out
    parts: [{part: text, value: summary.one_line}]
  - title: Second
    sections:
      - title: Inner
        when-empty: show
        empty-text: Not applicable
"""


def test_sections_are_numbered_without_gaps(tmp_path: Path) -> None:
    """A section that is left out takes no number."""
    document = composed("notes: Something", load_layout_text(NUMBERED, tmp_path))
    headings = [b for b in document.blocks if isinstance(b, Heading)]

    assert [("1", "First"), ("2", "Second"), ("2.1", "Inner")] == [
        (h.number, words(h.children)) for h in headings
    ]


def test_contents_list_follows_the_depth_of_the_layout(tmp_path: Path) -> None:
    """Entries carry the anchors of their headings."""
    document = composed("notes: Something", load_layout_text(NUMBERED, tmp_path))
    contents = next(b for b in document.blocks if isinstance(b, Contents))
    anchors = {b.anchor for b in document.blocks if isinstance(b, Heading)}

    assert ["First", "Second"] == [words(e.children) for e in contents.entries]
    assert {e.anchor for e in contents.entries} <= anchors


def test_unlisted_section_is_left_out_of_the_contents_only(tmp_path: Path) -> None:
    """A section below a numbered one may have no number."""
    layout = load_layout_text(
        "name: x\nis-numbered: true\nsections:\n"
        "  - {title: A, is-listed: false, is-numbered: false,"
        " parts: [{part: text, value: notes}]}\n"
        "  - {title: B, parts: [{part: text, value: notes}]}\n",
        tmp_path,
    )
    document = composed("notes: Something", layout)
    contents = next(b for b in document.blocks if isinstance(b, Contents))

    assert ["B"] == [words(e.children) for e in contents.entries]
    assert [("", "A"), ("1", "B")] == [
        (b.number, words(b.children)) for b in document.blocks if isinstance(b, Heading)
    ]


def test_introduction_of_an_empty_section_is_left_out(tmp_path: Path) -> None:
    layout = load_layout_text(
        "name: x\nsections: [{title: A, intro: How to read it., when-empty: show,"
        " parts: [{part: text, value: notes}]}]",
        tmp_path,
    )

    assert "How to read it." in words(composed("notes: X", layout).blocks)
    assert "How to read it." not in words(composed("", layout).blocks)


def test_guidance_is_in_forms_only(tmp_path: Path) -> None:
    """It tells authors what to write, and would claim in a report that they did."""
    layout = load_layout_text(
        "name: x\nsections: [{title: A, guidance: Stop at a cause that you can act on.,"
        " parts: [{part: text, value: notes}]}]",
        tmp_path,
    )
    context = context_for("notes: X", layout)
    form = compose(replace(context, is_form=True), parts()).document

    assert "Stop at a cause" in words(form.blocks)
    assert "Stop at a cause" not in words(composed("notes: X", layout).blocks)


@pytest.mark.parametrize(
    ("status", "titles"),
    [("draft", ["Draft", "Always"]), ("in-review", ["Draft", "Always"]), ("final", ["Always"])],
)
def test_section_says_that_it_is_empty_as_long_as_that_is_worth_saying(
    status: str, titles: list[str], tmp_path: Path
) -> None:
    part = "parts: [{part: text, value: notes}]"
    draft, always = (f"when-empty: {when}, {part}" for when in ("draft", "show"))
    layout = load_layout_text(
        f"name: x\nsections: [{{title: Never, {part}}}, {{title: Draft, {draft}}},"
        f" {{title: Always, {always}}}]",
        tmp_path,
    )
    document = composed(f"report: {{status: {status}}}", layout)

    assert titles == [words(b.children) for b in document.blocks if isinstance(b, Heading)]


def test_required_section_states_that_it_is_empty(tmp_path: Path) -> None:
    document = composed("notes: Something", load_layout_text(NUMBERED, tmp_path))

    assert "Not applicable" in words(document.blocks)
    assert "Left out" not in words(document.blocks)


def test_no_heading_is_empty() -> None:
    """In the smallest report each heading has content or a section below it."""
    blocks = composed().blocks
    for this, following in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(this, Heading):
            assert following is not None
            assert not isinstance(following, Heading) or following.level == this.level + 1


def test_every_report_has_title_marking_and_running_lines() -> None:
    """This holds for any layout."""
    document = composed(
        "report: {classification: confidential, tlp: TLP:RED, version: 1.10, organization: Ex Ltd}"
    )

    assert isinstance(document.blocks[0], TitleBlock)
    assert document.banner is not None
    assert ("Confidential", "TLP:RED") == (document.banner.label, document.banner.tlp)
    assert "Version |1.10| · Draft" == words(document.footer.start)
    assert {PageNumber(), PageCount()} <= set(document.footer.end)
    assert "Ex Ltd" == words(document.header.start)


def test_timeline_groups_events_by_day() -> None:
    """The date appears once above its events; an event of unknown time keeps its position."""
    document = composed(
        "timeline:\n"
        "  - {at: 2017-01-31T23:27Z, event: Removed, phase: detection}\n"
        "  - {at: unknown, event: Searched, phase: detection}\n"
        "  - {at: 2017-02-01T00:36Z, event: Saved, phase: detection}\n"
    )
    timeline = next(b for b in document.blocks if isinstance(b, Timeline))

    assert [
        "31 January 2017",
        "23:27|Removed",
        "Time not known|Searched",
        "1 February 2017",
        "00:36|Saved",
    ] == [words(row.cells) for row in timeline.grid.rows]


def test_event_source_links_to_its_reference() -> None:
    """Each link inside the document has a target."""
    document = composed(
        "timeline: [{at: 2017-01-31T23:27Z, event: X, source: 'S1, S9'}]\n"
        "references: [{id: S1, title: Post, url: 'https://example.com', kind: source}]\n"
    )
    links: list[str] = []
    targets: list[str] = []
    for block in document.blocks:
        if isinstance(block, Timeline):
            links = [
                inline.anchor
                for row in block.grid.rows
                for cell in row.cells
                for paragraph in cell.blocks
                for inline in paragraph.children  # type: ignore[union-attr]  # cells hold paragraphs
                if isinstance(inline, CrossReference)
            ]
        if isinstance(block, ItemList):
            targets += [item.anchor for item in block.items]

    assert ["ref_s1"] == links
    assert "ref_s1" in targets


def test_anchors_are_unique_and_short() -> None:
    """Word allows at most forty characters."""
    document = composed("notes: X")
    anchors = [b.anchor for b in document.blocks if isinstance(b, Heading)]

    assert len(anchors) == len(set(anchors))
    assert all(a[0].isalpha() and len(a) <= 40 and a.isascii() for a in anchors)


def test_unknown_part_suggests_the_nearest(tmp_path: Path) -> None:
    layout = load_layout_text(
        "name: x\nsections: [{title: A, parts: [{part: tabel, value: actions}]}]", tmp_path
    )

    with pytest.raises(LayoutError, match=r"tabel.*Did you mean 'table'"):
        composed("", layout)


def test_unknown_option_of_a_part_is_refused(tmp_path: Path) -> None:
    layout = load_layout_text(
        "name: x\nsections: [{title: A, parts: [{part: text, valeu: notes}]}]", tmp_path
    )

    with pytest.raises(LayoutError, match="valeu"):
        composed("", layout)


def test_report_dates_come_from_the_file() -> None:
    """The clock is not used, so the same report always has the same dates."""
    metadata = composed("report: {date: 2017-02-10, last_updated: 2017-03-01}").metadata

    assert "2017-02-10T00:00:00+00:00" == metadata.created.isoformat()
    assert "2017-03-01T00:00:00+00:00" == metadata.modified.isoformat()


def test_composing_twice_gives_the_same_document() -> None:
    assert composed("notes: X") == composed("notes: X")
    assert kinds(composed("notes: X").blocks)[0] == "TitleBlock"
