"""LibreOffice shows every row of a table below a heading, wherever the page ends."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from msgspec.structs import replace

from pmdoc.model.document import (
    Column,
    ColumnKind,
    Grid,
    KeyValue,
    KeyValues,
    PageBreak,
    Row,
    Table,
)
from pmdoc.render.docx import RENDERER
from pmdoc.render.renderer_protocol import AS_USUAL, DocxOptions, RenderOptions, TemplateFile
from pmdoc.style import resolve_style
from tests.documents import cell, full_document, heading, paragraph
from tests.judges import need_tool, some

ROWS = 9
DOWN = range(9600, 11600, 6)
"""The space above the tables. Units: twips; a line between rows is ten high."""


def facts(name: str) -> KeyValues:
    """Make a key-value table."""
    return KeyValues(
        items=tuple(KeyValue(f"{name}-{row}", (paragraph("a fact"),)) for row in range(ROWS))
    )


def titled_facts(name: str) -> KeyValues:
    """Make a key-value table with a header row."""
    return replace(facts(name), head=("Field", "Value"))


def grid(name: str) -> Table:
    """Make a data table."""
    rows = tuple(Row((cell(f"{name}-{row}"), cell("an event"))) for row in range(ROWS))
    columns = (Column("Time", ColumnKind.FIT), Column("Event"))
    return Table(grid=Grid(columns=columns, rows=rows))


def grouped(name: str) -> Table:
    """Make a data table whose second row is the title of a group."""
    table = grid(name)
    first, second, *rest = table.grid.rows
    group = Row((second.cells[0],), is_group=True)
    return replace(table, grid=replace(table.grid, rows=(first, group, *rest)))


def tall(name: str) -> Table:
    """Make a data table whose rows have two lines each."""
    table = grid(name)
    long = cell("an event of many words " * 6)
    rows = tuple(Row((row.cells[0], long)) for row in table.grid.rows)
    return replace(table, grid=replace(table.grid, rows=rows))


def pushed(data: bytes) -> bytes:
    """Return a Word file whose paragraphs "down N" leave N twips below them."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                text, count = re.subn(
                    r"(<w:p><w:pPr>(?:(?!</w:pPr>).)*)(</w:pPr><w:r><w:t[^>]*>down (\d+)</w:t>)",
                    r'\1<w:spacing w:after="\3"/>\2',
                    content.decode(),
                )
                assert count > 0
                content = text.encode()
            made.writestr(name, content)
    return target.getvalue()


def with_ruled_template() -> RenderOptions:
    """Return options with a template whose table style has lines between rows."""
    document = docx.Document()
    style = document.styles.add_style("pmdoc Table", WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Table Grid"]
    buffer = io.BytesIO()
    document.save(buffer)
    return RenderOptions(
        docx=DocxOptions(template=TemplateFile(name="template.docx", data=buffer.getvalue()))
    )


@pytest.mark.parametrize(
    ("make", "options"),
    some(
        [
            (facts, AS_USUAL),
            (titled_facts, AS_USUAL),
            (grouped, AS_USUAL),
            (tall, AS_USUAL),
            (grid, AS_USUAL),
            (grid, with_ruled_template()),
            (grouped, with_ruled_template()),
        ],
        2,
    ),
)
def test_no_table_row_is_lost_at_a_page_break(
    make: Callable[[str], Table | KeyValues], options: RenderOptions, tmp_path: Path
) -> None:
    """In some cases the first rows would fit on the page, but not the line below them."""
    soffice, pdftotext = need_tool("soffice"), need_tool("pdftotext")
    blocks = [
        block
        for down in DOWN
        for block in (
            PageBreak(),
            paragraph(f"down {down}"),
            heading(1, "Facts", f"a{down}"),
            make(f"row{down}"),
        )
    ]
    document = replace(full_document(), blocks=tuple(blocks), watermark="")
    file = tmp_path / "breaks.docx"
    file.write_bytes(pushed(RENDERER.render(document, resolve_style(), options).data))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=600)
    command = [pdftotext, "-layout", str(file.with_suffix(".pdf")), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout

    shown = Counter(int(found) for found in re.findall(r"row(\d+)-", text))
    on_first = {
        page.count(f"row{down}-")
        for page in text.split("\f")
        for down in re.findall(r"down (\d+)\n", page)
    }
    assert 0 in on_first, "no table began on the next page"
    assert len(on_first) > 1, "no table began at the end of a page"
    assert dict.fromkeys(DOWN, ROWS) == dict(shown)
