"""The version of pmdoc, in one place.

In → Out: nothing in; `__version__` out.
Must not: import anything.
"""

__version__ = "0.2.0"
