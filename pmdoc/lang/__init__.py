"""Languages, one data file each.

In → Out: see `language`.
Must not: hold a word in Python; every word stands in a file of `languages/`.
"""

from pmdoc.lang.language import REFERENCE, Language, language_codes, load_language

__all__ = ["REFERENCE", "Language", "language_codes", "load_language"]
