"""Find abbreviations that the file never explains.

Executives, customers and regulators read the report too. An abbreviation counts as explained if its
long form is next to it, as in `web application firewall (WAF)` or the reverse; if a list item
defines it, as in `**WAF:** …`; or if the text does, as in `WAF stands for …`. Each abbreviation is
reported once, where it first appears. Those that every reader of such reports knows
(`pmdoc/lint/words/known_abbreviations.txt`) are left alone, and so are ids and code.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Edge servers out of CPU}
    summary:
      one_line: A rule of the web application firewall (WAF) was faulty.
      resolution: The WAF was switched off.

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Edge servers out of CPU}
    summary: {one_line: A rule of the WAF was faulty.}
"""

import re
from functools import cache

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern, TextMatch
from pmdoc.model.incident import Incident
from pmdoc.runtime.resources import lint_words_folder

# The lookbehind comes after the first letters, as a search that starts with a letter is ten times
# as fast: `[A-Z][A-Z](?<![./]..)` rather than `(?<![./])[A-Z][A-Z]`.
_ACRONYM = SearchPattern(
    r"[A-Z][A-Z](?<![\w./#@&'’+-]..)[A-Z]{0,4}(?=s?(?![\w/#@&+-]|\.\w|['’][a-rt-z]| \d))"
)
_EXPLAINED = (
    r"[(\[](?:(?:the|or|hereafter|hereinafter|short|in short|abbreviated)[:,]? ){0,2}"
    r"[*_\"'“„«‘]{0,3}([A-Z]{2,6})s?[*_\"'“”»’]{0,3}(?:[,;:] [^()\n]{0,99})?[)\]]"
    r"|\b([A-Z]{2,6})s? \((?=[^()\n]{0,99}[a-z]{3}[^()\n]{0,99}\))"
    r"|^[-* \t]{0,9}([A-Z]{2,6})(?:\*{0,3}:|:?\*{1,3}|\*{0,3} ?[=–—-])\*{0,3}[ \t]"
    r"|\b([A-Z]{2,6}),? (?:(?:stands|is short|short) for|means|refers to)\b"
    r"|\b[a-z]+, or ([A-Z]{2,6})s?,"
    r"|^\|[ *]{0,9}([A-Z]{2,6})[ *]{0,99}\|[^|\n]{0,99}[a-z]{3}"
)
_SHOUTED = SearchPattern(
    r"\b[A-Z]{2,}(?:[ ,:!]+[A-Z]{2,}){2,}\b"
    r"|\b(?:[A-Z]{5,}[ ,:!]+[A-Z]{2,}|[A-Z]{2,}[ ,:!]+[A-Z]{5,})\b"
)
_NEAR = 60
_NOT_READ = SearchPattern(r"/(?:id|severity|unit|ticket|classification|reference|handling)$|/file$")


def _check(subject: Subject) -> Findings:
    prose = subject.texts.prose
    first: dict[str, TextMatch] = {}
    known = _known()
    for hit in prose.search(_ACRONYM):
        name = hit.match.group()
        if name not in known and name not in first and _is_read(hit):
            first[name] = hit
    if not first:
        return
    explained = _own_names(subject.incident)
    hints = [name.lower() for name in first]
    for hit in prose.search(SearchPattern(_EXPLAINED, *hints, flags=re.MULTILINE)):
        explained.update(group for group in hit.match.groups() if group)
    for name, hit in first.items():
        if name not in explained:
            yield Finding(
                hit.text.pointer,
                f"uses {name} without explaining it.",
                f"Write it out once, followed by {name} in brackets, or explain it in an appendix.",
                hit.start,
            )


@cache
def _known() -> frozenset[str]:
    """Read the abbreviations that every reader knows; `#` begins a comment."""
    text = (lint_words_folder() / "known_abbreviations.txt").read_text(encoding="ascii")
    return frozenset(re.sub("#.*", "", text).split())


def _is_read(hit: TextMatch) -> bool:
    """Return whether readers see it as a word, not in an id or in an all-caps line."""
    if _NOT_READ.pattern.search(hit.text.pointer):
        return False
    from_there = max(0, hit.start - _NEAR)
    around = hit.text.text[from_there : hit.start + _NEAR]
    at = hit.start - from_there
    return not any(shout.start() <= at < shout.end() for shout in _SHOUTED.pattern.finditer(around))


def _own_names(incident: Incident) -> set[str]:
    ids = [incident.incident.id, incident.report.id, incident.incident.severity]
    ids += [action.id for action in incident.actions]
    ids += [action.ticket for action in incident.actions]
    ids += [reference.id for reference in incident.references]
    ids += [reference.publisher for reference in incident.references]
    ids += [service.name for service in incident.impact.services]
    return set(re.findall(r"[A-Z]{2,6}", " ".join(ids)))


RULE = Rule(id="acronym-unexplained", level=Level.NOTE, check=_check)
