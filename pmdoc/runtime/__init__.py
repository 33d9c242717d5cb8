"""The clock, the shipped data files, the installed plug-ins, the garbage collector and signals.

In → Out: nothing in; the environment of a process out.
Must not: know anything about incidents or reports.
"""
