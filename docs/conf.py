"""Configuration of the documentation site: `python -m sphinx -W -E docs OUT` builds it.

In → Out: the pages of this folder in, with what `reference.py` makes of the product; HTML out.
Must not: use the network, in the build or in the pages.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.directives.code import CodeBlock

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import reference  # noqa: E402 -- found beside this file

from pmdoc import __version__  # noqa: E402 -- the checkout's, installed or not

project = "pmdoc"
version = release = __version__
author = copyright = "the pmdoc authors"
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_fence_as_directive = ["append", "edit", "python", "text", "toml", "yaml"]
myst_heading_anchors = 3
add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
smartquotes = False
default_role = "code"  # for single backticks in docstrings
highlight_language = "none"
pygments_style = "tango"

html_theme = "furo"
html_title = f"pmdoc {__version__}"
html_static_path = [
    "_static",
    *(f"../styles/fonts/IBMPlex{cut}.ttf" for cut in ("Mono-Bold", "Mono-Regular")),
    *(f"../styles/fonts/IBMPlexSans-{cut}.ttf" for cut in ("Bold", "Italic", "Regular")),
]
html_css_files = ["pmdoc.css"]
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#0f4c81",
        "color-brand-content": "#0f4c81",
        "color-code-background": "#f5f7f9",
        "font-stack": "'IBM Plex Sans', system-ui, sans-serif",
        "font-stack--monospace": "'IBM Plex Mono', ui-monospace, monospace",
    },
    "dark_css_variables": {"color-brand-primary": "#8fc1ee", "color-brand-content": "#8fc1ee"},
}


class FileBlock(CodeBlock):
    """A fence such as ```` ```yaml incident.yaml ````: a file, with its name above it.

    `append` adds to that file and `edit` changes it. The tests run the same blocks
    (`tests/transcripts.py`).
    """

    required_arguments = 0
    optional_arguments = 1

    def run(self) -> list:
        """Return the file as a code block with a caption."""
        if self.arguments:
            self.options["caption"] = f"`{self.arguments[0]}`{_DONE.get(self.name, '')}"
        self.arguments = [_LEXERS.get(self.name, self.name)]
        return super().run()


_DONE = {"append": ", at the end", "edit": ", changed"}
_LEXERS = {"append": "yaml", "edit": "diff"}


def _set_dashes(_app: Sphinx, doctree: nodes.document) -> None:
    """Replace the two hyphens that Sphinx puts after the name of an exception by a dash."""
    for text in doctree.findall(nodes.Text):
        if text == " -- ":
            text.parent.replace(text, nodes.Text(" – "))


def _fill_in(_app: Sphinx, _docname: str, source: list[str]) -> None:
    """Replace each `<!-- generated: NAME -->` by generated text."""
    source[0] = reference.fill_in(source[0])


def _write_reports(app: Sphinx, failure: Exception | None) -> None:
    """Write the examples' reports beside the pages that link to them."""
    if failure is None:
        reference.write_reports(Path(app.outdir, "reports"))


def setup(app: Sphinx) -> None:
    """Register the fences and the hooks that generate parts of pages."""
    for name in app.config.myst_fence_as_directive:
        app.add_directive(name, FileBlock)
    app.connect("source-read", _fill_in)
    app.connect("doctree-read", _set_dashes)
    app.connect("build-finished", _write_reports)
