"""Find links by reference without a definition, and definitions without a link.

`[the runbook][r]` is a link if the same text has a line `[r]: https://…` with a web or mail
address, or with a place in the report such as `#timeline`. Otherwise the report prints both as they
were typed.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: |
      See [the runbook][r].

      [r]: https://wiki.example.com/12

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: |
      See [the runbook][r].

      [r]: runbooks/12.md
"""

from pmdoc.lint.fault_rule import FaultWording, make_fault_rule
from pmdoc.markdown.fault import FaultKind

RULE = make_fault_rule(
    "link-undefined",
    {
        FaultKind.LINK_UNDEFINED: FaultWording(
            "has a link whose address is not defined: `{}`.",
            "Add a line such as `[r]: https://…` to the same text, or write it as code.",
        ),
        FaultKind.LINK_UNUSED: FaultWording(
            "defines an address to which nothing in the same text refers: `{}`.",
            "Refer to it, as in `[the runbook][r]`, or write only the address.",
        ),
        FaultKind.LINK_TWICE: FaultWording(
            "defines an address again: `{}`.",
            "Give each address of a text a label of its own.",
        ),
    },
)
