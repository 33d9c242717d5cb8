"""Find text that still waits to be written.

In → Out: a subject in, findings out.
Must not: take a Markdown link, a check box or the lines of a log for a placeholder.

A file to start from holds placeholders in square brackets, and people leave themselves notes such
as TBD, TODO, XXX, YYYY-MM-DD, ??? or lorem ipsum. None belongs in a report that leaves the house.
Markdown keeps its brackets, as in `[the status page](https://status.example.com)`, and so does the
id of a reference, as in `[S1]`; code may hold any word.

Passes:

    pmdoc: 1
    incident:
      id: INC-1
      title: Edge servers out of CPU
    summary:
      one_line: See [the status page](https://status.example.com/1).

Fails:

    pmdoc: 1
    incident:
      id: INC-1
      title: "[Incident title]"
    summary:
      one_line: TBD
      impact: "Checkout failed for [XX minutes]."
"""

from __future__ import annotations

from collections.abc import Iterator

from pmdoc.lint.rule import Finding, Rule
from pmdoc.lint.subject import Subject
from pmdoc.lint.texts import Hit, Kind, Needle
from pmdoc.problems import Level

_WHOLE = Needle(r"\A\s*\[(?P<inner>[^\[\]\n]+)\]\s*\Z", "[")
_NOTE = Needle(
    r"\b(?:(?i:tbd|lorem ipsum)|TB[AC]|TODO|FIXME|XXX+|YYYY-MM-DD|(?:HH|XX):(?:MM|XX))\b"
    r"|\?\?\?+|\{\{[^{}\n]*\}\}|<(?i:insert|your|placeholder|fill in|todo)\b[^<>\n]*>",
    *("tbd", "lorem", "tba", "tbc", "todo", "fixme", "xxx", "yyyy", "hh:", "xx:", "???", "{{", "<"),
)
_WORDS_OF_TEMPLATES = Needle(
    r"\[(?:X{1,3}|N|(?:XX?|N|(?i:number)) [a-z]+|(?i:names?|dates?|times?|timestamp|number|hours"
    r"|minutes|amount|person(?:/\w+)?|owner|team|service|status|description|answer(?: from #?\d)?"
    r"|if applicable|(?:insert|describe|add|enter|fill in) [^\[\]\n]*))\](?![(\[:])",
    "[",
)
_ALL_OF_IT = Needle(
    r"\A(?i:\s*(?:to be (?:determined|confirmed|defined|decided|written|completed|added)"
    r"|to do|fill (?:me )?in|placeholder|coming soon|(?:text|description) goes here|foo|asdf+"
    r"|\.{3}|…|\?+)[.!]?\s*)\Z",
    *("to be ", "to do", "fill ", "placeholder", "coming soon", "goes here", "foo", "asdf"),
    *("...", "…", "?"),
)
_LONGEST = 40
_BOXES = {"x", "X", ""}


def _check(subject: Subject) -> Iterator[Finding]:
    """Look for texts that are placeholders as a whole, and for notes inside of others."""
    known = {reference.id for reference in subject.incident.references} | _BOXES
    found: dict[str, Hit] = {}
    for hit in subject.texts.everything.search(_WHOLE):
        inner = hit.match["inner"].strip()
        if not _is_known(inner, known):
            found[hit.text.pointer] = hit
    words = subject.texts.words
    for pattern in (_NOTE, _WORDS_OF_TEMPLATES):
        for hit in words.search(pattern):
            found.setdefault(hit.text.pointer, hit)
    for hit in words.search(_ALL_OF_IT):
        if hit.start == 0 and hit.text.kind is not Kind.LABEL:
            found.setdefault(hit.text.pointer, hit)
    for pointer, hit in found.items():
        yield Finding(pointer, _message(hit), "Write what belongs here, or delete it.", hit.start)


def _message(hit: Hit) -> str:
    """Name a placeholder that stands among other words."""
    word = hit.match.group().strip()
    if word == hit.text.text.strip():
        return "is still a placeholder."
    return f'still has the placeholder "{word[:_LONGEST]}{"…" * (len(word) > _LONGEST)}".'


def _is_known(inner: str, known: set[str]) -> bool:
    """Say whether a word may stand in brackets for good."""
    return inner in known or inner.isdigit()


RULE = Rule(id="placeholder-left", level=Level.WARNING, check=_check, each=("texts",))
