"""Decide whether a message went to the organization's own people or to others.

In → Out: a `Message` in, its `Direction` out.
Must not: overrule an author who states the direction.

Without a stated direction, an audience is external unless every part of it names people of the
organization; without an audience, a message is internal unless its channel is a public one:

    Payments team, management      internal    a team and the management
    Customers and support staff    external    one part is
    Engineers of the carrier       external    the words don't say whose
"""

from __future__ import annotations

import re
from functools import cache

from pmdoc.model.choice import Direction
from pmdoc.model.record import Message

_OWN_PEOPLE = """
staff personnel employees? workforce colleagues? teams? engineers? engineering developers? ops
operations operators sre devops on-call responders support agents management managers? leadership
leaders executives? directors? board departments? hr legal compliance finance marketing sales
mitarbeiter mitarbeitern mitarbeitende mitarbeitenden belegschaft angestellte vorstand abteilung
geschäftsführung geschäftsleitung bereitschaft kolleginnen kollegen krisenstab \\w+teams?
équipes? employés salariés collaborateurs direction equipos? empleados personal plantilla dirección
dipendenti personale direzione colleghi equipes? equipas? funcionários colaboradores direção
medewerkers personeel directie pracownicy pracowników zespół zespoły zarząd
\\w*チーム \\w*社員 \\w*従業員 \\w*経営陣 \\w*担当者 \\w*员工 \\w*团队 \\w*管理层
\\w*עובדים \\w*צוות \\w*הנהלה \\w*موظفين \\w*موظفون \\w*فريق \\w*إدارة
"""
_INTERNAL = """
internal internally in-house company-?wide all[-\\s]hands intern interne[rns]? internos? internas?
interna wewnętrzn\\w+ \\w*社内\\w* \\w*内部\\w* \\w*פנימי\\w* \\w*داخلي\\w*
"""
_OTHERS = """
customers clients users partners suppliers vendors regulators? authority authorities public press
media subscribers merchants patients investors shareholders kunden endkunden nutzer\\w*
öffentlich\\w* behörden? presse publics? público pubblico clientes clienti klanten klienci
"""
_PUBLIC_CHANNELS = """
status\\s?(?:page|site|seite|pagina) public\\w* press\\w* twitter mastodon linkedin facebook bluesky
blog newsletter web\\s?site page\\sd['’](?:état|incidents?) página\\sde\\sestado
\\w*ステータスページ\\w* \\w*状态页\\w*
"""
_NO_DEPARTMENT = r"(?!\w| (?:support|success|care|service|relations|affairs|teams?)(?!\w))"
"""What follows the word for others if they are meant: not "public relations"."""
_AND = re.compile(r"[,;/&+、，]|\b(?:and|und|et|y|e|en|i)\b")
_FURTHER = re.compile(r"\(.*|\s(?:in|on|for|der|des|im|de|du|della|di|da|do)\s.*")
"""What follows the noun that says who is meant: "staff in Berlin"."""


def direction_of(message: Message) -> Direction:
    """Return the direction that the author states, or else what audience and channel say."""
    if message.direction is not None:
        return message.direction
    if message.audience.strip():
        return direction_to(message.audience) or Direction.EXTERNAL
    channel = message.channel.casefold()
    is_public = _has(_PUBLIC_CHANNELS, channel) and not _has(_INTERNAL, channel)
    return Direction.EXTERNAL if is_public else Direction.INTERNAL


def direction_to(audience: str) -> Direction | None:
    """Return the direction of a message to an audience; None if its words don't say whose it is."""
    words = audience.strip().casefold()
    if _has(_OTHERS, words, end=_NO_DEPARTMENT):
        return Direction.EXTERNAL
    nouns = [_FURTHER.sub("", part).strip(" .*_") for part in _AND.split(words)]
    are_own = all(_has(_OWN_PEOPLE, noun, end=r"\Z") for noun in nouns if noun)
    return Direction.INTERNAL if are_own or _has(_INTERNAL, words) else None


def _has(words: str, text: str, *, end: str = r"(?!\w)") -> bool:
    return _pattern(words, end).search(text) is not None


@cache
def _pattern(words: str, end: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words.split())}){end}")
