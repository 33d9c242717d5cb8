r"""Find signs before figures that become a quotation, a heading or a list.

At the start of a line in a text of several lines, `>`, `#`, `+` and `-` are marks, so that "> 500
ms" becomes a quotation of "500 ms". In a text of one line they are printed as they are.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: |
      The delay was high.

      \> 500 ms

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: |
      The delay was high.

      > 500 ms
"""

from pmdoc.lint.fault_rule import FaultWording, make_fault_rule
from pmdoc.markdown.fault import FaultKind

RULE = make_fault_rule(
    "sign-as-mark",
    {
        FaultKind.SIGN: FaultWording(
            "has a sign that Markdown reads as a mark, and that the report does not print: `{}`.",
            'Write a backslash before it, or use a word such as "over".',
        ),
    },
)
