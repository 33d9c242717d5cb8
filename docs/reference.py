"""Generate the reference parts of the documentation as Markdown.

In → Out: pmdoc's schemas, plug-ins, explanations and commands in; text for the pages out.
Must not: contain descriptions of its own; all text comes from the product.
"""

from __future__ import annotations

import ast
import functools
import inspect
import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

from pmdoc.cli.commands import cli
from pmdoc.layout import Section, layout_names, load_layout
from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.explain import explain, known_ids
from pmdoc.pipeline.options import Options
from pmdoc.runtime import limits as limit_values
from pmdoc.runtime.resources import schema_folder

EXAMPLES = Path(__file__).parent.parent / "examples"

_MARK = re.compile(r"<!-- generated: (\w+)(?: (\w+))? -->")


def fill_in(text: str) -> str:
    """Replace the marks in a page by generated text."""

    def make(mark: re.Match[str]) -> str:
        name, argument = mark.groups()
        return _GENERATORS[name](*([argument] if argument else []))

    return _MARK.sub(make, text)


# Schemas


def schema(kind: str) -> str:
    """Describe every property of a kind of file, type by type."""
    contract = json.loads((schema_folder() / f"{kind}.schema.json").read_text(encoding="utf-8"))
    mappings = {k: t for k, t in contract["$defs"].items() if _object(t).get("properties")}
    values = {k: t for k, t in contract["$defs"].items() if k not in mappings}
    lines = ["## Top level", "", *_properties(contract, kind)]
    for title, types in (("Mappings", mappings), ("Values", values)):
        lines += [f"## {title}", ""] if types else []
        for name, type_ in types.items():
            lines += [f"({kind}-{name})=", f"### {type_.get('title', name)}", ""]
            lines += [type_.get("description", ""), "", *_choices(type_), *_such_as(type_)]
            lines += _properties(type_, kind, name)
    return "\n".join(lines)


def _object(type_: dict[str, Any]) -> dict[str, Any]:
    """Return the alternative of a type, or of its list items, that has properties."""
    forms = [type_, *type_.get("anyOf", []), type_.get("items", {})]
    return next((form for form in forms if "properties" in form), {})


def _properties(
    type_: dict[str, Any], kind: str, section: str = "", above: str = ""
) -> Iterator[str]:
    """List a type's properties, including nested ones: name, type, description, example.

    A nested property has both names, as in `title.kicker`.
    """
    object_ = _object(type_)
    for key, property_ in object_.get("properties", {}).items():
        name = f"{above}{key}"
        anchor = re.sub(r"[_.]", "-", "-".join(filter(None, ("key", section, name))))
        must = ", required" if key in object_.get("required", ()) else ""
        yield f"[`{name}`]{{#{anchor}}} ({_type(property_, kind)}{must})"
        yield f": {property_.get('description', '')}"
        default = property_.get("default")
        if default is not None:
            yield f"  Default: `{_flow(default)}`."
        for example in property_.get("examples", ())[:1]:
            yield f"  Example: `{key}: {_flow(example)}`"
        yield ""
        yield from _properties(property_, kind, section, f"{name}.")


def _type(property_: dict[str, Any], kind: str) -> str:
    """Return a property's type, as a link if the type has its own section."""
    if "$ref" in property_:
        name = property_["$ref"].rpartition("/")[2]
        return f"[{name.replace('_', ' ')}](#{kind}-{name})"
    if "items" in property_:
        return f"list of {_type(property_['items'], kind)}"
    if "anyOf" in property_:
        return " or ".join(dict.fromkeys(_type(form, kind) for form in property_["anyOf"]))
    if "enum" in property_:
        return " or ".join(f"`{word}`" for word in property_["enum"])
    if "const" in property_:
        return f"`{property_['const']}`"
    if isinstance(property_.get("additionalProperties"), dict):
        return f"mapping of {_type(property_['additionalProperties'], kind)}"
    types = property_.get("type", ())
    return " or ".join(_TYPES[type_] for type_ in ([types] if isinstance(types, str) else types))


_TYPES = {
    "array": "list",
    "boolean": "`true` or `false`",
    "integer": "whole number",
    "number": "number",
    "object": "mapping",
    "string": "text",
}


