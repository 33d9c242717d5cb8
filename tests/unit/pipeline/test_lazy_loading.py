"""Functions are not replaced by modules of the same name, and nothing is imported early."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.judges import ROOT

CODE = """
import sys, {module}
from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.options import Options
from pathlib import Path
build_reports(Path({path!r}), ["docx"], Options())
assert callable(getattr(sys.modules[{module!r}], {name!r}))
"""


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("pmdoc", "compose"),
        ("pmdoc", "render"),
        ("pmdoc.compose", "compose"),
    ],
)
def test_name_is_still_the_function(module: str, name: str) -> None:
    """This holds even after a build has imported everything."""
    path = str(ROOT / "examples" / "minimal" / "incident.yaml")
    code = CODE.format(module=module, name=name, path=path)

    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_check_imports_no_module_of_a_build() -> None:
    path = ROOT / "examples" / "minimal" / "incident.yaml"
    code = (
        "import sys, atexit; from pmdoc.cli import main\n"
        "atexit.register(lambda: print(sorted(m for m in sys.modules if m in set(sys.argv[3:]))))\n"
        "main(sys.argv[1:3])"
    )
    unwanted = [
        "pmdoc.model.document", "pmdoc.compose.composer", "pmdoc.layout", "pmdoc.style",
        "pmdoc.lang", "pmdoc.render.docx", "docx", "lxml", "reportlab", "markdown_it", "PIL",
        "jsonschema", "multiprocessing", "asyncio", "hashlib", "importlib.metadata",
    ]  # fmt: skip

    ran = subprocess.run(
        [sys.executable, "-c", code, "check", str(path), *unwanted],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    assert ran.stdout.strip() == "[]"


def test_ordinary_build_does_not_load_python_docx() -> None:
    """Only a template or an installed finisher needs it; package metadata is not read either."""
    code = CODE.format(
        module="pmdoc",
        name="compose",
        path=str(ROOT / "examples" / "minimal" / "incident.yaml"),
    )
    code += "print([name for name in ('docx', 'importlib.metadata') if name in sys.modules])"

    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert ran.stdout.strip() == "[]"
