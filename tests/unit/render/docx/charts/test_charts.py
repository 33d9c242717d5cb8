"""Word charts are native, with workbooks for their data; timelines are drawn as shapes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree
from msgspec.structs import replace

from pmdoc.model.document import FigureRow, Text
from pmdoc.model.document.chart_blocks import (
    Bar,
    BarSeries,
    LineChart,
    LineSeries,
    PlotPoint,
    TimeAxis,
    TimeTick,
)
from pmdoc.render.docx.charts.workbook import WorkbookColumn, column_letter, workbook
from tests.charts import START, at, bar_chart, line, line_chart, timeline_chart
from tests.documents import full_document
from tests.judges import need_tool, run_judge
from tests.unit.render.docx.conftest import Output

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY_ZERO = datetime(1899, 12, 30, tzinfo=UTC)
SHEET = "word/embeddings/Microsoft_Excel_Sheet1.xlsx"


def cells(data: bytes) -> dict[str, str | float]:
    """Read a workbook, and return the value of each cell by its name."""
    sheet = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml"))
    found: dict[str, str | float] = {}
    for cell in sheet.iter(f"{S}c"):
        text = "".join(t.text or "" for t in cell.iter(f"{S}t"))
        value = cell.find(f"{S}v")
        found[str(cell.get("r"))] = float(value.text or "") if value is not None else text
    return found


def cached(chart: etree._Element, kind: str) -> list[list[float | str]]:
    """Return the values that a chart caches for each series: `xVal`, `yVal`, `cat` or `val`."""
    found = []
    for node in chart.iter(f"{C}{kind}"):
        texts = [v.text or "" for v in node.iter(f"{C}v")]
        is_text = node.find(f"{C}strRef") is not None
        found.append([text if is_text else float(text) for text in texts])
    return found


def columns(chart: LineChart) -> list[list[float | None]]:
    """Return the values of a chart's lines."""
    return [[point.value for point in one.points] for one in chart.lines]


@pytest.mark.parametrize(
    ("step", "form"),
    [
        (timedelta(seconds=30), "hh:mm:ss"),
        (timedelta(minutes=30), "hh:mm"),
        (timedelta(hours=12), "hh:mm"),
        (timedelta(days=1), "d mmm"),
        (timedelta(days=7), "d mmm"),
    ],
    ids=str,
)
def test_time_format_matches_the_ticks(
    make: Callable[..., Output], step: timedelta, form: str
) -> None:
    """Days have a date, hours have no seconds, and seconds are shown."""
    ticks = tuple(TimeTick(START + n * step, str(n)) for n in range(5))
    time = TimeAxis(low=START, high=START + 4 * step, ticks=ticks, title="When")
    points = tuple(PlotPoint(START + n * step, float(n)) for n in range(5))
    chart = replace(line_chart(LineSeries(name="A", points=points)), time=time, phases=())

    part = make(chart).part("word/charts/chart1.xml")

    across = next(one for one in part.iter(f"{C}valAx") if one.find(f"{C}axPos").get("val") == "b")
    assert form == across.find(f"{C}numFmt").get("formatCode")


def test_values_are_in_the_workbook(make: Callable[..., object]) -> None:
    """Every value is below its series' name, at full precision."""
    chart = line_chart(line("A", [0.1, 1 / 3, 1e300, -2.5, 7.0]), line("B", [1, None, 3, 4, 5]))

    found = cells(make(chart).archive.read(SHEET))

    assert ["A", "B"] == [found["B1"], found["C1"]]
    for letter, values in zip("BC", columns(chart), strict=True):
        assert values == [found.get(f"{letter}{row}") for row in range(2, 7)]
    days = [(point.at - DAY_ZERO) / timedelta(days=1) for point in chart.lines[0].points]
    assert days == pytest.approx([found[f"A{row}"] for row in range(2, 7)], abs=1e-8)


def test_chart_cache_and_workbook_agree(make: Callable[..., object]) -> None:
    """Word shows the cache until the data is opened."""
    made = make(line_chart())
    chart, found = made.part("word/charts/chart1.xml"), cells(made.archive.read(SHEET))

    for formula in chart.iter(f"{C}f"):
        match = re.fullmatch(r"Sheet1!\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?", formula.text or "")
        assert match is not None
        rows = range(int(match[2]), int(match[3] or match[2]) + 1)
        held = [found[f"{match[1]}{row}"] for row in rows if f"{match[1]}{row}" in found]
        texts = [v.text or "" for v in formula.getparent().iter(f"{C}v")]
        pairs = zip(texts, held, strict=True)
        assert held == [t if isinstance(h, str) else float(t) for t, h in pairs]


