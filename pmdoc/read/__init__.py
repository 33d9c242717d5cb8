"""Reading of files: incidents, images, data for charts.

In → Out: paths and text in; plain data with positions, images and tables out.
Must not: load a parser before the first text that needs one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmdoc.read.asset_path import read_asset
    from pmdoc.read.character_position import point_at_characters
    from pmdoc.read.csv_file import CsvTable, load_csv, samples_of
    from pmdoc.read.image_file import check_image, load_image
    from pmdoc.read.incident_file import read_incident
    from pmdoc.read.origin import STDIN, Origin, Override
    from pmdoc.read.regular_file import read_regular_file
    from pmdoc.read.source import INCLUDE, Data, Source, UnreadableInput, texts_in
    from pmdoc.read.yaml.plain_scalar import Plain
    from pmdoc.read.yaml.yaml_file import read_yaml
    from pmdoc.read.yaml_names import is_yaml_name

__all__ = [
    "INCLUDE",
    "STDIN",
    "CsvTable",
    "Data",
    "Origin",
    "Override",
    "Plain",
    "Source",
    "UnreadableInput",
    "check_image",
    "is_yaml_name",
    "load_csv",
    "load_image",
    "point_at_characters",
    "read_asset",
    "read_incident",
    "read_regular_file",
    "read_yaml",
    "samples_of",
    "texts_in",
]

_MODULES = {
    "CsvTable": "csv_file",
    "Data": "source",
    "INCLUDE": "source",
    "Origin": "origin",
    "Override": "origin",
    "Plain": "yaml.plain_scalar",
    "STDIN": "origin",
    "Source": "source",
    "UnreadableInput": "source",
    "check_image": "image_file",
    "is_yaml_name": "yaml_names",
    "load_csv": "csv_file",
    "load_image": "image_file",
    "point_at_characters": "character_position",
    "read_asset": "asset_path",
    "read_incident": "incident_file",
    "read_regular_file": "regular_file",
    "read_yaml": "yaml.yaml_file",
    "samples_of": "csv_file",
    "texts_in": "source",
}


def __getattr__(name: str) -> object:
    """Import a public name's module on first use."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
