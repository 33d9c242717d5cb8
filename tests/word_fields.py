"""Compute what Word's fields would show after an update, independently of our renderer.

In → Out: a Word file in; each of its fields with its present and its updated text out.
Must not: import pmdoc; the reading must be independent of the writer.
Source: ECMA-376 part 1, 17.16.5 (fields), 17.9 (numbering), 17.7.2 (styles' inheritance).
"""

from __future__ import annotations

import re
import shlex
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ERROR = "Error!"


@dataclass
class Field:
    """One field. Shape: `shown` is its result in the file, without results of nested fields."""

    words: list[str]
    paragraph: etree._Element
    shown: str = ""
    lines: list[str] = field(default_factory=list)
    """The result by paragraph, without page numbers, as for a contents list."""

    @property
    def kind(self) -> str:
        """The field's type, such as REF."""
        return self.words[0].upper()

    @property
    def target(self) -> str:
        """The first argument."""
        return self.words[1] if len(self.words) > 1 else ""


class Fields:
    """The fields of a file, and their results after an update."""

    def __init__(self, file: Path) -> None:
        with zipfile.ZipFile(file) as archive:
            parts = {
                name: etree.fromstring(archive.read(name))
                for name in archive.namelist()
                if re.fullmatch(r"word/\w+\.xml|docProps/custom\.xml", name)
            }
        self.body = parts["word/document.xml"]
        self.styles = {
            str(one.get(f"{W}styleId")): one for one in parts["word/styles.xml"].iter(f"{W}style")
        }
        self._numbering = parts["word/numbering.xml"]
        custom = parts.get("docProps/custom.xml")
        self.properties = {
            str(one.get("name")): str(one[0].text or "")
            for one in (custom if custom is not None else ())
        }
        self.running = [
            found
            for name, part in sorted(parts.items())
            if re.match(r"word/(header|footer|footnotes)", name)
            for found in _read(part)
        ]
        self.fields = list(_read(self.body))
        self._numbers = dict(self._number_headings())

    def bookmarks(self) -> set[str]:
        """Return the names of all bookmarks in the body."""
        return {str(one.get(f"{W}name")) for one in self.body.iter(f"{W}bookmarkStart")}

    def differing(self) -> Iterator[tuple[str, str, str]]:
        """Yield each field that an update would change: its instruction, old and new text."""
        counts: Counter[str] = Counter()
        for one in (*self.fields, *self.running):
            if one.kind == "SEQ":
                counts[one.target] += 1
                new = str(counts[one.target])
            elif one.kind == "TOC":
                new = "\n".join(self._contents(one))
                one.shown = "\n".join(one.lines)
            else:
                new = self._result(one)
            if new != one.shown:
                yield " ".join(one.words), one.shown, new

    def _result(self, one: Field) -> str:
        match one.kind:
            case "PAGE" | "NUMPAGES":
                return one.shown if one.shown.isdecimal() else ERROR
            case "PAGEREF":
                known = one.target in self.bookmarks()
                return one.shown if known and one.shown.isdecimal() else ERROR
            case "REF":
                return self._reference(one)
            case "DOCPROPERTY":
                return self.properties.get(one.target, ERROR)
            case "IF":
                _, left, sign, right, equal, other = one.words
                return ERROR if sign != "=" else equal if left == right else other
        return f"{ERROR} {one.kind} is unknown"

    def _reference(self, one: Field) -> str:
        found = [
            mark
            for mark in self.body.iter(f"{W}bookmarkStart")
            if mark.get(f"{W}name") == one.target
        ]
        if len(found) != 1:
            return ERROR
        paragraph = next(found[0].iterancestors(f"{W}p"))
        if r"\r" in one.words:
            return self._numbers.get(paragraph, "").rstrip(".") or ERROR
        return _between(found[0]) or ERROR

    def _contents(self, one: Field) -> Iterator[str]:
        """Yield the entries of a list of contents, tables or figures."""
        if r"\c" in one.words:
            name = one.words[one.words.index(r"\c") + 1]
            for each in self.fields:
                if each.kind == "SEQ" and each.target == name:
                    yield _text(each.paragraph)
            return
        first, last = one.words[one.words.index(r"\o") + 1].split("-")
        for paragraph in self.body.iter(f"{W}p"):
            level = (
                self._level(paragraph) if r"\u" in one.words else self._built_in_level(paragraph)
            )
            if not int(first) <= level <= int(last):
                continue
            if text := _text(paragraph):
                number = self._numbers.get(paragraph, "")
                yield f"{number} {text}" if number else text

    def _level(self, paragraph: etree._Element) -> int:
        """Return the outline level, from 1; 0 if the paragraph is not a heading."""
        found = self._property(paragraph, "outlineLvl")
        return int(str(found.get(f"{W}val"))) + 1 if found is not None else 0

    def _built_in_level(self, paragraph: etree._Element) -> int:
        """Return the level of a built-in heading style; 0 for others, even if based on one."""
        style_id = paragraph.find(f"{W}pPr/{W}pStyle")
        if style_id is None:
            return 0
        name = self.styles[str(style_id.get(f"{W}val"))].find(f"{W}name")
        found = re.fullmatch(r"heading (\d)", str(name.get(f"{W}val")).lower())
        return int(found[1]) if found else 0

    def _property(self, paragraph: etree._Element, name: str) -> etree._Element | None:
        """Return a property of a paragraph, or of the nearest style that defines it."""
        own = paragraph.find(f"{W}pPr/{W}{name}")
        style_id = paragraph.find(f"{W}pPr/{W}pStyle")
        while own is None and style_id is not None:
            style = self.styles[str(style_id.get(f"{W}val"))]
            own, style_id = style.find(f"{W}pPr/{W}{name}"), style.find(f"{W}basedOn")
        return own

    def _number_headings(self) -> Iterator[tuple[etree._Element, str]]:
        """Yield the headings that Word numbers, with their numbers."""
        abstract = {
            str(one.get(f"{W}numId")): str(one.find(f"{W}abstractNumId").get(f"{W}val"))
            for one in self._numbering.iter(f"{W}num")
        }
        levels = {
            (str(one.get(f"{W}abstractNumId")), int(str(level.get(f"{W}ilvl")))): level
            for one in self._numbering.iter(f"{W}abstractNum")
            for level in one.iter(f"{W}lvl")
        }
        counts: dict[str, list[int]] = {}
        for paragraph in self.body.iter(f"{W}p"):
            number = self._property(paragraph, "numPr")
            if number is None or not self._level(paragraph):
                continue
            list_id = str(number.find(f"{W}numId").get(f"{W}val"))
            if list_id == "0":
                continue
            found = number.find(f"{W}ilvl")
            at = int(str(found.get(f"{W}val"))) if found is not None else 0
            now = counts.setdefault(abstract[list_id], [0] * 9)
            now[at] += 1
            now[at + 1 :] = [0] * (8 - at)
            pattern = str(levels[abstract[list_id], at].find(f"{W}lvlText").get(f"{W}val"))
            yield paragraph, re.sub(r"%(\d)", lambda m, n=now: str(n[int(m[1]) - 1]), pattern)


