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
from pmdoc.model.audience import direction_to


def _check(subject: Subject) -> Findings:
    for index, message in enumerate(subject.incident.communication.log):
        meant = direction_to(message.audience) if message.audience.strip() else None
        if message.direction and meant and message.direction is not meant:
            yield Finding(
                pointer_to("communication", "log", index, "direction"),
                f"is {message.direction}, but the audience is {message.audience!r}.",
                "Correct one of the two.",
            )


RULE = Rule(id="message-direction", level=Level.WARNING, check=_check)
