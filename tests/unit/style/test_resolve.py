"""Style files are resolved to complete styles, or refused with clear errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.diagnostics.errors import StyleError, UnknownName
from pmdoc.model.document import Tone
from pmdoc.style import Style, TextRole, resolve_style, style_names
from pmdoc.style.contrast import contrast

WRONG_VALUES = ("[]", "[1]", "{a: b}", "x", "-1", "999", "''", "1e5", "nan")
PATHS = """
meta meta.name logo logo.medium logo.images color color.palette color.primary typography
typography.fonts typography.base typography.base.size typography.base.family typography.link
typography.base.line-height typography.base.weight typography.headings.style
typography.headings.color typography.link.color defaults defaults.pmdoc defaults.pmdoc.extends
defaults.pmdoc.logo-height defaults.pmdoc.footer-text defaults.pmdoc.fallback defaults.pmdoc.page
defaults.pmdoc.page.size defaults.pmdoc.page.margins defaults.pmdoc.page.margins.left
defaults.pmdoc.page.header defaults.pmdoc.key-width defaults.pmdoc.rule defaults.pmdoc.text
defaults.pmdoc.text.title defaults.pmdoc.text.title.size defaults.pmdoc.text.title.tracking
defaults.pmdoc.text.title.align defaults.pmdoc.text.title.keep-with-next defaults.pmdoc.table
defaults.pmdoc.table.head-fill defaults.pmdoc.table.padding-x defaults.pmdoc.tones
defaults.pmdoc.tones.good defaults.pmdoc.tones.good.fill
"""


def error_of(text: str, folder: Path) -> str:
    """Resolve a style from text, and return the error message, if any."""
    try:
        resolve_text(text, folder)
    except StyleError as error:
        return str(error)
    return ""


def resolve_text(text: str, folder: Path) -> Style:
    """Resolve a style from text."""
    path = folder / "acme.yaml"
    path.write_text(text, encoding="utf-8")
    return resolve_style(path)


@pytest.mark.parametrize("name", style_names())
def test_shipped_style_is_complete_and_legible(name: str) -> None:
    """Every role and tone resolves, and text has a contrast of at least 4.5 to 1."""
    style = resolve_style(name)

    assert set(TextRole) == set(style.text)
    assert set(Tone) == set(style.tones)
    assert () == style.warnings
    for look in style.text.values():
        assert contrast(look.color, "#ffffff") >= 4.5
    for tone in style.tones.values():
        assert contrast(tone.text, tone.fill) >= 4.5
    assert (
        contrast(style.text[TextRole.TABLE_HEAD].color, style.table.head_fill or "#ffffff") >= 4.5
    )
    assert style.text[TextRole.BANNER].size.pt >= 12  # TLP 2.0


def test_contrast_style_has_seven_to_one() -> None:
    """This is WCAG's AAA, for every pair."""
    style = resolve_style("contrast")
    pairs = [(look.color, "#ffffff") for look in style.text.values()]
    pairs += [(tone.text, tone.fill) for tone in style.tones.values()]
    pairs += [(style.link, "#ffffff"), (style.text[TextRole.CODE].color, style.surface)]

    assert min(contrast(*pair) for pair in pairs) >= 7
    assert style.text[TextRole.BODY].size.pt == 11


def test_print_style_has_no_fills() -> None:
    """It saves toner."""
    style = resolve_style("print")

    grounds = {style.surface, *(tone.fill for tone in style.tones.values())}
    assert {"#ffffff"} == grounds
    assert "" == style.table.head_fill == style.table.group_fill == style.table.zebra_fill
    assert all(len({c[1:3], c[3:5], c[5:]}) == 1 for c in (style.accent, style.link, style.rule))


def test_style_changes_only_what_it_sets(tmp_path: Path) -> None:
    """Everything else is that of the default style."""
    style = resolve_text('color: {palette: {violet: "#5b2a86"}, primary: violet}', tmp_path)

    assert "#5b2a86" == style.accent == style.text[TextRole.HEADING_1].color
    assert resolve_style().page == style.page


