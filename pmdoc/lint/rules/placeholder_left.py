"""Find text that is still to be written.

A new file holds placeholders in square brackets, and people leave themselves notes such as TBD,
TODO, XXX, YYYY-MM-DD, ??? or lorem ipsum. None belongs in a published report. Markdown links, as in
`[the status page](https://status.example.com)`, and the id of a reference, as in `[S1]`, keep their
brackets; code may contain any word.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Edge servers out of CPU}
    summary: {one_line: "See [the status page](https://status.example.com/1)."}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: "[Incident title]"}
    summary: {one_line: TBD, impact: "Checkout failed for [XX minutes]."}
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern, TextKind, TextMatch

_WHOLE = SearchPattern(r"\A\s*\[(?P<inner>[^\[\]\n]+)\]\s*\Z", "[")
_NOTE = SearchPattern(
    r"(?<!\$)\b(?:(?i:tbd|lorem ipsum|fixme)|TB[AC]|TODO|(?i:to-?do)(?=:)|XXX+"
    r"|(?P<date>(?i:YYYY-MM-DD|(?:dd|mm|tt|jj)[./-](?:mm|dd)[./-](?:yyyy|jjjj|aaaa)))"
    r"|(?i:xx[./-](?:xx|\d\d)[./-](?:xx(?:xx)?|20\d\d))|(?:HH|XX):(?:MM|XX)"
    r"|XX(?= (?i:users|customers|people|patients|requests|seconds|minutes|hours|days|percent|%)))\b"
    r"|\?\?\?+|\{\{[^{}\n]*\}\}|<(?i:insert|your|placeholder|fill in|todo)\b[^<>\n]*>"
    r"|(?<![\w/=])<(?i:date|time|name|owner|team|link|amount|description|tbd)>"
    r"|(?<=\S )_{3,}(?!\w)",
    *("tbd", "lorem", "tba", "tbc", "todo", "to-do", "fixme", "xx", "yyyy", "jjjj", "aaaa", "hh:"),
    *("???", "{{", "<", "___"),
)
_WORDS_OF_TEMPLATES = SearchPattern(
    r"\[(?:X{1,3}|N|(?:XX?|N|(?i:number)) [a-z]+|(?i:names?|dates?|times?|timestamp|number|hours"
    r"|minutes|amount|person(?:/\w+)?|owner|team|service|status|description|answer(?: from #?\d)?"
    r"|links?|urls?|if applicable|(?:insert|describe|add|enter|fill in) [^\[\]\n]*)"
    r"|(?:[A-Z]\w+ ){1,2}(?:Name|Date|Time|Title|Role|Number|Owner|Link))\](?![(\[:])",
    "[",
)
_ALL_OF_IT = SearchPattern(
    r"\A(?i:\s*(?:to be (?:determined|confirmed|defined|decided|written|completed|added)"
    r"|to-?\s?do|fill (?:me )?in(?: later)?|x{2,}|_{2,}|placeholder"
    r"|coming soon|(?:text|description) goes here|foo|asdf+"
    r"|\.{3}|…|\?+)[.!]?\s*)\Z",
    *("to be ", "to do", "to-do", "todo", "fill ", "xx", "__", "placeholder", "coming soon"),
    *("goes here", "foo", "asdf", "...", "…", "?"),
)
_OF_FORMATS = SearchPattern(r"(?i)format|written as|read as|instead of|parsed? ")
_NEAR = 60
_LONGEST = 40
_BOXES = {"x", "X", ""}


def _check(subject: Subject) -> Findings:
    known = {reference.id for reference in subject.incident.references} | _BOXES
    found: dict[str, TextMatch] = {}
    for hit in subject.texts.everything.search(_WHOLE):
        inner = hit.match["inner"].strip()
        if inner not in known and not inner.isdigit():
            found[hit.text.pointer] = hit
    words = subject.texts.words
    for pattern in (_NOTE, _WORDS_OF_TEMPLATES):
        for hit in words.search(pattern):
            if not _is_a_format(hit):
                found.setdefault(hit.text.pointer, hit)
    for hit in words.search(_ALL_OF_IT):
        if hit.start == 0 and hit.text.kind is not TextKind.LABEL:
            found.setdefault(hit.text.pointer, hit)
    for pointer, hit in found.items():
        yield Finding(pointer, _message(hit), "Write what belongs here, or delete it.", hit.start)


def _message(hit: TextMatch) -> str:
    word = hit.match.group().strip()
    if word == hit.text.text.strip():
        return "is still a placeholder."
    return f'still has the placeholder "{word[:_LONGEST]}{"…" * (len(word) > _LONGEST)}".'


def _is_a_format(hit: TextMatch) -> bool:
    """Return whether the letters describe a date format, as in "the format YYYY-MM-DD"."""
    if not hit.match.groupdict().get("date"):
        return False
    around = hit.text.text[max(0, hit.start - _NEAR) : hit.start + _NEAR]
    return bool(_OF_FORMATS.pattern.search(around))


RULE = Rule(id="placeholder-left", level=Level.WARNING, check=_check, each=("texts",))
