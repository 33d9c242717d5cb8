"""Attach reviewers' comments to the first words that show what they are about.

In → Out: an incident's comments in; blocks with `Commented` inlines, and leftover comments, out.
Must not: change a word of the report.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.compose.paths import resolve
from pmdoc.compose.rewrite import walk
from pmdoc.diagnostics.problem import parts_of, readable
from pmdoc.markdown.parser import parse
from pmdoc.model.amount import Amount, Duration
from pmdoc.model.document import Block, Comment, Commented, ItemList, Paragraph
from pmdoc.model.document.block_text import block_text
from pmdoc.model.improvement import Due
from pmdoc.model.incident import Incident, Person
from pmdoc.model.moment import Moment

_PRINTED = (Moment, Due, Duration, Amount)
"""Values that are printed as a whole: a comment on a part of one is a comment on the whole."""
_Key = tuple[int, str]
"""The `id()` of a record, and the name of one of its properties, or "" for the record itself."""


class CommentAnchors(Struct):
    """The comments of one incident. Mutable: an attached comment is no longer pending.

    Shape: `pending` has the comments that are still to be attached; `labelled` has all of them,
    each after the readable name of what it is about.
    """

    pending: dict[_Key, list[Comment]] = field(default_factory=dict)
    labelled: list[tuple[str, Comment]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.pending)

    def attach(self, blocks: tuple[Block, ...], root: object, path: str) -> tuple[Block, ...]:
        """Attach the pending comments on the value at a path to the first words of its blocks."""
        for key in _keys(root, path):
            if key in self.pending:
                marked = _mark_first(blocks, tuple(self.pending[key]))
                if marked is not None:
                    blocks = marked
                    del self.pending[key]
        return blocks

    def unplaced(self, blocks: tuple[Block, ...]) -> tuple[Comment, ...]:
        """Return the comments that are not in a document; their text names what they are about."""
        placed = {
            id(comment)
            for node in walk(blocks)
            if isinstance(node, Commented)
            for comment in node.comments
        }
        return tuple(
            replace(comment, text=f"{label}: {comment.text}") if label else comment
            for label, comment in self.labelled
            if id(comment) not in placed
        )


def gather_comments(incident: Incident) -> CommentAnchors:
    """Return the comments of an incident, each with what it is about."""
    comments = CommentAnchors()
    author = incident.report.authors[0] if incident.report.authors else ""
    for stated in incident.comments:
        text = "\n".join(block_text((block,)) for block in parse(stated.text))
        comment = Comment(text=text, author=stated.author or author, date=stated.date)
        comments.labelled.append((readable(stated.on), comment))
        key = _key_at(incident, stated.on)
        if key is not None:
            comments.pending.setdefault(key, []).append(comment)
    return comments


def _key_at(incident: Incident, pointer: str) -> _Key | None:
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
        if value and isinstance(value[0], Person):  # whose keys may consist of digits
            return next((person for person in value if person.key == step), None)
        is_position = step.isascii() and step.isdecimal() and int(step) < len(value)
        return value[int(step)] if is_position else None
    return resolve(value, step)


def _keys(root: object, path: str) -> Iterator[_Key]:
    """Yield the keys of everything along a path, outermost first, and those of a list's records."""
    if not isinstance(root, Incident):
        yield id(root), ""
    value: object = root
    for name in path.split("."):
        yield id(value), name
        value = resolve(value, name)
        if isinstance(value, tuple):
            for item in value:
                yield id(item), ""
            return
        if isinstance(value, Struct):
            yield id(value), ""


def _mark_first(
    blocks: tuple[Block, ...], comments: tuple[Comment, ...]
) -> tuple[Block, ...] | None:
    """Attach comments to the first paragraph with words; None if there is none."""
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
