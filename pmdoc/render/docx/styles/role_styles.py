"""The paragraph style of every role, and of every level of a list.

In → Out: a `Style` in, the `ParagraphStyle`s that every document has out.
Must not: decide looks, except for what Word needs beside a `Style` (tab stops, list levels).
Source: ECMA-376 part 1, 17.3.1 (paragraph properties); Word's built-in names, 17.7.4.9.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pmdoc.model.document import Tone
from pmdoc.model.length import NO_LENGTH
from pmdoc.render.docx.ooxml.word_element import WordElement, w
from pmdoc.render.docx.styles.frame_styles import callout_style, code_style, rule_border, rule_line
from pmdoc.render.docx.styles.numbering import BULLET_ID, HEADING_ID, NUMBER_ID
from pmdoc.render.docx.styles.paragraph_style import ParagraphStyle, named_style
from pmdoc.render.docx.styles.property_elements import border, whole_points
from pmdoc.render.text.list_markers import MOST_LEVELS
from pmdoc.style.style import Style, TextRole

_SIMPLE = (
    # role, name, id, priority, quick, built in
    (TextRole.LEAD, "Lead", 10, True, False),
    (TextRole.LABEL, "Label", 11, True, False),
    (TextRole.NOTE, "Note", 12, True, False),
    (TextRole.EMPTY, "Empty", 40, False, False),
    (TextRole.CLOSING, "Closing Statement", 40, True, False),
    (TextRole.TITLE, "Title", 8, True, True),
    (TextRole.SUBTITLE, "Subtitle", 8, True, True),
    (TextRole.TABLE_HEAD, "Table Head", 30, True, False),
    (TextRole.TABLE_CELL, "Table Cell", 30, True, False),
    (TextRole.TABLE_GROUP, "Table Group", 30, True, False),
    (TextRole.VALUE, "Value", 31, True, False),
    (TextRole.FIGURE_VALUE, "Key Figure", 32, False, False),
    (TextRole.FIGURE_LABEL, "Key Figure Label", 32, False, False),
    (TextRole.FIGURE_NOTE, "Key Figure Note", 32, False, False),
)
_KEPT = {TextRole.KICKER, TextRole.TABLE_HEAD, TextRole.TABLE_GROUP}
_HEADINGS = (
    TextRole.HEADING_1,
    TextRole.HEADING_2,
    TextRole.HEADING_3,
    TextRole.HEADING_4,
    TextRole.HEADING_4,
    TextRole.HEADING_4,
)
_NO_LINE_NUMBERS = {"suppressLineNumbers": w("suppressLineNumbers")}
"""For paragraphs that are not running text. Source: 17.3.1.35."""


def role_styles(style: Style, *, is_numbered: bool = False) -> Iterator[ParagraphStyle]:
    """Yield the styles that every document has, parents first.

    If `is_numbered`, the styles of headings bring their numbers.
    """
    text = style.text
    yield ParagraphStyle(
        id="Normal",
        name="Normal",
        text=text[TextRole.BODY],
        priority=0,
        is_quick=True,
        is_custom=False,
        extra={"widowControl": w("widowControl")},
    )
    for role, name, priority, is_quick, is_built_in in _SIMPLE:
        look = replace(text[role], keep_with_next=True) if role in _KEPT else text[role]
        yield named_style(
            name, look, priority=priority, is_quick=is_quick, is_custom=not is_built_in
        )
    yield from _title_styles(style)
    yield from _heading_styles(style, is_numbered=is_numbered)
    yield from _contents_styles(style)
    yield from _list_styles(style)
    yield from _block_styles(style)
    yield from _header_footer_styles(style)
    for tone in Tone:
        yield callout_style(style, tone, text[TextRole.BODY], "")
        yield callout_style(style, tone, text[TextRole.CALLOUT_TITLE], "Title")


def _title_styles(style: Style) -> Iterator[ParagraphStyle]:
    for role, name in (
        (TextRole.KICKER, "Kicker"),
        (TextRole.TITLE, "Title"),
        (TextRole.SUBTITLE, "Subtitle"),
    ):
        yield named_style(f"Cover {name}", replace(style.on_cover(role), keep_with_next=True))
    yield named_style(
        "Kicker", replace(style.text[TextRole.KICKER], keep_with_next=True), priority=8
    )
    logo = named_style("Logo", replace(style.text[TextRole.BODY], space_after=NO_LENGTH))
    yield replace(logo, extra=_NO_LINE_NUMBERS)
    gap = style.text[TextRole.SUBTITLE].space_after
    yield named_style("Badges", replace(style.text[TextRole.BODY], space_after=gap))


def _heading_styles(style: Style, *, is_numbered: bool) -> Iterator[ParagraphStyle]:
    for level, role in enumerate(_HEADINGS, 1):
        yield ParagraphStyle(
            id=f"Heading{level}",
            name=f"heading {level}",
            text=replace(style.text[role], keep_with_next=True),
            next_id="Normal",
            priority=9,
            is_quick=True,
            is_custom=False,
            extra={
                "keepLines": w("keepLines"),
                "outlineLvl": w("outlineLvl", val=level - 1),
                **({"numPr": _list_level(level, HEADING_ID)} if is_numbered else {}),
            },
        )


def _contents_styles(style: Style) -> Iterator[ParagraphStyle]:
    title = replace(style.text[TextRole.CONTENTS_TITLE], keep_with_next=True)
    yield ParagraphStyle(
        id="TOCHeading",
        name="TOC Heading",
        text=title,
        next_id="Normal",
        priority=39,
        is_quick=True,
        is_custom=False,
        extra={"keepLines": w("keepLines")} | _NO_LINE_NUMBERS,
    )
    edge = style.page.text_width.twips
    tabs = w("tabs", [w("tab", val="right", leader="dot", pos=edge)])
    roles = (TextRole.CONTENTS_1, TextRole.CONTENTS_2, TextRole.CONTENTS_3)
    for level, role in enumerate(roles, 1):
        yield ParagraphStyle(
            id=f"TOC{level}",
            name=f"toc {level}",
            text=style.text[role],
            next_id="Normal",
            priority=39,
            is_custom=False,
            indent=(level - 1) * style.indent.twips,
            extra={"tabs": tabs} | _NO_LINE_NUMBERS,
        )

    yield ParagraphStyle(
        id="TableofFigures",
        name="table of figures",
        text=style.text[TextRole.CONTENTS_2],
        next_id="Normal",
        priority=39,
        is_custom=False,
        extra={"tabs": tabs},
    )


def _list_styles(style: Style) -> Iterator[ParagraphStyle]:
    """Yield nine levels of each list style. Word has five; the others are named in the same way."""
    text = replace(style.text[TextRole.BODY], space_after=style.item_gap)
    for kind, number in (("Bullet", BULLET_ID), ("Number", NUMBER_ID), ("Continue", 0)):
        for level in range(1, MOST_LEVELS + 1):
            suffix = f" {level}" if level > 1 else ""
            yield ParagraphStyle(
                id=f"List{kind}{suffix.strip()}",
                name=f"List {kind}{suffix}",
                text=text,
                priority=20,
                is_quick=kind != "Continue" and level <= 2,
                is_custom=level > 5,
                indent=0 if number else level * style.indent.twips,
                extra={"numPr": _list_level(level, number)} if number else {},
            )
    for name, role in (("Table List", TextRole.TABLE_CELL), ("Value List", TextRole.VALUE)):
        yield named_style(name, replace(style.text[role], space_after=style.item_gap))


def _block_styles(style: Style) -> Iterator[ParagraphStyle]:
    text, look = style.text, style.table
    caption = text[TextRole.CAPTION]
    yield ParagraphStyle(
        id="Caption", name="caption", text=caption, next_id="Normal", priority=35,
        is_quick=True, is_custom=False,
    )  # fmt: skip
    # Above a table, the caption's larger space is the one before it, away from the table.
    above = replace(
        caption,
        space_before=caption.space_after,
        space_after=caption.space_before,
        keep_with_next=True,
    )
    yield replace(named_style("Table Caption", above), based_on="Caption")
    key, value = text[TextRole.KEY], text[TextRole.VALUE]
    # A label shares the line of its value, which may be larger.
    yield named_style("Key", replace(key, leading=max(key.leading, value.leading)), priority=31)
    figure = replace(text[TextRole.BODY], keep_with_next=True, space_after=NO_LENGTH)
    yield named_style("Figure", figure)
    loose = replace(text[TextRole.BODY], space_after=look.space_after)
    yield named_style("Figure Loose", loose)
    # A scale is read from left to right in all languages; mirrored, its shapes would come apart.
    ltr = {"bidi": w("bidi", val=0)}
    yield replace(named_style("Chart", figure), extra=ltr)
    yield replace(named_style("Chart Loose", loose), extra=ltr)
    label = replace(text[TextRole.FIGURE_NOTE], space_before=NO_LENGTH, space_after=NO_LENGTH)
    yield named_style("Chart Label", label)
    strong = replace(label, bold=True, color=text[TextRole.BODY].color)
    yield named_style("Chart Label Strong", strong)
    yield named_style("Callout Title", replace(text[TextRole.CALLOUT_TITLE], keep_with_next=True))
    yield named_style("Statement", replace(text[TextRole.BODY], keep_with_next=True))
    bar = border("left", 12, whole_points(look.padding_x.pt * 2), style.accent)
    yield replace(
        named_style("Quote", text[TextRole.QUOTE], is_quick=True, is_custom=False),
        indent=style.indent.twips,
        extra={"pBdr": w("pBdr", [bar])},
    )
    yield code_style(style)
    # Without a border between, Word draws one frame around all paragraphs of the same style.
    ruled = w("pBdr", [rule_border(style, side, look.rule_width) for side in ("bottom", "between")])
    yield replace(
        named_style("Blank", text[TextRole.BLANK], is_quick=True),
        extra={"pBdr": ruled} | _NO_LINE_NUMBERS,
    )
    gap = replace(
        text[TextRole.NOTE], leading=look.rule_width, size=look.rule_width, space_before=NO_LENGTH
    )
    apart = replace(gap, space_before=look.space_after, space_after=look.space_after)
    yield replace(
        named_style("Rule", apart),
        extra={"pBdr": rule_line(style, "below", look.rule_width)} | _NO_LINE_NUMBERS,
    )
    # Where the format demands a paragraph: between two tables, and after a table at the end of a
    # cell, of a section and of the text.
    yield replace(
        named_style("Table Gap", replace(gap, space_after=NO_LENGTH)),
        exact_line=2,
        extra=_NO_LINE_NUMBERS,
    )


def _list_level(level: int, number: int) -> WordElement:
    return w("numPr", [w("ilvl", val=level - 1), w("numId", val=number)])


def end_tab(edge: int, instead_of: int = 0) -> WordElement:
    """Return a tab stop at the end of the line, `edge` twips from its start.

    A style inherits the tab stops of its parent, except for those that it clears: `instead_of`.
    """
    cleared = [w("tab", val="clear", pos=instead_of)] if instead_of else []
    return w("tabs", [*cleared, w("tab", val="right", pos=edge)])


def _header_footer_styles(style: Style) -> Iterator[ParagraphStyle]:
    tabs = {"tabs": end_tab(style.page.text_width.twips)}
    for name, role, side in (
        ("header", TextRole.HEADER, "bottom"),
        ("footer", TextRole.FOOTER, "top"),
    ):
        line = w("pBdr", [rule_border(style, side, style.table.padding_y)])
        yield ParagraphStyle(
            id=name.title(),
            name=name,
            text=style.text[role],
            is_custom=False,
            extra=tabs | {"pBdr": line},
        )
    note = style.text[TextRole.NOTE]
    yield ParagraphStyle(id="CommentText", name="annotation text", text=note, is_custom=False)
    yield ParagraphStyle(
        id="FootnoteText", name="footnote text", text=note, next_id="FootnoteText", is_custom=False
    )
    yield replace(named_style("Banner", style.text[TextRole.BANNER]), extra=tabs)
