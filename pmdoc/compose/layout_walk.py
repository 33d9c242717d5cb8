"""Walk the parts of a layout, and return what each of them reads from an incident.

In → Out: a layout and the available parts in, a `Reads` for each part out.
Must not: read an incident.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pmdoc.compose.part import Part, read_part
from pmdoc.compose.reads import Reads
from pmdoc.diagnostics.problem import Problem, pointer_to
from pmdoc.layout import Layout, Section
from pmdoc.read.source import Source


def walk_reads(
    layout: Layout, parts: Mapping[str, Part], problems: list[Problem]
) -> Iterator[tuple[str, Source | None, Reads]]:
    """Yield the pointer of each part, the file that the pointer refers to, and what it reads.

    Problems: those of `read_part`; a part with problems is skipped.
    """
    title, source = layout.title, layout.source
    yield "/title/facts", source, Reads(root=tuple(fact.value for fact in title.facts))
    yield "/title/badges", source, Reads(root=tuple((path,) for path in title.badges))
    for section in _sections(layout.sections):
        for index, spec in enumerate(section.parts):
            pointer = section.pointer + pointer_to("parts", index)
            part_problems: list[Problem] = []
            part = read_part(spec, pointer, parts, part_problems)
            problems.extend(locate(part_problems, section.source))
            if part is not None and not part_problems:
                yield pointer, section.source, part[0].reads(part[1])


def locate(problems: Iterable[Problem], source: Source | None) -> Iterable[Problem]:
    """Add file and line to problems of a layout; a layout made in memory has neither."""
    return problems if source is None else source.place(problems)


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)
