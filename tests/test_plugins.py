"""Plug-ins of each kind from another package: each is one module and an entry point."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import docx
import pytest

from tests.judges import example, run_judge, run_pmdoc

RENDERER = '''
"""Outlines: the headings of a report, one per line."""
from pmdoc.model.document import Heading, Text
from pmdoc.render import Rendered

class Outline:
    name = "outline"
    suffix = ".txt"
    description = "The headings, one per line"

    def render(self, document, style, options):
        titles = [
            "".join(i.text for i in block.children if isinstance(i, Text))
            for block in document.blocks
            if isinstance(block, Heading)
        ]
        return Rendered(data="\\n".join(titles).encode())

RENDERER = Outline()
'''
PART = '''
"""A part that counts the actions."""
from msgspec import Struct
from pmdoc.compose import Part
from pmdoc.model.document import Paragraph, Text

class Options(Struct, frozen=True):
    unit: str = "actions"

def compose(options, ctx):
    return (Paragraph((Text(f"{len(ctx.incident.actions)} {options.unit} in all"),)),)

PART = Part(name="action_count", options=Options, compose=compose)
'''
RULE = '''
"""Find titles in capitals.

Capitals are hard to read.

Passes:

    pmdoc: 1
    incident: {id: I, title: Outage}

Fails:

    pmdoc: 1
    incident: {id: I, title: OUTAGE}
"""
from pmdoc.lint import Finding, Rule
from pmdoc.diagnostics.problem import Level

def check(subject):
    if subject.incident.incident.title.isupper():
        yield Finding("/incident/title", "is in capitals.", "Use lower case.")

RULE = Rule(id="title-capitals", level=Level.NOTE, check=check)
'''
FINISHER = '''
"""Sets the category that the company's records system reads."""

def finish(document, report):
    document.core_properties.category = f"Report {report.metadata.identifier}"
    document.add_paragraph("Filed by finishing", style="Note")
    document.sections[0].header.paragraphs[0].add_run(" filed")
