"""Problems as SARIF, which code scanning, editors and archives of findings read.

In → Out: problems in, JSON text out.
Must not: print, or depend on the day or the machine.
Source: SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pmdoc.diagnostics.problem import Level, Position, Problem
from pmdoc.version import __version__

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(problems: Sequence[Problem], explain: Callable[[str], str]) -> str:
    """Write problems as one run of one tool. `explain` gives a rule's text, or nothing."""
    ids = sorted({problem.id for problem in problems})
    levels = {problem.id: problem.level for problem in reversed(problems)}
    driver = {
        "name": "pmdoc",
        "version": __version__,
        "rules": [_rule(id, levels[id], explain(id)) for id in ids],
    }
    has_errors = any(problem.level is Level.ERROR for problem in problems)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "exitCode": int(has_errors)}],
        "results": [_result(problem, ids.index(problem.id)) for problem in problems],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False)


def _rule(id: str, level: Level, text: str) -> dict[str, Any]:
    words = id.replace("-", " ")
    rule: dict[str, Any] = {
        "id": id,
        "name": "".join(word.capitalize() for word in words.split()),
        "shortDescription": {"text": text.partition("\n")[0] or f"{words.capitalize()}."},
        "defaultConfiguration": {"level": level.value},
    }
    if text:
        paragraphs = text.split("\n\n")[:2]  # what it is in a line, then why it matters
        rule["fullDescription"] = {"text": paragraphs[-1].replace("\n", " ")}
        rule["help"] = {"text": text}
    return rule


def _result(problem: Problem, index: int) -> dict[str, Any]:
    words = f"{problem.message} {problem.hint}".rstrip()
    known = f"{problem.id}\n{problem.position.file}\n{problem.pointer or problem.message}"
    result: dict[str, Any] = {
        "ruleId": problem.id,
        "ruleIndex": index,
        "level": problem.level.value,
        "message": {"text": words},
        "partialFingerprints": {"pmdoc/v1": hashlib.sha256(known.encode()).hexdigest()[:32]},
    }
    location: dict[str, Any] = {}
    if _is_file(problem.position):
        location["physicalLocation"] = _physical(problem.position)
    if problem.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.pointer, "kind": "property"}]
    if location:
        result["locations"] = [location]
    return result


def _is_file(place: Position) -> bool:
    """Say whether a place is in a file, not on standard input or the command line."""
    return bool(place.file) and not place.file.startswith(("<", "--"))


def _physical(place: Position) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line:
        region = {"startLine": place.line}
        if place.column:
            region["startColumn"] = place.column
        physical["region"] = region
    return physical


def _uri(name: str) -> str:
    """Write a path relative to the working folder where it is below it."""
    path = Path(os.path.normpath(name))
    if path.is_absolute():
        try:
            path = path.relative_to(Path.cwd())
        except ValueError:
            return path.as_uri()
    return quote(path.as_posix())
