"""Optional features of Word files for reviewers: fields, line numbers, changes, comments."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import docx
from lxml import etree
from msgspec.structs import replace

from pmdoc.model.document import (
    Cell,
    Column,
    Comment,
    Commented,
    Field,
    FieldKind,
    Grid,
    ItemList,
    ListItem,
    Marker,
    Row,
    SignOffTable,
    Text,
)
from pmdoc.render.renderer_protocol import DocxOptions, RenderOptions
from tests.documents import full_document, paragraph
from tests.judges import run_judge
from tests.unit.render.docx.conftest import Output, W, paragraph_text

_DATA = "customXml/item1.xml"


def _blanks() -> tuple[SignOffTable, ItemList]:
    """Return blanks of every kind."""

    def blank(kind: FieldKind, key: str, choices: tuple[str, ...] = ()) -> Field:
        name = f"/report/sign_offs/0/{key}"
        return Field(kind=kind, name=name, label=f"{key}, Lead", prompt=key, choices=choices)

    decision = blank(FieldKind.CHOICE, "decision", choices=("Approved", "Rejected"))
    row = Row(
        (
            Cell((paragraph("Lead"),)),
            Cell(field=blank(FieldKind.TEXT, "name")),
            Cell(field=blank(FieldKind.DATE, "date")),
            Cell(field=decision),
            Cell(field=blank(FieldKind.SIGNATURE, "signature")),
        )
    )
    columns = tuple(Column(title) for title in ("Role", "Name", "Date", "Decision", "Signature"))
    box = Field(kind=FieldKind.CHECK, name="/report/distribution/0/received", label="Board")
    item = ListItem((paragraph("Board"),), Marker.OPEN, field=box)
    return SignOffTable(grid=Grid(columns=columns, rows=(row,))), ItemList(items=(item,))


def test_blanks_are_content_controls_if_fillable(render: Callable[..., Output]) -> None:
    """Each has a title and a tag, and is bound to its element of the data part."""
    document = replace(full_document(), blocks=_blanks())
    made = render(document, options=RenderOptions(is_fillable=True))

    found = {}
    data = made.part(_DATA)
    for control in made.part().iter(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        tag = properties.find(f"{W}tag").get(f"{W}val")
        binding = properties.find(f"{W}dataBinding")
        (place,) = data.xpath(binding.get(f"{W}xpath"), namespaces={"f": "urn:pmdoc:fields:1"})
        assert tag == place.getparent().get("name")
        assert binding.get(f"{W}storeItemID").encode() in made.archive.read(
            "customXml/itemProps1.xml"
        )
        found[tag.rpartition("/")[2]] = etree.QName(properties[-1]).localname
    assert found == {
        "name": "text",
        "date": "date",
        "signature": "text",
        "decision": "dropDownList",
        "received": "checkbox",
    }
    locked = made.part("word/settings.xml").find(f"{W}documentProtection")
    assert locked.get(f"{W}edit") == "forms"
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_printed_form_is_the_default(make: Callable[..., Output]) -> None:
    """There is no control, no data part and no protection."""
    made = make(*_blanks())

    assert made.part().find(f".//{W}sdt") is None
    assert _DATA not in made.archive.namelist()
    assert made.part("word/settings.xml").find(f"{W}documentProtection") is None


def test_answers_can_be_read_back(render: Callable[..., Output]) -> None:
    """The data part has each answer under its path in the incident file."""
    document = replace(full_document(), blocks=_blanks())
    made = render(document, options=RenderOptions(is_fillable=True))
    answers = {
        "/report/sign_offs/0/name": "Dana Reyes",
        "/report/sign_offs/0/date": "2017-02-20",
        "/report/sign_offs/0/decision": "Approved",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as filled:
        for name in made.archive.namelist():
            content = made.archive.read(name)
            if name == _DATA:
                data = etree.fromstring(content)
                for field in data:
                    field[0].text = answers.get(field.get("name"), field[0].text)
                content = etree.tostring(data)
            filled.writestr(name, content)
    saved = io.BytesIO()
    docx.Document(buffer).save(saved)

    parts = {
        str(part.partname): part.blob for part in docx.Document(saved).part.package.iter_parts()
    }
    back = etree.fromstring(parts[f"/{_DATA}"])
    assert answers.items() <= {one.get("name"): one[0].text for one in back}.items()


def test_cleared_control_shows_its_prompt_again(render: Callable[..., Output]) -> None:
    """Word takes the prompt from the glossary, by its name."""
    document = replace(full_document(), blocks=_blanks())
    made = render(document, options=RenderOptions(is_fillable=True))

    kept = {
        part.find(f"{W}docPartPr/{W}name").get(f"{W}val"): paragraph_text(part.find(f".//{W}p"))
        for part in made.part("word/glossary/document.xml").iter(f"{W}docPart")
    }
    controls = [
        one for one in made.part().iter(f"{W}sdt") if one.find(f".//{W}showingPlcHdr") is not None
    ]
    assert controls
    assert len(kept) == len(set(kept.values()))
    for one in controls:
        prompt = one.find(f"{W}sdtPr/{W}placeholder/{W}docPart").get(f"{W}val")
        assert "".join(one.find(f"{W}sdtContent").itertext()) == kept[prompt]
    names = {one.get(f"{W}styleId") for one in made.part("word/glossary/styles.xml")}
    used = {
        one.get(f"{W}val") for one in made.part("word/glossary/document.xml").iter(f"{W}rStyle")
    }
    assert used <= names
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_lines_are_numbered_on_request(full: Output, render: Callable[..., Output]) -> None:
    """One count runs through the document, over running text only."""
    made = render(full_document(), options=RenderOptions(docx=DocxOptions(has_line_numbers=True)))

    sections = made.part().findall(f".//{W}sectPr")
    assert sections
    for section in sections:
        assert section.find(f"{W}lnNumType").get(f"{W}restart") == "continuous"
    assert full.part().find(f".//{W}lnNumType") is None
    for style_id in ("TOC1", "Logo"):
        style = made.part("word/styles.xml").find(f'{W}style[@{W}styleId="{style_id}"]')
        assert style.find(f"{W}pPr/{W}suppressLineNumbers") is not None
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_changes_are_tracked_on_request(full: Output, render: Callable[..., Output]) -> None:
    """No change is marked yet."""
    made = render(full_document(), options=RenderOptions(docx=DocxOptions(is_review=True)))

    assert made.part("word/settings.xml").find(f"{W}trackRevisions") is not None
    assert full.part("word/settings.xml").find(f"{W}trackRevisions") is None
    assert made.part().find(f".//{W}ins") is None
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_comment_of_several_lines_has_one_mark(make: Callable[..., Output]) -> None:
    """Each line is a paragraph; the first one has the annotation reference."""
    comment = Comment(text="Who?\nAnd when?\nWhy?", author="A. Author")
    made = make(paragraph(Commented((Text("09:12"),), (comment,))))

    (comment,) = made.part("word/comments.xml")
    lines = list(comment.iter(f"{W}p"))
    assert ["Who?", "And when?", "Why?"] == [paragraph_text(line) for line in lines]
    assert [1, 0, 0] == [len(list(line.iter(f"{W}annotationRef"))) for line in lines]
    assert comment.get(f"{W}date") is None


def test_comments_are_anchored_to_their_text(make: Callable[..., Output]) -> None:
    """Each comment has its author and date."""
    comment = Comment(text="Which clock?\nOurs?", author="Dana Reyes", date=date(2026, 3, 3))
    made = make(paragraph("At ", Commented((Text("09:12"),), (comment,)), " it failed."))

    (comment,) = docx.Document(io.BytesIO(made.data)).comments
    assert ("Dana Reyes", "DR", "Which clock?\nOurs?") == (
        comment.author,
        comment.initials,
        comment.text,
    )
    (mark,) = made.part().iter(f"{W}commentRangeStart")
    assert "09:12" == "".join(mark.getnext().itertext())
    assert run_judge("docx_check.py", made.path).returncode == 0
