"""Non-Latin scripts in PDF are shaped, ordered and broken correctly, and read in order."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from pmdoc.model.document import Banner, Code, CodeBlock, Document, Strong
from pmdoc.model.tlp import Tlp
from pmdoc.render.pdf import RENDERER
from pmdoc.render.text.cjk_breaks import units
from pmdoc.style import resolve_style
from tests.documents import metadata, paragraph
from tests.judges import example, need_font, need_tool
from tests.unit.render.pdf.conftest import Output

Make = Callable[..., Output]

ARABIC = "تعطل الاتصال بقاعدة البيانات (connection pool) لمدة 45 دقيقة."
HEBREW = "שירות התשלומים נפל (API v2.4) למשך 45 דקות."
GREEK = "Η υπηρεσία πληρωμών δεν λειτουργούσε για 45 λεπτά."
CYRILLIC = "Платёжный сервис не работал 45 минут."


def structure_text(data: bytes, folder: Path) -> str:
    """Return the text of the structure tree, as screen readers read it."""
    (folder / "a.pdf").write_bytes(data)
    command = [need_tool("pdfinfo"), "-struct-text", str(folder / "a.pdf")]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return " ".join("".join(part) for part in out.split('"')[1::2])


@pytest.mark.parametrize("text", [ARABIC, HEBREW, GREEK, CYRILLIC], ids=["ar", "he", "el", "ru"])
@pytest.mark.parametrize("is_rtl", [False, True], ids=["ltr", "rtl"])
def test_text_is_read_in_logical_order(text: str, is_rtl: bool, make: Make, tmp_path: Path) -> None:
    made = make(paragraph(text), is_right_to_left=is_rtl)

    assert () == made.problems
    assert text in structure_text(made.data, tmp_path)
    words = [
        w for w in text.replace("(", " ").replace(")", " ").replace(".", " ").split() if w.isalpha()
    ]
    assert [] == [word for word in words if word not in made.text()]


def test_right_to_left_page_is_mirrored(make: Make) -> None:
    """Text starts at the right margin; bold words and code keep their order."""
    made = make(
        paragraph("تعطل ", Strong(paragraph("خدمة").children), " ", Code("db.pool --max 20")),
        is_right_to_left=True,
    )
    boxes = [(word, box) for word, box in made.words() if 80 < box[1] < 700]
    places = dict(boxes)

    assert max(box[2] for _, box in boxes) > 500
    assert places["db.pool"][2] < places["--max"][0] < places["20"][0]
    assert places["20"][2] < places["خ"][0]
    assert places["خ"][2] < places["ط"][0]


def test_code_starts_at_the_left_of_a_mirrored_page(make: Make) -> None:
    """Lines of code keep their indents and direction."""
    made = make(paragraph("تعطل"), CodeBlock("first line\n    indented"), is_right_to_left=True)

    places = dict(made.words())

    assert places["first"][0] < 120 < places["indented"][0] + 40
    assert places["first"][0] < places["indented"][0] < places["line"][2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("障害が発生。", "障|害|が|発|生。"),
        ("「接続」を", "「接|続」|を"),
        ("APIの応答", "API|の|応|答"),
        ("ファイルー", "ファ|イ|ルー"),
        ("か\u3099す", "か\u3099|す"),
        ("发生（故障）", "发|生|（故|障）"),
        ("plain words", "plain words"),
    ],
)
def test_lines_break_between_ideographs(text: str, expected: str) -> None:
    """No closing mark begins a line, and no opening mark ends it."""
    assert expected == "|".join(units(text))


def test_long_japanese_text_fills_its_lines(make: Make) -> None:
    need_font("ja")
    made = make(paragraph("決済サービスの障害により購入できませんでした。" * 12), language="ja")

    assert () == made.problems
    right = max(box[2] for _, box in made.words())
    assert 480 < right < 540


def test_latin_reports_load_no_shaper() -> None:
    """HarfBuzz is loaded only for scripts that need it."""
    code = (
        "import sys; from pmdoc.pipeline.options import Options; "
        "from pmdoc.pipeline.build import build_reports; "
        f"build_reports({str(example('minimal'))!r}, ['pdf', 'docx'], Options()); "
        "sys.exit('uharfbuzz' in sys.modules)"
    )

    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode


@pytest.mark.parametrize("is_rtl", [True, False], ids=["rtl", "ltr"])
def test_tlp_label_is_at_the_right(is_rtl: bool, tmp_path: Path) -> None:
    """A right-to-left page is mirrored, but the label stays at the right."""
    document = Document(
        metadata=replace(metadata(), language="ar" if is_rtl else "en", is_right_to_left=is_rtl),
        blocks=(paragraph("A text"),),
        banner=Banner(label="Confidential", tlp=Tlp.AMBER),
    )
    file = tmp_path / "report.pdf"
    file.write_bytes(RENDERER.render(document, resolve_style()).data)
    command = [need_tool("pdftotext"), "-bbox", str(file), "-"]
    words = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    for text, is_right in (("TLP:AMBER", True), ("Confidential", False)):
        places = [float(x) for x in re.findall(rf'xMin="([\d.]+)"[^>]*>{text}<', words)]
        assert len(places) == 2
        assert all(is_right == (place > 300) for place in places), (text, places)
