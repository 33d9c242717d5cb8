"""Find links that lead to neither a web nor a mail address.

A report is read far from the folder it was made in. Links to files, scripts or paths work for the
author only, if at all; the report keeps their words and drops the links. Addresses in the `url` of
references, actions and messages are checked by the schema, `url-format`.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: See [the runbook](https://wiki.example.com/runbooks/12).

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: See [the runbook](file:///srv/wiki/runbooks/12.md).
"""

import re

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern
from pmdoc.markdown.unsafe_links import unsafe_links

_MAY_LINK = SearchPattern(r"\]\(|\]:|<[A-Za-z]", "](", "]:", "<")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def _check(subject: Subject) -> Findings:
    texts = dict.fromkeys(hit.text for hit in subject.texts.words.search(_MAY_LINK))
    written = {text.pointer: text.text for text in subject.texts.everything.texts} if texts else {}
    for text in texts:
        kinds = dict.fromkeys(_kind(target) for target in unsafe_links(written[text.pointer]))
        for kind in kinds:
            yield Finding(
                text.pointer,
                f"has a link to {kind}, which the report drops.",
                "Link to an http, https or mailto address, or keep only the words.",
            )


def _kind(target: str) -> str:
    scheme = _SCHEME.match(target)
    if scheme and scheme[1].lower() in {"http", "https", "mailto"}:
        return f"an incomplete {scheme[1].lower()} address"
    return f"a {scheme[1].lower()}: address" if scheme else "a path"


RULE = Rule(id="link-unsafe", level=Level.WARNING, check=_check, each=("texts",))
