"""The form of a fillable file: fields with their looks, and the font to type with.

In → Out: the widgets that pages left behind in, the objects of a form out.
Must not: run a script, ask the viewer to draw what stands in the file, or hold an answer.
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
from pmdoc.render.pdf.file.structure import text_string
from pmdoc.render.pdf.fonts.font_fallback import FontFallback
from pmdoc.render.pdf.forms.form_font import add_form_font

_RESOURCE = "Ft"
_COMBO = 1 << 17
_NO_SPELL_CHECK = 1 << 22
_FROM_THE_RIGHT = 2
_TICK = "0.2 0.52 m 0.42 0.28 l 0.8 0.78 l"
"""A tick in a square of side 1."""


class AcroForm:
    """All fields of one document. Units: colours `#rrggbb`."""

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
        self._side = f"/Q {_FROM_THE_RIGHT}" if is_rtl else ""
        self._labels: list[str] = []
        self._background, self._edge, self._ink = (rgb(color) for color in colors)
        self._names: list[str] = []
        self._titles: dict[str, int] = {}
        self._has_signature = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to fill in."""
        return not self._names

    def add(self, widget: Widget, page: str, key: int) -> None:
        """Take one field. Shape: `page` names its page in the file, `key` its parent's entry."""
        self._names.append(widget.name)
        self._labels += (widget.field.label, *widget.field.choices)
        self._has_signature |= widget.field.kind is FieldKind.SIGNATURE
        title = self._title(widget.field.name)
        looks = self._add_looks(widget)
        self._file.add(
            widget.name,
            lambda: (
                f"<</Type/Annot/Subtype/Widget/F 4/Rect[{_numbers(widget.box)}]"
                f"/P {self._file.ref(page)}/StructParent {key}"
                f"/T{text_string(title)}/TU{text_string(widget.field.label)}"
                f"/MK<</BG[{self._background}]/BC[{self._edge}]>>/BS<</W 0.5/S/S>>"
                f"{self._kind(widget)}{looks}>>"
            ),
        )

    def _title(self, name: str) -> str:
        """Name a field: two of one name would be one field, and a full stop would part it."""
        name = name.replace(".", "_")
        count = self._titles[name] = self._titles.get(name, 0) + 1
        return name if count == 1 else f"{name} {count}"

    def _kind(self, widget: Widget) -> str:
        kind, size = widget.field.kind, f"{widget.size:g}"
        typed = f"/DA(/{_RESOURCE} {size} Tf {self._ink} rg){self._side}"
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

    def _add_looks(self, widget: Widget) -> str:
        """Add what a field looks like before anything is filled in, and a tick for a box."""
        left, bottom, right, top = widget.box
        wide, high = right - left, top - bottom
        background = (
            f"{self._background} rg 0 0 {wide:.2f} {high:.2f} re f "
            f"{self._edge} RG 0.5 w 0.25 0.25 {wide - 0.5:.2f} {high - 0.5:.2f} re S"
        )
        box = f"/Type/XObject/Subtype/Form/BBox[0 0 {wide:.2f} {high:.2f}]/Resources<<>>"
        plain = f"{widget.name} look"
        if widget.field.kind is not FieldKind.CHECK:
            words = f"q {background} Q\n/Tx BMC\nEMC"
            self._file.add(plain, lambda: stream(words.encode("ascii"), box))
            return f"/AP<</N {self._file.ref(plain)}>>"
        ticked = f"{plain} ticked"
        tick = f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm {self._ink} RG 0.11 w 1 J 1 j {_TICK} S Q"
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
            f"/DA(/{_RESOURCE} 10 Tf {self._ink} rg)>>"
        )


def _numbers(edges: Sequence[float]) -> str:
    return " ".join(f"{edge:.2f}" for edge in edges)
