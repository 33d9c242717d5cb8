"""Arguments and options that several commands share.

In → Out: nothing in; click decorators out.
Must not: belong to one command only.
"""

from __future__ import annotations

from pathlib import Path

import click

FILES = click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
STRICT = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
