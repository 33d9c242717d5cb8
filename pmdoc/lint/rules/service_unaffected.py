"""Find what is listed as affected and as unaffected.

A service, region or group that is under `impact.unaffected` can't be under `impact.services`,
`impact.geography` or `impact.customers.segments`, too.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    impact:
      services: [{name: Checkout, impact: Not available}]
      unaffected: [Checkout in the app, Search]

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    impact:
      services: [{name: Checkout, impact: Not available}]
      unaffected: [Checkout, Search]
"""

from collections.abc import Iterator

from pmdoc.diagnostics.problem import readable
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.text_index import SearchPattern
from pmdoc.model.impact import Impact

_AFFIXES = SearchPattern(r"(?i)^(?:the|all) |\s*\([^()]*\)\s*$|[.*_`]")
_NOT_AFFECTED = SearchPattern(
    r"(?i)\s*(?:not affected|unaffected|none|no impact|nicht betroffen)\b"
)


def _check(subject: Subject) -> Findings:
    impact = subject.incident.impact
    affected: dict[str, str] = {}
    for pointer, name in _affected(impact):
        affected.setdefault(_plain(name), pointer)
    for index, name in enumerate(impact.unaffected):
        other = affected.get(_plain(name))
        if other:
            yield Finding(
                pointer_to("impact", "unaffected", index),
                f"is also {readable(other)}, which was affected.",
                "Delete one of the two, or say which part of it was not affected.",
            )


def _affected(impact: Impact) -> Iterator[tuple[str, str]]:
    for index, service in enumerate(impact.services):
        if not _NOT_AFFECTED.pattern.match(service.impact):
            yield pointer_to("impact", "services", index), service.name
    for index, text in enumerate(impact.geography):
        yield pointer_to("impact", "geography", index), text
    for index, text in enumerate(impact.customers.segments):
        yield pointer_to("impact", "customers", "segments", index), text


def _plain(name: str) -> str:
    return " ".join(_AFFIXES.pattern.sub("", name).casefold().split())


RULE = Rule(id="service-unaffected", level=Level.WARNING, check=_check)
