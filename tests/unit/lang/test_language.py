"""Each language formats dates, numbers and durations in its own way."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from string import Formatter

import pytest

from pmdoc.compose import Context, compose
from pmdoc.compose.part import read_part
from pmdoc.compose.translate import translate
from pmdoc.diagnostics.errors import LanguageError, UnknownName
from pmdoc.diagnostics.problem import Level
from pmdoc.lang import language_codes, load_language
from pmdoc.layout import Section, layout_names, load_layout
from pmdoc.model.course import Course
from pmdoc.model.document import Heading
from pmdoc.model.moment import Period, TimeResolution
from pmdoc.pipeline.load import load_incident
from pmdoc.pipeline.plugins import parts
from tests.incidents import words
from tests.judges import example

DURATIONS = [
    (timedelta(seconds=2), "2 s"),
    (timedelta(minutes=45), "45 min"),
    (timedelta(hours=4, minutes=23), "4 h 23 min"),
    (timedelta(hours=18, minutes=47, seconds=3), "18 h 47 min"),
    (timedelta(days=1, hours=23, minutes=50), "47 h 50 min"),
    (timedelta(days=2, hours=1, minutes=5), "49 h 5 min"),
    (timedelta(days=10, hours=1, minutes=5), "10 d 1 h 5 min"),
    (timedelta(days=3), "3 days"),
    (timedelta(minutes=59, seconds=59), "59 min 59 s"),
    (timedelta(hours=1), "1 h"),
    (timedelta(0), "0 s"),
]


@pytest.mark.parametrize(("span", "expected"), DURATIONS, ids=[d[1] for d in DURATIONS])
def test_duration_text(span: timedelta, expected: str) -> None:
    """Only the seconds of durations of an hour or more are dropped."""
    assert expected == load_language("en").duration(span)


@pytest.mark.parametrize(
    ("span", "resolution", "expected"),
    [
        (timedelta(0), TimeResolution.MINUTE, "under 1 min"),
        (timedelta(minutes=3), TimeResolution.MINUTE, "3 min"),
        (timedelta(0), TimeResolution.DAY, "under 1 day"),
        (timedelta(days=1), TimeResolution.DAY, "1 day"),
        (timedelta(days=21), TimeResolution.DAY, "21 days"),
        (timedelta(days=61), TimeResolution.MONTH, "2 months"),
        (timedelta(days=365), TimeResolution.YEAR, "1 year"),
    ],
)
def test_duration_is_no_finer_than_its_resolution(
    span: timedelta, resolution: TimeResolution, expected: str
) -> None:
    assert expected == load_language("en").duration(span, resolution)


DAYS = {
    "ar": "21 يوما",
    "de": "21 Tage",
    "en": "21 days",
    "es": "21 días",
    "fr": "21 jours",
    "he": "21 ימים",
    "it": "21 giorni",
    "ja": "21日",
    "nl": "21 dagen",
    "pl": "21 dni",
    "pt": "21 dias",
    "zh": "21天",
}


@pytest.mark.parametrize("code", DAYS)
def test_whole_days_are_written_out(code: str) -> None:
    assert DAYS[code] == load_language(code).duration(timedelta(days=21), TimeResolution.DAY)


def test_numbers_and_dates() -> None:
    """Thousands are separated; months are names, so that no date can be misread."""
    english = load_language("en")

    assert ["5,000", "4.5", "1,234.25", "0"] == [english.number(n) for n in (5000, 4.5, 1234.25, 0)]
    assert "31 January 2017" == english.date(date(2017, 1, 31))


def test_region_falls_back_to_its_language() -> None:
    """The document's language is still `de-AT`."""
    assert ("de-AT", "Inhalt") == ((at := load_language("de-AT")).code, at.word("contents"))


def test_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownName, match="xx"):
        load_language("xx")


@pytest.mark.parametrize("code", language_codes())
def test_shipped_language_has_exactly_the_known_words(code: str) -> None:
    language = load_language(code)

    assert set(load_language("en").words) == set(language.words)


@pytest.mark.parametrize("code", language_codes())
def test_shipped_language_translates_exactly_the_layout_labels(code: str) -> None:
    language = load_language(code)
    shown = layout_texts()

    lacking = [text for text in shown if text.casefold() not in language.labels]
    assert [] == ([] if language.is_english else lacking)
    assert set() == set(language.labels) - {text.casefold() for text in shown}


