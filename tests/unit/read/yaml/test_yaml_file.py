"""YAML values stay as their author wrote them, and errors have their position."""

from __future__ import annotations

import os
import tracemalloc
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from yaml.events import StreamEndEvent

from pmdoc.diagnostics.errors import InputError
from pmdoc.diagnostics.problem import Level, Position
from pmdoc.read.source import Source, UnreadableInput
from pmdoc.read.yaml import data_builder
from pmdoc.read.yaml import events as yaml_events
from pmdoc.read.yaml.plain_scalar import Plain
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.runtime import limits
from pmdoc.runtime.gc_pause import paused_collector
from tests.timing import assert_faster, assert_linear
from tests.unprivileged import ignores_permissions


def read(text: str | bytes) -> Source:
    return read_yaml(text, name="incident.yaml")


def problem_ids(text: str | bytes) -> list[str]:
    with pytest.raises(UnreadableInput) as caught:
        read(text)
    for problem in caught.value.problems:
        assert problem.position.file == "incident.yaml"
        assert problem.message.endswith(".")
    return [problem.id for problem in caught.value.problems]


def first_problem(text: str | bytes):
    with pytest.raises(UnreadableInput) as caught:
        read(text)
    return caught.value.problems[0]


@pytest.fixture(params=["fast", "pure"])
def composer(request, monkeypatch):
    """Run a test with both parsers: an installation of PyYAML may lack the C one."""
    if request.param == "pure":
        monkeypatch.setattr(yaml_events, "_Parser", yaml_events._PurePythonParser)
    return request.param


# --- values stay what the author wrote ---------------------------------------------------------


def test_clock_times_stay_text_y1():
    """Y1: every HH:MM is read as it was written."""
    times = [f"{hour:02d}:{minute:02d}" for hour in range(24) for minute in range(60)]

    data = read("times:\n" + "".join(f"  - {time}\n" for time in times)).data

    assert {"times": times} == data


WORDS = [
    "12:30", "1:30:00", "1.10", "012", "1_000", "0x1F", "0o17", "1e3", ".5",
    ".nan", ".inf", "-.inf",
    "NO", "no", "off", "yes", "y", "true", "False", "on",
    "2024-01-02", "2024-01-02T10:00:00Z", "2024-01-02 10:00:00 +01:00", "2024-13-45",
    "=", "<<", "nulls", "~5", "+1 555 0100", "a:b",
]  # fmt: skip


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"Y2-Y5-{word}")
def test_unquoted_words_stay_text(word, composer):
    """Y2 to Y5: nothing becomes a number, a truth value or a date."""
    data = read(f"value: {word}\nlist:\n- {word}\n").data

    assert data == {"value": word, "list": [word]}
    assert isinstance(data["value"], Plain)
    assert isinstance(data["list"][0], Plain)


def test_text_that_is_only_text_is_a_plain_str(composer):
    """Only values that could be a number or truth value are marked."""
    value = read("value: The primary fails over\n").data["value"]

    assert value == "The primary fails over"
    assert type(value) is str


@pytest.mark.parametrize(
    "quoted", ['"12:30"', "'12:30'", "|-\n  12:30", ">-\n  12:30", "!!str 12:30"]
)
def test_quoted_and_block_values_are_always_text(quoted, composer):
    """The schema must not read them as anything else."""
    value = read(f"value: {quoted}\n").data["value"]

    assert value == "12:30"
    assert type(value) is str


@pytest.mark.parametrize("empty", ["", "~", "null", "Null", "NULL", "!!null ''"])
def test_empty_values_are_dropped_from_mappings_and_kept_in_lists(empty, composer):
    """A key without a value is not filled in yet."""
    assert read(f"a: {empty}\nb: x\nc:\n- y\n- {empty}\n").data == {"b": "x", "c": ["y", None]}


@pytest.mark.parametrize("key", ["1", "yes", "2017-01-31", "=", '"<<"', '""', '"a b"'])
def test_any_scalar_can_be_a_key_y13(key, composer):
    """Y13: keys are text, whatever they look like."""
    assert {key.strip('"'): "v"} == read(f"{key}: v\n").data


def test_control_characters_in_aliased_text_become_visible(composer):
    """Each alias is reported."""
    source = read('a: &a "x\\e"\nb: *a\nc: 1\nd: *a\n')

    assert source.data == {"a": "x\u241b", "b": "x\u241b", "c": "1", "d": "x\u241b"}
    assert [p.pointer for p in source.problems] == ["/a", "/b", "/d"]


