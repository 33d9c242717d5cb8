"""The clock, the shipped data files and the garbage collector.

In → Out: nothing in; the environment of a run out.
Must not: know what pmdoc does.
"""
