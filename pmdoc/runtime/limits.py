"""The limits of what pmdoc reads, so that no file can use up the memory or the time.

In → Out: nothing in; numbers out. The documentation lists them with these descriptions.
Must not: hold a limit of what a report may look like; those are the renderers'.
"""

YAML_BYTES = 50_000_000
"""Size of an incident file or standard input, and of all files that it includes together."""
YAML_DEPTH = 100
"""Levels of nesting in a YAML file, and parts of the path of `--set`."""
YAML_REFERENCES = 1_000_000
"""Values, or tens of characters, that the references (`*name`) of a YAML file repeat."""
INCLUDE_FILES = 50
"""Files that an incident includes, directly or through others."""
INCLUDE_DEPTH = 8
"""Levels at which an included file includes another."""
IMAGE_BYTES = 20_000_000
"""Size of an image."""
IMAGE_PIXELS = 40_000_000
"""Pixels of an image."""
CSV_BYTES = 5_000_000
"""Size of a CSV file."""
CSV_ROWS = 20_000
"""Rows of a CSV file."""
CSV_COLUMNS = 50
"""Columns of a CSV file."""
FONT_BYTES = 60_000_000
"""Size of a font file."""
TEMPLATE_BYTES = 32 << 20
"""Size of a Word template."""
TEMPLATE_MEMBERS = 2000
"""Parts of a Word template."""
TEMPLATE_MEMBER_BYTES = 32 << 20
"""Unpacked size of a part of a Word template."""
TEMPLATE_UNPACKED_BYTES = 200 << 20
"""Unpacked size of a Word template."""
ARCHIVED_FILE_BYTES = 20_000_000
"""Size of a source file, other than a font, that is listed in a manifest or embedded in a PDF."""
EXTRACTED_BYTES = 100_000_000
"""Size of a PDF whose sources are extracted, and of these sources together."""
EXTRACTED_FILES = 1_000
"""Files that are extracted from a PDF."""