def test_only_values_cut_by_a_comment_are_warned_about(composer):
    """Comments on other lines or after a space are fine."""
    source = read("a: x\n#one\nb: Merged #12\nc: 'y #3'\nd: z # fine\n")

    assert [p.pointer for p in source.problems] == ["/b"]


def test_aliases_repeat_the_anchored_value(composer):
    source = read("a: &one {x: [1, 2]}\nb: *one\nc: &t text\nd: *t\n")

    assert source.data == {"a": {"x": ["1", "2"]}, "b": {"x": ["1", "2"]}, "c": "text", "d": "text"}
    assert source.locate("/b/x/1") == Position(file="incident.yaml", line=1, column=17)


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbfa: x\n",
        b"a: x\r\n",
        b"a: x",
        b"---\na: x\n...\n",
        b"%YAML 1.2\n---\na: x\n",
        b"# comment\n\na:\tx\n",
        "\ufeffa: x\n",
    ],
    ids=["Y12-bom", "crlf", "no-newline", "markers", "directive", "tab-after-colon", "bom-text"],
)
def test_ordinary_file_variants_are_accepted(text):
    """Y12: byte order mark, CRLF, document markers and tabs between words."""
    assert read(text).data == {"a": "x"}


def test_text_is_not_normalised():
    """Composed and decomposed characters stay; line separators are ordinary characters."""
    text = "e\u0301 \u00e9 \u2028\u2029 \u202e\u200b\u00a0 \U0001f600"

    assert {"a": text} == read(f"a: {text}\n").data


# --- positions ----------------------------------------------------------------------------------

POSITIONS = (
    "title: x\nactions:\n  - owner: ann\n    due:\n  - {owner: bob, a/b: [1, 2]}\nempty: []\n"
)


@pytest.mark.parametrize(
    ("pointer", "key", "line", "column"),
    [
        ("", False, 1, 1),
        ("/title", False, 1, 8),
        ("/title", True, 1, 1),
        ("/actions", False, 3, 3),
        ("/actions/0/owner", False, 3, 12),
        ("/actions/0/owner", True, 3, 5),
        ("/actions/0/due", True, 4, 5),
        ("/actions/0/due/x", False, 4, 9),
        ("/actions/1/a~1b/1", False, 5, 27),
        ("/actions/1/a~1b", True, 5, 18),
        ("/actions/1/missing", False, 5, 5),
        ("/actions/1/missing", True, 5, 5),
        ("/actions/7/owner", False, 3, 3),
        ("/actions/x", False, 3, 3),
        ("/actions/²", False, 3, 3),
        ("/title/x", False, 1, 8),
        ("/missing/x/y", False, 1, 1),
        ("/empty/0", False, 6, 8),
    ],
)
def test_pointers_have_positions(pointer, key, line, column, composer):
    """Line and column count from 1; a missing value has the position of its nearest parent."""
    expected = Position(file="incident.yaml", line=line, column=column)

    assert expected == read(POSITIONS).locate(pointer, key=key)


def test_positions_are_correct_after_bom_crlf_and_odd_characters():
    """Line numbers are those of an editor."""
    text = "\ufeffa: \u2028 x\u0085\r\nb: \U0001f600\x1b\r\nc: [é, d]\r\n"

    assert (read(text).locate("/c/1").line, read(text).locate("/c/1").column) == (3, 8)


# --- what is refused ----------------------------------------------------------------------------

