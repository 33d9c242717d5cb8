"""Compose incidents in every layout, and judge the documents.

In → Out: incident files, or seeds of generated ones, in; the verdicts on their documents out.
Must not: write files; `test_reports.py` does, for a few of the same incidents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from pmdoc.layout import Layout, load_layout
from pmdoc.model.document import Image
from pmdoc.pipeline.compose import compose_with
from pmdoc.pipeline.load import Loaded
from pmdoc.pipeline.options import Options
from pmdoc.read.attachments import load_attachments
from pmdoc.read.source import Source
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.validate import check
from pmdoc.validate.coerce import coerce
from pmdoc.validate.schemas import incident_schema
from tests.fidelity.document_text import document_text
from tests.fidelity.generated_incident import generate_incident
from tests.fidelity.judge import Verdict, judge
from tests.fuzz.generated import as_yaml

_PICTURE = Image(b"", "image/png", 4, 3)


def judge_seed(seed: int, layouts: Iterable[str]) -> Iterator[tuple[str, Verdict]]:
    """Compose a generated incident, and yield each layout with the verdict on its document."""
    text = as_yaml(generate_incident(seed), '"').decode()
    source = read_yaml(text, name=f"{seed}.yaml")
    return _judge_source(source, Path("/nowhere"), layouts, has_own_words=True)


def judge_file(path: Path, layouts: Iterable[str]) -> Iterator[tuple[str, Verdict]]:
    """Compose the incident of a file, and yield each layout with the verdict on its document."""
    return _judge_source(read_yaml(path), path.parent, layouts, has_own_words=False)


def _judge_source(
    source: Source, folder: Path, layouts: Iterable[str], *, has_own_words: bool
) -> Iterator[tuple[str, Verdict]]:
    checked = check(source.data)
    incident = checked.incident
    assert incident is not None, (source.name, checked.problems)
    attachments = load_attachments(incident, folder, is_check=True)
    pictures = (*incident.appendices.screenshots, *incident.appendices.monitoring)
    stand_ins = {picture.key: _PICTURE for picture in pictures}
    attachments = replace(attachments, images=stand_ins)
    loaded = Loaded(incident=incident, source=source, folder=folder, attachments=attachments)
    data = coerce(source.data, incident_schema().index)
    assert isinstance(data, dict)
    for name in layouts:
        report = compose_with(loaded, _layout(name), Options(language="en"))
        text = document_text(report.document)
        yield name, judge(data, text, report.problems, has_own_words=has_own_words)


@cache
def _layout(name: str) -> Layout:
    return load_layout(name)
