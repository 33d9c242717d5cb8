"""Read the structure tree of a PDF as lines of text, independently of the renderer.

In → Out: an open PDF in; one line per element and per piece of its text out.
Must not: know how the file was made; it relies on marked content and Unicode maps only.
Source: ISO 32000-1, 14.6 and 14.7; 9.10.3 (ToUnicode CMaps).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

_SHOWN = ("/Alt", "/ActualText", "/E", "/Lang", "/T")
_ATTRIBUTES = ("/Scope", "/ColSpan", "/RowSpan", "/ListNumbering")


def structure_of(pdf: pikepdf.Pdf) -> list[str]:
    """Return the tree: the type and attributes of each element, its children indented below.

    Header cells that a cell refers to are shown by their text.
    """
    numbers = {page.objgen: at for at, page in enumerate(pdf.pages)}
    texts = [_texts(page) for page in pdf.pages]
    names = list(pdf.Root.StructTreeRoot.get("/IDTree", {}).get("/Names", ()))
    heads = {
        str(name): " ".join(
            line.strip(' "')
            for line in _lines(head.get("/K", []), 0, (numbers, texts, head.Pg, {}))
        )
        for name, head in zip(names[::2], names[1::2], strict=True)
        if head.S == "/TH" and "/Pg" in head
    }
    return list(_lines(pdf.Root.StructTreeRoot.K, 0, (numbers, texts, None, heads)))


def pieces_on_pages(pdf: pikepdf.Pdf) -> list[tuple[int, int]]:
    """Return the page index and MCID of each piece of marked content."""
    return [
        (at, int(operands[1]["/MCID"]))
        for at, page in enumerate(pdf.pages)
        for operands, operator in pikepdf.parse_content_stream(page, "BDC")
        if "/MCID" in operands[1]
    ]


def pieces_in_tree(pdf: pikepdf.Pdf) -> list[tuple[int, int]]:
    """Return the page index and MCID of each piece of content in reading order."""
    numbers = {page.objgen: at for at, page in enumerate(pdf.pages)}
    return list(_pieces(pdf.Root.StructTreeRoot.K, None, numbers))


def _pieces(
    node: pikepdf.Object, page: pikepdf.Object | None, numbers: dict[tuple[int, int], int]
) -> Iterator[tuple[int, int]]:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _pieces(kid, page, numbers)
    elif not isinstance(node, pikepdf.Dictionary):
        assert page is not None, "a number without a page"
        yield numbers[page.objgen], int(node)
    elif "/S" in node and "/K" in node:
        yield from _pieces(node.K, node.get("/Pg", page), numbers)
    elif "/MCID" in node:
        yield numbers[node.get("/Pg", page).objgen], int(node.MCID)


_Position = tuple[
    dict[tuple[int, int], int], list[dict[int, str]], pikepdf.Object | None, dict[str, str]
]


def _lines(node: pikepdf.Object, depth: int, position: _Position) -> Iterator[str]:
    numbers, texts, page, heads = position
    indent = "  " * depth
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _lines(kid, depth, position)
    elif not isinstance(node, pikepdf.Dictionary):
        assert page is not None, "a number without a page"
        yield indent + _text(texts[numbers[page.objgen]], int(node))
    elif "/S" in node:
        yield indent + " ".join([str(node.S)[1:], *_attributes_of(node, heads)])
        if "/K" in node:
            yield from _lines(node.K, depth + 1, (numbers, texts, node.get("/Pg", page), heads))
    elif node.get("/Type") == "/OBJR":
        words = node.Obj.get("/TU", node.Obj.get("/Contents", ""))
        yield f"{indent}({str(node.Obj.Subtype)[1:]}: {words})"
    else:
        yield indent + _text(texts[numbers[node.get("/Pg", page).objgen]], int(node.MCID))


def _text(texts: dict[int, str], mcid: int) -> str:
    return f'"{texts[mcid]}"' if mcid in texts else "[drawing]"


def _attributes_of(node: pikepdf.Dictionary, heads: dict[str, str]) -> Iterator[str]:
    for key in _SHOWN:
        if key in node:
            yield f"{key[1:]}={str(node[key])!r}"
    attributes = node.get("/A", {})
    for one in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        for key in _ATTRIBUTES:
            if key in one:
                yield f"{key[1:]}={str(one[key]).lstrip('/')}"
        if "/Headers" in one:
            yield f"Headers={[heads[str(name)] for name in one.Headers]}"


def _texts(page: pikepdf.Page) -> dict[int, str]:
    """Return the text of each piece of marked content on a page."""
    maps = {name: _unicode(font) for name, font in page.Resources.Font.items()}
    found: dict[int, str] = {}
    open_: list[int | None] = []
    replaced = 0
    font: dict[str, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            entries = operands[1] if len(operands) > 1 else {}
            open_.append(int(entries["/MCID"]) if "/MCID" in entries else None)
            if "/ActualText" in entries:
                _add(found, open_, str(entries["/ActualText"]))
                replaced = len(open_)
        elif name == "EMC":
            replaced = 0 if replaced == len(open_) else replaced
            open_.pop()
        elif name == "Tf":
            font = maps[str(operands[0])]
        elif name in {"Tj", "TJ"} and not replaced:
            strings = [operands[0]] if name == "Tj" else list(operands[0])
            codes = "".join(bytes(s).hex() for s in strings if isinstance(s, pikepdf.String))
            text = "".join(font[codes[at : at + 4]] for at in range(0, len(codes), 4))
            _add(found, open_, text)
    return found


def _add(found: dict[int, str], open_: list[int | None], text: str) -> None:
    mcid = next((one for one in reversed(open_) if one is not None), None)
    if mcid is not None:
        found[mcid] = found.get(mcid, "") + text


def _unicode(font: pikepdf.Object) -> dict[str, str]:
    """Read a font's ToUnicode map: code → text."""
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    found: dict[str, str] = {}
    for section in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-f]+)>\s*<([0-9a-f]*)>", section):
            found[code] = bytes.fromhex(text).decode("utf-16-be", "replace")
    return found
