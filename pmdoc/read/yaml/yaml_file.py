"""Read a YAML file: every value as written, with its position.

In → Out: a path, bytes or text in; a `Source` out.
Must not: convert numbers, booleans or dates, construct objects, or open files named in the text.
Source: https://yaml.org/spec/1.2.2/
"""

from __future__ import annotations

from pathlib import Path

import yaml

from pmdoc.diagnostics.problem import Level, Position, Problem, sort_problems
from pmdoc.read.regular_file import read_regular_file
from pmdoc.read.source import Source, UnreadableInput
from pmdoc.read.yaml.data_builder import DataBuilder, TooDeep
from pmdoc.read.yaml.syntax_messages import explain_yaml_error
from pmdoc.read.yaml.text_source import decode, is_odd, parseable
from pmdoc.runtime import limits
from pmdoc.runtime.gc_pause import paused_collector


def read_yaml(source: Path | bytes | str, *, name: str = "") -> Source:
    """Read a YAML file, or its content as bytes or text.

    `name` is the file's name in messages; it defaults to the path.

    Raises:
        InputError: the file is missing, not a regular file, unreadable or too large.
        UnreadableInput: it is not one YAML document of plain data; the error has the problems.

    Problems: `text-control-character`, `text-turning-character` and `yaml-comment-in-text`, as
    warnings in the source.
    """
    if isinstance(source, Path):
        name = name or str(source)
        source = read_regular_file(source, limit_bytes=limits.YAML_BYTES)
    text = decode(source, name=name) if isinstance(source, bytes) else source.removeprefix("\ufeff")
    if len(text) > limits.YAML_BYTES:
        message = f"The text is larger than {limits.YAML_BYTES // 1_000_000} MB."
        raise UnreadableInput([_problem("yaml-size", message, name)])
    with paused_collector():
        return _read_text(text, name)


def _read_text(text: str, name: str) -> Source:
    odd = is_odd(text)
    clean = parseable(text) if odd else text
    builder = DataBuilder(name=name, text=text, clean=clean, is_odd=odd)
    try:
        data = builder.build()
    except yaml.YAMLError as error:
        raise UnreadableInput([explain_yaml_error(error, text, name=name)]) from None
    except TooDeep as error:
        raise UnreadableInput([_too_deep(error, name)]) from None
    problems = sort_problems(builder.problems)
    if any(problem.level is Level.ERROR for problem in problems):
        raise UnreadableInput(problems)
    if data is None:
        hint = "Write the incident, or create a file with `pmdoc new`."
        raise UnreadableInput([_problem("yaml-empty", "The file is empty.", name, hint)])
    return Source(
        name=name,
        text=text,
        data=data,
        problems=problems,
        blanks=tuple(builder.blanks),
        places=builder.places,
    )


def _too_deep(error: TooDeep, name: str) -> Problem:
    mark = error.parent.start_mark
    message = f"The nesting is deeper than {limits.YAML_DEPTH} levels."
    position = Position(file=name, line=mark.line + 1, column=mark.column + 1)
    hint = "Check the brackets; put quotes around text that contains many."
    return Problem(id="yaml-depth", message=message, hint=hint, position=position)


def _problem(id: str, message: str, name: str, hint: str = "") -> Problem:
    position = Position(file=name, line=1, column=1)
    return Problem(id=id, message=message, hint=hint, position=position)