'''
LAYOUT = """
name: own
sections:
  - title: How many
    parts:
      - {part: action_count, unit: tasks}
"""
STYLE = """
meta: {name: Example}
color: {palette: {violet: "#5b2a86"}, primary: violet}
"""


def _package(folder: Path, name: str, source: str, group: str, entry: str) -> None:
    """Install a package with one module and its entry point."""
    (folder / f"{name}.py").write_text(source, encoding="utf-8")
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{group}]\n{entry}\n")


def _environment(folder: Path) -> dict[str, str]:
    root = Path(__file__).resolve().parent.parent
    return {"PYTHONPATH": f"{root}:{folder}"}


def test_renderer_is_listed_and_builds(tmp_path: Path) -> None:
    """An installed renderer is a new format."""
    _package(tmp_path, "outline", RENDERER, "pmdoc.renderers", "outline = outline:RENDERER")

    listed = run_pmdoc("list", "renderers", env=_environment(tmp_path))
    built = run_pmdoc(
        "build",
        example("minimal"),
        "--format",
        "outline",
        "-o",
        tmp_path,
        env=_environment(tmp_path),
    )

    assert "outline  The headings, one per line" in listed.stdout
    assert built.returncode == 0, built.stderr
    assert "Executive Summary" in (tmp_path / "incident.txt").read_text()


def test_part_is_used_by_a_layout(tmp_path: Path) -> None:
    """An installed part is a new kind of content."""
    _package(tmp_path, "outline", RENDERER, "pmdoc.renderers", "outline = outline:RENDERER")
    _package(tmp_path, "counting", PART, "pmdoc.parts", "action_count = counting:PART")
    (tmp_path / "own.yaml").write_text(LAYOUT)

    built = run_pmdoc(
        "build",
        example("minimal"),
        "--layout",
        tmp_path / "own.yaml",
        "--format",
        "outline",
        "-o",
        tmp_path,
        env=_environment(tmp_path),
    )

    assert built.returncode == 0, built.stderr
    assert (tmp_path / "incident.txt").read_text() == "How many"


def test_parts_are_listed_with_their_options(tmp_path: Path) -> None:
    """Parts of other packages are included."""
    _package(tmp_path, "counting", PART, "pmdoc.parts", "action_count = counting:PART")

    listed = run_pmdoc("list", "parts", env=_environment(tmp_path))

    assert 0 == listed.returncode, listed.stderr
    lines = {line.split()[0]: line for line in listed.stdout.splitlines()}
    assert lines["action_count"].endswith("A part that counts the actions.  [unit]")
    assert "value, [columns], [where], [days], [phases], [row-headers]" in lines["table"]


def test_part_with_unusable_options_is_refused(tmp_path: Path) -> None:
    """The message names the part and the next step."""
    old = PART.replace("class Options(Struct, frozen=True)", "class Options")
    _package(tmp_path, "counting", old, "pmdoc.parts", "action_count = counting:PART")
    (tmp_path / "own.yaml").write_text(LAYOUT)

    built = run_pmdoc(
        *("build", example("minimal"), "--layout", tmp_path / "own.yaml", "-o", tmp_path),
        env=_environment(tmp_path),
    )

    assert 4 == built.returncode
    assert "The options of the part 'action_count' are not a msgspec.Struct." in built.stderr
    assert "Update the package" in built.stderr


def test_rule_is_applied_listed_and_explained(tmp_path: Path) -> None:
    """An incident file can accept its findings."""
    _package(tmp_path, "own_rules", RULE, "pmdoc.rules", "title-capitals = own_rules:RULE")
    path = tmp_path / "incident.yaml"
    path.write_text("pmdoc: 1\nincident: {id: I, title: OUTAGE}\n")

    checked = run_pmdoc("check", path, env=_environment(tmp_path))
    listed = run_pmdoc("list", "rules", env=_environment(tmp_path))
    explained = run_pmdoc("explain", "title-capitals", env=_environment(tmp_path))
    accept = "lint={ignore: [{rule: title-capitals, reason: A name}]}"
    accepted = run_pmdoc("check", path, "--set", accept, env=_environment(tmp_path))

    assert ":2:26 note: incident.title is in capitals. Use lower case." in checked.stdout
    assert "title-capitals             note     Find titles in capitals." in listed.stdout
    assert "Capitals are hard to read." in explained.stdout
    assert "capitals" not in accepted.stdout


@pytest.mark.parametrize(
    ("source", "entry", "fault"),
    [
        ("import not_there\n", "title-capitals = own_rules:RULE", "No module named 'not_there'"),
        ("RULE = 1\n", "title-capitals = own_rules:RULE", "is not a pmdoc.lint.Rule"),
        ("", "title-capitals = own_rules:RULE", "has no attribute 'RULE'"),
        ("1 / 0\n", "title-capitals = own_rules:RULE", "ZeroDivisionError"),
        ("", "title-capitals = gone:RULE", "No module named 'gone'"),
        ("whole", "other-name = own_rules:RULE", "its id is 'title-capitals'"),
        ("taken", "action-owner = own_rules:RULE", "another rule has the same id"),
    ],
)
def test_unusable_rule_is_reported(tmp_path: Path, source: str, entry: str, fault: str) -> None:
    """The message names its package, and all other rules are applied."""
    whole = {"whole": RULE, "taken": RULE.replace("title-capitals", "action-owner")}
    source = whole.get(source, source)
    _package(tmp_path, "own_rules", source, "pmdoc.rules", entry)
    path = tmp_path / "incident.yaml"
    path.write_text("pmdoc: 1\nincident: {id: I, title: TBD}\n")

    checked = run_pmdoc("check", path, env=_environment(tmp_path))
    strict = run_pmdoc("check", path, "--strict", env=_environment(tmp_path))

    assert "<own_rules> warning: The rule " in checked.stdout
    assert fault in checked.stdout
    assert "[placeholder-left]" in checked.stdout
    assert "Traceback" not in checked.stdout + checked.stderr
    assert (0, 1) == (checked.returncode, strict.returncode)


def test_rule_that_raises_is_reported_with_its_package(tmp_path: Path) -> None:
    """The message names the maintainers to contact."""
    source = RULE.replace('yield Finding("/incident/title"', 'yield {}["x"] or Finding(""')
    _package(tmp_path, "own_rules", source, "pmdoc.rules", "title-capitals = own_rules:RULE")
    path = tmp_path / "incident.yaml"
    path.write_text("pmdoc: 1\nincident: {id: I, title: OUTAGE}\n")

    checked = run_pmdoc("check", path, env=_environment(tmp_path))

    assert "could not be checked: KeyError: 'x'." in checked.stdout
    assert "Report this to the authors of own_rules." in checked.stdout


def test_package_metadata_is_not_imported_without_rules(tmp_path: Path) -> None:
    """Importing `importlib.metadata` takes longer than all rules together."""
    _package(tmp_path, "outline", RENDERER, "pmdoc.renderers", "outline = outline:RENDERER")
    code = (
        "import sys; from pmdoc.lint import discover; discover();"
        "print('importlib.metadata' in sys.modules)"
    )

    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **_environment(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "False" == ran.stdout.strip()


def _build_finished(folder: Path, seed: str = "0") -> Path:
    env = {**_environment(folder), "PYTHONHASHSEED": seed}
    built = run_pmdoc("build", example("minimal"), "--format", "docx", "-o", folder / seed, env=env)
    assert built.returncode == 0, built.stderr
    return folder / seed / "incident.docx"


def test_installed_package_finishes_a_word_file(tmp_path: Path) -> None:
    """It gets the document and the report, and the result is still the same bytes every time."""
    _package(tmp_path, "filing", FINISHER, "pmdoc.docx", "records = filing:finish")

    first, second = _build_finished(tmp_path, "1"), _build_finished(tmp_path, "2")

    assert first.read_bytes() == second.read_bytes()
    document = docx.Document(str(first))
    assert "Report INC-" in document.core_properties.category
    assert "Filed by finishing" == document.paragraphs[-1].text
    assert document.sections[0].header.paragraphs[0].text.endswith(" filed")
    with zipfile.ZipFile(first) as archive:
        members = archive.infolist()
        properties = archive.read("docProps/core.xml") + archive.read("docProps/app.xml")
    names = [member.filename for member in members]
    assert ["[Content_Types].xml", *sorted(names[1:])] == names
    assert {(1980, 1, 1, 0, 0, 0)} == {member.date_time for member in members}
    assert b"pmdoc" in properties
    assert b"python-docx" not in properties
    assert 0 == run_judge("docx_check.py", first).returncode


def test_finishers_run_in_order_of_their_names(tmp_path: Path) -> None:
    """Each gets the document as the one before it left it."""
    source = "def finish(document, report):\n    document.core_properties.comments += '{}'\n"
    _package(tmp_path, "alpha", source.format("B"), "pmdoc.docx", "b = alpha:finish")
    _package(tmp_path, "beta", source.format("A"), "pmdoc.docx", "a = beta:finish")

    assert "AB" == docx.Document(str(_build_finished(tmp_path))).core_properties.comments


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("def finish(document, report): document.paragraphs[9999]", "IndexError"),
        ("def finish(document, report): document.part.blob = 1", "AttributeError"),
        ("import not_there", "ModuleNotFoundError: No module named 'not_there'"),
        ("", "has no attribute 'finish'"),
        ("finish = 1", "TypeError: 'int' object is not callable"),
        ("def finish(document, report): raise SystemExit(0)", "SystemExit: 0"),
        ("def finish(document, report): return document", "it returned Document"),
        ("async def finish(document, report): pass", "it returned coroutine"),
    ],
)
def test_finisher_that_fails_is_named(tmp_path: Path, source: str, fault: str) -> None:
    """The message names its package and the next step; nothing is written."""
    _package(tmp_path, "filing", source, "pmdoc.docx", "records = filing:finish")

    built = run_pmdoc("build", example("minimal"), "-o", tmp_path, env=_environment(tmp_path))

    assert 5 == built.returncode
    assert "The package filing can't finish the Word file: " in built.stderr
    assert fault in built.stderr
    assert "Update or uninstall filing" in built.stderr
    assert "Traceback" not in built.stderr
    assert not list(tmp_path.glob("*.docx"))


FAULTS = {
    "raises on import": ("1 / 0", "ZeroDivisionError: division by zero"),
    "exits on import": ("import sys; sys.exit(0)", "SystemExit: 0"),
    "lacks the name": ("", "has no attribute 'PLUGIN'"),
    "is a number": ("PLUGIN = 1", ""),
    "cannot even describe its error": (
        "class E(Exception):\n    def __str__(self): raise ValueError\nraise E",
        "provide 'faulty': E.",
    ),
}
RENDERER_FAULTS = {
    **FAULTS,
    "raises": ("raise KeyError('x')", "KeyError: 'x'"),
    "exits": ("raise SystemExit(0)", "SystemExit: 0"),
    "returns nothing": ("return None", "it returned NoneType"),
    "returns text": ("return Rendered(data='text')", "not Rendered with bytes"),
    "has a bad suffix": (RENDERER.replace('".txt"', '"../a"'), "its suffix '../a'"),
    "has another name": (RENDERER, "its name is 'outline'"),
}
PART_FAULTS = {
    **FAULTS,
    "raises": ("raise KeyError('x')", "KeyError: 'x'"),
    "exits": ("raise SystemExit(0)", "SystemExit: 0"),
    "returns nothing": ("return None", "'NoneType' object is not iterable"),
    "returns text": ("return ('text',)", "compose returned str, which is no block"),
}


@pytest.mark.parametrize("name", RENDERER_FAULTS)
def test_faulty_renderer_is_named_with_its_package(tmp_path: Path, name: str) -> None:
    """It costs neither a traceback nor another format's report; the list still shows the rest."""
    source, fault = RENDERER_FAULTS[name]
    if source.startswith(("raise ", "return ")) and name not in FAULTS:
        head, _, tail = RENDERER.partition("        titles")
        source = f"{head}        {source}\n        titles{tail}".replace('"outline"', '"faulty"')
    source = source.replace("RENDERER = ", "PLUGIN = ")
    _package(
        tmp_path, "faulty_package", source, "pmdoc.renderers", "faulty = faulty_package:PLUGIN"
    )
    folder = tmp_path / "out"

    listed = run_pmdoc("list", "renderers", env=_environment(tmp_path))
    built = run_pmdoc(
        *("build", example("minimal"), "--format", "docx,faulty", "-o", folder),
        env=_environment(tmp_path),
    )

    assert (0, 5) == (listed.returncode, built.returncode)
    assert "docx" in listed.stdout
    assert "The package faulty_package can't " in built.stderr
    assert fault in built.stderr
    assert "Traceback" not in built.stderr + listed.stderr
    assert not folder.exists()


@pytest.mark.parametrize("name", PART_FAULTS)
def test_faulty_part_is_named_with_its_package(tmp_path: Path, name: str) -> None:
    """A layout that does not use it is not affected."""
    source, fault = PART_FAULTS[name]
    if source.startswith(("raise ", "return ")) and name not in FAULTS:
        source = PART.replace("    return (Paragraph", f"    {source}\n    return (Paragraph")
        source = source.replace("action_count", "faulty")
    source = source.replace("PART = ", "PLUGIN = ")
    _package(tmp_path, "faulty_package", source, "pmdoc.parts", "faulty = faulty_package:PLUGIN")
    layout = tmp_path / "own.yaml"
    layout.write_text("extends: concise\nsections: [{title: A, parts: [{part: faulty}]}]\n")
    common = ("build", example("minimal"), "--format", "docx", "-o", tmp_path)

    listed = run_pmdoc("list", "parts", env=_environment(tmp_path))
    plain = run_pmdoc(*common, env=_environment(tmp_path))
    built = run_pmdoc(*common, "--layout", layout, env=_environment(tmp_path))

    assert (0, 0, 5) == (listed.returncode, plain.returncode, built.returncode)
    assert "key_figures" in listed.stdout
    assert "The package faulty_package can't " in built.stderr
    assert fault in built.stderr
    assert "Traceback" not in built.stderr + listed.stderr


@pytest.mark.parametrize(
    ("yielded", "fault"),
    [
        ("Finding(1, 2, 3)", "a Finding holds three texts, a number and a level"),
        ("'text'", "it yields str, not a Finding"),
        ("exit(0)", "SystemExit: 0"),
    ],
)
def test_rule_that_yields_no_finding_is_reported(tmp_path: Path, yielded: str, fault: str) -> None:
    """A rule that tries to end the run is one of them."""
    source = RULE.replace(
        'yield Finding("/incident/title", "is in capitals.", "Use lower case.")', f"yield {yielded}"
    )
    _package(tmp_path, "own_rules", source, "pmdoc.rules", "title-capitals = own_rules:RULE")
    path = tmp_path / "incident.yaml"
    path.write_text("pmdoc: 1\nincident: {id: I, title: OUTAGE}\n")

    checked = run_pmdoc("check", path, env=_environment(tmp_path))

    assert f"could not be checked: TypeError: {fault}" in checked.stdout or fault in checked.stdout
    assert "1 file: " in checked.stderr


def test_formats_that_write_the_same_file_are_refused(tmp_path: Path) -> None:
    """Otherwise one of both reports would be lost."""
    source = RENDERER.replace('".txt"', '".docx"')
    _package(tmp_path, "outline", source, "pmdoc.renderers", "outline = outline:RENDERER")

    built = run_pmdoc(
        *("build", example("minimal"), "--format", "docx,outline", "-o", tmp_path),
        env=_environment(tmp_path),
    )

    assert 2 == built.returncode
    assert "docx and outline both write .docx files." in built.stderr


def test_clock_of_a_finisher_stays_out_of_the_file(tmp_path: Path) -> None:
    source = """
import datetime
def finish(document, report):
    document.core_properties.modified = datetime.datetime.now()
    document.add_comment(document.paragraphs[0].runs, text="Filed", author="Records")
"""
    _package(tmp_path, "filing", source, "pmdoc.docx", "records = filing:finish")

    first = _build_finished(tmp_path).read_bytes()
    time.sleep(1.1)  # a comment's date has seconds

    assert first == _build_finished(tmp_path).read_bytes()


def test_one_file_is_a_style(tmp_path: Path) -> None:
    """It states only what differs from the default style."""
    (tmp_path / "own.yaml").write_text(STYLE)

    built = run_pmdoc("build", example("minimal"), "--style", tmp_path / "own.yaml", "-o", tmp_path)

    assert built.returncode == 0, built.stderr


def test_module_next_to_the_incident_is_never_imported(tmp_path: Path) -> None:
    """Files in the incident's folder are data, even if named like a renderer."""
    (tmp_path / "outline.py").write_text("raise SystemExit(99)")
    (tmp_path / "incident.yaml").write_text(example("minimal").read_text())

    ran = run_pmdoc("build", "incident.yaml", "--format", "outline", cwd=tmp_path)

    assert ran.returncode == 2
    assert "There is no format 'outline'." in ran.stderr
