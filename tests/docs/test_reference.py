"""The documentation site builds without warnings, is complete, and needs no network."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
import pytest

from pmdoc.cli.commands import cli
from pmdoc.layout import layout_names
from pmdoc.pipeline.explain import known_ids
from tests.judges import ROOT, need_module

pytestmark = pytest.mark.slow


class Page(HTMLParser):
    """The ids, links, text and loaded resources of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.text = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect an element's id, link and resource."""
        given = dict(attrs)
        if given.get("id"):
            assert given["id"] not in self.ids, given["id"]
            self.ids.add(given["id"] or "")
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        if tag in {"link", "script", "img"}:
            self.loads.append(given.get("href") or given.get("src") or "")

    def handle_data(self, data: str) -> None:
        """Collect the text."""
        self.text += f"{data} "


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site as CI does."""
    need_module("sphinx")
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-E", "--keep-going", "docs", str(out)]

    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert (0, "") == (ran.returncode, ran.stderr), ran.stdout
    return out


@pytest.fixture(scope="module")
def site(out: Path) -> dict[str, Page]:
    """Read the built pages, by their paths."""
    return {str(path.relative_to(out)): Page(path) for path in sorted(out.rglob("*.html"))}


def test_pages_load_nothing_from_other_hosts(site: dict[str, Page]) -> None:
    """Fonts, scripts and pictures are part of the site."""
    outside = {one for page in site.values() for one in page.loads if urlsplit(one).netloc}

    assert set() == outside


def test_links_and_anchors_work(site: dict[str, Page], out: Path) -> None:
    """Links within the site, also on generated pages, have an existing page and anchor."""
    broken = []
    for name, page in site.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or not (parts.path or parts.fragment):
                continue
            path = (
                (Path("/") / name).parent / unquote(parts.path) if parts.path else Path("/", name)
            )
            target = str(path.resolve().relative_to("/"))
            found = site[target].ids if target in site else set()
            if not (out / target).is_file() or parts.fragment not in {"", *found}:
                broken.append(f"{name}: {link}")

    assert [] == broken


@pytest.mark.parametrize("kind", ["incident", "layout", "style", "language"])
def test_every_property_is_described(site: dict[str, Page], kind: str) -> None:
    """Each key of each type of a schema has an anchor and its description."""
    schema = json.loads((ROOT / f"schema/{kind}.schema.json").read_text(encoding="utf-8"))
    page = site[f"reference/{kind}-file.html"]
    words = " ".join(page.text.split())
    described = [*_properties(schema)]
    for name, type_ in schema["$defs"].items():
        described += _properties(type_, (name,))

    missing = []
    for *above, key, description in described:
        anchor = re.sub(r"[_.]", "-", "-".join(["key", *above, key]))
        plain = re.split(r"[`*\[\]\"']", description)[0].strip()
        if anchor not in page.ids or plain not in words:
            missing.append(anchor)

    assert [] == missing
    assert len(described) > 10


def _properties(node: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield all properties in a schema: the keys above it, its key and its description."""
    if not isinstance(node, dict):
        return
    for key, property_ in node.get("properties", {}).items():
        yield (*path, key, property_.get("description", ""))
        yield from _properties(property_, (*path, key))
    for form in (*node.get("anyOf", ()), node.get("items")):
        yield from _properties(form, path)


def test_every_problem_is_explained(site: dict[str, Page]) -> None:
    """Each problem id is an anchor on one of two pages."""
    explained = site["reference/rules.html"].ids | site["reference/problems.html"].ids

    assert set() == set(known_ids()) - explained


def test_every_command_and_option_is_described(site: dict[str, Page]) -> None:
    """The reference is as complete as `--help`."""
    page = site["reference/command-line.html"]
    top = click.Context(cli)

    missing = []
    for name in cli.list_commands(top):
        command = cli.get_command(top, name)
        assert command is not None
        assert name in page.ids
        shown = [one for one in command.params if not getattr(one, "hidden", False)]
        options = [o for one in shown for o in one.opts if o.startswith("-")]
        missing += [o for o in options if not re.search(rf"{o}(?![\w-])", page.text)]

    assert [] == missing


def test_every_layout_and_public_name_is_documented(site: dict[str, Page]) -> None:
    """Each layout has a section that names its readers, and the Python page has the whole API."""
    import pmdoc

    assert set() == set(layout_names()) - site["layouts.html"].ids
    public = set(pmdoc.__all__) - {"__version__"}
    documented = {name.rpartition(".")[2] for name in site["reference/python.html"].ids}
    assert set() == public - documented


def test_architecture_picture_has_every_layer() -> None:
    """The picture has the layers that import-linter checks, in the same order."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = contracts["tool"]["importlinter"]["contracts"][0]["layers"]
    checked = [n.strip().removeprefix("pmdoc.") for row in layers for n in row.split("|")]
    drawn = (ROOT / "docs/images/architecture.svg").read_text(encoding="utf-8")
    below = drawn.partition("Layers:")[2]

    found = [name for name in re.findall(r">(\w+)</text>", below) if name in checked]

    assert [name for name in checked if name != "version"] == found
