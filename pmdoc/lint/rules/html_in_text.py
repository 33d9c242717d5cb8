"""Find HTML, which a report prints as it is.

Texts are Markdown without HTML. Tags and comments are printed as they were typed, except `<br>` in
a cell of a table, which breaks the line; of an entity such as `&lt;`, the character is printed.
Names in angle brackets, such as `<service>`, are not HTML.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: The pool of <service> was **full**, and `<b>` was in the log.

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: The pool was <b>full</b>.
"""

from pmdoc.lint.fault_rule import FaultWording, make_fault_rule
from pmdoc.markdown.fault import FaultKind

RULE = make_fault_rule(
    "html-in-text",
    {
        FaultKind.TAG: FaultWording(
            "has `{}`, which the report prints as it is.",
            "Use Markdown, such as `**bold**` or an empty line, or write it as code.",
        ),
        FaultKind.ENTITY: FaultWording(
            "has `{}`, of which the report prints the character.",
            "Write the character itself; write it as code if the text is about the entity.",
        ),
    },
)
