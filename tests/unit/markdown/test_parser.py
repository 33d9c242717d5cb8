"""Markdown becomes blocks and inlines; no text is lost, and no markup remains."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmdoc.markdown.dialect import BLOCK_LEVELS
from pmdoc.markdown.fault_finder import find_all
from pmdoc.markdown.faults import find_faults
from pmdoc.markdown.parser import parse, parse_inline
from pmdoc.markdown.tree import (
    INLINE_LEVELS,
    find_unsafe_links,
    parse_inlines,
)
from pmdoc.markdown.unsafe_links import unsafe_links
from pmdoc.model.document import (
    Align,
    Block,
    Callout,
    Checkbox,
    Code,
    CodeBlock,
    Emphasis,
    Footnote,
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
    Strike,
    Strong,
    Table,
    Text,
)
from pmdoc.read.line_ends import joined_lines
from pmdoc.read.yaml.plain_scalar import Plain
from tests.timing import assert_faster, assert_linear


def inlines(text: str) -> tuple[Inline, ...]:
    (paragraph,) = parse(text)
    assert isinstance(paragraph, Paragraph)
    return paragraph.children


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


INLINE_CASES = {
    "plain": ("The cache was full.", (Text("The cache was full."),)),
    "strong": ("a **b** c", (Text("a "), Strong((Text("b"),)), Text(" c"))),
    "emphasis": ("_a_ *b*", (Emphasis((Text("a"),)), Text(" "), Emphasis((Text("b"),)))),
    "strike": ("~~a~~", (Strike((Text("a"),)),)),
    "code": ("`a *b* <c>`", (Code("a *b* <c>"),)),
    "nested": ("**a _b_**", (Strong((Text("a "), Emphasis((Text("b"),)))),)),
    "link": ("[a](http://x.y)", (Link((Text("a"),), "http://x.y"),)),
    "link-with-markup": ("[*a*](http://x.y)", (Link((Emphasis((Text("a"),)),), "http://x.y"),)),
    "mail": ("[a](mailto:b@c.de)", (Link((Text("a"),), "mailto:b@c.de"),)),
    "empty-link": ("[](http://x.y)", (Link((Text("http://x.y"),), "http://x.y"),)),
    "autolink": ("<https://x.y>", (Link((Text("https://x.y"),), "https://x.y"),)),
    "autolink as typed": (
        "<https://x.y/a%20b>",
        (Link((Text("https://x.y/a%20b"),), "https://x.y/a%20b"),),
    ),
    "reference": ("[a]\n\n[a]: http://x.y", (Link((Text("a"),), "http://x.y"),)),
    "soft-break": ("a\nb", (Text("a b"),)),
    "hard-break": ("a  \nb\\\nc", (Text("a"), LineBreak(), Text("b"), LineBreak(), Text("c"))),
    "line-separator": ("a\u2028b", (Text("a"), LineBreak(), Text("b"))),
    "html": ("<b>a</b> <img src=x>", (Text("<b>a</b> <img src=x>"),)),
    "html-block": ("<script>a</script>", (Text("<script>a</script>"),)),
    "template": ("{{ 7*7 }} ${x} {% y %}", (Text("{{ 7*7 }} ${x} {% y %}"),)),
    "image": ("![a *b*](x.png) c", (Text("a b c"),)),
    "image-without-text": ("![](x.png)", (Text("x.png"),)),
    "entity": ("&lt; &copy; &x;", (Text("< © &x;"),)),
    "escape": (r"\*a\*", (Text("*a*"),)),
    "snake-case": ("a_b_c __d", (Text("a_b_c __d"),)),
    "tilde": ("about ~5 min", (Text("about ~5 min"),)),
    "arithmetic": ("a < 5 & b > 3", (Text("a < 5 & b > 3"),)),
    "dash": ("-", (Text("-"),)),
    "hash": ("#", (Text("#"),)),
    "quote-sign": (">", (Text(">"),)),
    "year": ("2017.", (Text("2017."),)),
    "definition-alone": (
        "[a]: http://x.y",
        (Text("[a]: "), Link((Text("http://x.y"),), "http://x.y")),
    ),
    "no-break-space": ("a\u00a0b", (Text("a\u00a0b"),)),
}


@pytest.mark.parametrize(("text", "expected"), INLINE_CASES.values(), ids=INLINE_CASES)
def test_inline_markup(text, expected):
    """CommonMark, strikethrough and bare addresses are markup; everything else is text."""
    assert inlines(text) == expected


ADDRESSES = {
    "in-text": ("see https://x.y/z now", "https://x.y/z"),
    "stop": ("https://x.y/z.", "https://x.y/z"),
    "several-stops": ("https://x.y/z?!...", "https://x.y/z"),
    "in-parentheses": ("(https://x.y/z)", "https://x.y/z"),
    "own-parentheses": ("https://x.y/a_(b)", "https://x.y/a_(b)"),
    "both": ("(see https://x.y/a_(b).)", "https://x.y/a_(b)"),
    "query": ("https://x.y/?a=1&b=2#c", "https://x.y/?a=1&b=2#c"),
    "underscores": ("https://x.y/_a_b_c", "https://x.y/_a_b_c"),
    "quotes": ('"https://x.y/z"', "https://x.y/z"),
    "angle": ("https://x.y/z>", "https://x.y/z"),
    "capitals": ("HTTPS://X.Y", "HTTPS://X.Y"),
    "port": ("http://localhost:8080/x", "http://localhost:8080/x"),
    "cjk-stop": ("https://x.y/z。", "https://x.y/z"),
    "brackets": ("[https://x.y/z]", "https://x.y/z"),
}


@pytest.mark.parametrize(("text", "address"), ADDRESSES.values(), ids=ADDRESSES)
def test_bare_addresses_become_links(text, address):
    """Punctuation of the sentence stays outside the link."""
    children = inlines(text)

    assert [n for n in children if isinstance(n, Link)] == [Link((Text(address),), address)]
    assert inline_text(children) == text


@pytest.mark.parametrize(
    "text",
    ["xhttps://a.b", "https://", "http:///x", "ftp://a.b", "www.a.b", "a@b.c", "https://?", "://"],
)
def test_text_that_is_no_web_address_is_not_linked(text):
    """Only http and https addresses with a host become links by themselves."""
    assert inlines(text) == (Text(text),)


def test_non_ascii_addresses_are_encoded_in_the_target():
    """A PDF holds targets in ASCII; the text is what the author wrote."""
    assert inlines("https://x.y/é.") == (
        Link((Text("https://x.y/é"),), "https://x.y/%C3%A9"),
        Text("."),
    )


def test_address_inside_a_link_is_not_linked_again():
    (link,) = inlines("[https://a.b](https://c.d)")

    assert link == Link((Text("https://a.b"),), "https://c.d")


def test_footnotes_are_at_their_marks():
    """A footnote may be defined below the text or inline, with its own markup."""
    (line,) = parse("One[^a] and two^[with *stress*].\n\n[^a]: The first.")

    one, two = (node for node in line.children if isinstance(node, Footnote))
    assert one == Footnote((paragraph("The first."),), 0)
    assert two == Footnote((Paragraph((Text("with "), Emphasis((Text("stress"),)))),), 0)
    assert inline_text(line.children[0:1]) == "One"


def test_footnote_without_a_definition_is_plain_text():
    assert inline_text(inlines("See [^b].")) == "See [^b]."


def test_link_to_a_target_in_the_report_is_kept():
    """The composer resolves it; it may have no text."""
    assert inlines("[](#timeline)") == (Link((), "#timeline"),)
    assert unsafe_links("[here](#a%20b)") == ()


UNSAFE = [
    "javascript:alert(1)", "JavaScript:alert(1)", "file:///etc/passwd", "data:text/html,x",
    "vbscript:x", "ftp://x.y", "//x.y", "\\\\\\\\host\\\\x", "docs/x.md", "#", "http:x",
    "http:///x", "mailto:", "https:\\\\\\\\x.y", "x:y", "",
]  # fmt: skip


@pytest.mark.parametrize("target", UNSAFE)
def test_unsafe_links_keep_only_their_text(target):
    """X5: nothing opens a file or runs code, and the author is told."""
    text = f"a [b](<{target}>) c"

    assert not any(isinstance(node, Link) for node in inlines(text))
    assert inline_text(inlines(text)).startswith("a b")
    assert len(unsafe_links(text)) == 1


def test_unsafe_links_are_listed_in_order():
    """Safe links are not listed. A definition without a web or mail address is text."""
    text = "[a](file:x) [b](http://c.d) [e] <ftp://f.g>\n\n[e]: javascript:1"

    assert unsafe_links(text) == ("file:x", "ftp://f.g")
    assert unsafe_links("plain `x` text") == ()


def test_every_block_of_markdown_is_parsed():
    text = (
        "# Title\n\ntext\n\n> quote\n\n---\n\n```sql x\nselect *\n\n```\n\n"
        "    indented\n\n3. three\n4. four\n"
    )

    assert parse(text) == (
        Paragraph((Text("Title"),), ParagraphRole.LABEL),
        paragraph("text"),
        Quote((paragraph("quote"),)),
        HorizontalRule(),
        Paragraph((Text("sql x"),), ParagraphRole.LABEL),
        CodeBlock("select *\n", "sql"),
        CodeBlock("indented"),
        ItemList(
            items=(ListItem((paragraph("three"),)), ListItem((paragraph("four"),))),
            ordered=True,
            start=3,
        ),
    )


def test_list_items_hold_paragraphs_and_lists():
    assert parse("- a\n\n  b\n  - c\n-\n") == (
        ItemList(
            items=(
                ListItem(
                    (
                        paragraph("a"),
                        paragraph("b"),
                        ItemList(items=(ListItem((paragraph("c"),)),)),
                    )
                ),
                ListItem((Paragraph(()),)),
            )
        ),
    )


@pytest.mark.parametrize(
    ("text", "marker", "expected"),
    [
        ("- [ ] a", Marker.OPEN, (Text("a"),)),
        ("- [x] a", Marker.DONE, (Text("a"),)),
        ("- [X] **a** b", Marker.DONE, (Strong((Text("a"),)), Text(" b"))),
        ("1. [X] a", Marker.DEFAULT, (Checkbox(True), Text(" "), Text("a"))),
        ("- [y] a", Marker.DEFAULT, (Text("[y] a"),)),
        ("- [x]a", Marker.DEFAULT, (Text("[x]a"),)),
        ("- a [x] b", Marker.DEFAULT, (Text("a [x] b"),)),
    ],
)
def test_task_list_items(text, marker, expected):
    """A box at the start of an item becomes its marker, or stands beside its number."""
    block, _ = parse(f"{text}\n\n<!-- -->")

    assert isinstance(block, ItemList)
    assert block.items == (ListItem((Paragraph(expected),), marker),)


def test_table_cells_and_alignment():
    """Cells hold inlines, columns their alignment; short rows are filled up."""
    (table,) = parse("| a | b *c* | d |\n|---|:-:|--:|\n| **1** | 2\\|3 | |\n| 4 |\n")

    assert isinstance(table, Table)
    columns = table.grid.columns
    assert [column.title for column in columns] == ["a", "b c", "d"]
    assert [column.align for column in columns] == [Align.START, Align.CENTER, Align.END]
    cells = [[text_of_blocks(cell.blocks) for cell in row.cells] for row in table.grid.rows]
    assert cells == [["1", "2|3", ""], ["4", "", ""]]


def test_table_without_rows_gets_a_blank_row():
    """The model requires a row; a header alone is a form to fill in."""
    (table,) = parse("|a|b|\n|-|-|")

    assert isinstance(table, Table)
    assert [len(row.cells) for row in table.grid.rows] == [2]


@pytest.mark.parametrize("text", ["", " ", "\n\t\n", "\u00a0"])
def test_empty_text_gives_nothing(text):
    assert parse(text) == ()
    assert parse_inline(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n- b", (Text("- a - b"),)),
        ("# a", (Text("# a"),)),
        ("1. **b**", (Text("1. "), Strong((Text("b"),)))),
        ("a\n\nb", (Text("a  b"),)),
        ("    a", (Text("a"),)),
        ("[x]: y", (Text("[x]: y"),)),
    ],
)
def test_inline_text_has_no_blocks(text, expected):
    """A title that begins with a number is not a list."""
    assert parse_inline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("処理が\n遅れ", "処理が遅れ"),
        ("処理が  \n遅れ", "処理が / 遅れ"),
        ("**処理**が\n*遅*れ", "処理が遅れ"),
        ("**処理**\n[遅れ](https://a.io)", "処理遅れ"),
        ("API\nの応答", "API の応答"),
        ("장애\n발생", "장애 발생"),
        ("处理慢，\n“队列”", "处理慢，“队列”"),
        ("- 処理が\n  遅れ", "処理が遅れ"),
        ("> 処理が\n> 遅れ", "処理が遅れ"),
    ],
)
def test_line_end_between_wide_characters_is_no_blank(text, expected):
    """A hard break stays one."""
    block = parse(text)[0]
    while not isinstance(block, Paragraph):
        block = block.items[0].blocks[0] if isinstance(block, ItemList) else block.blocks[0]
    children = [Text(" / ") if isinstance(one, LineBreak) else one for one in block.children]
    assert expected == inline_text(children)


def test_unquoted_values_become_plain_str():
    """The reader marks unquoted values; the parser removes the mark."""
    (block,) = parse(Plain("12:30"))

    assert isinstance(block, Paragraph)
    assert isinstance(block.children[0], Text)
    assert type(block.children[0].text) is str


HOSTILE = {
    "quotes": (lambda n: "> " * n, 10_000),
    "stars": (lambda n: "*" * n + "a", 10_000),
    "brackets": (lambda n: "[" * n, 5_000),
    "images": (lambda n: "![[" * n, 2_000),
    "lists": (lambda n: "- " * n + "x", 10_000),
    # repeated blocks, as ever longer ones would make the text itself grow quadratically
    "steps": (lambda n: ("\n".join("  " * m + "- x" for m in range(50)) + "\n\n") * n, 40),
    "emphasis": (lambda n: "*a **a " * n + "*b** " * n, 3_000),
    "links": (lambda n: "[a](" * n, 5_000),
    "pairs": (lambda n: "[" * n + "](x)" * n, 3_000),
    "ticks": (lambda n: "".join("`" * m + " " for m in range(50)) * n, 40),
    "html": (lambda n: "<a " * n, 10_000),
    "tildes": (lambda n: "~~a " * n, 5_000),
    "backslashes": (lambda n: "\\" * (n + 1), 10_000),
    "word": (lambda n: "x" * n, 100_000),
    "parentheses": (lambda n: "https://x.y/" + ")" * n, 50_000),
    "pieces": (lambda n: "a_" * n, 12_000),
    "amps": (lambda n: "& " * n, 50_000),
}


@pytest.mark.parametrize(("hostile", "size"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_bounded_in_time_and_depth_x11(hostile, size):
    """X11: there is no exception, no long wait, and no tree too deep for a renderer."""

    def work(length: int) -> None:
        text = hostile(length)
        parse(f"{text}\n\nend")  # a text of one line has no blocks
        parse_inline(text)
        unsafe_links(text)

    assert_linear(work, size // 4)
    blocks = parse(f"{hostile(size)}\n\nend")
    assert depth(blocks) <= 2 * BLOCK_LEVELS + INLINE_LEVELS + 4
    assert text_of_blocks(blocks).strip() or isinstance(blocks[0], HorizontalRule)


def test_text_nested_too_deeply_is_kept_as_typed():
    """The parser would drop it."""
    assert text_of_blocks(parse("> " * 100 + "start\nend")).endswith("end")


def test_plain_text_is_fast_and_loads_no_parser():
    """Plain text takes at most a fifth of the parser's time, and loads no heavy module."""
    texts = [
        f"The primary ran out of room at step {n} of the run: 12:30 (UTC)" for n in range(1000)
    ]

    def parse_all(parser) -> None:
        for text in texts:
            parser(text)

    assert_faster(lambda: parse_all(parse_inline), lambda: parse_all(parse_inlines), times=5)
    code = (
        "import sys; from pmdoc.markdown import parser, unsafe_links;"
        "parser.parse('a b'); parser.parse_inline('see https://a.b');"
        "unsafe_links.unsafe_links('x');"
        "assert not {'markdown_it', 'PIL'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


PIECES = st.sampled_from(
    ["a", "b1", " ", "  ", "\n", "\t", "_", "*", "`", "[", "]", "(", ")", "<", ">", "&", "&lt;",
     "!", "~", "~~", "#", "-", "+", "=", ".", "1.", "12)", "|", "|-|", ":", "\\", "https://a.b",
     "é", "\u00a0", "\u2028", "\x0b", "\x1f", "\x00", "\u0327", "x]: y", "http://", "—", "“",
     "\u3000"]
)  # fmt: skip
FIELDS = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=40))


