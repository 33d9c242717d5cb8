"""The reference checkers of PDF/UA and PDF/A accept every report.

In CI every example is built in every style and in one language of each script; elsewhere a few
examples, styles and languages are combined. Each checker gets all files in one run, as starting it
takes longer than checking.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, product
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from pmdoc.lang import language_codes, load_language
from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.options import Options
from pmdoc.render import PdfOptions, PdfStandard, RenderOptions
from pmdoc.style.layers import style_names
from tests.judges import IN_CI, example, example_names, need_shared, need_tool, run_judge, some
from tests.structure import structure_of

SYSTEM = "/usr/bin:/bin"
"""A PATH with qpdf and poppler, but without the checkers that have their own tests."""
FALSE_ALARMS = {("HDG-010", "5-Warum-Analyse")}
"""Wrong warnings of outloud: a title may begin with a number. See `is_false_alarm`."""


@dataclass
class Matrix:
    """Built files by the standard that they claim to meet."""

    archive: list[Path] = field(default_factory=list)
    with_source: list[Path] = field(default_factory=list)
    blank: list[Path] = field(default_factory=list)
    """Forms with fields and hardly any text, which text checkers can't judge."""

    @property
    def all(self) -> list[Path]:
        """All files with text in them."""
        return [*self.archive, *self.with_source]


def one_language_per_script() -> dict[str, str]:
    """Choose the languages to build: script → code, English for the Latin script."""
    found: dict[str, str] = {}
    for code in sorted(language_codes(), key=lambda code: (code != "en", code)):
        letters = (c for c in "".join(load_language(code).months) if c.isalpha())
        script = unicodedata.name(next(letters, "a")).split()[0]
        found.setdefault(script, code)
    return found


def cases() -> Iterator[tuple[str, str, str]]:
    """Yield the combinations to build: example, style, language."""
    styles, languages = style_names(), tuple(one_language_per_script().values())
    if IN_CI:
        yield from product(example_names(), styles, languages)
    else:
        yield from some(zip(example_names(), cycle(styles), cycle(languages), strict=False), 3)


@pytest.fixture(scope="module")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> Matrix:
    """Build all cases, forms in each script, and each example with its source embedded."""
    folder = tmp_path_factory.mktemp("matrix")
    made = Matrix()
    for name, style, language in cases():
        options = Options(style=style, language=language)
        made.archive.append(write(folder / f"{name}-{style}-{language}.pdf", name, options))
    for language in some(one_language_per_script().values(), 2):  # fields in each script
        options = Options(language=language, is_form=True, render=RenderOptions(is_fillable=True))
        path = folder / f"minimal-fillable-{language}.pdf"
        made.blank.append(write(path, "minimal", options))
    for name in some(example_names(), 1):
        finish = RenderOptions(
            is_fillable=True, pdf=PdfOptions(standard=PdfStandard.ARCHIVE_WITH_SOURCE)
        )
        options = replace(Options(), render=finish, has_digest=True)
        made.with_source.append(write(folder / f"{name}-source.pdf", name, options))
    return made


def write(path: Path, name: str, options: Options) -> Path:
    outputs = build_reports(example(name), ["pdf"], options)
    path.write_bytes(outputs[".pdf"])
    return path


def verapdf(flavour: str, files: list[Path]) -> list[str]:
    """Return veraPDF's verdict on each file."""
    command = [need_tool("verapdf"), "--format", "text", "-v", "--flavour", flavour]
    ran = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    return [line for line in ran.stdout.splitlines() if line[:4] in {"PASS", "FAIL"}]


def test_verapdf_passes_every_file(matrix: Matrix, capsys: pytest.CaptureFixture[str]) -> None:
    """All files are PDF/UA-1, and PDF/A-2a or, with the source embedded, PDF/A-3a."""
    archive = [*matrix.archive, *matrix.blank]
    every = [*matrix.all, *matrix.blank]
    for flavour, files in (("ua1", every), ("2a", archive), ("3a", matrix.with_source)):
        verdicts = verapdf(flavour, files)
        passed = sum(verdict.startswith("PASS") for verdict in verdicts)
        with capsys.disabled():
            sys.stdout.write(f"\nveraPDF {flavour}: {passed} of {len(files)} files pass\n")
        assert [f"PASS {file} {flavour}" for file in files] == verdicts


def is_false_alarm(finding: dict[str, str], path: Path) -> bool:
    """Return whether a finding of outloud is wrong.

    It may mistake a repeated table head for untagged text, and does not know other scripts.
    """
    rule, words = finding["rule"], finding.get("evidence", "")
    if (rule, words) in FALSE_ALARMS:
        return True
    if rule == "FIG-012":
        return any(c.isalpha() and not unicodedata.name(c).startswith("LATIN") for c in words)
    if rule != "TAG-002":
        return False
    with pikepdf.open(path) as pdf:
        lines = [line.strip() for line in structure_of(pdf)]
    heads = " ".join(
        below.strip('"')
        for line, below in itertools.pairwise(lines)
        if line.startswith("TH Scope=Column")
    )
    return set(words.split()) <= set(heads.split())


def test_outloud_finds_nothing(matrix: Matrix) -> None:
    """There is no error, and every warning is a known false alarm."""
    command = [need_tool("outloud"), "--json", "-", *map(str, matrix.all)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    results = json.loads(ran.stdout)["results"]

    found = [
        (
            Path(result["path"]).name,
            finding["rule"],
            finding.get("evidence", ""),
            finding["message"],
        )
        for result in results
        for finding in result["findings"]
        if finding["severity"] != "info" and not is_false_alarm(finding, Path(result["path"]))
    ]
    assert [] == found
    assert len(matrix.all) == len(results)


def test_qpdf_and_the_filing_checks_find_nothing(
    matrix: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files are valid, and so are fonts, tags, links, metadata and page bounds."""
    need_tool("qpdf")
    need_tool("pdftotext")
    need_shared("tools/pdf_check.py")
    monkeypatch.setenv("PATH", SYSTEM)

    judged = run_judge("pdf_check.py", *matrix.all)

    assert judged.returncode == 0, judged.stdout