SYNTAX = {
    "tab-indent": ("a:\n\tb: 1\n", "yaml-tab", 2, 1),
    "tab-after-space-indent": ("a:\n  b: 1\n\tc: 2\n", "yaml-tab", 3, 1),
    "tab-in-block": ("a: |\n\ttext\n", "yaml-tab", 2, 1),
    "no-space": ("a: 1\nkey:value\nb: 2\n", "yaml-missing-colon", 2, 1),
    "no-colon": ("a: 1\nkey\nb: 2\n", "yaml-missing-colon", 2, 1),
    "open-double-quote": ('a: "x\nb: 1\n', "yaml-unclosed-quote", 1, 4),
    "open-single-quote": ("a: 'x\nb: 1\n", "yaml-unclosed-quote", 1, 4),
    "document-in-quote": ('a: "x\n---\n"\n', "yaml-unclosed-quote", 1, 4),
    "quote-in-quote": ("a: 'it's'\nb: 1\n", "yaml-text-after-quote", 1, 8),
    "after-quote": ('a: "x" y\n', "yaml-text-after-quote", 1, 8),
    "markdown-link": ("a: [label](http://x)\n", "yaml-text-after-bracket", 1, 11),
    "open-bracket": ("a: [1, 2\nb: 3\n", "yaml-unclosed-bracket", 1, 4),
    "no-comma": ('[\n  {"a": 1}\n  {"b": 2}\n]\n', "yaml-unclosed-bracket", 2, 11),
    "no-comma-between": ('a: ["x" "y"]\n', "yaml-unclosed-bracket", 1, 8),
    "open-brace": ("a: {x: 1\nb: 3\n", "yaml-unclosed-bracket", 1, 4),
    "at": ("a: @x\n", "yaml-reserved-character", 1, 4),
    "percent": ("a: %x\n", "yaml-reserved-character", 1, 4),
    "percent-line": ("a: 1\n%x\n", "yaml-reserved-character", 2, 3),
    "backtick": ("a: `x`\n", "yaml-reserved-character", 1, 4),
    "bracket-alone": ("a: ]\n", "yaml-reserved-character", 1, 4),
    "comma-first": ("a: , x\n", "yaml-reserved-character", 1, 4),
    "question-mark": ("a: ? b\n", "yaml-reserved-character", 1, 4),
    "colon-in-text": ("a: b: c\n", "yaml-colon-in-text", 1, 5),
    "colon-in-list-text": ("- a: b: c\n", "yaml-colon-in-text", 1, 7),
    "too-deep": ("a: 1\n  b: 2\n", "yaml-indentation", 2, 4),
    "between": ("a:\n    b: 1\n  c: 2\n", "yaml-indentation", 3, 3),
    "first-line-indented": (" a: 1\nb: 2\n", "yaml-indentation", 2, 1),
    "list-among-keys": ("a: 1\n- b\n", "yaml-indentation", 2, 1),
    "key-among-list": ("- b\na: 1\n", "yaml-indentation", 2, 1),
    "list-on-key-line": ("a: - b\n", "yaml-list-on-key-line", 1, 4),
    "bold": ("a: **bold** text\n", "yaml-reference", 1, 4),
    "italic": ("a: *it* text\n", "yaml-reference", 1, 4),
    "unknown-reference": ("a: *nope\n", "yaml-reference", 1, 4),
    "ampersand": ("a: & b\n", "yaml-reference", 1, 4),
    "reference-twice": ("a: &x y\nb: &x z\n", "yaml-reference", 2, 4),
    "exclamation": ("a: !h!x y\n", "yaml-tag", 1, 4),
    "open-tag": ("a: !<x y\n", "yaml-tag", 1, 4),
    "backslash": ('a: "C:\\dir"\n', "yaml-escape", 1, 7),
    "bad-hex": ('a: "\\xZZ"\n', "yaml-escape", 1, 7),
    "Y11-lone-surrogate": ('a: "\\ud800"\n', "yaml-escape", 1, 7),
    "beyond-unicode": ('a: "\\U00110000"\n', "yaml-escape", 1, 7),
    "text-after-sign": ("a: > 5 ms\n", "yaml-block-text", 1, 6),
    "text-after-bar": ("a: | foo\n  x\n", "yaml-block-text", 1, 6),
    "two-documents": ("a: 1\n---\nb: 2\n", "yaml-several-documents", 2, 1),
    "no-key": (": 1\n", "yaml-key", 1, 1),
    "version": ("%YAML 3.0\n---\na: 1\n", "yaml-syntax", 1, 1),
}


@pytest.mark.parametrize(("text", "id", "line", "column"), SYNTAX.values(), ids=SYNTAX)
def test_syntax_errors_have_a_position_and_a_hint(text, id, line, column):
    """The message of each common mistake is specific, and free of YAML jargon."""
    problem = first_problem(text)

    assert (id, line, column) == (problem.id, problem.position.line, problem.position.column)
    assert problem.hint
    for jargon in ("token", "scalar", "mapping", "anchor", "alias", "parsing", "sequence", "node"):
        assert jargon not in str(problem)