@settings(deadline=None, max_examples=1500)
@given(FIELDS)
def test_fast_path_agrees_with_the_parser(text):
    if text.strip():
        assert parse_inline(text) == parse_inlines(joined_lines(text.strip()))


@settings(deadline=None, max_examples=600)
@given(FIELDS)
def test_any_text_gives_a_valid_tree(text):
    """There is no exception, no line break in a text and no empty node, and every word is kept."""
    blocks = parse(text)
    parse_inline(text)
    unsafe_links(text)

    check_tree(blocks)
    letters = [c for c in text if c in "ab1é"]
    if not any(sign in text for sign in ("]:", "](", "`", "~~", "|", "1.", "12)", "&")):
        assert [c for c in text_of_blocks(blocks) if c in "ab1é"] == letters


def check_tree(nodes: tuple[Block | Inline, ...]) -> None:  # noqa: C901 -- one case a node
    for node in nodes:
        match node:
            case Text() | Code():
                assert node.text
                assert len(node.text.splitlines()) == 1
            case Strong() | Emphasis() | Strike() | Link():
                assert node.children
                check_tree(node.children)
            case Paragraph():
                check_tree(node.children)
            case Quote():
                assert node.blocks
                check_tree(node.blocks)
            case ItemList():
                assert node.items
                for item in node.items:
                    assert item.blocks
                    check_tree(item.blocks)
            case Table():
                assert node.grid.rows
                for row in node.grid.rows:
                    assert len(row.cells) == len(node.grid.columns)
                    for cell in row.cells:
                        check_tree(cell.blocks)


