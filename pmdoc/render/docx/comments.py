"""Comments in Word's margin: the ranges that they refer to, and the part that holds their text.

In → Out: comments and the runs that they refer to in; marked runs and `word/comments.xml` out.
Must not: date a comment that its author did not date, or invent an author.
Source: ECMA-376 part 1, 17.13.4 (comments).
"""

from __future__ import annotations

from msgspec import Struct, field

from pmdoc.model.document import Comment
from pmdoc.render.docx.ooxml.pending_paragraph import PendingParagraph
from pmdoc.render.docx.ooxml.xml import (
    STORY_NAMESPACES,
    XML_DECLARATION,
    attribute,
    run,
    text_elements,
)

_REFERENCE = "CommentReference"
_MOST_INITIALS = 3


class DocumentComments(Struct):
    """The comments of one document, in reading order."""

    comments: list[Comment] = field(default_factory=list)

    def wrap(self, runs: str, comments: tuple[Comment, ...]) -> str:
        """Return runs inside the ranges of comments. Source: 17.13.4.3 to 5."""
        for comment in comments:
            number = len(self.comments)
            self.comments.append(comment)
            reference = run(f'<w:commentReference w:id="{number}"/>', _REFERENCE)
            runs = (
                f'<w:commentRangeStart w:id="{number}"/>{runs}'
                f'<w:commentRangeEnd w:id="{number}"/>{reference}'
            )
        return runs

    def part(self) -> bytes:
        """Return the comments part. Source: 17.13.4.6 and 17.13.4.2."""
        body = "".join(_comment(number, comment) for number, comment in enumerate(self.comments))
        return f"{XML_DECLARATION}<w:comments {STORY_NAMESPACES}>{body}</w:comments>".encode()


def _comment(number: int, comment: Comment) -> str:
    initials = "".join(word[0] for word in comment.author.split())[:_MOST_INITIALS].upper()
    date = f' w:date="{comment.date.isoformat()}T00:00:00Z"' if comment.date else ""
    mark = run("<w:annotationRef/>", _REFERENCE)
    lines = "".join(
        str(PendingParagraph("CommentText", ("" if index else mark) + run(text_elements(line))))
        for index, line in enumerate(comment.text.split("\n"))
    )
    return (
        f'<w:comment w:id="{number}" w:author="{attribute(comment.author)}"{date} '
        f'w:initials="{attribute(initials)}">{lines}</w:comment>'
    )
