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
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import count
from pathlib import Path, PurePath

from msgspec import Struct

from pmdoc.archive.style_files import archive_names, may_be_handed_on, named_absolutely
from pmdoc.diagnostics.problem import Level, Problem, readable
from pmdoc.read import STDIN, Origin, Override, Source, read_asset, read_regular_file
from pmdoc.render import EmbeddedFile, Relationship
from pmdoc.runtime.resources import schema_folder
from pmdoc.version import __version__

LIMIT_BYTES = 20_000_000
_SCHEMA = "incident.schema.json"
_MEDIA_TYPES = {
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".json": "application/json",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".ttc": "font/collection",
}
_FONTS = frozenset({".ttf", ".otf", ".ttc"})
_LARGEST_FONT = 60_000_000
_SET, _BUILD = "set.txt", "build.txt"


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
_SOURCES = {Role.INCIDENT, Role.INCLUDED}


class SourceFile(Struct, frozen=True, kw_only=True):
    """A file that a report was made from. Shape: `name` is relative, its parts joined by `/`."""

    role: Role
    name: str
    data: bytes
    left_out: str = ""
    """Why an archive can't hold it, with the next step after a line end; empty where it can."""

    @property
    def sha256(self) -> str:
        """The digest of its bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()


def ingredients(
    origin: Origin, source: Source, assets: Iterable[str], house: Mapping[Role, Sequence[Path]]
) -> tuple[SourceFile, ...]:
    """Read everything that a report is made from.

    Shape: the incident first, then the included files, the assets and the house's files, of each
    role the one that was asked for first. Names start at the nearest folder that holds the incident
    and all that it includes; what lies elsewhere is in a folder `house`.

    Raises:
        InputError: a file that was there a moment ago can't be read any more.
        AssetError: likewise, of an asset.
    """
    folder = os.path.realpath(origin.folder)
    included = sorted({os.path.realpath(path) for path in source.included})
    top = os.path.commonpath([folder, *(os.path.dirname(path) for path in included)])  # noqa: PTH120 -- text like the rest
    own = "incident.yaml" if origin.path == STDIN else origin.path.name
    data = origin.data if origin.data is not None else _read(origin.path)
    found = [SourceFile(role=Role.INCIDENT, name=_name(folder, own, top), data=data)]
    found += [
        SourceFile(role=Role.INCLUDED, name=_name(path, "", top), data=_read(Path(path)))
        for path in included
    ]
    found += [
        SourceFile(
            role=Role.ASSET,
            name=_name(folder, name, top),
            data=read_asset(name, origin.folder, limit_bytes=LIMIT_BYTES),
        )
        for name in sorted(set(assets))
    ]
    taken = {one.name for one in found}
    for role, files in house.items():
        if files:
            brought = _brought(role, files, archive_names(role.value, files, top, taken))
            found += (one for one in brought if one.name not in taken)
    return tuple(found)


def _brought(role: Role, files: Sequence[Path], names: Sequence[str]) -> Iterator[SourceFile]:
    """Read the files of a house that lead to each other."""
    absolute = named_absolutely(files[0], files) if role is Role.STYLE else ()
    for path, name in zip(files, names, strict=True):
        is_font = path.suffix.lower() in _FONTS
        data = _read(path, _LARGEST_FONT if is_font else LIMIT_BYTES)
        reason = ""
        if is_font and not may_be_handed_on(data):
            reason = "is not archived: its licence bits keep it from being handed on as a file.\n"
            reason += "Keep it yourself, or use a font that may be installed anywhere."
        elif path in absolute:
            reason = "is not archived: the style names it from the root of the disk.\n"
            reason += "Put it beside the style, and name it from there."
        yield SourceFile(role=role, name=name, data=data, left_out=reason)


def archive_problems(made_from: Iterable[SourceFile]) -> tuple[Problem, ...]:
    """Name what an archive can't hold. Problems: one `archive-incomplete` for each such file."""
    reasons = ((one.name, *one.left_out.split("\n")) for one in made_from if one.left_out)
    return tuple(
        Problem(
            id="archive-incomplete",
            level=Level.WARNING,
            message=f"{PurePath(name).name} {message}",
            hint=hint,
        )
        for name, message, hint in reasons
    )


def _read(path: Path, limit_bytes: int = LIMIT_BYTES) -> bytes:
    return read_regular_file(path, limit_bytes=limit_bytes)


def _name(folder: str, name: str, top: str) -> str:
    """Say where a file stands below the top folder."""
    path = os.path.normpath(os.path.join(folder, name))  # noqa: PTH118 -- no link may be followed
    return PurePath(os.path.relpath(path, top)).as_posix()


def content_digest(made_from: Iterable[SourceFile]) -> str:
    """Return the digest, in hex, of the incident file, what it includes and its assets."""
    lines = sorted((one.name, one.sha256) for one in made_from if one.role in _CONTENT)
    listing = "".join(f"{sha256}  {name}\n" for name, sha256 in lines)
    return hashlib.sha256(listing.encode()).hexdigest()


class BuildRequest(Struct, frozen=True, kw_only=True):
    """What a build was asked for. Shape: names as typed, empty for none; `flags` with dashes."""

    layout: str = ""
    style: str = ""
    language: str = ""
    flags: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()


def to_embed(made_from: Iterable[SourceFile], asked: BuildRequest) -> tuple[EmbeddedFile, ...]:
    """Return what an archive's file holds: all that may be in it of what the report was made from.

    Values that were set for this run go along as a list, as no file holds them, and so does the
    command that makes the same report again of the files.
    """
    kept = [one for one in made_from if one.role is not Role.TEMPLATE and not one.left_out]
    files = [_embedded(one.name, one.data, is_source=one.role in _SOURCES) for one in kept]
    if lines := "".join(f"{one.pointer}={one.value}\n" for one in asked.overrides):
        files.append(_embedded(_SET, lines.encode()))
    taken = {file.name for file in files}
    names = (f"build-{at}.txt" if at else _BUILD for at in count())
    name = next(name for name in names if name not in taken)
    return (*files, _embedded(name, _command(kept, asked).encode()))


def _embedded(name: str, data: bytes, *, is_source: bool = False) -> EmbeddedFile:
    suffix = PurePath(name).suffix.lower()
    return EmbeddedFile(
        name=name,
        media_type=_MEDIA_TYPES.get(suffix, "application/octet-stream"),
        data=data,
        relationship=Relationship.SOURCE if is_source else Relationship.SUPPLEMENT,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _command(made_from: Sequence[SourceFile], asked: BuildRequest) -> str:
    """Write the command that makes the report again in the folder of its files."""
    words = ["pmdoc", "build", made_from[0].name, "--format", "pdf", "--pdf-standard", "a-3a"]
    for role, option, name in (
        (Role.LAYOUT, "--layout", asked.layout),
        (Role.STYLE, "--style", asked.style),
        (Role.LANGUAGE, "--lang", asked.language),
    ):
        file = next((one.name for one in made_from if one.role is role), name)
        words += [option, file] if file else []
    for one in asked.overrides:
        words += ["--set", f"{readable(one.pointer)}={one.value}"]
    return f"{shlex.join([*words, *asked.flags])}\n"


def manifest(
    made_from: Iterable[SourceFile],
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
