"""The clock, the shipped data files, the installed plug-ins and the garbage collector.

In → Out: nothing in; the environment of a run out.
Must not: know what pmdoc does.
"""
