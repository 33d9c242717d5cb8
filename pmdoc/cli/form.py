"""`pmdoc form`: a layout as a blank form, to be filled in by hand.

In → Out: the command's arguments in; written forms, their names on stdout, problems on stderr.
Must not: overwrite anything, or read an incident; `pmdoc build --full` does.
"""

from __future__ import annotations

from pathlib import Path

import click

from pmdoc.cli.inputs import find_formats
from pmdoc.cli.output_paths import plan_targets
from pmdoc.cli.parameters import FORMATS, LANG, LAYOUT, STYLE
from pmdoc.cli.problem_output import as_text
from pmdoc.diagnostics.errors import InputError
from pmdoc.layout import DEFAULT_LAYOUT
from pmdoc.pipeline.build import build_form
from pmdoc.pipeline.options import Options
from pmdoc.read.origin import Origin
from pmdoc.write import new_folders, write_atomically


@click.command(short_help="Print a layout as a blank form.")
@LAYOUT
@FORMATS
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path(),
    help="A file or folder. Default: this one.",
)
@STYLE
@LANG
def form(layout: str, formats: str, output: Path, style: str, lang: str) -> None:
    """Print a layout as a blank form: every title, label and table, with room to write.

    For those who fill in a report by hand, or in Word. A form that is there already is left alone.
    """
    wanted, suffixes = find_formats(formats)
    stem = f"{Path(layout or DEFAULT_LAYOUT).stem}-form"
    (targets,) = plan_targets([Origin(path=Path(f"{stem}.yaml"))], suffixes, output)
    for target in targets.values():
        if target.exists():
            raise InputError(f"{target} is there already.", hint="Name a folder with -o.")
    options = Options(layout=layout, style=style, language=lang)
    outputs, problems = build_form(wanted, options)
    with new_folders(dict.fromkeys(target.parent for target in targets.values())):
        write_atomically({targets[suffix]: data for suffix, data in outputs.items()})
    if problems:
        click.echo(as_text(problems), err=True)
    for target in targets.values():
        click.echo(str(target))
