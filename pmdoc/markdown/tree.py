"""Convert the Markdown parser's tokens to the document model.

In → Out: a text with Markdown in; blocks, inlines or unsafe link targets out.
Must not: be imported for a text without markup: the parser takes 50 ms to load.
Source: https://spec.commonmark.org/0.31.2/; https://markdown-it-py.readthedocs.io/
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote

from markdown_it.token import Token
from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.markdown.definitions import with_definition_lines
from pmdoc.markdown.dialect import BLOCK_LEVELS, NOTES, read_tokens
from pmdoc.markdown.links import is_safe_target, link_bare_addresses
from pmdoc.model.document import (
    Align,
    Block,
    Callout,
    Cell,
    Checkbox,
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
    Tone,
)
from pmdoc.model.document.block_text import block_text, inline_text
from pmdoc.read.line_ends import LINE_END

INLINE_LEVELS = 20

_TASK = re.compile(r"\[([ xX])\]\s+")
_CALLOUT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", re.IGNORECASE)
_TONES = {
    "note": Tone.INFO,
    "tip": Tone.GOOD,
    "important": Tone.INFO,
    "warning": Tone.CAUTION,
    "caution": Tone.CRITICAL,
}
_LABELLED_LINE = re.compile(r"\[[^\[\]]+\]:")
_NOTE_ENDS = {"footnote_close", "footnote_anchor"}
"""A note has an anchor for each mark that refers to it."""
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_ALIGN = {"text-align:center": Align.CENTER, "text-align:right": Align.END}


def parse_blocks(text: str, word: Callable[[str], str]) -> tuple[Block, ...]:
    """Parse a text of several lines. Text with markup but no content is returned as typed."""
    tokens = read_tokens(text).tokens
    # The parser would drop anything nested more deeply, so the text is shown as typed.
    if any(token.level >= BLOCK_LEVELS - 1 for token in tokens) or not _has_content(tokens):
        return (_literal(text),)
    return _NodeBuilder(word, notes=_note_tokens(tokens)).blocks(iter(tokens))


def parse_inlines(text: str) -> tuple[Inline, ...]:
    """Parse a text of one line."""
    tokens = read_tokens(text).tokens
    builder = _NodeBuilder(notes=_note_tokens(tokens))
    return builder.inlines(tokens[0].children or ()) or (Text(text),)


def find_unsafe_links(text: str) -> tuple[str, ...]:
    """Return the targets of links other than to web and mail addresses."""
    tokens = read_tokens(text).tokens
    builder = _NodeBuilder(notes=_note_tokens(tokens))
    builder.blocks(iter(tokens))
    return tuple(dict.fromkeys(builder.unsafe))


def _note_tokens(tokens: list[Token]) -> dict[int, list[Token]]:
    """Return the tokens of the footnotes, which come after the text, by their ids."""
    notes: dict[int, list[Token]] = {}
    start = next((at for at, t in enumerate(tokens) if t.type == NOTES), len(tokens))
    note: list[Token] = []
    for token in tokens[start + 1 :]:
        if token.type == "footnote_open":
            note = notes[token.meta["id"]] = []
        elif token.type not in _NOTE_ENDS:
            note.append(token)
    return notes


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
    """Builds the nodes of one text. Shape: `within` are the ids of the footnotes around a node."""

    word: Callable[[str], str] = str
    notes: dict[int, list[Token]] = field(default_factory=dict)
    unsafe: list[str] = field(default_factory=list)
    within: tuple[int, ...] = ()

    def blocks(self, tokens: Iterator[Token], end: str = "") -> tuple[Block, ...]:
        blocks: list[Block] = []
        for token in tokens:
            if token.type in {end, NOTES}:
                break
            blocks.extend(self._block(token, tokens))
        return tuple(blocks)

    def _block(self, token: Token, rest: Iterator[Token]) -> Iterator[Block]:
        match token.type:
            case "inline":
                if children := self.inlines(with_definition_lines(token)):
                    yield Paragraph(children)
            case "heading_open":
                yield from _as_labels(self.blocks(rest, "heading_close"), token.markup)
            case "bullet_list_open" | "ordered_list_open":
                yield from self._lists(token, rest)
            case "blockquote_open":
                blocks = self.blocks(rest, "blockquote_close")
                yield self._quote(blocks) if blocks else Paragraph((Text(">"),))
            case "fence" | "code_block":
                language, _, title = token.info.strip().partition(" ")
                if title:
                    yield Paragraph((Text(token.info.strip()),), ParagraphRole.LABEL)
                yield CodeBlock(token.content.removesuffix("\n"), language)
            case "hr":
                yield HorizontalRule()
            case "table_open":
                yield self._table(rest)

    def _quote(self, blocks: tuple[Block, ...]) -> Block:
        """Return a quotation, or a callout: `> [!WARNING]` and lines below it."""
        first = blocks[0]
        if isinstance(first, Paragraph) and first.children and isinstance(first.children[0], Text):
            text, *others = first.children
            mark = _CALLOUT.match(text.text) if isinstance(text, Text) else None
            if mark and isinstance(text, Text):
                rest = text.text[mark.end() :]
                children = (*((Text(rest),) if rest else ()), *others)
                inner = (*((Paragraph(children),) if children else ()), *blocks[1:])
                kind = mark[1].lower()
                if inner:
                    return Callout(
                        blocks=inner, title=self.word(f"callout.{kind}"), tone=_TONES[kind]
                    )
        return Quote(blocks)

    def _lists(self, token: Token, rest: Iterator[Token]) -> Iterator[ItemList]:
        """Yield a list, or several if the author's numbers are not in a row: `3.`, `5.`, `6.`."""
        is_ordered = token.type == "ordered_list_open"
        items: list[ListItem] = []
        numbers: list[int] = []
        for inner in rest:
            if inner.type == token.type.replace("_open", "_close"):
                break
            blocks = self.blocks(rest, "list_item_close")
            items.append(_with_marker(blocks or (Paragraph(()),), is_ordered=is_ordered))
            numbers.append(int(inner.info or 1))
        if len(set(numbers)) == 1:  # the same number before each item counts up
            numbers = list(range(numbers[0], numbers[0] + len(items)))
        gaps = (at for at in range(1, len(items)) if numbers[at] != numbers[at - 1] + 1)
        for start, end in itertools.pairwise((0, *gaps, len(items))):
            yield ItemList(items=tuple(items[start:end]), ordered=is_ordered, start=numbers[start])

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
                children = self.inlines(_with_breaks(token.children or ()))
                if len(rows) == 1:
                    words = [child for child in children if not isinstance(child, Footnote)]
                    is_plain = all(isinstance(child, Text) for child in children)
                    head = () if is_plain else children
                    columns.append(Column(inline_text(words), align=align, children=head))
                else:
                    rows[-1].append(Cell((Paragraph(children),) if children else ()))
        # The model requires a row: a header alone is a form to fill in.
        body = rows[1:] or [[Cell() for _ in columns]]
        return Table(grid=Grid(columns=tuple(columns), rows=tuple(Row(tuple(r)) for r in body)))

    def inlines(self, tokens: Iterable[Token]) -> tuple[Inline, ...]:
        """Build inlines with an explicit stack, as recursion could exceed Python's limit.

        For `a **b**` the tokens are text, strong_open, text, strong_close, and the stack goes from
        [[a]] to [[a], []], [[a], [b]] and [[a, Strong(b)]]. What is nested too deeply goes into the
        list of the level above, unmarked: copying it upwards level by level would be quadratic.
        """
        stack: list[tuple[Token | None, list[Inline]]] = [(None, [])]
        links = 0
        is_line_end = False
        for token in tokens:
            if is_line_end and _LABELLED_LINE.match(token.content):
                stack[-1][1][-1] = LineBreak()  # such as `[09:12]: alert fired`
            is_line_end = token.type == "softbreak"
            if token.nesting == 1:
                links += token.type == "link_open"
                is_too_deep = len(stack) > INLINE_LEVELS and token.type != "link_open"
                stack.append((None, stack[-1][1]) if is_too_deep else (token, []))
            elif token.nesting == -1:
                opening, children = stack.pop()
                if opening is None:
                    continue
                nodes = _join_texts(children, is_linked=links > 0)
                links -= token.type == "link_close"
                stack[-1][1].extend(self._wrap(opening, nodes))
            elif token.type == "footnote_ref":
                stack[-1][1].extend(self._note(token))
            else:
                stack[-1][1].append(_simple_inline(token))
        return _join_texts(stack[0][1], is_linked=False)

    def _note(self, token: Token) -> Iterator[Inline]:
        """Yield a footnote; in another footnote, its words in brackets."""
        ident, label = token.meta["id"], token.meta.get("label", "")
        if ident in self.within:
            yield Text(f"[^{label}]")
            return
        builder = replace(self, within=(*self.within, ident))
        blocks = builder.blocks(iter(self.notes.get(ident, ())))
        if self.within:
            yield Text(f" [{block_text(blocks)}]")
        else:
            yield Footnote(blocks, 0)

    def _wrap(self, opening: Token, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if opening.type == "link_open":
            return self._link(opening, children)
        if not children:
            return children
        match opening.type:
            case "strong_open":
                return (Strong(children),)
            case "em_open":
                return (Emphasis(children),)
            case "s_open":
                return (Strike(children),)
        return children

    def _link(self, opening: Token, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        target = str(opening.attrs.get("href", ""))
        if target.startswith("#") and len(target) > 1:  # an anchor in the report
            return (Link(children, unquote(target)),)
        if opening.markup == "autolink" and not is_safe_target(target):
            if "://" in target:
                self.unsafe.append(target)
            return (Text("<"), *children, Text(">"))
        label, title = str(opening.meta.get("label", "")), str(opening.attrs.get("title", ""))
        if label.isdigit() and inline_text(children) == label:  # "4,500 [1]" must not be "4,500 1"
            children = (Text(f"[{label}]"),)
        remark = (Text(f" ({title})"),) if title else ()
        if not is_safe_target(target):
            self.unsafe.append(target)
            return (*(children or (Text(target),)), *remark)
        return (Link(children or (Text(target),), target), *remark)


def _as_labels(blocks: tuple[Block, ...], mark: str) -> Iterator[Block]:
    for block in blocks or (Paragraph((Text(mark),)),):
        if isinstance(block, Paragraph):
            yield Paragraph(block.children, ParagraphRole.LABEL)


def _with_breaks(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens of a cell, with a line break for each `<br>` in its text."""
    for token in tokens:
        if token.type != "text":
            yield token
            continue
        for number, text in enumerate(_BREAK.split(token.content)):
            if number:
                yield Token("hardbreak", "br", 0)
            yield Token("text", "", 0, content=text)


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


def _with_marker(blocks: tuple[Block, ...], *, is_ordered: bool) -> ListItem:
    """Return an item. A box, `[ ]` or `[x]`, replaces its bullet, but not its number."""
    first = blocks[0]
    if isinstance(first, Paragraph) and first.children and isinstance(first.children[0], Text):
        text, *others = first.children
        task = _TASK.match(text.text) if isinstance(text, Text) else None
        if task and isinstance(text, Text):
            is_open = task.group(1) == " "
            rest = text.text[task.end() :]
            children = (Text(rest), *others) if rest else tuple(others)
            if is_ordered:
                children = (Checkbox(not is_open), Text(" "), *children)
                return ListItem((Paragraph(children), *blocks[1:]))
            marker = Marker.OPEN if is_open else Marker.DONE
            return ListItem((Paragraph(children), *blocks[1:]), marker)
    return ListItem(blocks)