@pytest.mark.parametrize("code", language_codes())
def test_translations_have_the_placeholders_of_the_english_words(code: str) -> None:
    """This includes each plural form."""
    words = load_language(code).words
    for key, english in load_language("en").words.items():
        own = words[key]
        forms = [own] if isinstance(own, str) else list(own.values())
        assert isinstance(own, str) or "other" in own, key
        first = english if isinstance(english, str) else english["other"]
        for form in forms:
            # "one day" and "two days" may be words without a number
            assert _placeholders(form) <= _placeholders(first), (code, key)
        assert _placeholders(forms[-1]) == _placeholders(first), (code, key)


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


SAMPLES = {
    # date, number, small number, duration
    "en": ("5 March 2026", "12,345.5", "1,234", "10 d 1 h 5 min"),
    "en-GB": ("5 March 2026", "12,345.5", "1,234", "10 d 1 h 5 min"),
    "en-US": ("March 5, 2026", "12,345.5", "1,234", "10 d 1 h 5 min"),
    "de": ("5. März 2026", "12.345,5", "1.234", "10 Tage 1 Std. 5 Min."),
    "fr": ("5 mars 2026", "12\u202f345,5", "1\u202f234", "10 j 1 h 5 min"),
    "es": ("5 de marzo de 2026", "12.345,5", "1234", "10 días 1 h 5 min"),
    "pt": ("5 de março de 2026", "12.345,5", "1.234", "10 dias 1 h 5 min"),
    "it": ("5 marzo 2026", "12.345,5", "1234", "10 giorni 1 h 5 min"),
    "nl": ("5 maart 2026", "12.345,5", "1.234", "10 dagen 1 u 5 min"),
    "pl": ("5 marca 2026", "12\xa0345,5", "1234", "10 dni 1 godz. 5 min"),
    "ja": ("2026年3月5日", "12,345.5", "1,234", "10日1時間5分"),
    "zh": ("2026年3月5日", "12,345.5", "1,234", "10天1小时5分钟"),
    "ar": ("5 مارس 2026", "12,345.5", "1,234", "10 أيام، ساعة واحدة، 5 دقائق"),
    "he": ("5 במרץ 2026", "12,345.5", "1,234", "10 ימים, שעה אחת, 5 דקות"),
}


PLURALS = {
    "pl": {1: "1 dzień", 3: "3 dni", 12: "12 dni", 22: "22 dni"},
    "ar": {1: "يوم واحد", 2: "يومان", 3: "3 أيام", 11: "11 يوما", 100: "100 يوم", 103: "103 أيام"},
    "he": {1: "יום אחד", 2: "יומיים", 3: "3 ימים"},
}


@pytest.mark.parametrize("code", PLURALS)
def test_plural_form_follows_the_rules_of_the_language(code: str) -> None:
    language = load_language(code)

    found = {count: language.word("days", count=str(count)) for count in PLURALS[code]}

    assert PLURALS[code] == found


def test_every_language_has_a_sample() -> None:
    assert set(language_codes()) == set(SAMPLES)


@pytest.mark.parametrize("code", SAMPLES)
def test_formats_of_each_language(code: str) -> None:
    """The samples are in the formats of CLDR."""
    language = load_language(code)
    span = timedelta(days=10, hours=1, minutes=5)

    found = (
        language.date(date(2026, 3, 5)),
        language.number(12345.5),
        language.number(1234),
        language.duration(span),
    )

    assert SAMPLES[code] == found


