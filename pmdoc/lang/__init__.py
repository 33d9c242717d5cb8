"""Languages, one data file each.

In → Out: see `load` for how a file becomes a language, and `language` for what it can do.
Must not: hold a word in Python; every word stands in a file of `languages/`.
"""

from pmdoc.lang.language import Language
from pmdoc.lang.language_loader import language_codes, load_language, shipped_language

__all__ = ["Language", "language_codes", "load_language", "shipped_language"]
