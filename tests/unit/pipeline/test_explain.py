"""Every problem that pmdoc can report is explained, and the examples are correct."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmdoc.diagnostics.errors import PmdocError, UnknownName
from pmdoc.diagnostics.problem import Level, Problem
from pmdoc.lint import discover
from pmdoc.pipeline.check import check_incident
from pmdoc.pipeline.explain import Explanation, explain, explain_in_short, known_ids
from pmdoc.pipeline.options import Options
from pmdoc.runtime.resources import explanations_folder
from tests.judges import ROOT, run_pmdoc

ID = re.compile(r"[a-z]+(?:-[a-z]+)+")
MAKERS = {"Wording", "_Refusal", "_problem", "_report", "_add", "_unusable"}
"""The calls that take a problem's id as their first argument."""

TREES = [
    ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "pmdoc").rglob("*.py"))
]
EXPLAINED = [explain(id) for id in known_ids()]
SHOWN = [page for page in EXPLAINED if page.fails]


def constants() -> set[str]:
    """Return all string constants of the source that look like an id."""
    return {
        node.value
        for tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and ID.fullmatch(str(node.value))
    }


def emitted_ids() -> Iterator[str]:
    """Yield the ids in the source, from calls and from the `Problems:` of docstrings."""
    for tree in TREES:
        for node in ast.walk(tree):
            yield from _ids_of(node)
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
                listed = (ast.get_docstring(node) or "").partition("Problems:")[2]
                yield from re.findall(rf"`({ID.pattern})`", listed.partition("\n\n")[0])
    resolve = (ROOT / "pmdoc" / "pipeline" / "resolve.py").read_text(encoding="utf-8")
    for line in resolve.splitlines():  # the ids of errors without problems
        if "_IDS" in line:
            yield from re.findall(rf'"({ID.pattern})"', line)


def _ids_of(node: ast.AST) -> Iterator[str]:
    candidates: list[ast.expr] = []
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        candidates += [keyword.value for keyword in node.keywords if keyword.arg == "id"]
        candidates += node.args[:1] if name in MAKERS else []
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        candidates += node.value.elts[:1]
    for candidate in candidates:
        if isinstance(candidate, ast.Constant) and ID.fullmatch(str(candidate.value)):
            yield str(candidate.value)


def problems_of(page: Explanation, text: str, folder: Path) -> set[str]:
    """Return the ids of the problems in a file of the explanation's kind."""
    return {problem.id for problem in problems_in(page, text, folder)}


def problems_in(page: Explanation, text: str, folder: Path) -> tuple[Problem, ...]:
    """Check a file of the explanation's kind, and return its problems."""
    (folder / "incident.yaml").write_text("pmdoc: 1\nincident: {id: INC-1, title: Outage}\n")
    (folder / f"{page.file}.yaml").write_text(text, encoding="utf-8")
    choices = {} if page.file == "incident" else {page.file: str(folder / f"{page.file}.yaml")}
    return check_incident(folder / "incident.yaml", Options(**choices)).problems


def test_exactly_the_problems_in_the_source_are_explained() -> None:
    assert set(emitted_ids()) - set(known_ids()) == set()
    assert set(known_ids()) - constants() == set()


@pytest.mark.parametrize("page", EXPLAINED, ids=lambda page: page.id)
def test_explanation_is_complete(page: Explanation) -> None:
    """It has a summary sentence, a text, and both examples or none."""
    assert re.fullmatch(r"[A-Z`][^\n]+\.", page.summary)
    assert len(page.summary) <= 100
    assert page.text.strip().endswith((".", "/", "annex B", "only", "1.1.1", "abuse."))
    assert bool(page.passes) == bool(page.fails)
    assert page.is_rule == (page.id in {rule.id for rule in discover()})


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.id)
def test_examples_pass_and_fail(page: Explanation, tmp_path: Path) -> None:
    """One passes, the other has the problem."""
    assert page.id not in problems_of(page, page.passes, tmp_path)
    assert page.id in problems_of(page, page.fails, tmp_path)


def test_passing_example_has_no_errors(tmp_path: Path) -> None:
    for page in SHOWN:
        found = problems_in(page, page.passes, tmp_path)
        assert [] == [str(p) for p in found if p.level is Level.ERROR], page.id


def test_levels_are_those_of_the_problems(tmp_path: Path) -> None:
    for page in SHOWN:
        if page.file == "incident":
            found = problems_in(page, page.fails, tmp_path)
            assert {page.level} == {p.level for p in found if p.id == page.id}, page.id


def test_unknown_id_suggests_the_nearest() -> None:
    """It is wrong usage."""
    with pytest.raises(UnknownName, match="figure-contradicts") as raised:
        explain("figures-contradict")
    assert raised.value.exit_code == 2
    with pytest.raises(PmdocError, match="pmdoc list rules"):
        explain("zzz")
    assert explain_in_short("zzz") == ""


def test_explanations_are_inside_the_package() -> None:
    """The wheel must contain them."""
    assert explanations_folder().is_relative_to(ROOT / "pmdoc")
    assert list(explanations_folder().glob("*.yaml"))


def test_all_ids_can_be_explained_on_the_command_line() -> None:
    ran = run_pmdoc("explain", *known_ids())

    assert ran.returncode == 0, ran.stderr
    assert all(f"{id} (" in ran.stdout for id in known_ids())
