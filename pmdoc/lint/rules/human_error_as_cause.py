"""Find "human error" given as the root cause.

People make mistakes at a steady rate; a cause that can't be changed prevents nothing. Ask what made
the mistake easy to make, hard to see or so costly, and name that. Triggers and contributing factors
are not checked.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Database removed}
    root_cause:
      trigger: A removal was run on the primary by mistake.
      statement: Not human error, but two hosts that nothing tells apart at the prompt.

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Database removed}
    root_cause: {statement: The outage was caused by human error.}
"""

import re
from collections.abc import Iterator

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.text_index import SearchPattern

_TRADES = r"technician|nurse|worker|contractor|crew|clerk|doctor|surgeon"
_WHO = rf"(?:(?:operator|engineer|developer|admin|administrator|employee|{_TRADES})s?|staff)"
# What follows shows that an interface or a log is meant, or that a single mistake was enough.
_ABOUT = (
    r"[ -](?:handling|pages?|rates?|messages?|reports?|logs?|codes?|budgets?|tolerance|likely|easy"
    r"|were (?:not |never )?(?:logged|shown|counted)|(?:can|could|may|might) (?!be\b|have\b))"
)
_ERROR = SearchPattern(
    r"\b(?:human|operator|user|engineer|developer|admin(?:istrator)?|manual|personal|people"
    rf"|employee|staff|pilot|{_TRADES})(?:'s|’s)?[ -](?:errors?|mistakes?|failures?|faults?)"
    rf"\b(?!{_ABOUT})"
    rf"|\b(?:errors?|mistakes?|typos?) (?:made )?by (?:an? |the )?(?:\w+ ){{0,2}}{_WHO}"
    rf"|\b{_WHO} (?:made an? (?:\w+ )?(?:error|mistake|typo)|forgot|failed to follow)\b"
    r"|\bfailure to follow (?:the |a )?(?:\w+ )?(?:procedures?|protocols?|instructions?|rules)\b"
    r"|\b(?:inattention|lack of attention|carelessness)\b"
    r"|\b(?:menschliche[srnm]? (?:Versagen|Fehler|Irrtum)|(?:Bedien|Anwend)(?:er|ungs)fehler"
    r"|Fehlbedienung)"
    r"|\berreurs? (?:humaines?|de manipulation)\b|\berror(?:es)? humanos?\b|\berror[ei] uman[oi]\b"
    r"|\berros? humanos?\b|\bbłąd (?:ludzki|człowieka|operatora)\b|\bmenselijke fout"
    r"|(?:ヒューマンエラー|人為的?ミス|操作ミス|人为(?:失误|错误)|操作失误)(?!では|ではな)"
    r"|خطأ بشري|טעות אנוש",
    flags=re.IGNORECASE,
)
_DENIED = SearchPattern(
    r"\b(?:not|no|never|neither|rather than|instead of|beyond|behind|than|nicht|kein\w*|statt)"
    r"(?: \w+){0,4}\W*$"
    r"|\b(?:pas|non|sans|sin|senza|nie|niet|geen)(?: \w+){0,3}\W*$"
    r"|\b(?:against|allow\w* for|catch(?:es|ing)?|prevents?|makes?|tolerates?|shows?|prone to)"
    r"(?: (?:an?|any|such|single|every))*\W*$",
    flags=re.IGNORECASE,
)


def _check(subject: Subject) -> Findings:
    for pointer, text in _statements(subject):
        if not text:
            continue
        for match in _ERROR.pattern.finditer(text):
            if not _DENIED.pattern.search(text[max(0, match.start() - 60) : match.start()]):
                yield Finding(
                    pointer,
                    f'gives "{match.group().lower()}" as a root cause.',
                    "Say what made the mistake easy to make or hard to notice, such as "
                    '"nothing at the prompt tells the two hosts apart".',
                )
                break


def _statements(subject: Subject) -> Iterator[tuple[str, str]]:
    cause = subject.incident.root_cause
    yield "/summary/root_cause", subject.incident.summary.root_cause
    yield "/root_cause/statement", cause.statement
    yield "/root_cause/primary/description", cause.primary.description
    yield "/root_cause/why_it_happened", cause.why_it_happened
    if cause.five_whys:
        last = len(cause.five_whys) - 1
        yield pointer_to("root_cause", "five_whys", last, "answer"), cause.five_whys[last].answer


RULE = Rule(id="human-error-as-cause", level=Level.WARNING, check=_check)
