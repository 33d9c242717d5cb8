"""Find descriptions of pictures and charts that describe nothing.

A reader who can't see a picture gets its description (`alt`) instead: what it shows, and what
follows from it. A file name, the word "chart" or the caption repeated describes nothing. A missing
description is a schema error, `schema-missing`; a chart without one is described from its data. A
`decorative` picture needs no description, but must not have one, or a caption, either.
Source: WCAG 2.2, success criterion 1.1.1

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    metrics:
      charts:
        - title: CPU was full within seconds
          alt: CPU use from 13:30 to 15:00, near 100 % from 13:42 to 14:09
          series: [{name: CPU, points: [{label: "13:42", value: 98}]}]

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    metrics:
      charts:
        - title: CPU was full within seconds
          alt: CPU was full within seconds
          series: [{name: CPU, points: [{label: "13:42", value: 98}]}]
"""

import re
from pathlib import PurePosixPath

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to

_KINDS_TEXT = """
a an the of image picture photo photograph screenshot screen shot chart graph plot diagram
figure illustration drawing logo graphic dashboard panel bild grafik diagramm bildschirmfoto
"""
_KINDS = frozenset(_KINDS_TEXT.split())


def _check(subject: Subject) -> Findings:
    appendices = subject.incident.appendices
    for name in ("screenshots", "monitoring"):
        for index, image in enumerate(getattr(appendices, name)):
            file = PurePosixPath(image.file)
            others = {file.name: "its file name", file.stem: "its file name"}
            others[image.caption] = "the caption repeated"
            pointer = pointer_to("appendices", name, index, "alt")
            if image.decorative and (image.alt or image.caption):
                yield Finding(
                    pointer_to("appendices", name, index, "decorative"),
                    "hides a picture that has a description or a caption.",
                    "Remove `decorative`, or the description and caption.",
                )
            elif not image.decorative and (fault := _fault(image.alt, others)):
                yield _finding(pointer, fault)
    for index, chart in enumerate(subject.incident.metrics.charts):
        others = {chart.title: "the title repeated", chart.caption: "the caption repeated"}
        if chart.alt and (fault := _fault(chart.alt, others)):
            yield _finding(pointer_to("metrics", "charts", index, "alt"), fault)


def _fault(description: str, others: dict[str, str]) -> str:
    """Return what is wrong with a description, or an empty string."""
    words = _words(description)
    for other, name in others.items():
        if words and words == _words(other):
            return f"is {name}."
    return "says only that there is a picture." if set(words) <= _KINDS else ""


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _finding(pointer: str, fault: str) -> Finding:
    return Finding(pointer, fault, "Say what the picture shows, and what follows from it.")


RULE = Rule(id="image-description", level=Level.NOTE, check=_check, each=("appendices", "metrics"))
