"""The interactive form of a fillable file: fields, their appearances, and the font to type with.

In → Out: the widgets recorded by the pages in, the objects of a form out.
Must not: contain scripts or answers, or rely on the viewer to draw appearances.
Source: ISO 32000-1, 12.7 (forms), 12.5.5 (appearances); ISO 19005-2, 6.4 (no actions, every
field with an appearance, NeedAppearances not true); ISO 14289-1, 7.18 (TU names each field).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from pmdoc.model.document import FieldKind
from pmdoc.render.pdf.file.content import rgb
from pmdoc.render.pdf.file.objects import PdfFile, stream
from pmdoc.render.pdf.file.page_resources import Widget
from pmdoc.render.pdf.file.structure import text_attribute, text_string
from pmdoc.render.pdf.fonts.font_fallback import FontFallback
from pmdoc.render.pdf.forms.form_font import add_form_font

_RESOURCE = "Ft"
_COMBO = 1 << 17
_NO_SPELL_CHECK = 1 << 22
_RIGHT_JUSTIFIED = 2
_TICK = "0.2 0.52 m 0.42 0.28 l 0.8 0.78 l"
"""The path of a tick in a unit square."""


class AcroForm:
    """The fields of one document.

    Shape: `colors` are those of background, edge and text, as `#rrggbb`.
    """

    def __init__(
        self,
        file: PdfFile,
        font: FontFallback,
        colors: tuple[str, str, str],
        *,
        is_rtl: bool = False,
    ) -> None:
        self._file = file
        self._font = font
        self._alignment = f"/Q {_RIGHT_JUSTIFIED}" if is_rtl else ""
        self._labels: list[str] = []
        self._background, self._edge, self._text_color = (rgb(color) for color in colors)
        self._names: list[str] = []
        self._titles: dict[str, int] = {}
        self._has_signature = False

    @property
    def is_empty(self) -> bool:
        return not self._names

    def add(self, widget: Widget, page: str, key: int) -> None:
        """Add a field. Shape: `page` is the name of its page, `key` that in the parent tree."""
        self._names.append(widget.name)
        self._labels += (widget.field.label, *widget.field.choices)
        self._has_signature |= widget.field.kind is FieldKind.SIGNATURE
        title = self._title(widget.field.name)
        appearances = self._add_appearances(widget)
        self._file.add(
            widget.name,
            lambda: (
                f"<</Type/Annot/Subtype/Widget/F 4/Rect[{_numbers(widget.box)}]"
                f"/P {self._file.ref(page)}/StructParent {key}"
                f"/T{text_string(title)}{text_attribute('TU', widget.field.label)}"
                f"/MK<</BG[{self._background}]/BC[{self._edge}]>>/BS<</W 0.5/S/S>>"
                f"{self._type_entries(widget)}{appearances}>>"
            ),
        )

    def _title(self, name: str) -> str:
        """Return a unique field name without full stops, which would make a hierarchy of names."""
        name = name.replace(".", "_")
        count = self._titles[name] = self._titles.get(name, 0) + 1
        return name if count == 1 else f"{name} {count}"

    def _type_entries(self, widget: Widget) -> str:
        kind, size = widget.field.kind, f"{widget.size:g}"
        typed = f"/DA(/{_RESOURCE} {size} Tf {self._text_color} rg){self._alignment}"
        match kind:
            case FieldKind.TEXT:
                return f"/FT/Tx{typed}"
            case FieldKind.DATE:
                return f"/FT/Tx/Ff {_NO_SPELL_CHECK}{typed}"
            case FieldKind.CHOICE:
                options = "".join(text_string(choice) for choice in widget.field.choices)
                return f"/FT/Ch/Ff {_COMBO}/Opt[{options}]{typed}"
            case FieldKind.CHECK:
                return "/FT/Btn/V/Off/AS/Off"
            case FieldKind.SIGNATURE:
                return "/FT/Sig"
            case _:
                assert_never(kind)

    def _add_appearances(self, widget: Widget) -> str:
        """Add the appearances of an empty field and of a ticked box; return their entry."""
        left, bottom, right, top = widget.box
        width, height = right - left, top - bottom
        background = (
            f"{self._background} rg 0 0 {width:.2f} {height:.2f} re f "
            f"{self._edge} RG 0.5 w 0.25 0.25 {width - 0.5:.2f} {height - 0.5:.2f} re S"
        )
        box = f"/Type/XObject/Subtype/Form/BBox[0 0 {width:.2f} {height:.2f}]/Resources<<>>"
        plain = f"{widget.name} appearance"
        if widget.field.kind is not FieldKind.CHECK:
            empty = f"q {background} Q\n/Tx BMC\nEMC"
            self._file.add(plain, lambda: stream(empty.encode("ascii"), box))
            return f"/AP<</N {self._file.ref(plain)}>>"
        ticked = f"{plain} ticked"
        scale = f"{width:.2f} 0 0 {height:.2f} 0 0 cm"
        tick = f"q {scale} {self._text_color} RG 0.11 w 1 J 1 j {_TICK} S Q"
        self._file.add(plain, lambda: stream(f"q {background} Q".encode("ascii"), box))
        self._file.add(ticked, lambda: stream(f"q {background} Q {tick}".encode("ascii"), box))
        return f"/AP<</N<</Yes {self._file.ref(ticked)}/Off {self._file.ref(plain)}>>>>"

    def finish(self, language: str) -> str:
        """Add the font and return the catalogue's entry. Shape: `language` is a BCP 47 tag."""
        font = add_form_font(self._file, self._font, "".join(self._labels), language)
        fields = " ".join(self._file.ref(name) for name in self._names)
        flags = "/SigFlags 1" if self._has_signature else ""
        return (
            f"/AcroForm<</Fields[{fields}]/NeedAppearances false{flags}"
            f"/DR<</Font<</{_RESOURCE} {self._file.ref(font)}>>>>"
            f"/DA(/{_RESOURCE} 10 Tf {self._text_color} rg)>>"
        )


def _numbers(edges: Sequence[float]) -> str:
    return " ".join(f"{edge:.2f}" for edge in edges)