@pytest.mark.parametrize("text", [case[0] for case in SYNTAX.values()], ids=SYNTAX)
def test_slow_parser_refuses_the_same_files(text, monkeypatch):
    """Without the C parser only the messages may differ."""
    monkeypatch.setattr(yaml_events, "_Parser", yaml_events._PurePythonParser)
    if text == 'a: "\\ud800"\n':
        # It accepts lone surrogates; they become visible like other forbidden characters.
        assert read(text).data == {"a": "\ufffd"}
    else:
        assert first_problem(text).position.line


def test_duplicate_keys_name_both_lines_y6(composer):
    """Y6: no value is lost silently."""
    problem = first_problem("a: 1\nb:\n  x: 1\n  y: 2\n  x: 3\n")

    assert (problem.id, problem.pointer) == ("yaml-duplicate-key", "/b/x")
    assert (problem.position.line, problem.position.column) == (5, 3)
    assert "line 3" in problem.message
    assert "line 5" in problem.message


def test_all_problems_of_the_data_are_reported_at_once():
    """They are in the order of the file."""
    text = "a: 1\na: 2\nb: !x y\n<<: {c: 1}\n[d]: 1\n~: 2\ne: !!map text\nf: !!seq {}\n"

    expected = ["yaml-duplicate-key", "yaml-tag", "yaml-merge-key", "yaml-key", "yaml-key"]
    assert [*expected, "yaml-tag", "yaml-tag"] == problem_ids(text)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("a: !!python/object/apply:os.system ['true']\n", "yaml-tag"),
        ("a: !!python/name:os.system\n", "yaml-tag"),
        ("a: !important\n", "yaml-tag"),
        ("a: !!set {b}\n", "yaml-tag"),
        ("a: !!binary aGk=\n", "yaml-tag"),
        ("a: !!timestamp 2024-01-01\n", "yaml-tag"),
        ("!!str key: 1\n!x key2: 1\n", "yaml-tag"),
        ("base: &b {x: 1}\nother:\n  <<: *b\n", "yaml-merge-key"),
        ("? [a]\n: 1\n", "yaml-key"),
        ("{a: 1}: 1\n", "yaml-key"),
        ("a: {{ name }}\n", "yaml-key"),
        ("~: 1\n", "yaml-key"),
        ("a: &a [*a]\n", "yaml-recursive-reference"),
        ("&a {b: {c: *a}}\n", "yaml-recursive-reference"),
    ],
    ids=lambda value: (
        value.strip() if value.startswith(("a", "!", "b", "?", "{", "~", "&")) else ""
    ),
)
def test_unneeded_yaml_features_are_refused(text, id, composer):
    """Y7, Y8, Y10, Y13: tags, merge keys, keys that are not text, recursive aliases."""
    assert [id] == problem_ids(text)