@pytest.mark.parametrize(
    ("text", "width_pt"),
    [("", 612), ("defaults: {pmdoc: {page: {size: A4}}}", 595), ("color: {primary: red}", 612)],
)
def test_paper_is_that_of_the_language_unless_the_style_names_one(
    text: str, width_pt: int, tmp_path: Path
) -> None:
    style = resolve_text(text, tmp_path) if text else resolve_style()

    assert int(style.on_sheet("Letter").page.width.pt) == width_pt


def test_letter_is_a_page_size(tmp_path: Path) -> None:
    style = resolve_text("defaults: {pmdoc: {page: {size: Letter}}}", tmp_path)

    assert (612.0, 792.0) == (style.page.width.pt, style.page.height.pt)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("color: {primary: blu}", "1:18 color.primary 'blu' is not a known colour. Did"),
        ("color: {palette: {a: b, b: a}, primary: a}", "leads back to itself"),
        ('color: {primary: "#12"}', "color.primary is not a colour"),
        ("color:\n  primary: #0f4c81", "2:3 color.primary has no value"),
        ("color: [a]", "color needs keys, not a list"),
        ("colour: {primary: blue}", "Did you mean 'color'"),
        ("defaults: {pmdoc: {indent: 5}}", "indent is not a length"),
        ("defaults: {pmdoc: {indent: 500mm}}", "indent is more than 100mm"),
        ("defaults: {pmdoc: {page: {size: A5}}}", "page.size is not one of the choices"),
        ("defaults: {pmdoc: {page: {margins: {left: 190mm}}}}", "is more than 100mm"),
        ("defaults: {pmdoc: {page: {margins: {left: 90mm, right: 90mm}}}}", "less than 60mm"),
        ("defaults: {pmdoc: {fallback: [DejaVu]}}", "fallback[0] 'DejaVu' is not a family"),
        (
            "defaults: {pmdoc: {extends: acme.yaml}}",
            "extends leads back to this file",
        ),
        ("defaults: {pmdoc: {extends: none.yaml}}", "'none.yaml' does not exist"),
        ("defaults: {pmdoc: {extends: corporat}}", "Did you mean 'corporate'"),
        ("typography: {base: {size: 200px}}", "typography.base.size must be between"),
        ("typography: {base: {weight: fat}}", "Choose from: thin"),
        ("typography: {fonts: [{family: A, files: [a.ttf]}], base: A}", "Put it at"),
        ("typography: {fonts: [x]}", "fonts[0] needs keys, not text alone"),
        ("logo: none.png", "1:7 logo.medium can't be used"),
        ("logo: ../brand.png", "logo.medium can't be used"),
        ("logo: ''", "logo is empty"),
        ("logo: acme.yaml", "not a PNG or JPEG image"),
        ("logo: empty.png", "not a PNG or JPEG image"),
        ("- a", "is not a style"),
        ("a", "is not a style"),
        ("# nothing", "is empty"),
        ("meta: [", "not valid YAML"),
    ],
)
def test_mistake_in_a_style_is_explained(text: str, message: str, tmp_path: Path) -> None:
    """The message has the mistake, its position and the next step."""
    (tmp_path / "empty.png").touch()
    with pytest.raises(StyleError) as caught:
        resolve_text(text, tmp_path)

    assert "acme.yaml" in str(caught.value)
    assert message in str(caught.value)


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    """There is one line for each, in the order of the file."""
    with pytest.raises(StyleError) as caught:
        resolve_text("color:\n  primry: blue\ndefaults:\n  pmdoc: {indent: 5, page: A5}", tmp_path)

    lines = str(caught.value).splitlines()
    assert ["2:3", "4:19", "4:28"] == [line.split(" ")[0].partition("yaml:")[2] for line in lines]


def test_missing_style_file_is_a_style_error(tmp_path: Path) -> None:
    with pytest.raises(StyleError, match="does not exist"):
        resolve_style(tmp_path / "none.yaml")


@pytest.mark.parametrize("path", PATHS.split())
def test_any_wrong_value_is_used_or_reported(path: str, tmp_path: Path) -> None:
    """The message has the value's position."""
    for wrong in WRONG_VALUES:
        text = wrong
        for key in reversed(path.split(".")):
            text = f"{{{key}: {text}}}"
        error = error_of(text, tmp_path)
        assert not error or "acme.yaml:1:" in error


def test_unknown_style_suggests_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'corporate'"):
        resolve_style("corporat")
