"""Find root causes that only repeat the trigger.

The trigger is why it happened that day. The root cause is what let a trigger do such harm, and what
is left when the trigger is gone. If both say the same in nearly the same words, the analysis has
stopped too early.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Edge servers out of CPU}
    root_cause:
      trigger: An updated set of firewall rules was released to the whole network.
      statement: No limit bounds the work of a rule, and rules reach every server at once.

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Edge servers out of CPU}
    root_cause:
      trigger: An updated set of firewall rules was released to the whole network.
      statement: The release of the updated set of firewall rules to the whole network.
"""

from pmdoc.lint.content_words import content_words
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject

_FEWEST_WORDS = 3
_ALIKE = 0.75


def _check(subject: Subject) -> Findings:
    cause = subject.incident.root_cause
    trigger = content_words(cause.trigger)
    statements = (
        ("/root_cause/statement", cause.statement),
        ("/root_cause/primary/description", cause.primary.description),
    )
    for pointer, text in statements:
        words = content_words(text)
        if min(len(words), len(trigger)) < _FEWEST_WORDS:
            continue
        if len(words & trigger) >= _ALIKE * len(words | trigger):
            yield Finding(
                pointer,
                "repeats the trigger.",
                "Ask why once more: what let the trigger do such harm?",
            )


RULE = Rule(id="cause-repeats-trigger", level=Level.WARNING, check=_check)