def bomb(levels: int, width: int = 9) -> str:
    lines = ["l0: &l0 [" + ", ".join(["x"] * width) + "]"]
    lines += [f"l{n}: &l{n} [" + ", ".join([f"*l{n - 1}"] * width) + "]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("levels", [10, 60, 240])
def test_alias_bombs_are_refused_fast_y7(levels, composer):
    """Y7: expanded nodes are counted, not walked (9 to the tenth), and reported once."""
    tracemalloc.start()

    ids = problem_ids(bomb(levels))

    assert ids == ["yaml-reference-growth"]
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_merge_key_bomb_is_refused_y8():
    """Y8: no merge is carried out."""
    text = "L0: &L0 {a: 1}\n" + "".join(
        f"L{n}: &L{n} {{<<: [*L{n - 1}, *L{n - 1}], k{n}: 1}}\n" for n in range(1, 18)
    )

    assert {"yaml-merge-key"} == set(problem_ids(text))


@pytest.mark.parametrize(
    "text",
    ["[" * 3000, "[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "[\n" * 100_000,
     "".join(" " * n + "a:\n" for n in range(3000)), "[{" * 3000, "{" * 3000,
     "a: [x, " + "[" * 999 + "]]]", "- " * 98 + "[" * 1000],
    ids=["Y9", "flow", "flow-map", "one-line", "keys", "lines", "steps", "mixed", "braces",
         "limit-of-libyaml", "in-a-list"],
)  # fmt: skip
def test_deep_nesting_is_refused_without_a_crash_y9(text, composer, monkeypatch):
    """Y9: the limit applies before the parser recurses; the rest is not parsed."""
    events = []

    @contextmanager
    def counted(text):
        with yaml_events.events_of(text) as next_event:
            yield lambda: events.append(next_event()) or events[-1]

    monkeypatch.setattr(data_builder, "events_of", counted)

    assert problem_ids(text) == ["yaml-depth"]
    assert len(events) <= 3 * limits.YAML_DEPTH


def test_nesting_up_to_the_limit_is_fine(composer):
    """A hundred levels are allowed: 99 lists and the text in them."""
    assert read("[" * 99 + "x" + "]" * 99).data
    assert problem_ids("[" * 100 + "x" + "]" * 100) == ["yaml-depth"]


@pytest.mark.parametrize(
    "before",
    ['a: "{}"\n', "a: '{}'\n", "a: b  # {}\n", "a: |\n  {}\n", "a: >\n  {}\n", "a: b{}\n",
     "a:\n  b\n  {}\n", '? "{}"\n: b\n', 'a: [x, "{}"]\n'],
    ids=["double", "single", "comment", "literal", "folded", "plain", "plain-next-line", "key",
         "in-a-list"],
)  # fmt: skip
@pytest.mark.parametrize("brackets", ["[" * 3000, "{[" * 1500, "[[[[[ " * 500])
def test_brackets_in_text_do_not_count_as_nesting(before, brackets, composer):
    """Only brackets that open a list or mapping count."""
    brackets = brackets.strip()

    source = read(before.format(brackets) + "end: [[x]]\n")

    assert source.data["end"] == [["x"]]
    assert brackets in source.text


def test_ordinary_brackets_take_the_fast_parser(monkeypatch):
    monkeypatch.setattr(yaml_events, "_PurePythonParser", None)
    entry = "- {{a: [[1, 2], [3, 4]], b: '[[[[[[ {0} ]]]]]]', c: [{{d: {{e: f}}}}]}}\n"

    assert len(read("".join(entry.format(number) for number in range(2000))).data) == 2000


@pytest.mark.parametrize(
    "text",
    [
        f"x: &a {'t' * 100_000}\ny: [{', '.join(['*a'] * 200)}]\n",
        f"x: &a {{t: {'t' * 100_000}}}\ny: [{', '.join(['*a'] * 200)}]\n",
        f"x: &a [{'t' * 50_000}]\ny: &b [*a, *a, *a]\nz: [{', '.join(['*b'] * 100)}]\n",
    ],
    ids=["text", "in a mapping", "in a list that is referred to twice"],
)
def test_long_texts_that_references_repeat_are_refused(text):
    """Ten megabytes of them; a text of a few words may be repeated a hundred thousand times."""
    assert problem_ids(text) == ["yaml-reference-growth"]


def test_duplicate_keys_take_linear_time():
    def work(size):
        keys = "".join(f"k{number}: 1\n" for number in range(size))
        assert len(problem_ids(keys * 2)) == size

    assert_linear(work, 500)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ("a: é\n".encode("utf-16"), "UTF-16"),
        ("a: é\n".encode("utf-32"), "UTF-32"),
        ("a: é\n".encode("utf-16-be"), "NUL"),
        (b"a: x\nb: \xe9t\xe9\n", "UTF-8"),
        (b"a: \x00\n", "NUL"),
    ],
    ids=["Y12-utf16", "utf32", "utf16-no-mark", "latin1", "nul"],
)
def test_other_encodings_are_named_in_the_message(data, word):
    """Y12: it names the encoding, or the first byte that is not UTF-8."""
    problem = first_problem(data)

    assert problem.id == "yaml-encoding"
    assert word in problem.message


def test_invalid_byte_has_a_position():
    """The column counts characters, not bytes."""
    position = first_problem("a: é\nb: é ".encode() + b"\xff\n").position

    assert (position.line, position.column) == (2, 6)


@pytest.mark.parametrize("text", ["", " \n", "# only a comment\n", "---\n", "~\n", b"\xef\xbb\xbf"])
def test_empty_files_are_refused_y12(text):
    """Y12: a file without data is no incident."""
    assert problem_ids(text) == ["yaml-empty"]