def _choices(type_: dict[str, Any]) -> Iterator[str]:
    """List the choices of a type with their meanings."""
    for form in (type_, *type_.get("anyOf", [])):
        meanings = form.get("enumDescriptions", ())
        if meanings:
            for word, meaning in zip(form["enum"], meanings, strict=True):
                yield f"- `{word}`: {meaning}"
        elif "enum" in form:
            yield "One of " + ", ".join(f"`{word}`" for word in form["enum"]) + "."
    yield ""


def _such_as(type_: dict[str, Any]) -> Iterator[str]:
    """List a type's examples."""
    examples = [f"`{_flow(example)}`" for example in type_.get("examples", ())]
    if examples:
        yield "Such as " + ", ".join(examples)
        yield ""


def _flow(value: Any) -> str:
    """Write a value as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if (
        isinstance(value, str)
        and re.fullmatch(r"[\w+./][\w+./:%’ -]*", value)
        and ": " not in value
    ):
        return value
    return json.dumps(value, ensure_ascii=False)


# Names and problems


def names(kind: str) -> str:
    """Format the output of `pmdoc list` as a table."""
    listed = CliRunner().invoke(cli, ["list", kind]).output
    rows = [re.split(r" {2,}", line) for line in listed.splitlines()]
    heads = {
        "rules": ("Rule", "Level", "What it does"),
        "parts": ("Part", "What it shows", "Keys"),
        "languages": ("Code", "Name"),
    }.get(kind, ("Name", "What it is"))
    table = [(f"`{row[0]}`", *row[1:]) for row in rows]
    if kind == "parts":
        table = [(row[0], row[1], ", ".join(_code(k) for k in row[2:])) for row in table]
    if kind == "rules":
        table = [(f"[{row[0]}](#{row[0].strip('`')})", *row[1:]) for row in table]
    return _table(heads, table)


def _code(keys: str) -> str:
    return ", ".join(f"`{key}`" for key in keys.split(", "))


def rules() -> str:
    """Explain every lint rule."""
    return _explain(id for id in known_ids() if explain(id).is_rule)


def problems() -> str:
    """Explain every other problem, with an overview table."""
    ids = [id for id in known_ids() if not explain(id).is_rule]
    rows = [(f"[`{id}`](#{id})", str(explain(id).level), explain(id).summary) for id in ids]
    return _table(("Problem", "Level", "What it means"), rows) + "\n" + _explain(ids)


def _explain(ids: Iterable[str]) -> str:
    lines: list[str] = []
    for id in ids:
        found = explain(id)
        lines += [f"## {id}", "", f"*{str(found.level).capitalize()}.* {found.summary}", ""]
        lines += [found.text, ""]
        for title, lexer, example in (
            ("Passes", "yaml", found.passes),
            ("Fails", "text", found.fails),  # not always valid YAML
        ):
            if example:
                lines += [f"{title}:", "", f"```{lexer}", example.rstrip(), "```", ""]
    return "\n".join(lines)


# The command line


def commands() -> str:
    """Describe every command with its arguments and options."""
    top = click.Context(cli, info_name="pmdoc")
    lines: list[str] = []
    for name in cli.list_commands(top):
        command = cli.get_command(top, name)
        if command is None:
            continue
        context = click.Context(command, info_name=name, parent=top)
        usage = " ".join(command.collect_usage_pieces(context))
        lines += [f"## {name}", "", "```text", f"pmdoc {name} {usage}", "```", ""]
        for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
            literal = paragraph.startswith("\b\n")
            text = paragraph.removeprefix("\b\n")
            lines += ["```text", text, "```", ""] if literal else [_escaped(text), ""]
        for parameter in command.get_params(context):
            record = parameter.get_help_record(context)
            if record and parameter.param_type_name == "option" and "--help" not in parameter.opts:
                lines += [f"`{record[0]}`", f": {_escaped(record[1])}", ""]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """Escape asterisks, and show options as code."""
    return re.sub(r"(?<![\w`])--[a-z-]+", r"`\g<0>`", text.replace("*", r"\*"))


def exit_codes() -> str:
    """Format the exit codes in the help text as a table."""
    rows = re.findall(r"^  (\d)  (.+)$", cli.epilog or "", re.MULTILINE)
    return _table(("Code", "Meaning"), rows)


# Layouts and examples


def limits() -> str:
    """List the limits of what pmdoc reads."""
    tree = ast.parse(inspect.getsource(limit_values)).body
    rows = []
    for statement, description in itertools.pairwise(tree):
        if isinstance(statement, ast.Assign) and isinstance(description, ast.Expr):
            name = ast.unparse(statement.targets[0])
            value = getattr(limit_values, name)
            size = f"{value // 1_000_000} MB" if name.endswith("BYTES") else f"{value:,}"
            rows.append((ast.literal_eval(description.value), size))
    return _table(("What", "Most"), rows)


def layouts() -> str:
    """Compare the shipped layouts: length, content and severities."""
    known = [(name, load_layout(name)) for name in layout_names()]
    rows = [
        ("Top-level sections", [str(len(layout.sections)) for _, layout in known]),
        ("All sections", [str(len(list(_walk(layout.sections)))) for _, layout in known]),
        ("Pages of a full report", [str(_pages(name, "payments-outage")) for name, _ in known]),
        ("Pages of a short report", [str(_pages(name, "minimal")) for name, _ in known]),
        ("Numbered headings", [_yes(layout.is_numbered) for _, layout in known]),
        ("Contents list", [_yes(layout.contents > 0) for _, layout in known]),
        ("Severities", ["<br>".join(layout.severities) for _, layout in known]),
    ]
    shown = [
        {part["part"] for section in _walk(layout.sections) for part in section.parts}
        for _, layout in known
    ]
    for part, label in _COMPARED_PARTS.items():
        rows.append((label, [_yes(part in parts) for parts in shown]))
    heads = ("", *(f"`{name}`" for name, _ in known))
    return _table(heads, [(label, *cells) for label, cells in rows])


_COMPARED_PARTS = {
    "sign_off": "Sign-off table",
    "revisions": "Revision history",
    "whys": "Five whys",
    "checklist": "Checklists",
    "metric_charts": "Bars of each metric",
    "timeline_chart": "Timeline drawn to scale",
}


def sections(name: str) -> str:
    """List a layout's sections and subsections."""
    lines = []
    for number, section in enumerate(load_layout(name).sections, 1):
        below = ", ".join(child.title for child in section.sections)
        lines.append(f"{number}. **{section.title}**" + (f": {below}" if below else ""))
    return "\n".join(lines)


