"""Word files are valid for Microsoft's Open XML SDK, in the newest and in older versions."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from pmdoc.lang import language_codes
from pmdoc.pipeline.build import build_form, build_reports
from pmdoc.pipeline.options import Options
from pmdoc.render import DocxOptions, RenderOptions
from pmdoc.render.docx import RENDERER
from pmdoc.style import resolve_style
from pmdoc.style.layers import style_names
from tests.documents import cover_document, full_document
from tests.judges import IN_CI, ROOT, example, example_names, some, word_defects
from tests.test_examples import TEMPLATE_ITEMS
from tests.unit.render.docx.template.test_letterhead import add_page_kinds, options_with

NEWEST, VERSIONS = "Microsoft365", ("Microsoft365", "Office2013", "Office2010")
VARIANTS = {
    "plain": RenderOptions(),
    "fillable": RenderOptions(is_fillable=True),
    "review": RenderOptions(docx=DocxOptions(is_review=True, has_line_numbers=True)),
}
LANGUAGE_EXAMPLES = sorted(path.stem for path in (ROOT / "examples" / "languages").glob("*.yaml"))


def reports() -> Iterator[tuple[str, bytes]]:
    """Yield every example in every layout, and each style, language and form once."""

    def build(file: Path, options: Options) -> bytes:
        return build_reports(file, ["docx"], options)[".docx"]

    for name, layout in some(product(example_names(), TEMPLATE_ITEMS), 4):
        yield f"{name}-{layout}", build(example(name), Options(layout=layout))
    full = example("payments-outage")
    for style in some(style_names(), 1):
        yield f"style-{style}", build(full, Options(style=style))
    for code in some(language_codes(), 1):
        yield f"language-{code}", build(full, Options(language=code))
    for layout in some(TEMPLATE_ITEMS, 1):
        form = Options(layout=layout, render=VARIANTS["fillable"])
        yield f"form-{layout}", build_form(["docx"], form)[".docx"]
    for code in some(LANGUAGE_EXAMPLES, 2):
        file = ROOT / "examples" / "languages" / f"{code}.yaml"
        yield f"example-{code}", build(file, Options(render=VARIANTS["fillable"]))


def nodes() -> Iterator[tuple[str, bytes]]:
    """Yield documents with every node of the model in every variant, and with a template."""
    variants = {**VARIANTS, "template": options_with(add_page_kinds)}
    for name, variant in variants.items():
        for document in (full_document(), cover_document()):
            data = RENDERER.render(document, resolve_style(), variant).data
            yield f"nodes-{name}-{len(document.blocks)}", data


def written(files: Iterator[tuple[str, bytes]], folder: Path) -> list[Path]:
    """Write files into a folder."""
    paths = []
    for name, data in files:
        paths.append(folder / f"{name}.docx")
        paths[-1].write_bytes(data)
    return paths


def test_every_report_is_valid_open_xml(tmp_path: Path) -> None:
    """All elements, attributes, ids and relationships follow the schema."""
    files = written(reports(), tmp_path)

    assert len(files) > (60 if IN_CI else 6)
    assert [] == word_defects(files, NEWEST)


@pytest.mark.parametrize("version", some(VERSIONS, 1))
def test_every_node_is_valid_open_xml(version: str, tmp_path: Path) -> None:
    """Nodes that no example uses, and the workbooks of charts, are valid for every version too."""
    files = written(some(nodes(), 3), tmp_path)
    for file in list(files[:1]):
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                if name.endswith(".xlsx"):
                    files.append(tmp_path / Path(name).name)
                    files[-1].write_bytes(archive.read(name))

    assert [] == word_defects(files, version)


DAMAGED = {
    "order": ("word/document.xml", b"<w:pPr>", b"<w:pPr><w:keepNext/>", "keepNext|pStyle"),
    "id": ("word/styles.xml", b'w:styleId="Heading2"', b'w:styleId="Heading1"', "styleId"),
    "relationship": ("word/document.xml", b"rIdPicture1", b"rIdNowhere", "relationship"),
}


@pytest.mark.parametrize("damage", some(DAMAGED, 1))
def test_validator_finds_a_defect(damage: str, tmp_path: Path) -> None:
    """It finds a misplaced element, a duplicate id and a missing relationship."""
    part, old, new, named = DAMAGED[damage]
    full = RENDERER.render(full_document(), resolve_style()).data
    path = tmp_path / "damaged.docx"
    with zipfile.ZipFile(io.BytesIO(full)) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                assert old in data
                data = data.replace(old, new, 1)
            after.writestr(name, data)

    found = word_defects([path], NEWEST)

    assert found
    assert any(word in found[0] for word in named.split("|")), found
