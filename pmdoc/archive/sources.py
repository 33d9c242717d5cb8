"""The files that a report is made from: their digests, the manifest, the embedded copies.

In → Out: an incident's origin and related files in; their names, bytes and digests out.
Must not: lay out anything, or use a path of this machine as a file's name.
Source: https://csrc.nist.gov/pubs/fips/180-4/upd1/final (SHA-256).

Auditors can verify the content digest without pmdoc. It is the output of this command in the
incident's folder, with the files sorted by name:

    sha256sum graph.png incident.yaml | sha256sum
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

from pmdoc.archive.style_files import archive_names, may_be_shared, named_absolutely
from pmdoc.diagnostics.problem import Level, Problem, readable
from pmdoc.read.asset_path import read_asset
from pmdoc.read.origin import STDIN, Origin, Override
from pmdoc.read.regular_file import read_regular_file
from pmdoc.read.source import Source
from pmdoc.render import EmbeddedFile, Relationship
from pmdoc.runtime.resources import schema_folder
from pmdoc.version import __version__

LIMIT_BYTES = 20_000_000
_SCHEMA = "incident.schema.json"
_MEDIA_TYPES = {
    **dict.fromkeys((".yaml", ".yml"), "application/yaml"),
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".json": "application/json",
    **dict.fromkeys((".jpg", ".jpeg"), "image/jpeg"),
    ".png": "image/png",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".ttc": "font/collection",
}
_FONTS = frozenset({".ttf", ".otf", ".ttc"})
_FONT_LIMIT_BYTES = 60_000_000
_SET, _BUILD = "set.txt", "build.txt"


class Role(StrEnum):
    """The purpose of a file."""

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
    """A file that a report is made from. Shape: `name` is a relative path with `/`."""

    role: Role
    name: str
    data: bytes
    left_out: str = ""
    """Why it can't be archived, then a line break and a hint; empty if it can."""

    @property
    def sha256(self) -> str:
        """The hexadecimal digest of `data`."""
        return hashlib.sha256(self.data).hexdigest()


def read_source_files(
    origin: Origin, source: Source, assets: Iterable[str], config: Mapping[Role, Sequence[Path]]
) -> tuple[SourceFile, ...]:
    """Read all files that a report is made from.

    Shape: the incident, the included files, the assets, and the user's own layout, style and
    language files in `config`, each before those it extends. Names are relative to the nearest
    common folder of the incident and its included files; config files elsewhere are in `shared/`.

    Raises:
        InputError: a file can no longer be read.
        AssetError: an asset can no longer be read.
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
    for role, files in config.items():
        if files:
            read = _read_config(role, files, archive_names(role.value, files, top, taken))
            found += (one for one in read if one.name not in taken)
    return tuple(found)


def _read_config(role: Role, files: Sequence[Path], names: Sequence[str]) -> Iterator[SourceFile]:
    absolute = named_absolutely(files[0], files) if role is Role.STYLE else ()
    for path, name in zip(files, names, strict=True):
        is_font = path.suffix.lower() in _FONTS
        data = _read(path, _FONT_LIMIT_BYTES if is_font else LIMIT_BYTES)
        reason = ""
        if is_font and not may_be_shared(data):
            reason = "is not archived: its licence bits forbid sharing it as a file.\n"
            reason += "Keep a copy yourself, or use a font with a free licence."
        elif path in absolute:
            reason = "is not archived: the style refers to it by an absolute path.\n"
            reason += "Put it beside the style, and use a relative path."
        yield SourceFile(role=role, name=name, data=data, left_out=reason)


def find_archive_problems(files: Iterable[SourceFile]) -> tuple[Problem, ...]:
    """Return a warning for each file that can't be archived. Problems: `archive-incomplete`."""
    reasons = ((one.name, *one.left_out.split("\n")) for one in files if one.left_out)
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
    path = os.path.normpath(os.path.join(folder, name))  # noqa: PTH118 -- no link may be followed
    return PurePath(os.path.relpath(path, top)).as_posix()


def content_digest(files: Iterable[SourceFile]) -> str:
    """Return the hexadecimal digest of the incident file, its included files and assets."""
    lines = sorted((one.name, one.sha256) for one in files if one.role in _CONTENT)
    listing = "".join(f"{sha256}  {name}\n" for name, sha256 in lines)
    return hashlib.sha256(listing.encode()).hexdigest()


class BuildRequest(Struct, frozen=True, kw_only=True):
    """The options of a build. Shape: names as typed, empty for none; `flags` with dashes."""

    layout: str = ""
    style: str = ""
    language: str = ""
    flags: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()


def files_to_embed(files: Iterable[SourceFile], request: BuildRequest) -> tuple[EmbeddedFile, ...]:
    """Return the files to embed in a PDF/A-3: all that may be archived, and two more.

    `set.txt` lists the values of `--set`, if any, and `build.txt` has the command that makes the
    same report again from the files.
    """
    kept = [one for one in files if one.role is not Role.TEMPLATE and not one.left_out]
    embedded = [_embedded(one.name, one.data, is_source=one.role in _SOURCES) for one in kept]
    if lines := "".join(f"{one.pointer}={one.value}\n" for one in request.overrides):
        embedded.append(_embedded(_SET, lines.encode()))
    taken = {file.name for file in embedded}
    names = (f"build-{number}.txt" if number else _BUILD for number in count())
    name = next(name for name in names if name not in taken)
    return (*embedded, _embedded(name, _build_command(kept, request).encode()))


def _embedded(name: str, data: bytes, *, is_source: bool = False) -> EmbeddedFile:
    suffix = PurePath(name).suffix.lower()
    return EmbeddedFile(
        name=name,
        media_type=_MEDIA_TYPES.get(suffix, "application/octet-stream"),
        data=data,
        relationship=Relationship.SOURCE if is_source else Relationship.SUPPLEMENT,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _build_command(files: Sequence[SourceFile], request: BuildRequest) -> str:
    words = ["pmdoc", "build", files[0].name, "--format", "pdf", "--pdf-standard", "a-3a"]
    for role, option, name in (
        (Role.LAYOUT, "--layout", request.layout),
        (Role.STYLE, "--style", request.style),
        (Role.LANGUAGE, "--lang", request.language),
    ):
        value = next((one.name for one in files if one.role is role), name)
        words += [option, value] if value else []
    for one in request.overrides:
        words += ["--set", f"{readable(one.pointer)}={one.value}"]
    return f"{shlex.join([*words, *request.flags])}\n"


def build_manifest(
    files: Sequence[SourceFile], outputs: Mapping[str, bytes], overrides: Iterable[Override] = ()
) -> bytes:
    """Return a JSON record of a build: its inputs and outputs with their SHA-256 digests.

    Shape: `outputs` maps the suffixes of the report's files to their bytes.
    """
    schema = (schema_folder() / _SCHEMA).read_bytes()
    manifest = {
        "pmdoc": __version__,
        "content_sha256": content_digest(files),
        "schema": {"file": _SCHEMA, "sha256": hashlib.sha256(schema).hexdigest()},
        "sources": [
            {"role": one.role.value, "file": one.name, "bytes": len(one.data), "sha256": one.sha256}
            for one in files
        ],
        "set": {one.pointer: one.value for one in overrides},
        "outputs": [
            {"suffix": suffix, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for suffix, data in outputs.items()
        ],
    }
    return (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()
