"""brand.yml files as authors write them: short forms, web sizes, fonts from elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pmdoc.model.length import Length
from pmdoc.runtime.resources import styles_folder
from pmdoc.style import Style, TextRole, resolve_style
from pmdoc.style.units import read_color, read_size, read_weight
from tests.judges import ROOT

LOGO = ROOT / "examples" / "payments-outage" / "logo.png"


def resolve_brand(text: str, folder: Path) -> Style:
    """Resolve a brand.yml from text, next to a logo."""
    shutil.copy(LOGO, folder / "logo.png")
    path = folder / "_brand.yml"
    path.write_text(text, encoding="utf-8")
    return resolve_style(path)


COMPREHENSIVE = """
meta: {name: {short: Acme, full: Acme Corporation}, link: {home: https://acme.example}}
logo:
  images:
    icon: logo.png
    full: {path: logo.svg, alt: The whole of it}
  small: icon
  medium: {light: {path: logo.png, alt: An anvil}, dark: icon}
  large: full
color:
  palette: {lava: "#b5341b", red: lava, paper: "#fff"}
  foreground: {light: "#151515", dark: "#f7f7f7"}
  background: paper
  primary: red
  danger: red
typography:
  fonts:
    - family: Open Sans
      source: file
      files: [{path: https://acme.example/sans.woff2, weight: bold}]
    - {family: Roboto Slab, source: google, weight: [600, 900], style: normal, display: block}
    - {family: Fira Code, source: bunny}
  base: {family: Open Sans, line-height: 1.25, size: 1rem}
  headings: {family: Roboto Slab, color: primary, weight: semi-bold}
  monospace: {family: Fira Code, size: 0.9em}
  monospace-inline: {color: {light: "#7d12ba", dark: "#b794f6"}, background-color: background}
  link: {color: danger, decoration: underline}
defaults:
  bootstrap: {fonts: [anything]}
"""


def test_comprehensive_brand_is_read_without_edits(tmp_path: Path) -> None:
    """Everything that paper can show is used; fonts to download are warnings."""
    style = resolve_brand(COMPREHENSIVE, tmp_path)

    assert "Acme Corporation" == style.name
    assert "#b5341b" == style.accent == style.link == style.text[TextRole.HEADING_1].color
    assert "#151515" == style.text[TextRole.BODY].color
    assert "#7d12ba" == style.text[TextRole.CODE].color
    assert "#151515" == style.text[TextRole.CODE_BLOCK].color
    assert (10.0, 12.5) == (style.text[TextRole.BODY].size.pt, style.text[TextRole.BODY].leading.pt)
    assert 9.0 == style.text[TextRole.CODE].size.pt
    assert style.text[TextRole.HEADING_1].bold
    assert style.logo is not None
    assert "An anvil" == style.logo.alternative
    families = [warning.message.split("'")[1] for warning in style.warnings]
    assert ["Open Sans", "Roboto Slab", "Fira Code"] == families
    assert all(w.position.file.endswith("_brand.yml") for w in style.warnings)


@pytest.mark.parametrize(
    ("text", "stand_in"),
    [
        ("typography: {base: Inter}", "IBM Plex Sans"),
        ("typography: {monospace: Fira Code}", "IBM Plex Mono"),
        ("typography: {fonts: [{family: X, source: system}], headings: X}", "IBM Plex Sans"),
        ("typography: {fonts: [{family: X, source: file}], headings: X}", "IBM Plex Sans"),
    ],
)
def test_missing_fonts_are_a_warning(text: str, stand_in: str, tmp_path: Path) -> None:
    """The family of the parent style is used."""
    style = resolve_brand(text, tmp_path)

    assert resolve_style().text == style.text
    assert 1 == len(style.warnings)
    assert f"{stand_in!r} is used instead." in str(style.warnings[0])


def test_own_family_applies_to_headings(tmp_path: Path) -> None:
    """Headings have the base family unless they have their own."""
    shutil.copy(styles_folder() / "fonts" / "DejaVuSans.ttf", tmp_path / "own.ttf")
    style = resolve_brand(
        "typography: {fonts: [{family: Own, files: [own.ttf]}], base: Own}", tmp_path
    )

    assert "Own" == style.text[TextRole.BODY].family == style.text[TextRole.HEADING_1].family
    assert "IBM Plex Mono" == style.text[TextRole.CODE].family


def test_missing_bold_and_italic_faces_are_a_warning(tmp_path: Path) -> None:
    """Headings are bold and authors emphasise words, so a family needs these faces."""
    shutil.copy(styles_folder() / "fonts" / "DejaVuSans.ttf", tmp_path / "own.ttf")

    style = resolve_brand(
        "typography: {fonts: [{family: Own, files: [own.ttf]}], base: Own}", tmp_path
    )

    (problem,) = style.warnings
    assert "lists no bold or italic face of 'Own'" in problem.message
    assert problem.position.line == 1


def test_shipped_family_needs_no_files(tmp_path: Path) -> None:
    """This holds for any `source` in the brand."""
    text = "typography: {fonts: [{family: IBM Plex Sans, source: google}], base: IBM Plex Sans}"

    assert () == resolve_brand(text, tmp_path).warnings


def test_base_size_scales_all_sizes(tmp_path: Path) -> None:
    style = resolve_brand("typography: {base: {size: 1.1rem}}", tmp_path)

    assert (11.0, 27.5) == (style.text[TextRole.BODY].size.pt, style.text[TextRole.TITLE].size.pt)


@pytest.mark.parametrize("text", ["logo: logo.png", "logo: {path: logo.png, alt: Acme}"])
def test_single_logo_counts_for_all_sizes(text: str, tmp_path: Path) -> None:
    assert resolve_brand(text, tmp_path).logo is not None


def test_unusable_logo_is_replaced_with_a_warning(tmp_path: Path) -> None:
    """Another size is used, or none."""
    other = resolve_brand("logo: {medium: a.svg, small: logo.png}", tmp_path)
    none = resolve_brand("logo: https://acme.example/logo.png", tmp_path)

    assert other.logo is not None
    assert none.logo is None
    assert "logo.medium is an SVG image." in str(other.warnings[0])
    assert "logo.medium is a web address." in str(none.warnings[0])


def test_pale_colours_are_a_warning(tmp_path: Path) -> None:
    """There is one warning, where the colour is written."""
    style = resolve_brand('color: {primary: "#80e1d9"}', tmp_path)

    assert 1 == len(style.warnings)
    warning = style.warnings[0]
    assert (1, 18) == (warning.position.line, warning.position.column)
    assert "color.primary prints #80e1d9 on #ffffff, a contrast of 1.5" in warning.message


def test_unreadable_colour_is_a_warning_if_unused(tmp_path: Path) -> None:
    """Only colours that are printed must be readable for pmdoc."""
    style = resolve_brand('color: {tertiary: "hsl(10, 20%, 30%)"}', tmp_path)

    assert "color.tertiary" in str(style.warnings[0])


@pytest.mark.parametrize(
    ("text", "points"),
    [("10pt", 10), ("16px", 12), ("1.2rem", 12), ("0.9em", 7.2), ("50%", 4), ("5 mm", 14.17)],
)
def test_font_sizes_are_converted(text: str, points: float) -> None:
    """1rem is the base size, 1em the size around, 1px three quarters of a point."""
    size = read_size(text, root=Length.from_pt(10), parent=Length.from_pt(8))

    assert points == pytest.approx(size.pt, abs=0.01)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("thin", 100),
        ("ultra-light", 200),
        ("light", 300),
        ("normal", 400),
        ("medium", 500),
        ("semi-bold", 600),
        ("demi-bold", 600),
        ("bold", 700),
        ("extra-bold", 800),
        ("black", 900),
        ("650", 650),
        ("100..900", 400),
        ("500..900", 500),
        ("100..300", 300),
    ],
)
def test_font_weights_are_converted(text: str, weight: int) -> None:
    """Names and numbers are accepted; a variable font counts as regular."""
    assert weight == read_weight(text)


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("#ABC", "#aabbcc"),
        ("#0F4C81", "#0f4c81"),
        ("#00000080", "#7f7f7f"),
        ("rgb(15, 76, 129)", "#0f4c81"),
        ("rgb(15, 76, 300)", ""),
        ("White", "#ffffff"),
        ("crimsony", ""),
    ],
)
def test_colours_are_converted(text: str, color: str) -> None:
    """Short, long and transparent hex, rgb and names are accepted."""
    assert color == read_color(text)
