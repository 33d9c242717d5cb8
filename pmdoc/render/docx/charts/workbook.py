"""Write the workbook of a chart, which Word opens when somebody edits the data.

In → Out: columns of text, numbers and times in, the bytes of an .xlsx out.
Must not: hold a formula, a macro or a creation date; the same columns give the same bytes.
Source: ECMA-376 part 1, 18.2 (workbook), 18.3.1.99 (worksheet), 18.8 (styles), 18.17.4 (dates).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from pmdoc.render.docx.ooxml.xml import XML_DECLARATION, R, escape
from pmdoc.render.docx.ooxml.zip import write_archive

SHEET = "Sheet1"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DAY_ZERO = datetime(1899, 12, 30, tzinfo=UTC)
_WIDEST = 60

Value = str | float | datetime | None


class WorkbookColumn(Struct, frozen=True):
    """A column of the sheet. Shape: `title` is in row 1, the values are below it."""

    title: str
    values: Sequence[Value]


def workbook(columns: Sequence[WorkbookColumn]) -> bytes:
    """Return a workbook of one sheet."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations("xl/workbook.xml", "officeDocument"),
        "xl/_rels/workbook.xml.rels": _relations(
            "worksheets/sheet1.xml", "worksheet", "styles.xml", "styles"
        ),
        "xl/styles.xml": _styles(),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{R}"><sheets>'
            f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/worksheets/sheet1.xml": "".join(_sheet(columns)),
    }
    return write_archive((name, XML_DECLARATION + xml) for name, xml in parts.items())


def reference(column: int, count: int) -> str:
    """Return the formula of a column's values, such as `Sheet1!$B$2:$B$9`."""
    letter = column_letter(column)
    return f"{SHEET}!${letter}$2:${letter}${count + 1}"


def title_reference(column: int) -> str:
    """Return the formula of a column's title."""
    return f"{SHEET}!${column_letter(column)}$1"


def column_letter(index: int) -> str:
    """Return the name of a column: 0 is A, 26 is AA."""
    letters = ""
    while index >= 0:
        index, letter = divmod(index, 26)
        letters, index = chr(65 + letter) + letters, index - 1
    return letters


def serial(at: datetime) -> float:
    """Return a time as days since 30 December 1899, in UTC. Source: 18.17.4.1."""
    return (at - _DAY_ZERO).total_seconds() / 86_400


def figure(value: float) -> str:
    """Format a number as an XML Schema double: the shortest text that reads back the same."""
    value = float(value)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _sheet(columns: Sequence[WorkbookColumn]) -> Iterator[str]:
    yield f'<worksheet xmlns="{_MAIN}"><cols>'
    for number, column in enumerate(columns, 1):
        width = min(_WIDEST, max(12, *(len(_text(v)) + 2 for v in (column.title, *column.values))))
        yield f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
    yield "</cols><sheetData>"
    letters = [column_letter(index) for index in range(len(columns))]
    rows = max((len(column.values) for column in columns), default=0)
    for row in range(rows + 1):
        cells = (
            _cell(f"{letter}{row + 1}", column.title if row == 0 else column.values[row - 1])
            for letter, column in zip(letters, columns, strict=True)
            if row <= len(column.values)
        )
        yield f'<row r="{row + 1}">{"".join(cells)}</row>'
    yield "</sheetData></worksheet>"


def _cell(name: str, value: Value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        text = f'<t xml:space="preserve">{escape(value)}</t>'
        return f'<c r="{name}" t="inlineStr"><is>{text}</is></c>'
    if isinstance(value, datetime):
        return f'<c r="{name}" s="1"><v>{serial(value)!r}</v></c>'
    return f'<c r="{name}"><v>{figure(value)}</v></c>'


def _text(value: Value) -> str:
    if isinstance(value, datetime):
        return "2000-01-01 00:00"
    return value if isinstance(value, str) else "" if value is None else f"{value:g}"


def _types() -> str:
    parts = {
        "/xl/workbook.xml": f"{_KIND}.sheet.main+xml",
        "/xl/worksheets/sheet1.xml": f"{_KIND}.worksheet+xml",
        "/xl/styles.xml": f"{_KIND}.styles+xml",
    }
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*pairs: str) -> str:
    """Return relationships. Shape: `pairs` alternates between targets and kinds."""
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(zip(pairs[::2], pairs[1::2], strict=True), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def _styles() -> str:
    """Return two cell formats: the general one, and one for times. Source: 18.8.39."""
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
        '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="2">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        "</cellXfs></styleSheet>"
    )
