"""`pmdoc list`: the available layouts, styles, languages, renderers, rules and parts.

In → Out: a kind in; names and descriptions on stdout.
Must not: know any of them by name.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TypeVar

import click
from msgspec.structs import fields

from pmdoc.cli.choice_types import KnownNames
from pmdoc.compose import Part
from pmdoc.diagnostics.errors import PmdocError
from pmdoc.lang import language_codes, load_language
from pmdoc.layout import layout_names, load_layout
from pmdoc.lint import discover, manual_of
from pmdoc.pipeline.plugins import parts, renderers
from pmdoc.style import resolve_style, style_names

T = TypeVar("T")


def _list_plugins(plugins: Mapping[str, T], describe: Callable[[T], str]) -> list[tuple[str, str]]:
    rows = []
    for name in plugins:
        try:
            rows.append((name, describe(plugins[name])))
        except PmdocError as error:  # the others are listed all the same
            rows.append((name, f"can't be used: {error}"))
    return rows


def _describe_part(part: Part) -> str:
    options = sorted(fields(part.options), key=lambda option: not option.required)
    named = ((option.encode_name.replace("_", "-"), option.required) for option in options)
    keys = ", ".join(key if required else f"[{key}]" for key, required in named)
    module = sys.modules[part.compose.__module__]
    summary = (module.__doc__ or "").strip().partition("\n")[0]
    return f"{summary}  {keys}".strip()


_KINDS: dict[str, Callable[[], list[tuple[str, str]]]] = {
    "layouts": lambda: [(name, load_layout(name).description) for name in layout_names()],
    "styles": lambda: [(name, resolve_style(name).name) for name in style_names()],
    "languages": lambda: [(code, load_language(code).name) for code in language_codes()],
    "renderers": lambda: _list_plugins(renderers(), lambda renderer: renderer.description),
    "rules": lambda: [(r.id, f"{r.level.value:<7}  {manual_of(r).summary}") for r in discover()],
    "parts": lambda: _list_plugins(parts(), _describe_part),
}


_NAMES = KnownNames(
    what="list of",
    names=tuple(_KINDS),
    synonyms={
        **dict.fromkeys(("format", "formats", "outputs"), "renderers"),
        **dict.fromkeys(("template", "templates", "sections"), "layouts"),
        **dict.fromkeys(("theme", "themes", "brands", "looks"), "styles"),
        **dict.fromkeys(("lang", "langs", "locales"), "languages"),
        **dict.fromkeys(("part", "contents", "blocks", "kinds"), "parts"),
        **dict.fromkeys(("problem", "problems", "checks", "ids", "lint"), "rules"),
    },
)


@click.command("list", short_help="List available layouts, styles, languages, rules …")
@click.argument("kind", **_NAMES.settings)
def list_(kind: str) -> None:
    """List the available layouts, styles, languages, renderers, rules or parts.

    Parts are the kinds of content that a layout file can use. Each is listed with its keys;
    optional ones are in brackets.
    """
    rows = _KINDS[kind]()
    width = max((len(name) for name, _ in rows), default=0)
    for name, description in rows:
        click.echo(f"{name:<{width}}  {description}".rstrip())