MONTHS = {
    "en": "March 2026",
    "en-GB": "March 2026",
    "en-US": "March 2026",
    "de": "März 2026",
    "fr": "mars 2026",
    "es": "marzo de 2026",
    "pt": "março de 2026",
    "it": "marzo 2026",
    "nl": "maart 2026",
    "pl": "marzec 2026",
    "ja": "2026年3月",
    "zh": "2026年3月",
    "ar": "مارس 2026",
    "he": "מרץ 2026",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_months_and_years_without_a_day(code: str) -> None:
    """Where no day stands before it, a Polish month is in the nominative."""
    language = load_language(code)

    assert MONTHS[code] == language.date(Period(2026, 3))
    assert language.date(Period(2026)) == "2026"


@pytest.mark.parametrize(
    ("code", "days", "over_months", "months"),
    [
        ("en", "5 to 14 April 2026", "28 March to 5 April 2026", "March to May 2026"),
        ("en-GB", "5 to 14 April 2026", "28 March to 5 April 2026", "March to May 2026"),
        ("en-US", "April 5–14, 2026", "March 28 – April 5, 2026", "March–May 2026"),
        ("de", "5. bis 14. April 2026", "28. März bis 5. April 2026", "März bis Mai 2026"),
        ("fr", "5 au 14 avril 2026", "28 mars au 5 avril 2026", "mars à mai 2026"),
        (
            "es",
            "5 al 14 de abril de 2026",
            "28 de marzo al 5 de abril de 2026",
            "marzo a mayo de 2026",
        ),
        (
            "pt",
            "5 a 14 de abril de 2026",
            "28 de março a 5 de abril de 2026",
            "março a maio de 2026",
        ),
        ("it", "5–14 aprile 2026", "28 marzo – 5 aprile 2026", "marzo–maggio 2026"),
        ("nl", "5 t/m 14 april 2026", "28 maart t/m 5 april 2026", "maart t/m mei 2026"),
        ("pl", "5–14 kwietnia 2026", "28 marca – 5 kwietnia 2026", "marzec–maj 2026"),
        ("ja", "2026年4月5日 ～ 14日", "2026年3月28日 ～ 4月5日", "2026年3月 ～ 5月"),
        ("zh", "2026年4月5日 至 14日", "2026年3月28日 至 4月5日", "2026年3月 至 5月"),
        ("ar", "5 إلى 14 أبريل 2026", "28 مارس إلى 5 أبريل 2026", "مارس إلى مايو 2026"),
        ("he", "5 עד 14 באפריל 2026", "28 במרץ עד 5 באפריל 2026", "מרץ עד מאי 2026"),
    ],
)
def test_span_of_days_and_months(code: str, days: str, over_months: str, months: str) -> None:
    """Both ends stand, and the year once."""
    span = load_language(code).span

    assert days == span(date(2026, 4, 5), date(2026, 4, 14))
    assert over_months == span(date(2026, 3, 28), date(2026, 4, 5))
    assert months == span(Period(2026, 3), Period(2026, 5))


@pytest.mark.parametrize(
    ("code", "picture"),
    [
        ("en", "d MMMM yyyy"),
        ("en-US", "MMMM d, yyyy"),
        ("de", "d. MMMM yyyy"),
        ("es", "d 'de' MMMM 'de' yyyy"),
        ("ja", "yyyy'年'M'月'd'日'"),
    ],
)
def test_picked_dates_look_like_printed_ones(code: str, picture: str) -> None:
    assert picture == load_language(code).date_picture


FILE = """
code: xx
name: X
extends: en
words: {days: {one: "{count} sol", few: "{count} soli", other: "{count} sols"}}
plurals: {one: "1", few: ".*(?<!1)[2-4]"}
"""


def test_language_file_is_loaded_by_its_path(tmp_path: Path) -> None:
    """It holds only what differs from the language that it extends."""
    (tmp_path / "x.yaml").write_text(FILE, encoding="utf-8")
    language = load_language(str(tmp_path / "x.yaml"))

    texts = [language.word("days", count=str(n)) for n in (1, 2, 12, 24, 25)]

    assert ("xx", "Contents") == (language.code, language.word("contents"))
    assert ["1 sol", "2 soli", "12 sols", "24 soli", "25 sols"] == texts
    assert () == language.problems


def test_missing_words_are_reported_once(tmp_path: Path) -> None:
    """English is used instead, and one problem lists the missing words."""
    path = tmp_path / "xx.yaml"
    months = ", ".join(f"M{n}" for n in range(1, 13))
    path.write_text(
        'code: xx\nname: X\ndate: "{day}"\ntime: "{hour}"\ndate_time: "{date}"\ndecimal: "."\n'
        f'thousands: ","\nmonths: [{months}]\nwords: {{draft: D}}\n',
        encoding="utf-8",
    )
    language = load_language(str(path))

    words = [language.word("contents"), language.word("contents"), language.label("Impact")]
    custom = language.label("Ours", is_custom=True)

    assert ["Contents", "Contents", "Impact", "Ours"] == [*words, custom]
    (problem,) = language.problems
    assert ("language-word-missing", Level.WARNING) == (problem.id, problem.level)
    assert "'contents', 'Impact'." in problem.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: X", "x.yaml lacks: code, date, time, date_time, decimal, thousands, months"),
        ("extends: nowhere", "x.yaml:1:10 extends 'nowhere' is not a shipped language."),
        ("extends: ent", "Did you mean 'en'"),
        ("extends: en.yaml", "x.yaml:1:10 extends "),
        ("- a", "is not a language file"),
        ("", "is empty. Begin with `extends: en`."),
        ("extends: en\nwords: [a]", "x.yaml:2:8 words "),
        ("extends: en\nwords: {days: {one: a day}}", "x.yaml:2:15 words.days.other is missing."),
        ("extends: en\nmonths: [a]", "x.yaml:2:9 months "),
        ("extends: en\nwrods: {}", "Did you mean 'words'?"),
        ("extends: en\ndirection: up", "x.yaml:2:12 direction "),
        ("extends: en\ngrouping: many", "x.yaml:2:11 grouping "),
        ("extends: en\nplurals: [one]", "x.yaml:2:10 plurals "),
        ("extends: en\nplurals: {one: '('}", "x.yaml:2:16 plurals.one is not a regular expression"),
        (
            "extends: en\ndate: '{dya}'",
            "has the unknown placeholder {dya}. It may have: {day}",
        ),
        ("extends: en\ndate: '{day:Y}'", "x.yaml:2:7 date has a format"),
        ("extends: en\ntime: '{hour'", "x.yaml:2:7 time has an unmatched brace"),
        ("extends: en\nwords: {page_of: 'P. {page}'}", "words.page_of lacks {pages}."),
        ("extends: en\nwords: {page_of: 'P. {}'}", "words.page_of has the unknown placeholder {}"),
        ("extends: en\nwords: {contents: '{a}'}", "It takes no values."),
        (
            "extends: en\nwords: {days: {other: '{n} d'}}",
            "other has the unknown placeholder {n}",
        ),
    ],
)
def test_invalid_language_file_is_explained(text: str, message: str, tmp_path: Path) -> None:
    """The message has the mistake, its position and the next step."""
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(LanguageError) as stopped:
        load_language(str(tmp_path / "x.yaml"))

    assert message in str(stopped.value)


