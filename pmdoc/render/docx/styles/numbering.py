"""List definitions: bullets, numbers and the signs that mark an item.

In → Out: the lists of a document in, `word/numbering.xml` out.
Must not: let a list continue the numbers of another, or let Word number what the composer numbers
differently.
Source: ECMA-376 part 1, 17.9 (numbering): abstractNum 17.9.1, num 17.9.15, lvl 17.9.6.
"""

from __future__ import annotations

from collections.abc import Iterable

from pmdoc.model.document import Block, Heading, ItemList, Marker, Tone
from pmdoc.render.docx.ooxml.xml import XML_DECLARATION, W, color
from pmdoc.render.docx.styles.property_elements import fonts_of_all_scripts
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.render.text.list_markers import MOST_LEVELS, SIGNS, bullet, item_mark
from pmdoc.style.style import Style, TextRole

BULLET_ID = 1
NUMBER_ID = 2
_MARKER_IDS = {Marker.OPEN: 3, Marker.DONE: 4, Marker.GOOD: 5, Marker.CAUTION: 6}
HEADING_ID = 7
"""The list that numbers headings, tied to their styles."""
_FIRST_FREE_ID = 8
_HEADING_LEVELS = 6
_SIGN_TONES = {Marker.GOOD: Tone.GOOD, Marker.CAUTION: Tone.CAUTION}
_MOST = 32767
"""The highest number that Word counts to."""


class Numbering:
    """The list definitions of one document."""

    def __init__(self, style: Style, faces: Typefaces) -> None:
        self._style = style
        self._faces = faces
        self._lists: list[str] = []
        """The overrides of lists beyond the first ones."""
        self._bullets: dict[tuple[int, int], int] = {}

    def marker_id(self, marker: Marker) -> int:
        """Return the number of a marker's list; 0 if the paragraph style brings the list."""
        return _MARKER_IDS.get(marker, 0)

    def list_ids(self, block: ItemList, depth: int, level: int) -> list[int]:
        """Return the number of the list that marks each item, at the list's own level `depth`.

        The marks are those of `level`, which is lower in a quotation: it is indented, but no list.
        """
        count = len(block.items)
        if not block.ordered:
            return [self._bullet_list(depth, level)] * count
        if block.start + count > _MOST:
            return [self._sign_list(depth, item_mark(block, at, level)) for at in range(count)]
        starts = (max(0, block.start), *[1] * (MOST_LEVELS - 1 - depth))
        overrides = [_override(at, start) for at, start in enumerate(starts, depth)]
        return [self._add(NUMBER_ID, "".join(overrides))] * count

    def _bullet_list(self, depth: int, level: int) -> int:
        if bullet(depth) == bullet(level):
            return BULLET_ID
        if (depth, level) not in self._bullets:
            self._bullets[depth, level] = self._sign_list(depth, bullet(level))
        return self._bullets[depth, level]

    def _sign_list(self, depth: int, sign: str) -> int:
        return self._add(BULLET_ID, _override(depth, 1, self._level(depth, "bullet", sign, "")))

    def _add(self, definition: int, overrides: str) -> int:
        number = _FIRST_FREE_ID + len(self._lists)
        self._lists.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'
        )
        return number

    def xml(self) -> bytes:
        """Return the part."""
        numbers = "".join(self._number(level) for level in range(MOST_LEVELS))
        abstract = [
            _definition(1, "".join(self._bullet(level) for level in range(MOST_LEVELS))),
            _definition(2, numbers),
        ]
        for marker, number in _MARKER_IDS.items():
            levels = "".join(self._sign(level, marker) for level in range(MOST_LEVELS))
            abstract.append(_definition(number, levels))
        abstract.append(_definition(HEADING_ID, self._heading_levels(), "multilevel"))
        lists = [
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
            for number in range(1, _FIRST_FREE_ID)
        ]
        body = "".join((*abstract, *lists, *self._lists))
        return f'{XML_DECLARATION}<w:numbering xmlns:w="{W}">{body}</w:numbering>'.encode()

    def _heading_levels(self) -> str:
        return "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            f'<w:pStyle w:val="Heading{level + 1}"/><w:suff w:val="space"/>'
            f'<w:lvlText w:val="{".".join(f"%{one}" for one in range(1, level + 2))}"/>'
            '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
            for level in range(_HEADING_LEVELS)
        )

    def _bullet(self, level: int) -> str:
        return self._level(level, "bullet", bullet(level), f"ListBullet{_suffix(level)}")

    def _number(self, level: int) -> str:
        return self._level(level, "decimal", f"%{level + 1}.", f"ListNumber{_suffix(level)}")

    def _sign(self, level: int, marker: Marker) -> str:
        tone = _SIGN_TONES.get(marker)
        ink = self._style.tones[tone].text if tone else self._style.text[TextRole.BODY].color
        return self._level(level, "bullet", SIGNS[marker], "", ink)

    def _level(self, level: int, kind: str, text: str, style_id: str, ink: str = "") -> str:
        step = self._style.indent.twips
        family = self._style.text[TextRole.BODY].family
        properties, is_sign = "", kind == "bullet"
        # Numbers are aligned at their ends, so that 9 and 10 keep the same distance from the text.
        hanging = step if is_sign else step // 4
        if is_sign:
            family = self._faces.substitute(text, family) or family
            properties = str(fonts_of_all_scripts(family))
        if ink:
            properties += f'<w:color w:val="{color(ink)}"/>'
        linked = f'<w:pStyle w:val="{style_id}"/>' if style_id else ""
        return (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked}'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="{"left" if is_sign else "right"}"/>'
            f'<w:pPr><w:ind w:left="{(level + 1) * step}" w:hanging="{hanging}"/></w:pPr>'
            + (f"<w:rPr>{properties}</w:rPr>" if properties else "")
            + "</w:lvl>"
        )


def counted_headings(blocks: Iterable[Block]) -> frozenset[str]:
    """Return the anchors of the headings whose numbers Word would count in the same way.

    Word counts the headings of a level since the last one of a higher level. Of

        1 Summary    1.1 Impact    3 Timeline    2 Actions

    it can number all but "3 Timeline". Source: 17.9.10.
    """
    counts, anchors = [0] * _HEADING_LEVELS, []
    for block in blocks:
        if not isinstance(block, Heading) or not block.number:
            continue
        at = min(max(block.level, 1), _HEADING_LEVELS) - 1
        counted = [*counts[:at], counts[at] + 1]
        if block.number == ".".join(map(str, counted)):
            counts = counted + [0] * (_HEADING_LEVELS - len(counted))
            anchors.append(block.anchor)
    return frozenset(anchors)


def _suffix(level: int) -> str:
    return str(level + 1) if level else ""


def _override(level: int, start: int, definition: str = "") -> str:
    """Return what a list changes at a level: its start, or all of it. Source: 17.9.8, 27."""
    return (
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/>{definition}'
        "</w:lvlOverride>"
    )


def _definition(number: int, levels: str, kind: str = "hybridMultilevel") -> str:
    """Return an abstract list. Word joins lists that have the same `nsid`. Source: 17.9.1."""
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{0x504D4400 + number:08X}"/>'
        f'<w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'
    )