def test_line_chart_is_to_scale_and_labelled(make: Callable[..., object]) -> None:
    """Times are numbers on a fixed axis; lines are labelled with name and extreme."""
    chart = make(line_chart()).part("word/charts/chart1.xml")

    low, high = ((at(n) - DAY_ZERO) / timedelta(days=1) for n in (0, 120))
    scale = chart.find(f".//{C}valAx/{C}scaling")
    assert low == pytest.approx(float(scale.find(f"{C}min").get("val")), abs=1e-8)
    assert high == pytest.approx(float(scale.find(f"{C}max").get("val")), abs=1e-8)
    text = "".join(chart.itertext())
    assert "82 % at 14:00" in text
    names = [d for d in chart.iter(f"{C}dLbl") if d.find(f"{C}showSerName").get("val") == "1"]
    assert len(names) == 3
    dashes = [d.get("val") for d in chart.iterfind(f".//{C}ser/{C}spPr//{{*}}prstDash")]
    assert ["solid", "dash", "dash"] == dashes


def test_phases_are_shapes_over_the_plot(make: Callable[..., object]) -> None:
    """Each phase has a background, edges and a name, at its position on the axis."""
    made = make(line_chart())
    shapes = made.part("word/drawings/drawing1.xml")

    boxes = [
        [float(anchor.find(f".//{{*}}{end}/{{*}}x").text) for end in ("from", "to")]
        for anchor in shapes
        if anchor.find(".//{*}prstGeom").get("prst") == "rect"
        and not "".join(anchor.itertext("{*}t"))
    ]
    inner = made.part("word/charts/chart1.xml").find(f".//{C}plotArea/{C}layout/{C}manualLayout")
    wide = float(inner.find(f"{C}w").get("val"))
    assert [pytest.approx(wide / 30, abs=1e-4), pytest.approx(wide * 56 / 120, abs=1e-4)] == [
        end - start for start, end in boxes
    ]
    assert ["Detection", "Investigation"] == [t.text for t in shapes.iter("{*}t")]


def test_bars_are_native_and_labelled(make: Callable[..., object]) -> None:
    """Categories, values and roles are those of the model; worded values keep their text."""
    chart = make(bar_chart()).part("word/charts/chart1.xml")

    assert [["Before", "During", "After", "Target"]] == cached(chart, "cat")
    assert [[640.0, 9800.0, 635.0, 800.0]] == cached(chart, "val")
    assert ["1", "3"] == [point.find(f"{C}idx").get("val") for point in chart.iter(f"{C}dPt")]
    assert "below 800" in "".join(chart.itertext())
    formats = {f.get("formatCode") for f in chart.iterfind(f".//{C}dLbl/{C}numFmt")}
    assert {'#,##0"\N{NO-BREAK SPACE}ms"'} == formats


def test_every_drawing_has_a_description_and_a_unique_id(make: Callable[..., object]) -> None:
    """This includes the shapes in a group."""
    charts = (line_chart(), bar_chart(), timeline_chart())
    root = make(*charts).part()

    properties = list(root.iter(f"{WP}docPr"))
    assert [chart.alternative for chart in charts] == [p.get("descr") for p in properties]
    ids = [node.get("id") for node in root.iter(f"{WP}docPr", "{*}cNvPr")]
    assert len(set(ids)) == len(ids)


def test_timeline_is_drawn_as_shapes_with_text(make: Callable[..., object]) -> None:
    """Its labels are document text with named styles."""
    made = make(timeline_chart())

    assert not [name for name in made.archive.namelist() if "media" in name and "logo" not in name]
    shown = made.text()
    for words in ("13:20", "Started", "Investigation", "17 September 2026 (UTC)"):
        assert words in shown
    boxes = list(made.part().iter("{*}txbxContent"))
    styles = {style.get(f"{W}val") for box in boxes for style in box.iter(f"{W}pStyle")}
    assert {"ChartLabel", "ChartLabelStrong"} == styles


