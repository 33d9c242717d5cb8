"""Find chains of whys that stop after one or two.

The first why finds the cause of the symptom, the second the cause of that cause. What can be
changed for good usually comes third or later. A why without an answer does not count.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    root_cause:
      five_whys:
        - {why: Why did payments fail?, answer: The pool was empty.}
        - {why: Why was the pool empty?, answer: Each payment took two connections.}
        - {why: Why two connections?, answer: Nothing in the build looks for nested transactions.}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    root_cause:
      five_whys:
        - {why: Why did payments fail?, answer: The pool was empty.}
        - {why: Why was the pool empty?, answer: Each payment took two connections.}
"""

from pmdoc.lint.content_words import is_unwritten
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject

_FEWEST = 3


def _check(subject: Subject) -> Findings:
    whys = subject.incident.root_cause.five_whys
    answered = sum(1 for why in whys if why.answer.strip())
    if whys and answered < _FEWEST and not is_unwritten(whys[-1].why):
        noun = "answer" if answered == 1 else "answers"
        yield Finding(
            "/root_cause/five_whys",
            f"have {answered} {noun}; such a short chain usually ends at a symptom.",
            "Ask why of the last answer until the answer is something that can be changed.",
        )


RULE = Rule(id="whys-too-few", level=Level.NOTE, check=_check)
