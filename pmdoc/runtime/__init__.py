"""The clock, the shipped data files, the installed plug-ins and the garbage collector.

In → Out: nothing in; the environment of a process out.
Must not: know anything about incidents or reports.
"""