def test_charts_side_by_side_share_a_row(make: Callable[..., object]) -> None:
    """They are in the cells of one table, each as wide as its cell."""
    made = make(FigureRow(figures=(bar_chart(), replace(bar_chart(), title="Second"))))

    (row,) = [r for r in made.part().iter(f"{W}tr") if r.find(f".//{WP}inline") is not None]
    assert 2 == len(row.findall(f"{W}tc"))
    extents = [int(e.get("cx")) // 635 for e in row.iter(f"{WP}extent")]
    widths = [int(w.get(f"{W}w")) for w in row.iter(f"{W}tcW")]
    assert all(extent < width for extent, width in zip(extents, widths, strict=True))


ODD: dict[str, object] = {
    "one point": line_chart(line("A", [1.0])),
    "only zeros": line_chart(line("A", [0.0, 0.0]), phases=(), target=None),
    "gaps": line_chart(line("A", [None, 3.0, None])),
    "huge": line_chart(line("A", [1e300, -1e300])),
    "many lines": line_chart(*(line(f"L{n}", [n, 2.0]) for n in range(30))),
    "many points": line_chart(line("A", [float(n % 100) for n in range(10_000)], 0.012)),
    "markup": line_chart(
        line('<A> & "B" \x00\x0b', [1.0, 2.0], peak=0, peak_label="<1> & 'x'"),
        title="<T> &",
        alternative='"<A>"',
        caption=(Text("<c>"),),
        summary="<s> &",
    ),
    "different times": line_chart(line("A", [1.0, 2.0]), line("B", [1.0, 2.0, 3.0], 7.0)),
    "negative": bar_chart(BarSeries("A", (Bar(-5.0, "-5"), Bar(0.0, "0"))), categories=("a", "b")),
    "groups": bar_chart(
        BarSeries("A", (Bar(1.0, "1"), Bar(None, ""))),
        BarSeries("B", (Bar(2.0, "2"), Bar(3.5, "3.5"))),
        categories=('<a> & "', "b" * 500),
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_data_gives_a_valid_file(make: Callable[..., object], name: str) -> None:
    made = make(ODD[name], timeline_chart())

    judged = run_judge("docx_check.py", made.path)

    assert judged.returncode == 0, judged.stdout


def test_workbook_is_reproducible() -> None:
    made = [
        workbook([WorkbookColumn("", ("a", "b")), WorkbookColumn("<v>", (1.5, START))])
        for _ in range(2)
    ]

    assert made[0] == made[1]
    archive = zipfile.ZipFile(io.BytesIO(made[0]))
    assert {(1980, 1, 1, 0, 0, 0)} == {member.date_time for member in archive.infolist()}
    assert ["A", "Z", "AA", "ZZ", "AAA"] == [column_letter(n) for n in (0, 25, 26, 701, 702)]


def test_libreoffice_shows_the_charts(make: Callable[..., object]) -> None:
    """Labels, lines and bars of each chart are on the page."""
    soffice, pdftotext = need_tool("soffice"), need_tool("pdftotext")
    made = make(line_chart(), bar_chart(), timeline_chart())
    profile = f"-env:UserInstallation=file://{made.folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir"]
    command += [str(made.folder), str(made.path)]

    subprocess.run(command, check=True, capture_output=True, timeout=600)

    command = [pdftotext, "-layout", str(made.folder / "report.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    shown = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
    for words in (
        "Failed payments",
        "82 % at 14:00",
        "Pool use",
        "100 %",
        "14:30",
        "Investigation",
    ):
        assert words in shown
    for words in ("Before", "9,800 ms", "below 800 ms", "Started", "13:20"):
        assert words in shown
    shutil.rmtree(made.folder / "profile", ignore_errors=True)


def test_charts_run_from_the_left_in_all_languages(render: Callable[..., object]) -> None:
    """In a right-to-left report the paragraph of a chart is left to right."""
    document = full_document()
    made = render(replace(document, metadata=replace(document.metadata, is_right_to_left=True)))

    styles = {s.get(f"{W}styleId"): s for s in made.part("word/styles.xml").iter(f"{W}style")}
    assert "0" == styles["Chart"].find(f"{W}pPr/{W}bidi").get(f"{W}val")
    charts = [p for p in made.part().iter(f"{W}p") if p.find(f"{W}r//{{*}}wgp") is not None]
    assert ["ChartLoose"] == [p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for p in charts]
    boxes = [s for s in made.styles() if s.startswith("ChartLabel")]
    assert boxes
    assert all("Right" in styles[one].find(f"{W}name").get(f"{W}val") for one in boxes)
