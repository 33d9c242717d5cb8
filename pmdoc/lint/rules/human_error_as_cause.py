"""Find "human error" given as the root cause.

People make mistakes at a steady rate; a cause that can't be changed prevents nothing. Ask what made
the mistake easy to make, hard to see or so costly, and name that. "The engineer did not follow the
procedure" and "staff negligence" blame a role in the same way: ask why the procedure was not at
hand, or did not fit. Contributing factors and earlier whys get a note, as they may be steps on the
way to a cause; triggers are not checked.

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
_PEOPLE = (
    rf"(?:(?:engineer|developer|admin|administrator|employee|analyst|responder|dba|sre|intern"
    rf"|colleague|supervisor|{_TRADES})s?|staff|personnel|(?:the|our) (?:on-?call|shift"
    r"|(?:\w+ )?team|(?:duty|shift|incident|product) (?:manager|lead))|on-?call(?: person)?)"
)
_WHO = rf"(?:operators?|users?|agents?|{_PEOPLE})"
_NOT = r"(?:did not|didn['’]t|had not|hadn['’]t|never|neglected to|failed to|forgot to|omitted to)"
# Programs check and update, too, so the second list needs people who can't be programs.
_ACTS = r"follow|adhere|comply|consult|respect|double-check|pay attention|escalate|ask|inform"
_ACTS_OF_PEOPLE = (
    r"check|verify|verifi|test|read|notice|review|validate|confirm|back up|document|update|rotate"
    r"|revoke|patch|remove|disable|perform|observe|monitor|communicate|report|wait|think|reali[sz]e"
)
_DID = (
    rf"(?: on (?:call|duty|shift))? {_NOT} (?:\w+ly )?(?:{_ACTS})(?:ed|d|ing)?\b"
    r"|(?: on (?:call|duty|shift))? (?:ignored|disregarded|violated|deviated from|circumvented"
    r"|misunderstood|mistyped|mishandled|misread) (?:the|a|an|all|our|company|safety)\b"
)
_FAULT = r"negligence|carelessness|incompetence|inattention|misconduct|oversight|non-?compliance"
_GERMAN_WHO = (
    r"(?:Mitarbeiter|Techniker|Administrator|Ingenieur|Bediener|Entwickler)(?:in|innen|en|s)?"
)
# What follows shows that an interface or a log is meant, or that a single mistake was enough.
_ABOUT = (
    r"[ -](?:handling|pages?|rates?|messages?|reports?|logs?|codes?|budgets?|tolerance|likely|easy"
    r"|were (?:not |never )?(?:logged|shown|counted)|(?:can|could|may|might) (?!be\b|have\b))"
)
# The large pattern is compiled and tried only if a text has one of its words.
_HINT = SearchPattern(
    r"(?i)error|mistake|typo|fail(?:ure|ed)|fault|forgot|neg[lg]|never|omitted"
    r"|(?:did|had)(?: not|n['’]t)"
    r"|ignored|disregard|violated|deviated|circumvent|mis(?:under|typed|hand|read|conduct)|oversight"
    r"|attention|careless|incompet|complian|not followed|[^\x00-\x7f]"
    r"|versagen|fehl|irrtum|nicht|ignor"
    r"|erreur|humano|uman[oi]|menselijke|pas |\bno |\bnon |niet|\bnie "
)
_ERROR = SearchPattern(
    r"\b(?:human|operator|user|engineer|developer|admin(?:istrator)?|manual|personal|people"
    rf"|employee|staff|pilot|{_TRADES})(?:'s|’s)?[ -](?:errors?|mistakes?|failures?|faults?)"
    rf"\b(?!{_ABOUT})"
    rf"|\b(?:errors?|mistakes?|typos?) (?:made )?by (?:an? |the )?(?:\w+ ){{0,2}}{_WHO}"
    rf"|\b{_WHO} (?:made an? (?:\w+ )?(?:error|mistake|typo)|forgot|failed to follow)\b"
    rf"|\b{_WHO}(?:{_DID})"
    rf"|\b{_PEOPLE}(?: on (?:call|duty|shift))? {_NOT} (?:\w+ly )?(?:{_ACTS_OF_PEOPLE})(?:ed|d)?\b"
    rf"|\b{_WHO}(?:'s|’s|s['’])? (?:{_FAULT})\b"
    rf"|\bnegligence (?:of|by|on the part of) (?:an? |the )?(?:\w+ ){{0,2}}{_WHO}"
    r"|\b(?:procedure|runbook|checklist|instruction)s? (?:was|were) "
    r"(?:not followed|ignored|disregarded|violated)\b"
    r"|\bfailure to follow (?:the |a )?(?:\w+ )?(?:procedures?|protocols?|instructions?|rules)\b"
    r"|\b(?:inattention|lack of attention|carelessness)\b"
    r"|\b(?:menschliche[srnm]? (?:Versagen|Fehler|Irrtum)|(?:Bedien|Anwend)(?:er|ungs)fehler"
    r"|Fehlbedienung)"
    rf"|\b{_GERMAN_WHO} (?:\w+ ){{0,6}}nicht (?:\w+ )?"
    r"(?:befolgt|beachtet|eingehalten|geprüft)\w*"
    rf"|\b{_GERMAN_WHO} (?:\w+ ){{0,3}}(?:missachtete|ignorierte|vergaß|übersah)\w*"
    r"|\b(?:l['’]|le |la |les )?(?:opérateur|technicien|ingénieur|employé|salarié|administrateur)"
    r"(?:e|ne|trice)?s? n['’](?:a|ont) pas (?:respecté|suivi|vérifié)"
    r"|\b(?:operador|técnico|ingeniero|empleado|administrador)(?:a|es|as|s)? no "
    r"(?:siguió|siguieron|respetó|verificó|cumplió)"
    r"|\b(?:operatore|tecnico|ingegnere|dipendente|amministratore) non ha (?:seguito|rispettato"
    r"|verificato)"
    r"|\b(?:operador|técnico|engenheiro|funcionário|administrador) não (?:seguiu|respeitou"
    r"|verificou|cumpriu)"
    r"|\b(?:medewerker|technicus|beheerder|operator) (?:volgde|heeft) (?:\w+ ){1,4}niet"
    r"|\b(?:pracownik|operator|technik|administrator|inżynier) nie (?:zastosował|przestrzegał"
    r"|sprawdził)\w*"
    r"|(?:担当者|作業者|技術者|オペレーター)(?:が|は)[^。]{0,20}"
    r"(?:(?:守ら|従わ|確認し)(?:な|ず|て(?:い)?な)|怠)"
    r"|(?:工程师|操作员|员工|运维人员|管理员)(?:没有|未)(?:按|遵守|遵循|检查|执行)"
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
    for pointer, text, is_cause in _statements(subject):
        if not _HINT.pattern.search(text):
            continue
        for match in _ERROR.pattern.finditer(text):
            if not _DENIED.pattern.search(text[max(0, match.start() - 60) : match.start()]):
                what = "root cause" if is_cause else "cause"
                yield Finding(
                    pointer,
                    f'gives "{match.group().lower()}" as a {what}.',
                    "Say what made the mistake easy to make or hard to notice, such as "
                    '"nothing at the prompt tells the two hosts apart".',
                    level=None if is_cause else Level.NOTE,
                )
                break


def _statements(subject: Subject) -> Iterator[tuple[str, str, bool]]:
    """Yield places where causes are given, and whether a cause there is the root cause."""
    cause = subject.incident.root_cause
    yield "/summary/root_cause", subject.incident.summary.root_cause, True
    yield "/root_cause/statement", cause.statement, True
    yield "/root_cause/primary/description", cause.primary.description, True
    yield "/root_cause/primary/mechanism", cause.primary.mechanism, False
    yield "/root_cause/why_it_happened", cause.why_it_happened, True
    for index, why in enumerate(cause.five_whys, start=1):
        place = pointer_to("root_cause", "five_whys", index - 1, "answer")
        yield place, why.answer, index == len(cause.five_whys)
    for index, factor in enumerate(cause.contributing_factors):
        for name in ("name", "description"):
            place = pointer_to("root_cause", "contributing_factors", index, name)
            yield place, getattr(factor, name), False


RULE = Rule(id="human-error-as-cause", level=Level.WARNING, check=_check)