def _walk(found: Iterable[Section]) -> Iterator[Section]:
    for section in found:
        yield section
        yield from _walk(section.sections)


def _yes(is_so: bool) -> str:  # noqa: FBT001 -- a cell of a table
    return "✓" if is_so else "–"


@functools.cache
def _pages(layout: str, example: str) -> int:
    """Count the pages of an example's PDF in a layout."""
    options = Options(layout=layout)
    built = build_reports(EXAMPLES / example / "incident.yaml", ["pdf"], options)
    return len(re.findall(rb"/Type */Page\b", built[".pdf"]))


def examples() -> str:
    """List the examples with the descriptions in their README, and link to their reports."""
    rows = []
    for name, what, real, _ in _examples():
        yaml = f"[YAML](../examples/{name}/incident.yaml)"
        made = [f'<a href="reports/{name}{end}">{form}</a>' for form, end in _FORMATS.items()]
        rows.append((f"`{name}`", what, real, ", ".join([yaml, *made])))
    return _table(("Example", "What it is", "Real or fictional", "Files"), rows)


_FORMATS = {"PDF": ".pdf", "Word": ".docx"}


def write_reports(folder: Path) -> None:
    """Build the reports of the examples."""
    folder.mkdir(exist_ok=True)
    for name, _, _, layout in _examples():
        source = EXAMPLES / name / "incident.yaml"
        made = build_reports(source, ["docx", "pdf"], Options(layout=layout))
        for suffix, data in made.items():
            (folder / f"{name}{suffix}").write_bytes(data)


def _examples() -> Iterator[tuple[str, str, str, str]]:
    """Read name, description, origin and layout of each example."""
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    row = re.compile(r"^\| \[`([\w-]+)`\]\(\S+/incident.yaml\) \| (.+?) \| (.+?) \|$", re.MULTILINE)
    for name, what, real in row.findall(text):
        named = re.search(r"for the `(\w+)` layout", what)
        own = EXAMPLES / name / "layout.yaml"
        yield name, what, real, named[1] if named else str(own) if own.exists() else ""


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [tuple(heads), *(tuple(row) for row in rows)]
    lines.insert(1, ("---",) * len(lines[0]))
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


_GENERATORS: dict[str, Callable[..., str]] = {
    generator.__name__: generator
    for generator in (
        commands, examples, exit_codes, layouts, limits, names, problems, rules, schema, sections,
    )
}  # fmt: skip