def test_all_mistakes_of_a_language_file_are_reported_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    text = "extends: en\ndate: '{dya}'\nplurals: {one: '('}\nwords: {version: v, copy: '{'}\n"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(LanguageError) as stopped:
        load_language(str(path))

    assert [2, 3, 4, 4] == [problem.position.line for problem in stopped.value.problems]
    assert {"language-value"} == {problem.id for problem in stopped.value.problems}


def test_unknown_word_is_a_warning(tmp_path: Path) -> None:
    """A misspelt key would have no effect; a custom classification is fine."""
    path = tmp_path / "x.yaml"
    path.write_text("extends: en\nwords: {contnets: C, class.secret: S}\n", encoding="utf-8")

    (problem,) = load_language(str(path)).problems

    assert ("language-word-unknown", Level.WARNING) == (problem.id, problem.level)
    assert f"{path}:2:19 words.contnets" == f"{problem.position} {problem.message.split()[0]}"
    assert "Did you mean 'contents'?" == problem.hint


def test_language_file_without_a_code_inherits_it(tmp_path: Path) -> None:
    """A file name is not a language code that screen readers know."""
    path = tmp_path / "our-words.yaml"
    path.write_text("extends: de\nwords: {contents: Übersicht}\n", encoding="utf-8")
    language = load_language(str(path))

    assert ("de", "Übersicht") == (language.code, language.word("contents"))


def test_plural_form_may_omit_the_number(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    text = "extends: en\nplurals: {one: '1'}\nwords: {days: {one: a day, other: '{count} days'}}\n"
    path.write_text(text, encoding="utf-8")
    language = load_language(str(path))

    assert ["a day", "2 days"] == [language.word("days", count=count) for count in ("1", "2")]


def layout_texts() -> list[str]:
    """Return every title, label and sentence of the shipped layouts."""
    found: dict[str, None] = {}

    def collect(text: str) -> str:
        if text:
            found[text] = None
        return text

    def walk(sections: tuple[Section, ...]) -> None:
        for section in sections:
            span = section.span.otherwise if section.span else ""
            for text in (section.title, span, section.letters, section.intro, section.guidance):
                collect(text)
            collect(section.empty_text)
            for spec in section.parts:
                part = read_part(spec, section.pointer, parts(), [])
                assert part is not None
                translate(part[1], collect)
            walk(section.sections)

    for name in layout_names():
        layout = load_layout(name)
        for text in (layout.closing, layout.title.kicker, *(f.label for f in layout.title.facts)):
            collect(text)
        walk(layout.sections)
    return list(found)


@pytest.mark.parametrize("name", layout_names())
def test_translated_report_has_no_english_heading(name: str) -> None:
    language = load_language("de")
    incident = load_incident(example("payments-outage")).incident
    context = Context(
        incident=incident,
        course=Course(incident),
        layout=load_layout(name),
        language=language,
    )

    composed = compose(context, parts())

    assert () == language.problems
    headings = [b for b in composed.document.blocks if isinstance(b, Heading)]
    titles = {text.casefold() for text in layout_texts()} - {"status", "ticket", "team", "version"}
    assert [] == [h for h in headings if words(h).casefold() in titles]
