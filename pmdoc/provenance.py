"""What a report is made from, so that it can be told, proved and kept with the report.

In → Out: an incident's origin and the files around it in; their names, bytes and digests out.
Must not: lay anything out, or name a file by a path that only this machine has.
Source: https://csrc.nist.gov/pubs/fips/180-4/upd1/final (SHA-256).

The content digest is what `sha256sum incident.yaml graph.png | sha256sum` says in the incident's
folder, the files in the order of their names: an auditor needs no pmdoc to check it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path, PurePath

from msgspec import Struct

from pmdoc.read import STDIN, Origin, Override, Source, read_asset, read_regular_file
from pmdoc.render import EmbeddedFile, Relationship
from pmdoc.resources import schema_folder
from pmdoc.version import __version__

LIMIT_BYTES = 20_000_000
_SCHEMA = "incident.schema.json"
_MEDIA_TYPES = {
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".csv": "text/csv",
    ".json": "application/json",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}


class Role(StrEnum):
    """What a file is to the report."""

    INCIDENT = "incident"
    INCLUDED = "included"
    ASSET = "asset"
    LAYOUT = "layout"
    STYLE = "style"
    LANGUAGE = "language"
    TEMPLATE = "template"


_CONTENT = {Role.INCIDENT, Role.INCLUDED, Role.ASSET}


class Ingredient(Struct, frozen=True, kw_only=True):
    """A file that a report was made from. Shape: `name` is relative, its parts joined by `/`."""

    role: Role
    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The digest of its bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()


def ingredients(
    origin: Origin, source: Source, assets: Iterable[str], house: Mapping[Role, Path | None]
) -> tuple[Ingredient, ...]:
    """Read everything that a report is made from.

    Shape: the incident first, then the included files, the assets and the house's files. Names
    start at the nearest folder that holds the incident and all that it includes.

    Raises:
        InputError: a file that was there a moment ago can't be read any more.
        AssetError: likewise, of an asset.
    """
    folder = os.path.realpath(origin.folder)
    included = sorted({os.path.realpath(path) for path in source.included})
    top = os.path.commonpath([folder, *(os.path.dirname(path) for path in included)])  # noqa: PTH120 -- text like the rest
    own = "incident.yaml" if origin.path == STDIN else origin.path.name
    data = origin.data if origin.data is not None else _read(origin.path)
    found = [Ingredient(role=Role.INCIDENT, name=_name(folder, own, top), data=data)]
    found += [
        Ingredient(role=Role.INCLUDED, name=_name(path, "", top), data=_read(Path(path)))
        for path in included
    ]
    found += [
        Ingredient(
            role=Role.ASSET, name=_name(folder, name, top), data=read_asset(name, origin.folder)
        )
        for name in sorted(set(assets))
    ]
    found += [
        Ingredient(role=role, name=path.name, data=_read(path))
        for role, path in house.items()
        if path is not None
    ]
    return tuple(found)


def _read(path: Path) -> bytes:
    return read_regular_file(path, limit_bytes=LIMIT_BYTES)


def _name(folder: str, name: str, top: str) -> str:
    """Say where a file stands below the top folder."""
    path = os.path.normpath(os.path.join(folder, name))  # noqa: PTH118 -- no link may be followed
    return PurePath(os.path.relpath(path, top)).as_posix()


def content_digest(made_from: Iterable[Ingredient]) -> str:
    """Return the digest, in hex, of the incident file, what it includes and its assets."""
    lines = sorted((one.name, one.sha256) for one in made_from if one.role in _CONTENT)
    listing = "".join(f"{sha256}  {name}\n" for name, sha256 in lines)
    return hashlib.sha256(listing.encode()).hexdigest()


def to_embed(
    made_from: Iterable[Ingredient], overrides: Iterable[Override] = ()
) -> tuple[EmbeddedFile, ...]:
    """Return what an archive's file holds: the incident, what it includes, and its assets.

    Values that were set for this run go along as a list, as no file holds them.
    """
    files = [
        EmbeddedFile(
            name=one.name,
            media_type=_MEDIA_TYPES.get(PurePath(one.name).suffix, "application/octet-stream"),
            data=one.data,
            relationship=(
                Relationship.SOURCE if one.role is not Role.ASSET else Relationship.SUPPLEMENT
            ),
            sha256=one.sha256,
        )
        for one in made_from
        if one.role in _CONTENT
    ]
    if lines := "".join(f"{one.pointer}={one.value}\n" for one in overrides):
        data = lines.encode()
        files.append(
            EmbeddedFile(
                name="set.txt",
                media_type="text/plain",
                data=data,
                relationship=Relationship.SUPPLEMENT,
                sha256=hashlib.sha256(data).hexdigest(),
            )
        )
    return tuple(files)


def manifest(
    made_from: Iterable[Ingredient],
    outputs: Mapping[str, bytes],
    overrides: Iterable[Override] = (),
) -> bytes:
    """Return the account of a build as JSON: what went in, what came out, each with its SHA-256.

    Shape: `outputs` maps the suffixes of the report's files to their bytes.
    """
    made_from = tuple(made_from)
    schema = (schema_folder() / _SCHEMA).read_bytes()
    account = {
        "pmdoc": __version__,
        "content_sha256": content_digest(made_from),
        "schema": {"file": _SCHEMA, "sha256": hashlib.sha256(schema).hexdigest()},
        "sources": [
            {
                "role": one.role.value,
                "file": one.name,
                "bytes": len(one.data),
                "sha256": one.sha256,
            }
            for one in made_from
        ],
        "set": {one.pointer: one.value for one in overrides},
        "outputs": [
            {
                "suffix": suffix,
                "bytes": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
            for suffix, data in outputs.items()
        ],
    }
    return (json.dumps(account, indent=2, ensure_ascii=False) + "\n").encode()