# --- warnings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown", "line", "column"),
    [
        ('"x\\x07y"', "x\u2407y", 1, 4),
        ('"x\\0y"', "x\u2400y", 1, 4),
        ('"\\e[31m"', "\u241b[31m", 1, 4),
        ('"\\x7f"', "\u2421", 1, 4),
        ('"\\x9b"', "\ufffd", 1, 4),
        ('"\\N"', "\ufffd", 1, 4),
        ('"\\uFFFE"', "\ufffd", 1, 4),
        ('"\\U0001FFFF"', "\ufffd", 1, 4),
        ("red \x1b[31m", "red \u241b[31m", 1, 8),
        ("|-\n  one\n  two\x07", "one\ntwo\u2407", 3, 6),
        ("'a\x7f'", "a\u2421", 1, 6),
        ("a\x85b", "a\ufffdb", 1, 5),
        ("a\ufdd0b", "a\ufffdb", 1, 5),
    ],
)
def test_control_characters_become_visible_y11(written, shown, line, column):
    """Y11: characters that XML and PDF can't hold are replaced by a symbol, with a warning."""
    source = read(f"a: {written}\n")
    (problem,) = source.problems

    assert {"a": shown} == source.data
    assert (
        problem.id, problem.pointer, problem.level,
    ) == ("text-control-character", "/a", Level.WARNING)  # fmt: skip
    assert (line, column) == (problem.position.line, problem.position.column)


@pytest.mark.parametrize(
    "written", ["a: x \u202ey\u202c\n", 'a: "x \\u202ey"\n', "a: |\n  x \u2066y\n"]
)
def test_bidi_overrides_are_warned_about_x9(written):
    """X9: a reader would see another order than that of the file; the text is unchanged."""
    source = read_yaml(written)

    (problem,) = source.problems
    assert (problem.id, problem.level) == ("text-turning-character", Level.WARNING)
    assert problem.position.line == (2 if "|" in written else 1)
    assert source.data["a"][2] in "\u202e\u2066"


def test_control_characters_in_keys_become_visible():
    source = read('"k\\b": 1\n"\x1bz": 2\n')

    assert source.data == {"k\u2408": "1", "\u241bz": "2"}
    assert len(source.problems) == 2


@pytest.mark.parametrize("text", ["a: x\ty\n", 'a: "x\\ty\\nz"\n', "a: x # \x1b\n", "a: é\u00a0\n"])
def test_tabs_newlines_and_comments_have_no_warnings(text):
    """Only characters in values count."""
    assert read(text).problems == ()


def test_text_cut_by_a_comment_is_warned_about():
    """`Merged #12` would lose its number silently."""
    (problem,) = read("a: Merged #12\nb: x # fine\nc: 'x #1'\nd: '#1'\n").problems

    assert (problem.id, problem.pointer, problem.position.line) == ("yaml-comment-in-text", "/a", 1)


# --- files --------------------------------------------------------------------------------------


def test_source_name_is_the_path(tmp_path):
    """Messages use the path that the user gave."""
    path = tmp_path / "incident.yaml"
    path.write_text("a: x\n")

    source = read_yaml(path)

    assert (str(path), {"a": "x"}) == (source.name, source.data)
    assert read_yaml(path, name="short").locate("").file == "short"


