"""Recognise what a sign-off means: approval, refusal, review or authorship.

In → Out: a sign-off, or its role, in; a yes or no out.
Must not: guess from a name.
"""

from __future__ import annotations

from pmdoc.lint.text_index import SearchPattern
from pmdoc.model.report import SignOff

_REFUSES = SearchPattern(
    r"(?i)\b(?:reject\w*|declin\w*|refus\w*|den(?:ied|ies)|disagree\w*|withheld|withdrawn|object\w*"
    r"|(?:not|un)[- ]?(?:yet )?(?:approv\w+|agreed|accepted|signed|released)|pending|awaiting"
    r"|outstanding|open|deferred|to be (?:approved|signed|confirmed)"
    r"|abgelehnt|ausstehend|offen|nicht (?:genehmigt|freigegeben)|rechazad\w+|pendiente"
    r"|en attente|rifiutat\w+|in attesa|afgewezen|odrzucon\w+|rejeitad\w+|pendente)\b"
    r"|却下|拒否|未承認|拒绝|驳回|待审批|مرفوض|נדחה"
)
_APPROVES = SearchPattern(
    r"(?i)\b(?:approv\w+|authori[sz]ed?|released?|freigegeben|freigabe|genehmigt|genehmigung"
    r"|aprobad\w+|aprueba|approuv\w+|approvat\w+|approva|goedgekeurd|zatwierdz\w+|aprovad\w+)\b"
    r"|承認|批准|اعتمد|מאושר"
)
_AGREES = SearchPattern(
    r"(?i)\b(?:agree\w*|accept\w*|signed|confirm\w*|endors\w*|cleared|passed|ok|yes|einverstanden"
    r"|angenommen|gezeichnet|bestätigt|accord|accepté\w*|acuerdo|aceptad\w+|accettat\w+|akkoord"
    r"|zgoda|aceit\w+)\b|同意|了承"
)
_SUBMITS = SearchPattern(
    r"(?i)\b(?:submitted|prepared|drafted|noted|reviewed|read|received|acknowledged|commented"
    r"|eingereicht|erstellt|zur kenntnis)\b"
)
_AS_AUTHOR = SearchPattern(
    r"(?i)\b(?:authors?|writers?|prepared|submitted|drafted|verfasser\w*|autor\w*|auteur|redactor"
    r"|opsteller)\b|作成|起案|编写|撰写"
)
_REVIEW = SearchPattern(
    r"(?i)\b(?:review\w*|checked by|prüfer\w*|geprüft|relecteur|revisor\w*|controleur)\b"
    r"|査読|審査|审核"
)


def refuses(sign_off: SignOff) -> bool:
    """Return whether the decision is a refusal, or still open."""
    return _REFUSES.pattern.search(sign_off.decision) is not None


def approves(sign_off: SignOff) -> bool:
    """Return whether role or decision say that it approves the report, and not as its author."""
    words = f"{sign_off.role} {sign_off.decision}"
    return bool(_APPROVES.pattern.search(words)) and not is_as_author(sign_off.role)


def is_only_submitted(sign_off: SignOff) -> bool:
    """Return whether the decision neither approves nor agrees: "Submitted", "Noted"."""
    says_more = _APPROVES.pattern.search(sign_off.decision) or _AGREES.pattern.search(
        sign_off.decision
    )
    return bool(_SUBMITS.pattern.search(sign_off.decision)) and not says_more


def is_as_author(role: str) -> bool:
    """Return whether a role is that of an author."""
    return _AS_AUTHOR.pattern.search(role) is not None


def is_review(role: str) -> bool:
    """Return whether a role is that of a reviewer."""
    return _REVIEW.pattern.search(role) is not None