def inline_text(nodes: tuple[Inline, ...]) -> str:
    pieces = []
    for node in nodes:
        match node:
            case Text() | Code():
                pieces.append(node.text)
            case Strong() | Emphasis() | Strike() | Link():
                pieces.append(inline_text(node.children))
            case LineBreak():
                pieces.append(" ")
    return "".join(pieces)


def text_of_blocks(blocks: tuple[Block, ...]) -> str:
    pieces = []
    for block in blocks:
        match block:
            case Paragraph():
                pieces.append(inline_text(block.children))
            case CodeBlock():
                pieces += [block.language, block.text]
            case Quote():
                pieces.append(text_of_blocks(block.blocks))
            case ItemList():
                pieces += [text_of_blocks(item.blocks) for item in block.items]
            case Table():
                pieces += [column.title for column in block.grid.columns]
                pieces += [text_of_blocks(c.blocks) for row in block.grid.rows for c in row.cells]
    return " ".join(pieces)


def depth(nodes: tuple[Block | Inline, ...]) -> int:
    deepest = 0
    for node in nodes:
        below: tuple[Block | Inline, ...] = ()
        match node:
            case Strong() | Emphasis() | Strike() | Link() | Paragraph():
                below = node.children
            case Quote():
                below = node.blocks
            case ItemList():
                below = tuple(block for item in node.items for block in item.blocks)
        deepest = max(deepest, 1 + depth(below))
    return deepest


