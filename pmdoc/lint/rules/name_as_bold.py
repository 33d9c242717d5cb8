"""Find names with two underscores on either side, which become bold.

In Markdown `__init__` is the word "init" in bold. As code it keeps its underscores. Before a full
stop and a letter, as in `__init__.py`, and before a bracket it is printed as it is anyway.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: The module __init__.py calls `__init__`.

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: The pool is filled by __init__ at the start.
"""

from pmdoc.lint.fault_rule import FaultWording, make_fault_rule
from pmdoc.markdown.fault import FaultKind

RULE = make_fault_rule(
    "name-as-bold",
    {
        FaultKind.BOLD_NAME: FaultWording(
            "has `{}`, which the report prints in bold and without its underscores.",
            "Write the name as code, in backquotes, or a bold word with two stars.",
        ),
    },
)
