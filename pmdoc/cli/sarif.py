"""Format problems as SARIF, for code scanning, editors and archives.

In → Out: problems in, JSON text out.
Must not: print, or depend on the date or the machine.
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


def to_sarif(problems: Sequence[Problem], explain: Callable[[str], str]) -> str:
    """Format problems as one run of one tool.

    `explain` returns the summary and text of an id, or an empty string.
    """
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
        paragraphs = text.split("\n\n")[:2]  # the summary, then the first paragraph
        rule["fullDescription"] = {"text": paragraphs[-1].replace("\n", " ")}
        rule["help"] = {"text": text}
    return rule


def _result(problem: Problem, index: int) -> dict[str, Any]:
    text = f"{problem.message} {problem.hint}".rstrip()
    identity = f"{problem.id}\n{problem.position.file}\n{problem.pointer or problem.message}"
    result: dict[str, Any] = {
        "ruleId": problem.id,
        "ruleIndex": index,
        "level": problem.level.value,
        "message": {"text": text},
        "partialFingerprints": {"pmdoc/v1": hashlib.sha256(identity.encode()).hexdigest()[:32]},
    }
    location: dict[str, Any] = {}
    if problem.position.is_in_file:
        location["physicalLocation"] = _physical_location(problem.position)
    if problem.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.pointer, "kind": "property"}]
    if location:
        result["locations"] = [location]
    return result


def _physical_location(position: Position) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(position.file)}}
    if position.line:
        region = {"startLine": position.line}
        if position.column:
            region["startColumn"] = position.column
        physical["region"] = region
    return physical


def _uri(name: str) -> str:
    """Return a path below the working folder as a relative URI, any other as it is."""
    path = Path(os.path.normpath(name))
    if path.is_absolute():
        try:
            path = path.relative_to(Path.cwd())
        except ValueError:
            return path.as_uri()
    return quote(path.as_posix())