LINKS = st.sampled_from(
    ["[a](", "](", "https://a.b", "mailto:a@b", "javascript:x", "/c", "#d", ")", "\\", "&#58;"]
)


@settings(deadline=None, max_examples=1500)
@given(st.lists(st.one_of(PIECES, LINKS), max_size=10).map("".join))
def test_fast_path_finds_the_same_unsafe_links(text):
    """The parser is skipped for text that can't contain a link."""
    assert find_unsafe_links(text) == unsafe_links(text)


@pytest.mark.parametrize(
    ("text", "unsafe"),
    [
        ("Hurt.[^1]\n\n[^1]: None.", ()),
        ("負傷者[^1]\n\n[^1]: 脚注の内容です。", ()),
        ("Hurt.[^1]\n\n[^1]: See [it](file:x).", ("file:x",)),
        ("Hurt.^[See [it](file:x).]", ("file:x",)),
    ],
)
def test_footnote_of_one_word_is_not_a_link(text: str, unsafe: tuple[str, ...]) -> None:
    """Plain CommonMark would read the word as a link target; real links in a note still count."""
    assert unsafe == find_unsafe_links(text)


@pytest.mark.parametrize(
    "text",
    [
        "> 500 ms", "- 5 %", "+ 3", "# 4", "1. May", "* ", "2*3*4", "2**8 and 2**9",
        "*.log, /var/*",
        "/var/*/x/*.gz", "count(*) and sum(*)", "http_* and *_total", "f(*a, **b)", "~5 min ~ 10",
        r"\\files01\jobs\_nightly", r"C:\x\_y\.z", "__init__.py", "__main__()", "x^2 and y^2",
        "<service>", "List<String>", "<none:1>", "<!-- a -->", "[09:12]: alert-fired", "[^1]: note",
        "[a]: x/y.md", "a \\", "a [x] b [ ]",
    ],
)  # fmt: skip
def test_signs_of_paths_names_and_figures_stay_as_typed(text: str) -> None:
    assert inlines(text) == (Text(text.strip()),)


