"""The content stream of a page: text, lines and shapes, each marked as content or artifact.

In → Out: drawing calls in, a content stream out.
Must not: decide where anything goes, or draw anything unmarked.
Source: ISO 32000-1, 8 and 9 (graphics and text), 14.6 (marked content), 14.8.2.2 (artifacts).

reportlab's canvas is not used: it starts each page with a font that is not embedded, and knows
nothing of marked content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cache

from pmdoc.model.document import Image
from pmdoc.render.pdf.file.page_resources import PageResources
from pmdoc.render.pdf.file.structure import Element, text_attribute
from pmdoc.render.pdf.fonts.face import Face
from pmdoc.render.pdf.fonts.font_fallback import PositionedGlyph


class Content:
    """A page's content stream. Units: points; `x` from the left, `y` downwards from the top."""

    def __init__(self, resources: PageResources, index: int, width: float, height: float) -> None:
        self.resources = resources
        self.index = index
        self.width = width
        self.height = height
        self.images: dict[str, None] = {}
        self._ops: list[str] = []
        self._parents: list[Element] = []
        resources.structure.add_page(resources.file.number(self.name))
        self._artifacts = 0
        self._is_illustrating = False
        self._font: tuple[Face, float] | None = None
        self._fill = ""
        self._stroke = ""
        self._line_width = -1.0
        self._tracking = 0.0

    @property
    def name(self) -> str:
        return f"Page {self.index}"

    def finish(self) -> Callable[[], bytes]:
        self.resources.structure.close_page(self._parents)
        content = self.resources.file.compress("\n".join(self._ops).encode("latin-1"))
        self._ops, self._parents = [], []
        return content

    # --- marked content ----------------------------------------------------------------------

    def begin(self, element: Element) -> None:
        """Open a marked-content sequence of an element; inside an artifact do nothing."""
        if not self._artifacts:
            self._ops.append(self._mark(element))

    def _mark(self, element: Element) -> str:
        mcid = len(self._parents)
        self._parents.append(element)
        element.kids.append((self.index, mcid))
        return f"/{element.tag}<</MCID {mcid}>>BDC"

    def end(self) -> None:
        if not self._artifacts:
            self._ops.append("EMC")

    @contextmanager
    def artifact(self, subtype: str = "", *, is_repeated: bool = False) -> Iterator[None]:
        """Mark everything drawn inside the block as an artifact, that is, not content.

        Pass the subtype of a header, footer or watermark, or `is_repeated` for a table head that
        was content on an earlier page. All else, such as rules and backgrounds, is layout.
        """
        if not self._artifacts:
            kind = "/Pagination" if subtype or is_repeated else "/Layout"
            entry = f"/Subtype/{subtype}" if subtype else ""
            self._ops.append(f"/Artifact<</Type{kind}{entry}>>BDC")
        self._artifacts += 1
        yield
        self._artifacts -= 1
        if not self._artifacts:
            self._ops.append("EMC")

    @contextmanager
    def illustration(self, element: Element) -> Iterator[None]:
        """Mark everything drawn inside the block, shapes included, as content of one element."""
        self.begin(element)
        self._is_illustrating = True
        yield
        self._is_illustrating = False
        self.end()

    @property
    def is_artifact(self) -> bool:
        return self._artifacts > 0

    # --- text ------------------------------------------------------------------------------

    def set_text_state(self, face: Face, size: float, color: str, tracking: float = 0.0) -> None:
        if self._font != (face, size):
            self._font = (face, size)
            self._ops.append(f"/{face.resource} {size:g} Tf")
        if color != self._fill:
            self._fill = color
            self._ops.append(f"{rgb(color)} rg")
        if tracking != self._tracking:
            self._tracking = tracking
            self._ops.append(f"{tracking:g} Tc")

    def to_page_x(self, x: float, width: float) -> float:
        """Mirror `x` on a right-to-left page; applying it twice gives `x` again."""
        return self.width - x - width if self.resources.is_mirrored else x

    def show_glyphs(
        self, x: float, y: float, glyphs: Sequence[PositionedGlyph], size: float
    ) -> None:
        """Draw shaped glyphs in reading order, each at its own position.

        Source: ISO 32000-1, 9.4.3 (TJ), 9.3.7 (rise) and 14.9.4 (replacement text).
        """
        # a number in a TJ array moves the pen left: 600 wide glyphs "a" at 0 and "b" at 650,
        # 50 thousandths further right than the pen, give [(a)-50(b)] TJ
        parts: list[str] = []
        pen = rise = 0.0
        face, span_end = glyphs[0].face, ""
        for glyph in glyphs:
            if span_end and glyph.text != "":
                parts.append(span_end)
                span_end = ""
            if glyph.text:
                parts.append(f"] TJ /Span<<{text_attribute('ActualText', glyph.text)}>>BDC [")
                span_end = "] TJ EMC ["
            if glyph.face is not face:
                face = glyph.face
                parts.append(f"] TJ /{face.resource} {size:g} Tf [")
            if glyph.y != rise:
                rise = glyph.y
                parts.append(f"] TJ {rise * size / 1000:.2f} Ts [")
            back = pen - glyph.x
            parts.append(f"{back:.0f}({glyph.code})" if abs(back) >= 0.5 else f"({glyph.code})")
            pen = (glyph.x if abs(back) >= 0.5 else pen) + glyph.width
        end = " 0 Ts" if rise else ""
        parts.append(span_end)
        self._font = (face, size)
        self._ops.append(f"BT {x:.2f} {self.height - y:.2f} Td [{''.join(parts)}] TJ{end} ET")

    def show(self, x: float, y: float, code: str) -> None:
        self._ops.append(f"BT {x:.2f} {self.height - y:.2f} Td ({code}) Tj ET")

    def show_as(
        self, at: tuple[float, float], offsets: Sequence[float], code: str, text: str
    ) -> None:
        """Draw one code at several offsets along a line; together they are read as `text`.

        Shape: `at` is the line's left end and baseline.
        """
        left, base = at
        shown = " ET BT ".join(
            f"{self.to_page_x(left + x, 0.0):.2f} {self.height - base:.2f} Td ({code}) Tj"
            for x in offsets
        )
        self._ops.append(f"/Span<<{text_attribute('ActualText', text)}>>BDC\nBT {shown} ET\nEMC")

    def show_lines(
        self,
        element: Element | None,
        at: tuple[float, float],
        codes: Sequence[str],
        leading: float,
    ) -> None:
        """Draw lines with a common left edge as one piece of an element's content.

        Shape: `at` is the left edge and the first baseline. Without an element, the caller marks
        the content.
        """
        start = f"BT {leading:g} TL" if len(codes) > 1 else "BT"
        lines = ") Tj T* (".join(codes)
        shown = f"{start} {at[0]:.2f} {self.height - at[1]:.2f} Td ({lines}) Tj ET"
        if element is not None and not self._artifacts:
            shown = f"{self._mark(element)}\n{shown}\nEMC"
        self._ops.append(shown)

    # --- shapes: artifacts, unless drawn inside an illustration ---------------------------------

    def fill_box(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """Fill a rectangle whose upper left corner is at (x, y)."""
        self.paint(self.box_path(self.to_page_x(x, width), y, width, height), fill=color)

    def box_path(self, x: float, y: float, width: float, height: float) -> str:
        """Return the path of a rectangle; `x` is not mirrored."""
        return f"{x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re"

    def draw_lines(
        self,
        lines: Iterable[Sequence[tuple[float, float]]],
        color: str,
        thickness: float,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw lines through points as one path, not mirrored.

        Shape: `dash` has dashes and gaps in turn.
        """
        steps: list[str] = []
        for points in lines:
            line = [f"{x:.2f} {self.height - y:.2f} l" for x, y in points]
            line[:1] = [f"{line[0][:-1]}m"]
            steps += line
        pattern = f"[{' '.join(f'{part:.2f}' for part in dash)}] 0 d\n" if dash else ""
        self.paint(f"{pattern}1 j\n" + "\n".join(steps), edge=color, thickness=thickness)
        if dash:
            self._ops.append("[] 0 d")

    def draw_rule(self, x: float, y: float, width: float, color: str, thickness: float) -> None:
        self.draw_rules(x, (y,), width, color, thickness)

    def draw_rules(
        self, x: float, ys: Sequence[float], width: float, color: str, thickness: float
    ) -> None:
        x = self.to_page_x(x, width)
        lines = (
            f"{x:.2f} {self.height - y:.2f} m {x + width:.2f} {self.height - y:.2f} l" for y in ys
        )
        self.paint("\n".join(lines), edge=color, thickness=thickness)

    def paint(self, path: str, *, fill: str = "", edge: str = "", thickness: float = 0.0) -> None:
        """Fill or stroke a path given as operators, or both."""
        if not path:
            return
        with nullcontext() if self._is_illustrating else self.artifact():
            if fill and fill != self._fill:
                self._fill = fill
                self._ops.append(f"{rgb(fill)} rg")
            if edge and edge != self._stroke:
                self._stroke = edge
                self._ops.append(f"{rgb(edge)} RG")
            if edge and thickness != self._line_width:
                self._line_width = thickness
                self._ops.append(f"{thickness:g} w")
            self._ops.append(path)
            self._ops.append(
                {(True, True): "B", (True, False): "f"}.get((bool(fill), bool(edge)), "S")
            )

    def draw_leader(self, x: float, y: float, width: float, color: str) -> None:
        """Draw a row of dots, aligned with those of all other leaders."""
        x = self.to_page_x(x, width)
        start = x + (-x) % 4
        if start >= x + width:
            return
        with self.artifact():
            self._ops.append(
                f"q 1 J [0 4] 0 d 0.9 w {rgb(color)} RG {start:.2f} {self.height - y:.2f} m "
                f"{x + width:.2f} {self.height - y:.2f} l S Q"
            )

    def rounded_box_path(
        self, x: float, y: float, width: float, height: float, radius: float
    ) -> str:
        x = self.to_page_x(x, width)
        bottom, top, right = self.height - y - height, self.height - y, x + width
        r = min(radius, height / 2, width / 2)
        c = r * 0.4477  # distance of a quarter circle's Bezier control points from the corner
        steps: tuple[tuple[str, tuple[float, ...]], ...] = (
            ("m", (x + r, bottom)),
            ("l", (right - r, bottom)),
            ("c", (right - c, bottom, right, bottom + c, right, bottom + r)),
            ("l", (right, top - r)),
            ("c", (right, top - c, right - c, top, right - r, top)),
            ("l", (x + r, top)),
            ("c", (x + c, top, x, top - c, x, top - r)),
            ("l", (x, bottom + r)),
            ("c", (x, bottom + c, x + c, bottom, x + r, bottom)),
        )
        lines = (" ".join(f"{n:.2f}" for n in numbers) + f" {step}" for step, numbers in steps)
        return " ".join(lines) + " h"

    def draw_image(self, name: str, image: Image, box: tuple[float, float, float, float]) -> None:
        """Draw an image, marked by the caller. Shape: `box` is x, y, width, height."""
        x, y, width, height = box
        x = self.to_page_x(x, width)
        self.resources.images.setdefault(name, image)
        self.images.setdefault(name)
        self._ops.append(
            f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {self.height - y - height:.2f} cm /{name} Do Q"
        )


@cache
def rgb(color: str) -> str:
    """Return `#rrggbb` as three numbers from 0 to 1."""
    channels = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return " ".join(f"{channel:.3g}" for channel in channels)
