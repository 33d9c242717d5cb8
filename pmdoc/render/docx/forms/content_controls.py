"""Blanks to be filled in on a screen: content controls, each bound to its place in a data part.

In → Out: a `Field` and the words that ask for it in, a control's run out; all of them as XML data.
Must not: hold an answer, or name a control by anything but its place in the incident file.
Source: ECMA-376 part 1, 17.5.2 (structured document tags), 17.5.2.6 (dataBinding), 22.5 (custom
XML data); [MS-DOCX] 2.6.1 (checkbox).

Word writes every answer into the data part as it is typed, under the field's name, so that a
program can read the answers back without knowing what the page looks like.
"""

from __future__ import annotations

import uuid
from typing import assert_never

from msgspec import Struct, field

from pmdoc.model.document import Field, FieldKind, Metadata
from pmdoc.render.docx.ooxml.xml import XML_DECLARATION, attribute, run, text_elements
from pmdoc.render.docx.styles.character_style import PLACEHOLDER
from pmdoc.render.docx.styles.proofing_language import with_region

FIELDS = "urn:pmdoc:fields:1"
"""The namespace of the data part; its number rises when its shape changes."""
_ROOM = "\u2002" * 5
"""What stands where nothing says what is asked for, as wide as Word's own blanks."""
_LONGEST = 64
"""Word's limit for a control's title and tag."""
_DATA_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


class ContentControls(Struct, kw_only=True):
    """The fields of one document, in the order in which they are first met."""

    metadata: Metadata
    fields: dict[tuple[str, FieldKind], Field] = field(default_factory=dict)
    prompts: dict[str, str] = field(default_factory=dict)
    """What asks for an answer, and the name of its entry in the glossary."""
    _controls: int = 0

    @property
    def store(self) -> str:
        """The data part's id, made from the document that it belongs to. Source: RFC 9562, 5.5."""
        name = f"{FIELDS}#{self.metadata.identifier}#{self.metadata.version}"
        return f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, name)).upper()}}}"

    def control(self, wanted: Field, box: str = "") -> str:
        """Return a control that shows its field's prompt until it is filled in.

        Shape: `box` is the character style of a box; fields of one name and kind share an
        answer.
        """
        key = (wanted.name, wanted.kind)
        self.fields.setdefault(key, wanted)
        self._controls += 1
        place = list(self.fields).index(key) + 1
        is_box = wanted.kind is FieldKind.CHECK
        if is_box:
            asks, content = "", run(text_elements("\u2610"), box)
        else:
            words = wanted.prompt or _ROOM
            name = self.prompts.setdefault(words, f"Prompt {len(self.prompts) + 1}")
            asks = f'<w:placeholder><w:docPart w:val="{name}"/></w:placeholder><w:showingPlcHdr/>'
            content = run(text_elements(words), PLACEHOLDER)
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(_cut(wanted.label))}"/>'
            f'<w:tag w:val="{attribute(_cut_start(wanted.name))}"/><w:id w:val="{self._controls}"/>'
            f'<w:lock w:val="sdtLocked"/>{asks}'
            f"<w:dataBinding w:prefixMappings=\"xmlns:f='{FIELDS}'\" "
            f'w:xpath="/f:fields[1]/f:field[{place}]/f:answer[1]" w:storeItemID="{self.store}"/>'
            f"{_kind(wanted, self.metadata.language)}</w:sdtPr>"
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def data(self) -> bytes:
        """Return the data part: for each field an answer, empty until somebody fills it in.

        The answer is an element of its own: LibreOffice drops the attributes of what it writes to.
        It also takes a prompt that nobody touched for an answer, so that the prompt stands beside.
        """
        rows = "".join(
            f'<field name="{attribute(one.name)}" kind="{one.kind.value}" '
            f'prompt="{attribute(one.prompt)}"><answer>'
            f"{'false' if one.kind is FieldKind.CHECK else ''}</answer></field>"
            for one in self.fields.values()
        )
        metadata = self.metadata
        return (
            f'{XML_DECLARATION}<fields xmlns="{FIELDS}" '
            f'report="{attribute(metadata.identifier)}" '
            f'version="{attribute(metadata.version)}">{rows}</fields>'
        ).encode()

    def properties(self) -> bytes:
        """Return the part that gives the data its id. Source: 22.5.2.1."""
        return (
            f'{XML_DECLARATION}<ds:datastoreItem ds:itemID="{self.store}" '
            f'xmlns:ds="{_DATA_PROPERTIES}"><ds:schemaRefs><ds:schemaRef ds:uri="{FIELDS}"/>'
            "</ds:schemaRefs></ds:datastoreItem>"
        ).encode()


def _cut(text: str) -> str:
    return text[:_LONGEST]


def _cut_start(text: str) -> str:
    """Keep a name's end, which tells it from others; the data part has all of it."""
    return text[-_LONGEST:]


def _kind(wanted: Field, language: str) -> str:
    """Return the element that says what may be filled in."""
    match wanted.kind:
        case FieldKind.TEXT | FieldKind.SIGNATURE:
            return "<w:text/>"
        case FieldKind.DATE:
            return (
                '<w:date><w:dateFormat w:val="yyyy-MM-dd"/>'
                f'<w:lid w:val="{with_region(language)}"/><w:storeMappedDataAs w:val="date"/>'
                '<w:calendar w:val="gregorian"/></w:date>'
            )
        case FieldKind.CHOICE:
            items = "".join(
                f'<w:listItem w:displayText="{attribute(one)}" w:value="{attribute(one)}"/>'
                for one in wanted.choices
            )
            return f"<w:dropDownList>{items}</w:dropDownList>"
        case FieldKind.CHECK:
            return (
                '<w14:checkbox><w14:checked w14:val="0"/>'
                '<w14:checkedState w14:val="2611" w14:font="Segoe UI Symbol"/>'
                '<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox>'
            )
        case _:
            assert_never(wanted.kind)
