"""`pmdoc form`: a layout as a blank form.

In → Out: arguments in; written forms, their names on stdout, problems on stderr.
Must not: overwrite a file, or read an incident; `pmdoc build --form` does.
"""

from __future__ import annotations

from pathlib import Path

import click

from pmdoc.cli.inputs import find_formats
from pmdoc.cli.output_paths import plan_targets
from pmdoc.cli.parameters import FORMATS, LANG, LAYOUT, STYLE, output_option
from pmdoc.cli.problem_output import to_text
from pmdoc.diagnostics.errors import InputError
from pmdoc.layout import DEFAULT_LAYOUT
from pmdoc.pipeline.build import build_form
from pmdoc.pipeline.options import Options
from pmdoc.read.file_gate import exists
from pmdoc.read.origin import Origin
from pmdoc.write import new_folders, write_atomically


@click.command(short_help="Write a layout as a blank form.")
@LAYOUT
@FORMATS
@output_option("Output file or folder. Default: the current folder.", default=Path())
@STYLE
@LANG
def form(layout: str, formats: str, output: Path, style: str, lang: str) -> None:
    """Write a layout as a blank form: every title, label and table, with room to write.

    For reports that are filled in by hand, or in Word. Existing files are never overwritten.
    """
    names, suffixes = find_formats(formats)
    stem = f"{Path(layout or DEFAULT_LAYOUT).stem}-form"
    (targets,) = plan_targets([Origin(path=Path(f"{stem}.yaml"))], suffixes, output)
    for target in targets.values():
        if exists(target):
            raise InputError(f"{target} already exists.", hint="Choose another folder with -o.")
    built = build_form(names, Options(layout=layout, style=style, language=lang))
    with new_folders(dict.fromkeys(target.parent for target in targets.values())):
        write_atomically({targets[suffix]: data for suffix, data in built.files.items()})
    if built.problems:
        click.echo(to_text(built.problems), err=True)
    for target in targets.values():
        click.echo(str(target))
