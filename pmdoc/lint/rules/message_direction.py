"""Find messages whose direction contradicts their audience.

The report lists internal and external messages apart. A message to the public is not internal, and
one to "all staff (internal)" is not external. Without `direction`, the audience decides.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    communication:
      log: [{message: Investigating, audience: Customers, direction: external}]

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    communication:
      log: [{message: Investigating, audience: Customers, direction: internal}]
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.text_index import SearchPattern
from pmdoc.model.choice import Direction

_OUTSIDE = SearchPattern(
    r"(?i)\W*(?:the |all |our |affected )*(?:public|customers?|clients|users|press|media"
    r"|regulators?|authorities|investors|general public|kunden|öffentlichkeit|presse|behörden"
    r"|clientes|público|le public|pubblico|publiek)\b"
    r"(?! (?:support|success|care|service|relations|affairs|team))"
)
_INSIDE = SearchPattern(
    r"(?i)\b(?:internal(?:ly)?|all staff|all employees|everyone inside|intern|alle mitarbeit\w*)\b"
)


def _check(subject: Subject) -> Findings:
    for index, message in enumerate(subject.incident.communication.log):
        is_wrong = (
            message.direction is Direction.INTERNAL and _OUTSIDE.pattern.match(message.audience)
        ) or (message.direction is Direction.EXTERNAL and _INSIDE.pattern.search(message.audience))
        if is_wrong:
            yield Finding(
                pointer_to("communication", "log", index, "direction"),
                f"is {message.direction}, but the audience is {message.audience!r}.",
                "Correct one of the two.",
            )


RULE = Rule(id="message-direction", level=Level.WARNING, check=_check)
