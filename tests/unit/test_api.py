"""The steps are there for scripts, under the names that the README gives them."""

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
def test_steps_make_the_bytes_of_build(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In any working folder, with the same problems, and with the incident's own brand."""
    built = pmdoc.build(example(name))
    report = pmdoc.compose(loaded := pmdoc.load(example(name)))
    monkeypatch.chdir(tmp_path)

    rendered = {f".{kind}": pmdoc.render(report, kind) for kind in ("docx", "pdf")}

    assert {suffix: one.data for suffix, one in rendered.items()} == built
    found = {*loaded.problems, *report.problems}
    assert set(built.problems) == found.union(*(one.problems for one in rendered.values()))


def test_steps_hand_back_warnings_with_their_lines(tmp_path: Path) -> None:
    """Of the layout, of composing, and of the style."""
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
    assert ["style-doubtful"] == [p.id for p in rendered.problems]
    assert ["layout-former-key", "reference-unresolved", "style-doubtful"] == sorted(
        p.id for p in built.problems
    )


def test_step_raises_what_build_raises(tmp_path: Path) -> None:
    """A language that pmdoc does not have stops composing, a character without a font rendering."""
    path = tmp_path / "incident.yaml"
    path.write_text("pmdoc: 1\nlanguage: sv\nincident: {id: INC-1, title: Outage}\n")
    with pytest.raises(pmdoc.PmdocError, match="'sv'"):
        pmdoc.compose(pmdoc.load(path))
    path.write_text('pmdoc: 1\nincident: {id: INC-1, title: "Outage \U0001f680"}\n')
    with pytest.raises(pmdoc.PmdocError, match="ROCKET"):
        pmdoc.render(pmdoc.compose(pmdoc.load(path)), "pdf")


def test_functions_stay_functions_when_packages_of_their_names_are_imported() -> None:
    """`pmdoc.compose` and `pmdoc.render` are functions, and packages of plug-ins too."""
    code = "import pmdoc.render.docx, pmdoc.compose.part, pmdoc; print(pmdoc.compose, pmdoc.render)"

    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert ran.stdout.startswith("<function compose")
    assert "<function render" in ran.stdout


def test_results_and_errors_cross_a_process_pool() -> None:
    """A result comes back whole; an error with its class, hint and problems."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        result = pool.submit(pmdoc.build, str(example("minimal")), ["docx"]).result()
        with pytest.raises(pmdoc.PmdocError, match=r"no format 'od'.*renderers"):
            pool.submit(pmdoc.build, str(example("minimal")), ["od"]).result()

    assert pmdoc.build(example("minimal"), ["docx"]) == result
    problem = pmdoc.Problem(id="a-b", message="is wrong.")
    again = pickle.loads(pickle.dumps(pmdoc.ProblemsFound(problems=[problem])))  # noqa: S301 -- ours
    assert (problem,) == again.problems


def test_function_of_main_that_uses_pmdoc_survives_cloudpickle(tmp_path: Path) -> None:
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
    """A script can look at the problems either way."""
    path = tmp_path / "bad.yaml"
    path.write_text("pmdoc: 1\nincident: {id: INC-1}\n")

    problems = pmdoc.check(path)

    assert ["schema-missing", "lint-partial"] == [p.id for p in problems]
    assert (2, "incident.title is missing.") == (problems[0].position.line, problems[0].message)
    with pytest.raises(pmdoc.ProblemsFound) as caught:
        pmdoc.load(path)
    assert problems == caught.value.problems


def test_where_nothing_can_be_looked_at_yet_check_says_so(tmp_path: Path) -> None:
    """Without the names of people no rule is tried, nor any picture, and that is said."""
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


def test_steps_leave_their_input_alone() -> None:
    """The same document comes out of the same incident, time and again."""
    loaded = pmdoc.load(example("minimal"))

    assert pmdoc.compose(loaded) == pmdoc.compose(loaded)


def test_build_gives_what_the_command_writes(tmp_path: Path) -> None:
    """A script gets the same bytes as a shell, the house's own style included."""
    assert run_pmdoc("build", example("payments-outage"), "-o", tmp_path).returncode == 0

    built = pmdoc.build(example("payments-outage"))

    assert {
        f".{path.name.split('.')[1]}": path.read_bytes() for path in tmp_path.iterdir()
    } == built


def test_whatever_goes_wrong_is_one_kind_of_error(tmp_path: Path) -> None:
    """Who scripts pmdoc catches one class."""
    with pytest.raises(pmdoc.PmdocError, match="nowhere"):
        pmdoc.load(tmp_path / "nowhere.yaml")
    with pytest.raises(pmdoc.PmdocError, match="no format 'odt'"):
        pmdoc.build(example("minimal"), ["odt"])
