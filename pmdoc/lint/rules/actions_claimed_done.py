"""Find texts that call all actions done while some are open.

Readers of the summary rely on it, and the table of actions says otherwise. The rule knows English
sentences such as "all actions have been completed".

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary: {prevention: Most actions have been completed.}
    actions:
      - {action: Raise the limit, owner: Payments team, due: 2026-04-01, status: open}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary: {prevention: All actions have been completed.}
    actions:
      - {action: Raise the limit, owner: Payments team, due: 2026-04-01, status: open}
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern

_ALL_DONE = SearchPattern(
    r"(?i)\b(?:all|every) (?:of the |the |our |follow-up |corrective |remedial |planned ){0,2}"
    r"(?:actions?(?: items?)?|measures?) (?:is|are|was|were|has been|have been|have all been) "
    r"(?:now |already )?(?:done|completed?|closed|implemented|in place|finished)\b"
    r"|\b(?:there are )?no open actions?\b|\bno actions? (?:are|is|remains?) (?:still )?open\b",
    *("action", "measure"),
)
_ONLY_SOME = SearchPattern(r"(?i)\b(?:until|when|once|unless|not|before|after|if)\b[^.;]{0,40}\Z")


def _check(subject: Subject) -> Findings:
    left = [index for index, action in enumerate(subject.incident.actions) if action.is_open]
    if not left:
        return
    for hit in subject.texts.prose.search(_ALL_DONE):
        before = hit.text.text[max(0, hit.start - 60) : hit.start]
        if not _ONLY_SOME.pattern.search(before) and not hit.text.pointer.startswith("/actions/"):
            yield Finding(
                hit.text.pointer,
                f'says "{hit.match.group()}", but actions[{left[0]}] is open.',
                "Correct the sentence, or the status of the action.",
                hit.start,
            )


RULE = Rule(id="actions-claimed-done", level=Level.WARNING, check=_check)
