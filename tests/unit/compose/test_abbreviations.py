"""Abbreviations explained in an incident are known in the whole report, and none is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.compose.abbreviations import find_abbreviations
from pmdoc.markdown.parser import parse
from pmdoc.model.document import Abbreviation, Code, Link, Paragraph, Strong, Text
from pmdoc.model.document.block_text import block_text
from pmdoc.model.incident import Incident, IncidentFacts
from pmdoc.pipeline.compose import compose_incident
from pmdoc.pipeline.load import load_incident


def find_in(*texts: str) -> dict[str, str]:
    """Return the abbreviations that texts explain."""
    about = IncidentFacts(id="", title="")
    known = find_abbreviations(Incident(incident=about, notes="\n\n".join(texts)))
    return dict(known.expansions) if known else {}


def mark_inlines(explained: str, text: str) -> tuple[object, ...]:
    """Return the inlines of a paragraph in an incident that explains abbreviations elsewhere."""
    about = IncidentFacts(id="", title="")
    known = find_abbreviations(Incident(incident=about, notes=explained))
    assert known is not None
    (block,) = known.mark(parse(text))
    assert isinstance(block, Paragraph)
    assert block_text((block,)) == block_text(parse(text))
    return block.children


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("A rule of the web application firewall (WAF) was faulty.", "web application firewall"),
        ("It reads the write-ahead log (WAL).", "write-ahead log"),
        ("The mean time to repair (MTTR) grew.", "mean time to repair"),
        ("Under the Digital\nMarkets Act (DMA)", "Digital Markets Act"),
        ("The end of day (EOD) run", "end of day"),
        ("**Web application firewalls** (WAFs) help.", "Web application firewall"),
        ("HyperText Transfer Protocol (HTTP) is spoken", "HyperText Transfer Protocol"),
        ("Закон об общей защите данных (ОЗД)", "общей защите данных"),
        ("The WAF (web application firewall) stood in the way.", "web application firewall"),
        ("- **WAF:** web application firewall, in front of all", "web application firewall"),
        ("WAL: write-ahead log", "write-ahead log"),
        ("WAL - the write-ahead log of a database", "write-ahead log"),
        ("| WAF | web application firewall |", "web application firewall"),
        ("Amazon's Simple Storage Service (S3) was slow", "Simple Storage Service"),
        ("S3 (Simple Storage Service) was slow", "Simple Storage Service"),
        ("- **EC2**: Elastic Compute Cloud", "Elastic Compute Cloud"),
        ("the World Wide Web Consortium (W3C)", "World Wide Web Consortium"),
        ("clusters of Kubernetes (K8s) fell", "Kubernetes"),
        ("K8s (Kubernetes) fell", "Kubernetes"),
        ("internationalization (i18n)", "internationalization"),
        ("The 95th percentile (P95) rose", "95th percentile"),
        ("P95: 95th percentile of the latency", "95th percentile"),
        ("Internet Protocol version 6 (IPv6)", "Internet Protocol version 6"),
        ("over Internet Protocol v6 (IPv6)", "Internet Protocol v6"),
        ("a message digest 5 (MD5)", "message digest 5"),
        ("with two-factor authentication (2FA) on", "two-factor authentication"),
        ("peer-to-peer (P2P) links", "peer-to-peer"),
        ("The virtual machines (VMs) and the EC2s", "virtual machine"),
    ],
)  # fmt: skip
def test_explanations_are_found_beside_abbreviations(text: str, long: str) -> None:
    """In brackets either way round, in a line of a glossary, or in a row of one."""
    assert [long] == list(find_in(text).values())


@pytest.mark.parametrize(
    "text",
    [
        "A rule of the WAF was faulty.",
        "Directive (EU) 2022/2555 (NIS2)",
        "Times are in coordinated universal time (UTC).",
        "The team asked for the customer list (ACL) at noon.",
        "We saw it. All firewalls (WAF) were fine.",
        "NO: not ours",
        "The DB (during backups) was slow.",
        "`web application firewall (WA)F`",
        "Load, errors (LE) and more",
        "Since the release (R2) of May",
        "enforced factor authentication (2FA)",
        "The 99th percentile (P95) rose",
        "Cubernetes and Kubernetes_ (K9s)",
        "in the year (2017) of it",
        "Q3: third quarter of the year",
    ],
)
def test_unrelated_words_explain_nothing(text: str) -> None:
    """Initials that don't agree, or two letters before any words, are no abbreviation."""
    assert {} == find_in(text)


def test_abbreviation_with_two_explanations_is_ignored() -> None:
    """Differences in capitals don't count as a second explanation."""
    one, other = "The write-ahead log (WAL)", "a wide area link (WAL)"

    assert {} == find_in(one, other)
    assert {"WAL": "write-ahead log"} == find_in(one, "Write-ahead log (WAL)")


def test_numbered_labels_are_not_abbreviations() -> None:
    """S3 beside S1 is a source or class, not the storage service."""
    service, percentile = "The Simple Storage Service (S3)", "the 95th percentile (P95)"

    assert {} == find_in(service, "Source: S1")
    assert {"S3": "Simple Storage Service"} == find_in(service, "S3 and EC2, AS1, S1x, S3")
    assert {"P95": "95th percentile"} == find_in(percentile, "beside P50 and P99")


def test_uses_are_marked_but_the_explanation_is_not() -> None:
    """The explanation is next to its abbreviation; names, code and links are not marked either."""
    explained = "A web application firewall (WAF)"
    short = Abbreviation("WAF", "web application firewall")

    assert (Text("Two "), short, Text("s fell.")) == mark_inlines(explained, "Two WAFs fell.")
    assert (short,) == mark_inlines(explained, "WAF")
    assert (Strong((short, Text(" down"))),) == mark_inlines(explained, "**WAF down**")
    same = "The web application firewall (WAF) fell"
    assert (Text(same),) == mark_inlines(explained, same)
    assert (Code("WAF"),) == mark_inlines(explained, "`WAF`")
    assert (Link((Text("WAF"),), "https://example.com/"),) == mark_inlines(
        explained, "[WAF](https://example.com/)"
    )
    number = Abbreviation("K8s", "Kubernetes")
    assert (number, Text(" and EC2")) == mark_inlines("Kubernetes (K8s)", "K8s and EC2")
    for name in ("WAF-12", "WAF_RULES", "/etc/WAF", "WAF.conf", "AWAF", "waf", "X1-WAF"):
        assert (Text(name),) == mark_inlines(explained, name)


def test_explanation_applies_to_the_whole_report(tmp_path: Path) -> None:
    """What the summary explains is marked in the timeline; the text itself does not change."""
    path = tmp_path / "incident.yaml"
    path.write_text(
        "pmdoc: 1\n"
        "incident: {id: INC-1, title: Edge servers out of CPU}\n"
        "summary: {one_line: A rule of the web application firewall (WAF) was faulty.}\n"
        "timeline:\n"
        "  - {at: 2024-01-01T10:00:00Z, event: The WAF is switched off}\n",
        encoding="utf-8",
    )

    document = compose_incident(load_incident(path)).document

    assert "Abbreviation(text='WAF', expansion='web application firewall')" in repr(document)
    assert 1 == repr(document).count("Abbreviation(")
