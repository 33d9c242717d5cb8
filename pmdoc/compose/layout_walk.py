"""Walk what a layout asks for: each part of each section, with its options read.

In → Out: a layout and the known parts in, what each part reads out.
Must not: read an incident.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pmdoc.compose.part import Part, read_part
from pmdoc.compose.reads import Reads
from pmdoc.diagnostics.problem import Problem, pointer_to
from pmdoc.layout import Layout, Section
from pmdoc.read import Source


def walk_reads(
    layout: Layout, parts: Mapping[str, Part], problems: list[Problem]
) -> Iterator[tuple[str, Source | None, Reads]]:
    """Yield a pointer, the layout file that it leads into, and what is read there.

    Problems: those of `read_part`; a part with problems reads nothing.
    """
    facts = tuple(fact.value for fact in layout.title.facts)
    badges = tuple((path,) for path in layout.title.badges)
    yield "/title/facts", layout.source, Reads(root=facts)
    yield "/title/badges", layout.source, Reads(root=badges)
    for section in _sections(layout.sections):
        for index, spec in enumerate(section.parts):
            pointer = section.pointer + pointer_to("parts", index)
            found: list[Problem] = []
            part = read_part(spec, pointer, parts, found)
            problems.extend(placed(found, section.source))
            if part is not None and not found:
                yield pointer, section.source, part[0].reads(part[1])


def placed(problems: Iterable[Problem], source: Source | None) -> Iterable[Problem]:
    """Give problems of a layout their place; one that was made in memory has no places."""
    return problems if source is None else source.place(problems)


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)
