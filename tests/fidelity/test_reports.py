"""The files say what the document says: examples and generated incidents in both formats."""

from __future__ import annotations

import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Mapping
from itertools import cycle
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image as Pillow

from pmdoc.cli.problem_output import to_json
from pmdoc.layout import layout_names
from pmdoc.pipeline.build import BuildResult, build_reports
from pmdoc.pipeline.options import Options
from tests.fidelity.generated_incident import PICTURES, generate_incident
from tests.fidelity.judge import judge
from tests.fuzz.generated import IGNORE_ALL, as_yaml
from tests.judges import example, example_names, need_tool, run_judge, some
from tests.list_marks import pdf_marks, word_marks

GENERATED = list(zip(range(100, 140), cycle(layout_names()), strict=False))
EXAMPLES = [(name, layout) for name in example_names() for layout in layout_names()]
NOT_TEXT = ("/alt", "/url")
"""Values that the files have as attributes."""
_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|charts/chart\d*)\.xml")


@pytest.mark.parametrize(("seed", "layout"), some(GENERATED, 3))
def test_files_of_a_generated_incident_have_each_value(
    seed: int, layout: str, tmp_path: Path
) -> None:
    """Both have the same words and the same marks of lists, and all that is not listed."""
    data = generate_incident(seed) | {"lint": IGNORE_ALL}
    incident = tmp_path / "incident.yaml"
    incident.write_bytes(as_yaml(data, '"'))
    for picture in PICTURES:
        Pillow.new("RGB", (4, 3), "red").save(tmp_path / picture)
    built = build_reports(incident, ["docx", "pdf"], Options(layout=layout))
    files = write(built, tmp_path)
    word, pdf = word_text(files[".docx"]), pdf_text(files[".pdf"])

    for text in (word, pdf):
        faults = judge(data, text, built.problems, has_own_words=True).faults
        assert [] == [fault for fault in faults if not fault.pointer.endswith(NOT_TEXT)]
    assert [] == words_only_in(word, pdf) + words_only_in(pdf, word)
    assert word_marks(files[".docx"]) == pdf_marks(files[".pdf"])


@pytest.mark.parametrize(("name", "layout"), some(EXAMPLES, 4))
def test_files_of_an_example_have_each_text(name: str, layout: str, tmp_path: Path) -> None:
    """The judges look for each piece of each text, in both formats."""
    built = build_reports(example(name), ["docx", "pdf"], Options(layout=layout))
    files = write(built, tmp_path)
    left_out = tmp_path / "left_out.json"
    left_out.write_text(to_json(built.problems), encoding="utf-8")

    faithful = run_judge("fidelity.py", f"--left-out={left_out}", example(name), *files.values())
    equal = run_judge("parity.py", *files.values())

    assert (0, 0) == (faithful.returncode, equal.returncode), faithful.stdout + equal.stdout
    assert word_marks(files[".docx"]) == pdf_marks(files[".pdf"])


def write(built: BuildResult, folder: Path) -> Mapping[str, Path]:
    """Write the files of a build, and return them by suffix."""
    files = {suffix: folder / f"report{suffix}" for suffix in built}
    for suffix, file in files.items():
        file.write_bytes(built[suffix])
    return files


def word_text(path: Path) -> str:
    """Return all text of a Word file, charts included."""
    texts = []
    with zipfile.ZipFile(path) as archive:
        for name in filter(_PARTS.fullmatch, archive.namelist()):
            for node in etree.fromstring(archive.read(name)).iter():
                tag = etree.QName(node).localname
                texts.append((node.text or "") if tag in {"t", "v"} else "")
                texts.append("\n" if tag in {"p", "tc", "br", "tab", "cr", "pt"} else "")
                texts.append("\N{NON-BREAKING HYPHEN}" if tag == "noBreakHyphen" else "")
    return "".join(texts)


def pdf_text(path: Path) -> str:
    """Return the text of a PDF, in both orders that poppler knows."""
    command = [need_tool("pdftotext"), "-nopgbrk", str(path), "-"]
    runs = [[*command[:1], kind, *command[1:]] for kind in ("-layout", "-raw")]
    texts = [subprocess.run(run, capture_output=True, check=True).stdout for run in runs]
    return b"\n".join(texts).decode()


def words_only_in(text: str, other: str) -> list[str]:
    """Return the words that another text does not have, not even across the end of a line."""
    folded, squeezed = (unicodedata.normalize("NFC", one).casefold() for one in (text, other))
    squeezed = re.sub(r"[\s\u00ad\N{HYPHEN}\N{NON-BREAKING HYPHEN}-]", "", squeezed)
    found = re.findall(r"[^\W\d_]{2,}", folded.replace("\u00ad", ""))
    # the marks of lists, which Word has as fields, are compared on their own
    return sorted(
        {word for word in found if word not in squeezed and not re.fullmatch("[ivx]+", word)}
    )
