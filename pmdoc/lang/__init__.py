"""Languages of reports, one data file each.

In → Out: see `language_loader` for loading one, and `language` for what it can do.
Must not: contain words in Python; they belong in the files of `languages/`.
"""

from pmdoc.lang.language import Language
from pmdoc.lang.language_loader import language_codes, load_language, shipped_language

__all__ = ["Language", "language_codes", "load_language", "shipped_language"]