@pytest.mark.parametrize(
    "text",
    ["*a*", "(*a*)", "“*a*”", "*a*.", "*a*s", "**a**", "_a_", "__a b__", "**_a_**", "*[a](http://x.y)*"],
)  # fmt: skip
def test_marks_around_words_are_marks(text: str) -> None:
    assert any(isinstance(node, Emphasis | Strong) for node in inlines(text))


def test_emphasis_needs_no_spaces_where_the_script_has_none() -> None:
    assert inlines("这是**重点**文字") == (
        Text("这是"), Strong((Text("重点"),)), Text("文字"),
    )  # fmt: skip


def test_definitions_count_only_if_they_are_used() -> None:
    """Others are printed; so is the second definition of a label."""
    text = (
        "[a] is used.[^1]\n\n[a]: https://x.y\n[b]: https://x.z\n"
        "[^1]: One.\n[^2]: Two.\n[^1]: Three."
    )

    first, *others = parse(text)

    assert inline_text(first.children) == "a is used."
    assert " ".join(text_of_blocks((block,)) for block in others) == (
        "[b]: https://x.z [^2]: Two. : Three."
    )


def test_reference_by_number_keeps_its_brackets() -> None:
    """Otherwise it would look like a figure."""
    link = Link((Text("[1]"),), "https://x.y")

    assert parse("4,500 users [1]\n\n[1]: https://x.y") == (
        Paragraph((Text("4,500 users "), link)),
    )


