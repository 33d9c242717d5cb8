"""Updating all fields in Word leaves the text of a report unchanged."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from pmdoc.lang import language_codes
from pmdoc.model.document import Property, RunningLine
from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.options import Options
from pmdoc.render.docx import RENDERER
from pmdoc.style import resolve_style
from tests.documents import full_document
from tests.judges import example, example_names
from tests.test_examples import TEMPLATE_ITEMS
from tests.word_fields import Fields

ID = "INC-2017-01-31"


def fields_of(options: Options, name: str, folder: Path) -> Fields:
    """Read the fields of an example."""
    path = folder / "report.docx"
    path.write_bytes(build_reports(example(name), ["docx"], options)[".docx"])
    return Fields(path)


@pytest.mark.parametrize("layout", TEMPLATE_ITEMS)
@pytest.mark.parametrize("name", example_names())
def test_updated_fields_keep_their_text(name: str, layout: str, tmp_path: Path) -> None:
    """Contents lists, captions, references and properties have valid targets."""
    fields = fields_of(Options(layout=layout), name, tmp_path)

    listed = {"TOC", "PAGEREF"} if layout != "concise" else set()
    kinds = {one.kind for one in (*fields.fields, *fields.running)}
    assert {"DOCPROPERTY", "NUMPAGES", *listed} <= kinds
    assert [] == list(fields.differing())


@pytest.mark.parametrize("code", language_codes())
def test_updated_fields_keep_their_text_in_every_language(code: str, tmp_path: Path) -> None:
    """The counters of tables and figures have the same names, whatever the labels are."""
    fields = fields_of(Options(language=code), "payments-outage", tmp_path)

    assert {"SEQ", "REF"} <= {one.kind for one in fields.fields}
    assert [] == list(fields.differing())


BROKEN = {
    "counter": ("SEQ Table", b"SEQ Figure", b"SEQ Table"),
    "place": ("REF figures", b'w:name="figures"', b'w:name="other"'),
    "heading": ("TOC", b'w:pStyle w:val="Heading2"', b'w:pStyle w:val="Heading4"'),
    "number": ("TOC", b'w:val="%1.%2"', b'w:val="%1-%2"'),
    "page": ("PAGEREF nowhere", b"PAGEREF timeline", b"PAGEREF nowhere"),
    "property": ("DOCPROPERTY", b'name="Incident ID"', b'name="Incident"'),
}


@pytest.mark.parametrize(("field", "old", "new"), BROKEN.values(), ids=BROKEN)
def test_changed_field_is_detected(field: str, old: bytes, new: bytes, tmp_path: Path) -> None:
    """The other tests rely on `Fields.differing`, which must find every kind of difference."""
    path = tmp_path / "broken.docx"
    document = replace(full_document(), header=RunningLine(start=(Property(ID, "Incident ID"),)))
    path.write_bytes(RENDERER.render(document, resolve_style()).data)
    assert [] == list(Fields(path).differing())
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert any(old in data for data in members.values())
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data.replace(old, new) if name.endswith(".xml") else data)

    assert any(words.startswith(field) for words, _, _ in Fields(path).differing())


def test_missing_property_is_written_as_text(tmp_path: Path) -> None:
    """Word would show an error or another value for a property that the file does not have."""
    path = tmp_path / "report.docx"
    lacking = (Property("1.10", "Version"), Property("INC-2", "Incident ID"))
    document = replace(full_document(), header=RunningLine(start=lacking))
    path.write_bytes(RENDERER.render(document, resolve_style()).data)

    fields = Fields(path)
    assert [] == list(fields.differing())
    assert "DOCPROPERTY" not in {one.kind for one in fields.running}
