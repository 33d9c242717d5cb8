"""Brand colours and fonts of styles refer to the theme, so that Word's Design > Colors works."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree
from msgspec.structs import replace

from pmdoc.render.renderer_protocol import DocxOptions, RenderOptions, TemplateFile
from pmdoc.style import resolve_style
from pmdoc.style.layers import style_names
from pmdoc.style.style import Style, TextRole
from tests.documents import full_document
from tests.judges import run_judge
from tests.unit.render.docx.conftest import Output, W
from tests.unit.render.docx.template.test_template_file import make_template

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SLOTS = {
    "text1": "dk1",
    "background1": "lt1",
    "text2": "dk2",
    "background2": "lt2",
    "hyperlink": "hlink",
}
STYLES = "word/styles.xml"


def scheme(made: Output) -> dict[str, str]:
    """Return the theme's colours by slot."""
    slots = made.part("word/theme/theme1.xml").find(f"{A}themeElements/{A}clrScheme")
    found = {}
    for slot in slots:
        (one,) = slot
        found[etree.QName(slot).localname] = one.get("lastClr") or one.get("val")
    return found


def styles_without_tlp(made: Output) -> list[etree._Element]:
    """Return the styles, without those of the TLP labels."""
    styles = made.part(STYLES).iterfind(f"{W}style")
    return [one for one in styles if not one.get(f"{W}styleId").startswith("Tlp")]


def colors(style: etree._Element) -> list[tuple[str, str | None]]:
    """Return each colour of a style with its theme name."""
    found = []
    for one in style.iter():
        is_text = one.tag == f"{W}color"
        for value, name in (("val" if is_text else "color", "themeColor"), ("fill", "themeFill")):
            fixed = one.get(f"{W}{value}")
            if fixed is not None and fixed != "auto":
                found.append((fixed, one.get(f"{W}{name}")))
    return found


@pytest.mark.parametrize("name", style_names())
def test_exactly_the_theme_colours_refer_to_the_theme(
    name: str, render: Callable[..., Output]
) -> None:
    """The fixed value next to the theme name is the same colour."""
    made = render(full_document(), resolve_style(name))

    theme = scheme(made)
    brand = {value for slot, value in theme.items() if slot != "hlink"}
    for style in styles_without_tlp(made):
        for fixed, link in colors(style):
            assert (fixed in brand) == (link is not None), etree.tostring(style)
            assert link is None or theme[SLOTS.get(link, link)] == fixed
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_every_kind_of_colour_refers_to_the_theme(full: Output) -> None:
    """Text, links, fills, table rules and paragraph borders."""
    text = full.archive.read(STYLES).decode()

    accent = scheme(full)["accent1"]
    assert f'<w:color w:val="{accent}" w:themeColor="accent1"/>' in text
    assert f'<w:color w:val="{accent}" w:themeColor="hyperlink"/>' in text
    surface = scheme(full)["lt2"]
    assert f'w:fill="{surface}" w:themeFill="background2"' in text
    quote = full.part(STYLES).find(f'{W}style[@{W}styleId="Quote"]//{W}left')
    assert quote.get(f"{W}themeColor") == "accent1"


def test_tlp_colours_do_not_refer_to_the_theme(render: Callable[..., Output]) -> None:
    """A TLP label is black and its own colour, whatever black is in the brand."""
    made = render(full_document(), resolve_style("print"))

    labels = [s for s in made.part(STYLES).iter(f"{W}style") if "Tlp" in s.get(f"{W}styleId")]
    assert labels
    assert {None} == {link for label in labels for _, link in colors(label)}


@pytest.mark.parametrize("heading", ["", "IBM Plex Mono"], ids=["one family", "two"])
def test_theme_fonts_are_those_of_headings_and_text(
    style: Style, render: Callable[..., Output], heading: str
) -> None:
    """Headings refer to the major font even if it equals that of the text."""
    family = heading or style.text[TextRole.BODY].family
    roles = {TextRole.TITLE, *(TextRole(f"heading-{level}") for level in range(1, 5))}
    text = {
        role: replace(look, family=family) if role in roles else look
        for role, look in style.text.items()
    }
    made = render(full_document(), replace(style, text=text))

    styles = made.part(STYLES)
    for style_id, kind, name in (
        ("Normal", "minor", style.text[TextRole.BODY].family),
        ("Heading1", "major", family),
        ("Title", "major", family),
    ):
        fonts = styles.find(f'{W}style[@{W}styleId="{style_id}"]/{W}rPr/{W}rFonts')
        assert (f"{kind}HAnsi", name) == (fonts.get(f"{W}asciiTheme"), fonts.get(f"{W}ascii"))
    code = styles.find(f'{W}style[@{W}styleId="CodeBlock"]/{W}rPr/{W}rFonts')
    assert heading or code.get(f"{W}asciiTheme") is None


def test_theme_of_the_template_is_used(style: Style, render: Callable[..., Output]) -> None:
    """Our styles take its accent; colours that are not in its theme stay as they are."""
    made = render(full_document(), style, _options_with(_with_theme_color("accent1", "7A1FA2")))

    theme = scheme(made)
    assert theme["accent1"] == "7A1FA2"
    (figure,) = made.part(STYLES).iterfind(f'{W}style[@{W}styleId="KeyFigure"]')
    assert ("7A1FA2", "accent1") in colors(figure)
    for one in styles_without_tlp(made):
        for fixed, link in colors(one):
            if one.get(f"{W}styleId") in {"KeyFigure", "TableHead", "Quote", "Note", "Banner"}:
                assert link is None or theme[SLOTS.get(link, link)] == fixed


def test_accent_of_the_template_does_not_replace_black(render: Callable[..., Output]) -> None:
    """In the style whose accent is black, text and the fill of TLP labels stay black."""
    options = _options_with(_with_theme_color("accent1", "7A1FA2"))
    made = render(full_document(), resolve_style("print"), options)

    (label,) = [s for s in made.part(STYLES).iter(f"{W}style") if "Tlp" in s.get(f"{W}styleId")]
    assert "000000" in {fixed for fixed, _ in colors(label)}


def _with_theme_color(slot: str, value: str) -> bytes:
    """Make a template whose theme has the given colour in a slot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_template())) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("word/theme/"):
                theme = etree.fromstring(data)
                (color,) = theme.find(f".//{A}{slot}")
                color.set("val", value)
                data = etree.tostring(theme)
            new.writestr(name, data)
    return buffer.getvalue()


def _options_with(data: bytes) -> RenderOptions:
    return RenderOptions(docx=DocxOptions(template=TemplateFile(name="acme.docx", data=data)))
