"""Find whys that do not follow from the answer before them.

In a chain of whys each question asks about the answer above it. This rule compares their words: a
question that shares none with the question and answer before it has usually turned to something
else, which is better described as a contributing factor. A question that points back with a word
such as "it" or "this" is left alone.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    root_cause:
      five_whys:
        - {why: Why did payments fail?, answer: The connection pool was empty.}
        - {why: Why was the pool empty?, answer: Each payment took two connections.}
        - {why: Why was that not seen?, answer: No test runs at full load.}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    root_cause:
      five_whys:
        - {why: Why did payments fail?, answer: The connection pool was empty.}
        - {why: Why was the status page late?, answer: Its update needs an approval.}
        - {why: Why does the update need an approval?, answer: Nobody has asked yet.}
"""

import itertools
import re

from pmdoc.lint.content_words import content_words
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.text_index import SearchPattern

_POINTS_BACK = SearchPattern(
    r"\b(?:it|its|this|that|these|those|they|them|their|he|she|him|her|such|there|so|then"
    r"|es|das|dies\w*|sie|ihn|ihm|ihr\w*|so)\b",
    flags=re.IGNORECASE,
)
_FEWEST_WORDS = 2


def _check(subject: Subject) -> Findings:
    whys = subject.incident.root_cause.five_whys
    for index, (before, asked) in enumerate(itertools.pairwise(whys), start=1):
        words = content_words(asked.why)
        is_clear = len(words) >= _FEWEST_WORDS and not _POINTS_BACK.pattern.search(asked.why)
        above = content_words(f"{before.why} {before.answer}")
        if is_clear and before.answer and not words & above:
            yield Finding(
                pointer_to("root_cause", "five_whys", index, "why"),
                "has no word in common with the question and answer above it.",
                "Take up the answer above in the question, or describe this under "
                "`contributing_factors`.",
            )


RULE = Rule(id="whys-disconnected", level=Level.NOTE, check=_check)
