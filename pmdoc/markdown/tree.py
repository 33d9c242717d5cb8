"""Convert the Markdown parser's tokens to the document model.

In → Out: a text with Markdown in; blocks, inlines or unsafe link targets out.
Must not: be imported for a text without markup: the parser takes 50 ms to load.
Source: https://spec.commonmark.org/0.31.2/; https://markdown-it-py.readthedocs.io/
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct, field

from pmdoc.markdown.links import is_safe_target, link_bare_addresses
from pmdoc.markdown.wide_breaks import drop_wide_breaks
from pmdoc.model.document import (
    Align,
    Block,
    Cell,
    Code,
    CodeBlock,
    Column,
    Emphasis,
    Footnote,
    Grid,
    HorizontalRule,
    Inline,
    ItemList,
    LineBreak,
    Link,
    ListItem,
    Marker,
    Paragraph,
    ParagraphRole,
    Quote,
    Row,
    Strike,
    Strong,
    Table,
    Text,
)
from pmdoc.model.document.block_text import inline_text
from pmdoc.read.line_ends import LINE_END, joined_lines

BLOCK_LEVELS = 40
INLINE_LEVELS = 20

_NOTES = "footnote_block_open"  # after this token there are only footnotes
_TASK = re.compile(r"\[([ xX])\]\s+")
_ALIGN = {"text-align:center": Align.CENTER, "text-align:right": Align.END}


def parse_blocks(text: str) -> tuple[Block, ...]:
    """Parse a text field. Text with markup but no content is returned as typed."""
    tokens = _parser(has_notes=_may_have_notes(text)).parse(text)
    # The parser would drop anything nested more deeply, so the text is shown as typed.
    if any(token.level >= BLOCK_LEVELS - 1 for token in tokens):
        return (_literal(text),)
    blocks = _NodeBuilder(notes=_read_notes(tokens, _NodeBuilder())).blocks(iter(tokens))
    return blocks if _has_content(tokens) else (_literal(text),)


def parse_inlines(text: str) -> tuple[Inline, ...]:
    """Parse a text field of one line."""
    (token,) = _parser(has_notes=False).parseInline(joined_lines(text))
    return _NodeBuilder().inlines(token.children or ()) or (Text(text),)


def find_unsafe_links(text: str) -> tuple[str, ...]:
    """Return the targets of links other than to web and mail addresses."""
    builder = _NodeBuilder()
    tokens = _parser(has_notes=_may_have_notes(text)).parse(text)
    builder.blocks(iter(tokens))
    _read_notes(tokens, builder)
    return tuple(builder.unsafe)


def _may_have_notes(text: str) -> bool:
    return "[^" in text or "^[" in text


@cache
def _parser(*, has_notes: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": BLOCK_LEVELS})
    parser.enable(["table", "strikethrough"])
    if has_notes:
        from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415 -- seldom needed

        footnote_plugin(parser)
    parser.core.ruler.push("wide_breaks", drop_wide_breaks)
    # Otherwise `[label](file:x)` would show its brackets; the builder decides what is a link.
    parser.validateLink = lambda _: True  # type: ignore[assignment] # its hook
    # Show an address in angle brackets as typed: a decoded `%20` would be a space.
    parser.normalizeLinkText = str  # type: ignore[assignment] # its hook
    return parser


def _read_notes(tokens: list[Token], builder: _NodeBuilder) -> dict[int, tuple[Inline, ...]]:
    """Return the footnotes, which come after the text, as inlines by their ids."""
    notes: dict[int, tuple[Inline, ...]] = {}
    start = next((at for at, t in enumerate(tokens) if t.type == _NOTES), len(tokens))
    rest = iter(tokens[start:])
    for token in rest:
        if token.type == "footnote_open":
            blocks = builder.blocks(rest, "footnote_close")
            notes[token.meta["id"]] = tuple(_join_paragraphs(blocks))
    return notes


def _join_paragraphs(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Yield the inlines of all paragraphs, with line breaks between; a note has no other blocks."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    for number, block in enumerate(paragraphs):
        if number:
            yield LineBreak()
        yield from block.children


def _has_content(tokens: Iterable[Token]) -> bool:
    return any(t.content.strip() or t.type in {"hr", "fence", "table_open"} for t in tokens)


def _literal(text: str) -> Paragraph:
    return Paragraph(tuple(_lines(text.strip())))


def _lines(text: str) -> Iterator[Inline]:
    for number, line in enumerate(LINE_END.split(text)):
        if number:
            yield LineBreak()
        if line:
            yield Text(line)


class _NodeBuilder(Struct):
    unsafe: list[str] = field(default_factory=list)
    notes: dict[int, tuple[Inline, ...]] = field(default_factory=dict)

    def blocks(self, tokens: Iterator[Token], end: str = "") -> tuple[Block, ...]:
        blocks: list[Block] = []
        for token in tokens:
            if token.type in {end, _NOTES}:
                break
            blocks.extend(self._block(token, tokens))
        return tuple(blocks)

    def _block(self, token: Token, rest: Iterator[Token]) -> Iterator[Block]:
        match token.type:
            case "inline":
                if children := self.inlines(token.children or ()):
                    yield Paragraph(children)
            case "heading_open":
                yield from _as_labels(self.blocks(rest, "heading_close"))
            case "bullet_list_open" | "ordered_list_open":
                yield self._list(token, rest)
            case "blockquote_open":
                if blocks := self.blocks(rest, "blockquote_close"):
                    yield Quote(blocks)
            case "fence" | "code_block":
                language = next(iter(token.info.split()), "")
                yield CodeBlock(token.content.removesuffix("\n"), language)
            case "hr":
                yield HorizontalRule()
            case "table_open":
                yield self._table(rest)

    def _list(self, token: Token, rest: Iterator[Token]) -> ItemList:
        items = tuple(self._items(rest, token.type.replace("_open", "_close")))
        start = int(token.attrs.get("start", 1))
        return ItemList(items=items, ordered=token.type == "ordered_list_open", start=start)

    def _items(self, tokens: Iterator[Token], end: str) -> Iterator[ListItem]:
        for token in tokens:
            if token.type == end:
                return
            blocks = self.blocks(tokens, "list_item_close")
            yield _with_marker(blocks or (Paragraph(()),))

    def _table(self, tokens: Iterator[Token]) -> Table:
        columns: list[Column] = []
        rows: list[list[Cell]] = []
        align = Align.START
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type in {"th_open", "td_open"}:
                align = _ALIGN.get(str(token.attrs.get("style")), Align.START)
            elif token.type == "inline":
                children = self.inlines(token.children or ())
                if len(rows) == 1:
                    columns.append(Column(inline_text(children), align=align))
                else:
                    rows[-1].append(Cell((Paragraph(children),) if children else ()))
        # The model requires a row: a header alone is a form to fill in.
        body = rows[1:] or [[Cell() for _ in columns]]
        return Table(grid=Grid(columns=tuple(columns), rows=tuple(Row(tuple(r)) for r in body)))

    def inlines(self, tokens: Iterable[Token]) -> tuple[Inline, ...]:
        """Build inlines with an explicit stack, as recursion could exceed Python's limit.

        For `a **b**` the tokens are text, strong_open, text, strong_close, and the stack goes from
        [[a]] to [[a], []], [[a], [b]] and [[a, Strong(b)]].
        """
        stack: list[tuple[Token | None, list[Inline]]] = [(None, [])]
        links = 0
        for token in tokens:
            if token.nesting == 1:
                links += token.type == "link_open"
                stack.append((token, []))
            elif token.nesting == -1:
                opening, children = stack.pop()
                nodes = _join_texts(children, is_linked=links > 0)
                links -= token.type == "link_close"
                stack[-1][1].extend(self._wrap(opening, nodes, depth=len(stack)))
            else:
                stack[-1][1].append(self._simple_inline(token))
        return _join_texts(stack[0][1], is_linked=False)

    def _simple_inline(self, token: Token) -> Inline:
        if token.type == "footnote_ref":
            return Footnote(self.notes.get(token.meta["id"], ()), 0)
        return _simple_inline(token)

    def _wrap(
        self, opening: Token | None, children: tuple[Inline, ...], *, depth: int
    ) -> tuple[Inline, ...]:
        kind = opening.type if opening else ""
        if opening and kind == "link_open":
            target = str(opening.attrs.get("href", ""))
            if target.startswith("#") and len(target) > 1:  # an anchor in the report
                return (Link(children, unquote(target)),)
            if not is_safe_target(target):
                self.unsafe.append(target)
                return children or (Text(target),)
            return (Link(children or (Text(target),), target),)
        if depth > INLINE_LEVELS or not children:
            return children
        match kind:
            case "strong_open":
                return (Strong(children),)
            case "em_open":
                return (Emphasis(children),)
            case "s_open":
                return (Strike(children),)
        return children


def _as_labels(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Paragraph(block.children, ParagraphRole.LABEL)


def _simple_inline(token: Token) -> Inline:
    match token.type:
        case "code_inline":
            return Code(LINE_END.sub(" ", token.content))
        case "softbreak":
            return Text(" ")
        case "hardbreak":
            return LineBreak()
        case "image":
            return Text(_alternative(token) or str(token.attrs.get("src", "")))
    return Text(token.content)


def _alternative(image: Token) -> str:
    return "".join(
        _alternative(child) if child.type == "image" else child.content or " " * _is_break(child)
        for child in image.children or ()
    )


def _is_break(token: Token) -> bool:
    return token.type in {"softbreak", "hardbreak"}


def _join_texts(nodes: list[Inline], *, is_linked: bool) -> tuple[Inline, ...]:
    """Join adjacent texts, then split them at line breaks and bare addresses."""
    result: list[Inline] = []
    for is_text, group in itertools.groupby(nodes, lambda node: isinstance(node, Text)):
        if not is_text:
            result.extend(group)
            continue
        joined = "".join(node.text for node in group if isinstance(node, Text))
        for piece in _lines(joined):
            if isinstance(piece, Text) and not is_linked:
                result.extend(link_bare_addresses(piece.text))
            else:
                result.append(piece)
    return tuple(result)


def _with_marker(blocks: tuple[Block, ...]) -> ListItem:
    first = blocks[0]
    if isinstance(first, Paragraph) and first.children and isinstance(first.children[0], Text):
        text, *others = first.children
        task = _TASK.match(text.text) if isinstance(text, Text) else None
        if task and isinstance(text, Text):
            rest = text.text[task.end() :]
            children = (Text(rest), *others) if rest else tuple(others)
            marker = Marker.OPEN if task.group(1) == " " else Marker.DONE
            return ListItem((Paragraph(children), *blocks[1:]), marker)
    return ListItem(blocks)
