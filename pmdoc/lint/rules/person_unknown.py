"""Find names that look like a misspelt key of `people`.

`owner: tomasz` prints the name of that person; `owner: tomas` prints "tomas". A lowercase word in
place of a name is reported if it is close to a key.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, commander: dana}
    people: {dana: {name: Dana Reyes}}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, commander: danna}
    people: {dana: {name: Dana Reyes}}
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern, TextKind

_LIKE_A_KEY = SearchPattern(r"[a-z][a-z0-9_-]{2,40}")


def _check(subject: Subject) -> Findings:
    keys = [person.key for person in subject.incident.people]
    if not keys:
        return
    for text in subject.texts.everything.texts:
        if text.kind is not TextKind.NAME or text.pointer.startswith("/people/"):
            continue
        if _LIKE_A_KEY.pattern.fullmatch(text.text) and text.text not in keys:
            import difflib  # noqa: PLC0415 -- few names look like keys

            near = difflib.get_close_matches(text.text, keys, n=1, cutoff=0.7)
            if near:
                yield Finding(
                    text.pointer,
                    f"is {text.text!r}, which is no key of `people`.",
                    f"Did you mean `{near[0]}`?",
                )


RULE = Rule(id="person-unknown", level=Level.WARNING, check=_check)
