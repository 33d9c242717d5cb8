"""Find footnotes without a mark, and marks without a footnote.

A footnote belongs to the text that its mark is in. Where one of them is missing the report prints
the other as it was typed.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: |
      The disk was full, says the vendor.[^v]

      [^v]: Letter of 4 March.

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: |
      The disk was full, says the vendor.[^v]

      [^vendor]: Letter of 4 March.
"""

from pmdoc.lint.fault_rule import FaultWording, make_fault_rule
from pmdoc.markdown.fault import FaultKind

RULE = make_fault_rule(
    "footnote-unmatched",
    {
        FaultKind.NOTE_UNDEFINED: FaultWording(
            "refers to a footnote that it does not have: `{}`.",
            "Add a line such as `[^v]: …` to the same text, or write it as code.",
        ),
        FaultKind.NOTE_UNUSED: FaultWording(
            "has a footnote to which nothing in the same text refers: `{}`.",
            "Set its mark, such as `[^v]`, where it belongs.",
        ),
        FaultKind.NOTE_TWICE: FaultWording(
            "defines a footnote again: `{}`.",
            "Give each footnote of a text a label of its own.",
        ),
    },
)
