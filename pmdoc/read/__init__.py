"""Reading of files: incidents, images, data for charts.

In → Out: paths and text in; plain data with positions, images and tables out.
Must not: load a parser before the first text that needs one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmdoc.runtime.lazy_exports import lazy_exports

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

__getattr__ = lazy_exports(
    __name__,
    {
        "asset_path": "read_asset",
        "character_position": "point_at_characters",
        "csv_file": "CsvTable load_csv samples_of",
        "image_file": "check_image load_image",
        "incident_file": "read_incident",
        "origin": "STDIN Origin Override",
        "regular_file": "read_regular_file",
        "source": "INCLUDE Data Source UnreadableInput texts_in",
        "yaml.plain_scalar": "Plain",
        "yaml.yaml_file": "read_yaml",
        "yaml_names": "is_yaml_name",
    },
)
