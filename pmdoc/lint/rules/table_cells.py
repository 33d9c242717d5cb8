r"""Find rows of a table that do not fit its columns.

Most often the text of a cell contains a bar, which Markdown reads as the end of the cell, in code,
too. The report prints what is left over in the last cell. A table whose rule `|---|---|` has not as
many columns as its head is none: the report prints it as it was typed.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: |
      | Step | Command |
      |---|---|
      | 1 | `ps \| wc -l` |

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: |
      | Step | Command |
      |---|---|
      | 1 | `ps | wc -l` |
"""

from pmdoc.lint.fault_rule import FaultWording, make_fault_rule
from pmdoc.markdown.fault import FaultKind

RULE = make_fault_rule(
    "table-cells",
    {
        FaultKind.CELLS: FaultWording(
            "has a table with a row that does not fit its columns.",
            "Write a bar inside a cell as `\\|`, and give each row as many cells as the head.",
        ),
        FaultKind.TABLE: FaultWording(
            "has a table whose rule does not fit its head.",
            "Give the rule below the head as many columns, such as `|---|---|` for two.",
        ),
    },
)