@pytest.mark.parametrize(
    ("name", "word"),
    [("missing.yaml", "does not exist"), ("folder", "is a folder"), ("pipe", "pipe"),
     ("file/x", "does not exist"), ("x" * 300, "too long"), ("loop", "link that can.t be followed"),
     ("nul\0", "not a file name")],
)  # fmt: skip
def test_unreadable_path_is_refused_with_a_next_step(tmp_path, name, word):
    """I3: a pipe does not hang, and nothing ends in a traceback."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(InputError, match=word) as caught:
        read_yaml(tmp_path / name)
    assert caught.value.hint
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null"])
def test_devices_are_refused(path):
    """I3: an endless device must not be read."""
    with pytest.raises(InputError, match="device"):
        read_yaml(Path(path))


@pytest.mark.skipif(ignores_permissions(), reason="root may read everything")
def test_file_without_permission_is_refused(tmp_path):
    path = tmp_path / "incident.yaml"
    path.touch(mode=0)

    with pytest.raises(InputError, match="permission denied"):
        read_yaml(path)


def test_files_over_the_limit_are_refused_y12(tmp_path, monkeypatch):
    """Y12: the limit is 50 MB; the rest is not read."""
    path = tmp_path / "incident.yaml"
    with path.open("wb") as file:
        file.truncate(60_000_000)

    with pytest.raises(InputError, match="50 MB"):
        read_yaml(path)
    monkeypatch.setattr(limits, "YAML_BYTES", 10)
    assert problem_ids("a: 0123456789\n") == ["yaml-size"]


# --- size and any input -------------------------------------------------------------------------


def test_ten_thousand_rows_cost_little_beyond_the_parser():
    """The C parser takes most of the time."""
    text = "timeline:\n" + "".join(
        f"- time: 2017-01-31T{n % 24:02d}:00:00Z\n  event: Step {n} of the outage\n"
        f"  actor: Team {n % 7}\n  phase: detection\n"
        for n in range(10_000)
    )

    def parse() -> None:
        with paused_collector(), yaml_events.events_of(text) as next_event:
            while next_event().__class__ is not StreamEndEvent:
                pass

    assert len(read(text).data["timeline"]) == 10_000
    assert_faster(lambda: read(text), lambda: [parse() for _ in range(4)], times=1)


def test_large_file_with_many_aliases_is_accepted():
    """The limit counts repeated nodes, not what the author wrote (apm#2493)."""
    text = "base: &b [1, 2, 3]\nrows:\n" + "- *b\n" * 50_000 + "- [1, 2]\n" * 50_000

    assert len(read(text).data["rows"]) == 100_000


ALPHABET = st.sampled_from(
    list("ab1 :-?[]{},&*!|>'\"%@`#~=<\\x0uUnNeL\n\r\t\x00\x1b\x85\u2028\ufeff\ud800")
)


@settings(max_examples=400)
@given(st.one_of(st.binary(max_size=200), st.text(ALPHABET, max_size=60), st.text(max_size=60)))
def test_any_input_gives_data_or_an_input_error(source):
    """There is no other exception, and the data is clean and has positions."""
    try:
        result = read(source)
    except InputError:
        return
    check_data(result, result.data, "")


@settings(max_examples=200)
@given(st.text(ALPHABET, max_size=60))
def test_any_input_is_safe_with_the_slow_parser(source):
    fast = yaml_events._Parser
    yaml_events._Parser = yaml_events._PurePythonParser
    try:
        with suppress(InputError):
            read(source)
    finally:
        yaml_events._Parser = fast


WORDY = st.text(st.characters(exclude_categories=["Cs"]))


@settings(max_examples=200)
@given(st.dictionaries(WORDY, st.one_of(WORDY, st.lists(WORDY)), min_size=1, max_size=5))
def test_quoted_text_is_read_unchanged(data):
    """It is text that PyYAML has quoted; control characters become visible."""
    from pmdoc.read.yaml.text_source import visible

    expected = {
        visible(key): visible(value) if isinstance(value, str) else [visible(v) for v in value]
        for key, value in data.items()
    }
    assume(len(expected) == len(data))

    assert read(yaml.safe_dump(data, default_style='"', allow_unicode=True)).data == expected


def check_data(source: Source, data: object, pointer: str) -> None:
    position = source.locate(pointer)
    assert position.line >= 1
    assert position.column >= 1
    if isinstance(data, dict):
        for key, value in data.items():
            check_text(key)
            check_data(source, value, pointer + "/" + key.replace("~", "~0").replace("/", "~1"))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            check_data(source, value, f"{pointer}/{index}")
    elif data is not None:
        check_text(data)


def check_text(text: object) -> None:
    from pmdoc.read.yaml.text_source import FORBIDDEN

    assert isinstance(text, str)
    assert not FORBIDDEN.search(text.replace("\r", "\n"))
    text.encode()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r'"\u26a0 and \ud835\udd4f"', "⚠ and 𝕏"),
        (r'&note "\uD83D\uDD25"', "🔥"),
        (r"'\ud835\udd4f'", r"\ud835\udd4f"),
        (r"\ud835\udd4f", r"\ud835\udd4f"),
        (r'"\\ud835 \\udd4f"', r"\ud835 \udd4f"),
    ],
)
def test_two_escapes_of_json_are_one_character(written: str, value: str) -> None:
    """They are escapes in double quotes only."""
    assert read_yaml(f"notes: {written}\n").data == {"notes": value}


@pytest.mark.parametrize("escape", [r"\ud835", r"\udd4f"])
def test_half_of_a_character_is_an_error_with_its_place(escape: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read_yaml(f'notes: "half {escape} only"\n')

    (problem,) = caught.value.problems
    assert problem.id == "yaml-escape"
    assert problem.message == f"The escape {escape} is only half of a character."
    assert problem.position
    assert (problem.position.line, problem.position.column) == (1, 16)
