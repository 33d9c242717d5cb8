"""Problems in the user's files, and the exceptions that stop a run.

In → Out: nothing in; types for problems and errors out.
Must not: print, or import another package of pmdoc.
"""
