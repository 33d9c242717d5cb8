"""Find pictures inside texts, of which the report keeps only the words.

A picture in a report has a caption, a number and a description, and may need a page of its own. So
it is not part of a text: list it under `appendices.screenshots` or `appendices.monitoring`, and
refer to it with `[](#queue.png)`, which prints "Figure 2".

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: The mail queue grew until noon.

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: "The mail queue grew until noon: ![Mails that wait](queue.png)"
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern

_IMAGE = SearchPattern(r"(?<!\\)!\[[^\]\n]{0,300}\][(\[]", "![")


def _check(subject: Subject) -> Findings:
    found = dict.fromkeys(hit.text.pointer for hit in subject.texts.prose.search(_IMAGE))
    for pointer in found:
        yield Finding(
            pointer,
            "contains a picture, of which the report keeps only the words.",
            "Move it to `appendices.screenshots`, and refer to it with `[](#its-file.png)`.",
        )


RULE = Rule(id="image-in-text", level=Level.WARNING, check=_check, each=("texts",))
