"""Read an incident: its file, the files it includes, and the values of `--set`.

In → Out: an `Origin` in, one `Source` with positions in all of these files out.
Must not: know any key of an incident but `include`.
"""

from __future__ import annotations

from pmdoc.read.origin import Origin
from pmdoc.read.source import INCLUDE, Source
from pmdoc.read.yaml.yaml_file import read_yaml


def read_incident(origin: Origin) -> Source:
    """Read an incident with included files and overrides.

    Raises:
        InputError: the file is missing, not a regular file, unreadable or too large.
        UnreadableInput: it, or a file it includes, is not valid.

    Problems: those of `read_yaml`, `include` and `override`.
    """
    source = read_yaml(origin.path if origin.data is None else origin.data, name=str(origin.path))
    if isinstance(source.data, dict) and INCLUDE in source.data:
        from pmdoc.read.include import with_included  # noqa: PLC0415 -- few incidents need it

        source = with_included(source, origin.folder)
    if origin.overrides:
        from pmdoc.read.override import with_overrides  # noqa: PLC0415 -- few runs need it

        source = with_overrides(source, origin.overrides)
    return source
