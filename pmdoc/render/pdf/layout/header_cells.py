"""Which header cells a cell goes by, where a table's rows and columns alone don't say it.

In → Out: the elements of a table's rows in, in reading order; Headers attributes on them out.
Must not: make an element, or be asked for a table that has one row of headers and nothing else.
Source: ISO 32000-1, 14.8.5.7 (Headers, Scope) and 14.7.2 (ID, IDTree); ISO 14289-1, 7.5; Matterhorn
Protocol 1.1, 15-003 and 15-005 (no header of a cell may be in doubt).

Why: a row over all columns names the rows below it, up to the next such row. No Scope says that:
Row is its own row only, and Column would go on to the end, and hide the headers of the columns from
readers that look upwards for the nearest. So it is a header, of its row as far as Scope goes, and
each cell names its headers itself. Cells of a column in one group share one attribute object:
ten thousand rows don't say the same ten thousand times. A single such row, above all others, heads
the columns to the end, and nobody has to name it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmdoc.render.pdf.file.structure import Element, Structure
from pmdoc.render.pdf.layout.rows import RowKind


class HeaderCells:
    """What the header cells of one table are called, as far as it is drawn."""

    def __init__(self, *, has_row_heads: bool) -> None:
        self._has_row_heads = has_row_heads
        self._columns: Sequence[str] = ()
        self._group = ""
        self._shared: dict[int, str] = {}

    def attach(self, kind: RowKind, elements: Sequence[Element], tree: Structure) -> None:
        """Name a row's header cells, and let its other cells name theirs."""
        if kind is RowKind.HEAD:
            self._columns = [_name(element, tree) for element in elements]
        elif kind is RowKind.GROUP:
            self._group = _name(elements[0], tree)
            self._shared = {}
        elif self._has_row_heads:
            own = _name(elements[0], tree)
            names = self._names(0)
            elements[0].attributes += f"/A{_table(names, '/Scope/Row')}"
            for at, element in enumerate(elements[1:], 1):
                element.attributes += f"/A{_table((*self._names(at), own))}"
        else:
            for at, element in enumerate(elements):
                element.attributes += self._shared.get(at) or self._share(at, tree)

    def _names(self, column: int) -> tuple[str, ...]:
        names = (*self._columns[column : column + 1], self._group)
        return tuple(name for name in names if name)

    def _share(self, column: int, tree: Structure) -> str:
        """Write what all cells of a column in one group say, and return how they refer to it."""
        names = self._names(column)
        if names:
            self._shared[column] = f"/A {tree.add_shared(_table(names))} 0 R"
        return self._shared.setdefault(column, "")


def _name(element: Element, tree: Structure) -> str:
    """Give a header cell a name that no other element of the file has."""
    element.name = f"header-{tree.number(element)}"
    return element.name


def _table(names: Iterable[str], further: str = "") -> str:
    headers = "".join(f"({name})" for name in names)
    return f"<</O/Table{further}/Headers[{headers}]>>"
