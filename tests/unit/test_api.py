"""The Python API has the steps and names that the README documents."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from textwrap import dedent

import pytest

import pmdoc
from tests.judges import ROOT, example, example_names, run_pmdoc


@pytest.mark.parametrize("name", example_names())
def test_steps_make_the_same_bytes_as_build(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This holds in any working folder, with the same problems and the incident's brand."""
    built = pmdoc.build(example(name))
    report = pmdoc.compose(loaded := pmdoc.load(example(name)))
    monkeypatch.chdir(tmp_path)

    rendered = {f".{kind}": pmdoc.render(report, kind) for kind in ("docx", "pdf")}

    assert {suffix: one.data for suffix, one in rendered.items()} == built
    found = {*loaded.problems, *report.problems}
    assert set(built.problems) == found.union(*(one.problems for one in rendered.values()))


def test_steps_return_warnings_with_their_lines(tmp_path: Path) -> None:
    """Warnings are of the layout, of composing, and of the style."""
    (tmp_path / "incident.yaml").write_text(
        'pmdoc: 1\nincident: {id: INC-1, title: Outage}\nsummary: {overview: "See [](#nothing)."}\n'
    )
    (tmp_path / "layout.yaml").write_text(
        "extends: operations\nsections:\n  - {title: Notes, in-form: false, parts: []}\n  - rest\n"
    )
    (tmp_path / "_brand.yml").write_text("typography: {base: {family: Nowhere Sans}}\n")

    report = pmdoc.compose(pmdoc.load(tmp_path / "incident.yaml"), layout="layout.yaml")
    rendered = pmdoc.render(report, "docx")
    built = pmdoc.build(tmp_path / "incident.yaml", ["docx"], layout="layout.yaml")

    assert [("incident.yaml", 3), ("layout.yaml", 3)] == [
        (Path(p.position.file).name, p.position.line) for p in report.problems
    ]
    of_style = ["brand-used", "style-doubtful"]
    assert of_style == [p.id for p in rendered.problems]
    of_all = [*of_style, "layout-former-key", "reference-unresolved"]
    assert sorted(of_all) == sorted(p.id for p in built.problems)


def test_steps_raise_the_errors_of_build(tmp_path: Path) -> None:
    """An unknown language stops composing; a character without a font stops rendering."""
    path = tmp_path / "incident.yaml"
    path.write_text("pmdoc: 1\nlanguage: sv\nincident: {id: INC-1, title: Outage}\n")
    with pytest.raises(pmdoc.PmdocError, match="'sv'"):
        pmdoc.compose(pmdoc.load(path))
    path.write_text('pmdoc: 1\nincident: {id: INC-1, title: "Outage \U0001f680"}\n')
    with pytest.raises(pmdoc.PmdocError, match="ROCKET"):
        pmdoc.render(pmdoc.compose(pmdoc.load(path)), "pdf")


def test_functions_are_not_replaced_by_packages_of_the_same_name() -> None:
    """Importing `pmdoc.compose.part` must leave `pmdoc.compose` a function."""
    code = "import pmdoc.render.docx, pmdoc.compose.part, pmdoc; print(pmdoc.compose, pmdoc.render)"

    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert ran.stdout.startswith("<function compose")
    assert "<function render" in ran.stdout


def test_results_and_errors_can_be_pickled() -> None:
    """A result is unchanged; an error keeps its class, hint and problems."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        result = pool.submit(pmdoc.build, str(example("minimal")), ["docx"]).result()
        with pytest.raises(pmdoc.PmdocError, match=r"no format 'od'.*renderers"):
            pool.submit(pmdoc.build, str(example("minimal")), ["od"]).result()

    assert pmdoc.build(example("minimal"), ["docx"]) == result
    problem = pmdoc.Problem(id="a-b", message="is wrong.")
    again = pickle.loads(pickle.dumps(pmdoc.ProblemsFound(problems=[problem])))  # noqa: S301 -- ours
    assert (problem,) == again.problems


def test_function_of_main_that_uses_pmdoc_can_be_cloudpickled(tmp_path: Path) -> None:
    """Notebooks, Dask and Ray send functions of `__main__` to other processes this way."""
    script = tmp_path / "script.py"
    script.write_text(
        dedent(
            """\
            import subprocess, sys
            import cloudpickle
            import pmdoc

            def size(path):
                return {suffix: len(data) for suffix, data in pmdoc.build(path, ["docx"]).items()}

            sent = cloudpickle.dumps((size, sys.argv[1]))
            read = "import pickle, sys; f, a = pickle.load(sys.stdin.buffer); print(f(a))"
            subprocess.run([sys.executable, "-c", read], input=sent, check=True)
            """
        )
    )

    ran = subprocess.run(
        [sys.executable, script, example("minimal")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        capture_output=True,
        text=True,
        check=True,
    )

    assert f"{ {'.docx': len(pmdoc.build(example('minimal'), ['docx'])['.docx'])} }" in ran.stdout


def test_check_returns_problems_and_load_raises_them(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("pmdoc: 1\nincident: {id: INC-1}\n")

    problems = pmdoc.check(path)

    assert ["schema-missing", "lint-partial"] == [p.id for p in problems]
    assert (2, "incident.title is missing.") == (problems[0].position.line, problems[0].message)
    with pytest.raises(pmdoc.ProblemsFound) as caught:
        pmdoc.load(path)
    assert problems == caught.value.problems


def test_check_reports_what_was_skipped(tmp_path: Path) -> None:
    """If `people` is invalid, no rule runs and no picture is read."""
    path = tmp_path / "bad.yaml"
    path.write_text(
        "pmdoc: 1\nincident: {id: INC-1, title: Outage}\npeople: {tom: Tomasz}\n"
        "appendices: {screenshots: [{file: a.png, alt: A}]}\n"
    )

    problems = pmdoc.check(path)

    assert ["schema-type", "lint-partial"] == [p.id for p in problems]
    assert (3, "All rules, images and data files were skipped.") == (
        problems[1].position.line,
        problems[1].message,
    )


def test_steps_do_not_change_their_input() -> None:
    loaded = pmdoc.load(example("minimal"))

    assert pmdoc.compose(loaded) == pmdoc.compose(loaded)


def test_build_returns_what_the_command_writes(tmp_path: Path) -> None:
    """This includes the incident's own style."""
    assert run_pmdoc("build", example("payments-outage"), "-o", tmp_path).returncode == 0

    built = pmdoc.build(example("payments-outage"))

    assert {
        f".{path.name.split('.')[1]}": path.read_bytes() for path in tmp_path.iterdir()
    } == built


def test_all_errors_are_pmdoc_errors(tmp_path: Path) -> None:
    with pytest.raises(pmdoc.PmdocError, match="nowhere"):
        pmdoc.load(tmp_path / "nowhere.yaml")
    with pytest.raises(pmdoc.PmdocError, match="no format 'odt'"):
        pmdoc.build(example("minimal"), ["odt"])


def test_paths_and_none_name_layouts_and_languages() -> None:
    """A path may name the layout, and None stands for the incident's own language."""
    path = example("minimal")
    expected = pmdoc.build(path, ["pdf"], layout="operations")

    assert expected.files == pmdoc.build(path, ["pdf"], layout=Path("operations")).files
    assert expected.files == pmdoc.build(path, ["pdf"], layout="operations", language=None).files  # type: ignore[arg-type]
