"""Comments of reviewers, set on the first words that show what they are about.

In → Out: an incident's comments in; marked inlines out, and those that found no place.
Must not: change a word of the report.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.compose.block_text import text_of
from pmdoc.compose.rewrite import rewrite
from pmdoc.diagnostics.problem import parts_of, readable
from pmdoc.markdown import parse
from pmdoc.model.amount import Amount
from pmdoc.model.document import (
    Block,
    Comment,
    Commented,
    ItemList,
    Paragraph,
)
from pmdoc.model.duration import Duration
from pmdoc.model.incident import CustomField, Incident, Person
from pmdoc.model.moment import Moment

_PRINTED = (Moment, Duration, Amount)
"""Values that are printed in one piece: what is on a part of one is on the whole."""
_Key = tuple[int, str]
"""A record by its identity, and the property of it that is meant; empty for the record."""


class CommentAnchors(Struct):
    """The comments of one incident: those that wait for the words that they are about, and all.

    Shape: `named` pairs each comment with the place that it is on, in an author's words.
    """

    waiting: dict[_Key, list[Comment]] = field(default_factory=dict)
    named: list[tuple[str, Comment]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.waiting)

    def mark(self, blocks: tuple[Block, ...], root: object, path: str) -> tuple[Block, ...]:
        """Set what waits for a record or a value on its path on the first words of blocks."""
        for key in _keys(root, path):
            if key in self.waiting:
                marked = _mark_first(blocks, tuple(self.waiting[key]))
                if marked is not None:
                    blocks = marked
                    del self.waiting[key]
        return blocks

    def rest(self, blocks: tuple[Block, ...]) -> tuple[Comment, ...]:
        """Return the comments that stand nowhere in a document, each with its place in front."""
        placed: set[int] = set()

        def note(node: object) -> object:
            if isinstance(node, Commented):
                placed.update(map(id, node.comments))
            return node

        rewrite(blocks, note)
        return tuple(
            replace(comment, text=f"{place}: {comment.text}") if place else comment
            for place, comment in self.named
            if id(comment) not in placed
        )


def gather_comments(incident: Incident) -> CommentAnchors:
    """Look up what each comment is about."""
    comments = CommentAnchors()
    author = str(incident.report.authors[0]) if incident.report.authors else ""
    for one in incident.comments:
        text = "\n".join(text_of((block,)) for block in parse(one.text))
        comment = Comment(text=text, author=one.author or author, date=one.date)
        comments.named.append((readable(one.on), comment))
        meant = _meant(incident, one.on)
        if meant is not None:
            comments.waiting.setdefault(meant, []).append(comment)
    return comments


def _meant(incident: Incident, pointer: str) -> _Key | None:
    """Return the record or the property that a pointer leads to; nothing for the whole."""
    if not pointer:
        return None
    holder: object = incident
    value: object = incident
    name = ""
    for step in parts_of(pointer):
        holder, value = value, _step(value, step)
        name = step
        if value is None:
            return None
        if isinstance(value, _PRINTED):
            break
    return (id(value), "") if isinstance(value, Struct) else (id(holder), name)


def _step(value: object, step: str) -> object:
    if isinstance(value, tuple):
        # people and a house's own fields stand under keys, which may be made of digits, too
        if value and isinstance(value[0], (Person, CustomField)):
            return next((v for v in value if getattr(v, v.__struct_fields__[0]) == step), None)
        is_position = step.isascii() and step.isdecimal() and int(step) < len(value)
        return value[int(step)] if is_position else None
    return getattr(value, step, None)


def _keys(root: object, path: str) -> Iterator[_Key]:
    """Yield the keys of all that a path passes, outermost first; of a list, its records' keys."""
    if not isinstance(root, Incident):
        yield id(root), ""
    value: object = root
    for name in path.split("."):
        yield id(value), name
        value = getattr(value, name, None)
        if isinstance(value, tuple):
            for item in value:
                yield id(item), ""
            return
        if isinstance(value, Struct):
            yield id(value), ""


def _mark_first(
    blocks: tuple[Block, ...], comments: tuple[Comment, ...]
) -> tuple[Block, ...] | None:
    """Set comments on the first paragraph with words; nothing where there is none."""
    for index, block in enumerate(blocks):
        marked: Block | None = None
        if isinstance(block, Paragraph) and block.children:
            marked = replace(block, children=(Commented(block.children, comments),))
        elif isinstance(block, ItemList):
            marked = _mark_item(block, comments)
        if marked is not None:
            return (*blocks[:index], marked, *blocks[index + 1 :])
    return None


def _mark_item(block: ItemList, comments: tuple[Comment, ...]) -> ItemList | None:
    for index, item in enumerate(block.items):
        marked = _mark_first(item.blocks, comments)
        if marked is not None:
            items = (*block.items[:index], replace(item, blocks=marked), *block.items[index + 1 :])
            return replace(block, items=items)
    return None
