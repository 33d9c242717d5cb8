"""Find pictures inside texts, of which the report keeps only the words.

A picture in a report has a caption, a number and a description, and may need a page of its own. So
it is not part of a text: list it under `appendices.screenshots` or `appendices.monitoring`, and
refer to it with `[](#queue.png)`, which prints "Figure 2".

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: The mail queue grew until noon.

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: "The mail queue grew until noon: ![Mails that wait](queue.png)"
"""

from pmdoc.lint.fault_rule import FaultWording, make_fault_rule
from pmdoc.markdown.fault import FaultKind

RULE = make_fault_rule(
    "image-in-text",
    {
        FaultKind.IMAGE: FaultWording(
            "contains a picture, of which the report keeps only the words.",
            "Move it to `appendices.screenshots`, and refer to it with `[](#its-file.png)`.",
        ),
    },
)
