"""Find the header cells of each cell in tables with row headers or group rows.

In → Out: the elements of a table's rows in reading order in; Headers attributes on them out.
Must not: add elements, or be used for a table whose only headers are those of its columns.
Source: ISO 32000-1, 14.8.5.7 (Headers, Scope) and 14.7.2 (ID, IDTree); ISO 14289-1, 7.5; Matterhorn
Protocol 1.1, 15-003 and 15-005 (no header of a cell may be in doubt).

A group row is a header for the rows below it, up to the next group row. No Scope expresses that:
Row covers only the group row itself, and Column the rest of the table, which would also hide the
column headers from readers that look upwards for the nearest one. So a group row has the scope Row,
and each cell lists its headers.

Example: under the column headers "Time" and "Event" and the group row "Monday", with the IDs
header-5, header-6 and header-7, the cells of the second column get

    /A<</O/Table/Headers[(header-6)(header-7)]>>

All cells of one column and group share this object, which in long tables saves much space.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmdoc.render.pdf.file.structure import Element, Structure
from pmdoc.render.pdf.layout.rows import RowKind


class HeaderCells:
    """The IDs of one table's header cells, as far as it is drawn."""

    def __init__(self, *, has_row_headers: bool) -> None:
        self._has_row_headers = has_row_headers
        self._columns: Sequence[str] = ()
        self._group = ""
        self._shared: dict[int, str] = {}

    def attach(self, kind: RowKind, elements: Sequence[Element], tree: Structure) -> None:
        if kind is RowKind.HEAD:
            self._columns = [_set_id(element, tree) for element in elements]
        elif kind is RowKind.GROUP:
            self._group = _set_id(elements[0], tree)
            self._shared = {}
        elif self._has_row_headers:
            own = _set_id(elements[0], tree)
            ids = self._header_ids(0)
            elements[0].attributes += f"/A{_headers_attribute(ids, '/Scope/Row')}"
            for column, element in enumerate(elements[1:], 1):
                element.attributes += f"/A{_headers_attribute((*self._header_ids(column), own))}"
        else:
            for column, element in enumerate(elements):
                element.attributes += self._shared.get(column) or self._share(column, tree)

    def _header_ids(self, column: int) -> tuple[str, ...]:
        ids = (*self._columns[column : column + 1], self._group)
        return tuple(name for name in ids if name)

    def _share(self, column: int, tree: Structure) -> str:
        """Add the attribute object of a column's cells in this group, and return the reference."""
        ids = self._header_ids(column)
        if ids:
            self._shared[column] = f"/A {tree.add_shared(_headers_attribute(ids))} 0 R"
        return self._shared.setdefault(column, "")


def _set_id(element: Element, tree: Structure) -> str:
    element.name = f"header-{tree.number(element)}"
    return element.name


def _headers_attribute(ids: Iterable[str], entries: str = "") -> str:
    headers = "".join(f"({name})" for name in ids)
    return f"<</O/Table{entries}/Headers[{headers}]>>"
