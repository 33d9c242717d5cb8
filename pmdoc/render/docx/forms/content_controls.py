"""Write fields to fill in as content controls, each bound to an element of a data part.

In → Out: a `Field` in, a control out; the data part and its properties out.
Must not: hold an answer, or name a control by anything but its field's name.
Source: ECMA-376 part 1, 17.5.2 (structured document tags), 17.5.2.6 (dataBinding), 22.5 (custom
XML data); [MS-DOCX] 2.6.1 (checkbox).

Word writes every answer into the data part as it is typed, under the field's name, so a program
can read the answers without knowing what the page looks like:

    <fields xmlns="urn:pmdoc:fields:1" report="INC-2026-0042" version="1">
      <field name="/report/sign_offs/0/name" kind="text" prompt="Name"><answer>Ada</answer></field>
    </fields>
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
"""The namespace of the data part; the number changes with its structure."""
_DEFAULT_PROMPT = "\u2002" * 5
"""Five en spaces, as Word uses."""
_LONGEST_NAME = 64
"""Word's limit for a control's title and tag."""
_DATA_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


class ContentControls(Struct, kw_only=True):
    """The fields of one document, in the order of their first control."""

    metadata: Metadata
    fields: dict[tuple[str, FieldKind], Field] = field(default_factory=dict)
    prompts: dict[str, str] = field(default_factory=dict)
    """The prompts of the fields, and the name of each in the glossary."""
    _control_count: int = 0

    @property
    def item_id(self) -> str:
        """The id of the data part, derived from the report's. Source: RFC 9562, 5.5."""
        name = f"{FIELDS}#{self.metadata.identifier}#{self.metadata.version}"
        return f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, name)).upper()}}}"

    def control(self, field: Field, box_style: str = "") -> str:
        """Return a control that shows its field's prompt until it is filled in.

        Fields of the same name and kind share an answer. Shape: `box_style` is the character style
        of a box to tick.
        """
        key = (field.name, field.kind)
        self.fields.setdefault(key, field)
        self._control_count += 1
        position = list(self.fields).index(key) + 1
        if field.kind is FieldKind.CHECK:
            placeholder, content = "", run(text_elements("\u2610"), box_style)
        else:
            prompt = field.prompt or _DEFAULT_PROMPT
            name = self.prompts.setdefault(prompt, f"Prompt {len(self.prompts) + 1}")
            entry = f'<w:docPart w:val="{name}"/>'
            placeholder = f"<w:placeholder>{entry}</w:placeholder><w:showingPlcHdr/>"
            content = run(text_elements(prompt), PLACEHOLDER)
        title = attribute(field.label[:_LONGEST_NAME])
        tag = attribute(field.name[-_LONGEST_NAME:])  # names differ at their ends
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{tag}"/>'
            f'<w:id w:val="{self._control_count}"/><w:lock w:val="sdtLocked"/>{placeholder}'
            f"<w:dataBinding w:prefixMappings=\"xmlns:f='{FIELDS}'\" "
            f'w:xpath="/f:fields[1]/f:field[{position}]/f:answer[1]" '
            f'w:storeItemID="{self.item_id}"/>'
            f"{_kind(field, self.metadata)}</w:sdtPr>"
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def data(self) -> bytes:
        """Return the data part, with an empty answer for each field.

        The answer is an element of its own, as LibreOffice drops the attributes of the element
        that it writes to. LibreOffice also saves untouched prompts as answers; readers can tell by
        the `prompt` attribute.
        """
        fields = "".join(
            f'<field name="{attribute(one.name)}" kind="{one.kind.value}" '
            f'prompt="{attribute(one.prompt)}"><answer>'
            f"{'false' if one.kind is FieldKind.CHECK else ''}</answer></field>"
            for one in self.fields.values()
        )
        metadata = self.metadata
        return (
            f'{XML_DECLARATION}<fields xmlns="{FIELDS}" '
            f'report="{attribute(metadata.identifier)}" '
            f'version="{attribute(metadata.version)}">{fields}</fields>'
        ).encode()

    def properties(self) -> bytes:
        """Return the part that gives the data part its id. Source: 22.5.2.1."""
        return (
            f'{XML_DECLARATION}<ds:datastoreItem ds:itemID="{self.item_id}" '
            f'xmlns:ds="{_DATA_PROPERTIES}"><ds:schemaRefs><ds:schemaRef ds:uri="{FIELDS}"/>'
            "</ds:schemaRefs></ds:datastoreItem>"
        ).encode()


def _kind(field: Field, metadata: Metadata) -> str:
    match field.kind:
        case FieldKind.TEXT | FieldKind.SIGNATURE:
            return "<w:text/>"
        case FieldKind.DATE:
            return (
                f'<w:date><w:dateFormat w:val="{attribute(metadata.date_picture)}"/>'
                f'<w:lid w:val="{with_region(metadata.language)}"/>'
                '<w:storeMappedDataAs w:val="date"/>'
                '<w:calendar w:val="gregorian"/></w:date>'
            )
        case FieldKind.CHOICE:
            items = "".join(
                f'<w:listItem w:displayText="{attribute(one)}" w:value="{attribute(one)}"/>'
                for one in field.choices
            )
            return f"<w:dropDownList>{items}</w:dropDownList>"
        case FieldKind.CHECK:
            return (
                '<w14:checkbox><w14:checked w14:val="0"/>'
                '<w14:checkedState w14:val="2611" w14:font="Segoe UI Symbol"/>'
                '<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox>'
            )
        case _:
            assert_never(field.kind)