def _read(part: etree._Element) -> Iterator[Field]:  # noqa: C901 - one case per kind of mark
    """Yield the fields of a part in the order in which they begin; they may nest."""
    found: list[Field] = []
    open_: list[tuple[str, Field]] = []
    for one in part.iter(f"{W}fldChar", f"{W}instrText", f"{W}t", f"{W}tab", f"{W}p"):
        if one.tag == f"{W}p":
            for _, outer in open_:
                outer.lines.append("")
            continue
        if one.getparent().tag != f"{W}r":
            continue
        what = one.get(f"{W}fldCharType")
        if what == "begin":
            paragraph = next(one.iterancestors(f"{W}p"))
            found.append(Field([], paragraph, lines=[""]))
            open_.append(("begin", found[-1]))
        elif what == "separate":
            open_[-1] = ("separate", open_[-1][1])
        elif what == "end":
            open_.pop()
        elif one.tag == f"{W}instrText":
            assert open_[-1][0] == "begin", "an instruction outside its field"
            open_[-1][1].words += shlex.split(str(one.text).replace("\\", "\\\\"))
        elif open_:
            assert open_[-1][0] == "separate", "text in an instruction"
            text = "\t" if one.tag == f"{W}tab" else str(one.text)
            open_[-1][1].shown += text
            if len(open_) == 1:
                open_[0][1].lines[-1] += text
    assert not open_, "a field that does not end"
    for one in found:
        one.lines = [line.removesuffix("\t") for line in one.lines]
    yield from found


def _text(paragraph: etree._Element) -> str:
    """Return a paragraph's text, without that of text boxes anchored to it."""
    return "".join(
        str(one.text or "")
        for one in paragraph.iter(f"{W}t")
        if next(one.iterancestors(f"{W}p")) is paragraph
    )


def _between(start: etree._Element) -> str:
    """Return the text of a bookmark that lies within one paragraph."""
    words, inside = "", False
    for one in next(start.iterancestors(f"{W}p")).iter():
        if one is start:
            inside = True
        elif one.tag == f"{W}bookmarkEnd" and one.get(f"{W}id") == start.get(f"{W}id"):
            break
        elif inside and one.tag == f"{W}t":
            words += str(one.text or "")
    return words