def test_lines_that_begin_with_a_label_stay_lines() -> None:
    """So are logs written."""
    assert parse("[09:12]: alert\n[09:20]: drained\nthen\n") == (
        Paragraph((Text("[09:12]: alert"), LineBreak(), Text("[09:20]: drained then"))),
    )


def test_a_footnote_holds_blocks() -> None:
    (line,) = parse("a[^1]\n\n[^1]: b\n\n    - c\n\n    ```\n    d\n    ```\n")

    note = Footnote(
        (paragraph("b"), ItemList(items=(ListItem((paragraph("c"),)),)), CodeBlock("d")), 0
    )
    assert line == Paragraph((Text("a"), note))


def test_a_footnote_in_a_footnote_is_in_brackets() -> None:
    """The model nests no footnotes; one that refers to itself shows its mark."""
    (line,) = parse("a[^1]\n\n[^1]: b[^2]\n[^2]: c[^1]")

    assert line == Paragraph((Text("a"), Footnote((paragraph("b [c[^1]]"),), 0)))


def test_head_of_a_table_keeps_its_marks() -> None:
    (table,) = parse("|a[^1]|*b*|c|\n|-|-|-|\n|d<br>e|f|g|\n\n[^1]: n")

    assert isinstance(table, Table)
    note = Footnote((paragraph("n"),), 0)
    assert [(one.title, one.children) for one in table.grid.columns] == [
        ("a", (Text("a"), note)), ("b", (Emphasis((Text("b"),)),)), ("c", ()),
    ]  # fmt: skip
    cell = table.grid.rows[0].cells[0]
    assert cell.blocks == (Paragraph((Text("d"), LineBreak(), Text("e"))),)


