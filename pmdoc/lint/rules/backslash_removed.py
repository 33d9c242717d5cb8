r"""Find backslashes that the report leaves out.

In Markdown a backslash before a mark, such as `_` or `*`, shows the mark as it is, and is not shown
itself. Other tools write such backslashes everywhere; but in the name of an account or a path, in a
pattern or a command, it belongs to the name. As code, all of it is printed. Windows paths that
begin with `\\server\` or `C:\` are printed as they are anyway.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: The job ran as `CORP\_svc` and read \\files01\jobs\_nightly.

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: The job ran as CORP\_svc.
"""

from pmdoc.lint.fault_rule import FaultWording, make_fault_rule
from pmdoc.markdown.fault import FaultKind

RULE = make_fault_rule(
    "backslash-removed",
    {
        FaultKind.BACKSLASH: FaultWording(
            "has `{}`, of which the report leaves out the backslash.",
            "Write the whole name as code, in backquotes, or delete the backslash.",
        ),
    },
)
