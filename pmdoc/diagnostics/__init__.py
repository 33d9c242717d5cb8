"""Problems with what a user wrote, and the exceptions that stop a run.

In → Out: findings in; values that can be sorted, judged and shown out.
Must not: print, or import another package of pmdoc.
"""