def test_surplus_cells_belong_to_the_last_one() -> None:
    (table,) = parse("|a|b|\n|-|-|\n|1|`c | d`|\n|2|e|f|\n")

    assert isinstance(table, Table)
    cells = [row.cells[-1].blocks for row in table.grid.rows]
    assert cells == [(Paragraph((Code("c | d"),)),), (paragraph("e|f"),)]


def test_numbers_of_a_list_are_those_that_were_typed() -> None:
    """The same number before each item is Markdown's way to count."""
    assert [(one.start, len(one.items)) for one in parse("3. a\n5. b\n6. c")] == [(3, 1), (5, 2)]
    assert [(one.start, len(one.items)) for one in parse("1. a\n1. b\n1. c")] == [(1, 3)]


def test_a_rule_below_a_text_makes_no_heading() -> None:
    assert parse("a\n---\nb\n===") == (paragraph("a"), HorizontalRule(), paragraph("b ==="))


@pytest.mark.parametrize("kind", ["note", "tip", "important", "warning", "caution"])
def test_callouts_have_a_title_in_the_language_of_the_report(kind: str) -> None:
    (block,) = parse(f"> [!{kind.upper()}]\n> a\n", {f"callout.{kind}": "Title"}.__getitem__)

    assert isinstance(block, Callout)
    assert (block.title, block.blocks) == ("Title", (paragraph("a"),))
    assert isinstance(parse("> [!OTHER]\n> a")[0], Quote)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (r"\> 5 CORP\_svc and `a\_b`", ["backslash"]),
        ("a &lt; b", ["entity"]),
        ("<b>a</b> <service>", ["tag", "tag"]),
        ("a[^1] b[^/]+", ["note-undefined"]),
        ("a\n\n[^1]: b", ["note-unused"]),
        ("a[^1]\n\n[^1]: b\n[^1]: c", ["note-twice"]),
        ("[a][b] x[0][1]", ["link-undefined"]),
        ("a\n\n[b]: https://x.y", ["link-unused"]),
        ("|a|b|\n|-|-|\n|1|2|3|", ["cells"]),
        ("|a|b|\n|-|\n|1|2|", ["table"]),
        ("__init__ and __init__.py and __two words__", ["bold-name"]),
        ("a\n\n> 500 ms", ["sign"]),
        ("a\n\n# 4", ["sign"]),
        ("a\n\n- 5 %", ["sign"]),
        ("- old\n+ new", ["sign"]),
        ("# rm -r /tmp/x\n# of users: 5\n# A heading", ["sign", "sign"]),
        ("a\\\nb \\\nc", ["backslash"]),
        ("a\n\n- 5 nodes\n- 6 nodes\n\n> words", []),
        ("![a](b.png)", ["image"]),
        ("**a** [b](https://x.y) <https://x.y> `c`", []),
    ],
)
def test_faults_are_found(text: str, kinds: list[str]) -> None:
    faults = find_faults(text)

    assert [fault.kind.value for fault in faults] == kinds
    assert all(text.startswith(fault.text[:2], fault.start) for fault in faults)


@settings(deadline=None, max_examples=600)
@given(FIELDS)
def test_fast_path_finds_the_same_faults(text):
    assert find_faults(text) == find_all(text)
