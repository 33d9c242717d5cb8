"""A fillable PDF works in any software, and stays accessible and archivable."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from pmdoc.model.document import (
    Cell,
    Column,
    Document,
    Field,
    FieldKind,
    Grid,
    ItemList,
    ListItem,
    Marker,
    Row,
    SignOffTable,
)
from pmdoc.render import RenderOptions
from pmdoc.render.pdf import RENDERER
from pmdoc.style.style import Style
from tests.documents import cell, heading, metadata, paragraph, sign_off
from tests.judges import need_tool
from tests.unit.render.pdf.conftest import Output

BOX = Field(kind=FieldKind.CHECK, name="/prevention/checklist/0/done", label="Alert on lag")
TWIN = Field(kind=FieldKind.CHECK, name="/prevention/checklist/0/done", label="Alert, again")


@pytest.fixture
def fillable(style: Style, tmp_path: Path) -> Output:
    """Render a sign-off table and two check boxes as form fields."""
    items = tuple(ListItem((paragraph(box.label),), Marker.OPEN, field=box) for box in (BOX, TWIN))
    blocks = (heading(1, "Sign-off", "s"), sign_off(), ItemList(items=items))
    document = Document(metadata=metadata(), blocks=blocks)
    done = RENDERER.render(document, style, RenderOptions(is_fillable=True))
    return Output(done.data, done.problems, tmp_path)


def fields(made: Output) -> list[pikepdf.Object]:
    return list(made.kept.Root.AcroForm.Fields)


def test_every_blank_is_a_field_with_a_description(fillable: Output) -> None:
    """Each signer has one signature field; the names of fields are unique."""
    found = fields(fillable)
    kinds = [str(field.FT) for field in found]

    assert kinds.count("/Sig") == 3
    assert kinds.count("/Tx") == 4
    assert kinds.count("/Btn") == 2
    assert len({str(field.T) for field in found}) == len(found)
    assert "Signature, Technical Lead" in [str(field.TU) for field in found]
    assert all("/V" not in field or str(field.V) == "/Off" for field in found)


def test_every_field_is_a_form_element_in_reading_order(fillable: Output) -> None:
    """The tab order follows the structure, whose Form elements are in cells and labels."""
    elements = fillable.elements()
    forms = [element for _, tag, element in elements if tag == "Form"]

    assert [form.K.Obj.objgen for form in forms] == [field.objgen for field in fields(fillable)]
    assert {str(form.P.S) for form in forms} == {"/TD", "/Lbl"}
    assert {str(page.Tabs) for page in fillable.kept.pages} == {"/S"}


def test_fields_have_appearances_and_an_embedded_font(fillable: Output) -> None:
    """Nothing is left to the viewer."""
    form = fillable.kept.Root.AcroForm

    assert all("/N" in field.AP for field in form.Fields)
    assert not bool(form.NeedAppearances)
    (font,) = form.DR.Font.values()
    assert "/FontFile2" in font.FontDescriptor
    assert b"/JavaScript" not in fillable.data
    assert b"/AA" not in fillable.data


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_passes_a_fillable_file(fillable: Output, flavour: str) -> None:
    ran = subprocess.run(
        [need_tool("verapdf"), "--format", "text", "-v", "--flavour", flavour, fillable.path],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stdout.startswith("PASS"), ran.stdout


def test_typed_text_uses_the_embedded_font(fillable: Output) -> None:
    """Viewers draw it with the form's own font, including umlauts."""
    pdf = fillable.open()
    for field in pdf.Root.AcroForm.Fields:
        if field.FT == "/Tx":
            field.V = pikepdf.String("Jürgen – 1 €")
            del field["/AP"]
    pdf.Root.AcroForm.NeedAppearances = True
    path = fillable.folder / "filled.pdf"
    pdf.save(path)

    shown = subprocess.run(
        [need_tool("pdftotext"), "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert shown.count("Jürgen – 1 €") == 4


def document_with_field(label: str, language: str = "en") -> Document:
    """Make a document with one field and a label in the given language."""
    name = Field(kind=FieldKind.TEXT, name="/report/sign_offs/0/name", label=label)
    grid = Grid(columns=(Column("A"), Column("B")), rows=(Row((cell(label), Cell(field=name))),))
    about = replace(metadata(), language=language, is_right_to_left=language in {"ar", "he"})
    return Document(metadata=about, blocks=(SignOffTable(grid=grid),))


@pytest.mark.parametrize(
    ("language", "label", "typed"),
    [
        ("pl", "Imię, właściciel produktu", "Łukasz Żak"),
        ("el", "Όνομα, Υπεύθυνος", "Ελένη Ώριμη"),
        ("ru", "Имя, руководитель", "Иван Щукин"),
        ("ar", "الاسم، القائد التقني", "سمير العلي"),
        ("he", "שם, מנהל", "דנה לוי"),
    ],
)
def test_fields_accept_the_script_of_the_report(
    style: Style, tmp_path: Path, language: str, label: str, typed: str
) -> None:
    """Western encodings lack the letters; the font has those that names and dates need."""
    done = RENDERER.render(
        document_with_field(label, language), style, RenderOptions(is_fillable=True)
    )
    made = Output(done.data, done.problems, tmp_path)

    (font,) = made.kept.Root.AcroForm.DR.Font.values()
    assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
    known = font.ToUnicode.read_bytes().decode()
    assert all(f"<{ord(letter):04x}>" in known for letter in f"{typed} 2026-01-31")
    (field,) = fields(made)
    assert (language in {"ar", "he"}) is (int(field.get("/Q", 0)) == 2)
    for flavour in ("ua1", "2a"):
        ran = subprocess.run(
            [need_tool("verapdf"), "--format", "text", "-v", "--flavour", flavour, made.path],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.stdout.startswith("PASS"), ran.stdout


def test_typed_text_of_other_scripts_is_visible(style: Style, tmp_path: Path) -> None:
    """A PDF reader finds the typed character in the composite font."""
    document = document_with_field("Имя, руководитель")
    made = Output(
        RENDERER.render(document, style, RenderOptions(is_fillable=True)).data, (), tmp_path
    )
    pdf = made.open()
    (field,) = pdf.Root.AcroForm.Fields
    field.V = pikepdf.String("Łukasz Щукин Ώ")
    del field["/AP"]
    pdf.Root.AcroForm.NeedAppearances = True
    path = tmp_path / "filled.pdf"
    pdf.save(path)

    shown = subprocess.run(
        [need_tool("pdftotext"), path, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Łukasz Щукин Ώ" in shown


def test_printed_pdf_has_no_form(style: Style, tmp_path: Path) -> None:
    done = RENDERER.render(Document(metadata=metadata(), blocks=(sign_off(),)), style)
    made = Output(done.data, (), tmp_path)

    assert "/AcroForm" not in made.kept.Root
