"""How much evidence is written: all of it, without the quotes, none; and what merging two postings gives."""

import pytest

from rolegraph.facts import Fact, Organization, ReportingLine, Responsibility, Role, Seniority
from rolegraph.mapping import quads
from rolegraph.postings import Block, Posting, Span
from rolegraph.settings import EvidenceDetail, Settings
from rolegraph.vocabulary import OA, PROV, RDF, RG, Quad, value

TEXT = "Senior Porter at Quill. You guard the gate. Reports to the Head Porter."
POSTING = Posting("gate.html", "00", TEXT, ())
FIRST, SECOND = Span(0, 13), Span(44, 71)
FACTS: list[Fact] = [
    Organization(name="Quill", evidence=(Span(17, 22),), rule="title"),
    Role(label="Senior Porter", evidence=(FIRST,), rule="title", confidence=0.98765),
    Seniority(level="senior", evidence=(FIRST,), rule="title"),
    Responsibility(text="You guard the gate.", position=1, evidence=(Span(24, 43),), rule="items"),
    ReportingLine(superior="Head Porter", evidence=(SECOND, FIRST), rule="reports to", confidence=1.0),
]


def build(detail: EvidenceDetail, posting: Posting = POSTING) -> list[Quad]:
    return quads(posting, FACTS, Settings(evidence=detail))


def test_full_evidence_quotes_the_text_at_its_offsets() -> None:
    found = build("full")
    selectors = {s for s, p, o, _ in found if o == OA.TextQuoteSelector}
    assert len(selectors) == 4
    for node in selectors:
        said = {p: o for s, p, o, _ in found if s == node}
        start, end = int(value(said[OA.start])), int(value(said[OA.end]))
        assert value(said[OA.exact]) == TEXT[start:end]
        assert said[PROV.wasQuotedFrom] == found[0][3]


def test_one_span_is_one_node_however_many_facts_cite_it() -> None:
    cited = [o for _, p, o, _ in build("full") if p == RG.evidence]
    assert len(cited) > len(set(cited)) == 4


def test_relations_without_a_node_have_a_statement() -> None:
    found = build("full")
    statements = {s for s, _, o, _ in found if o == RDF.Statement}
    triples = {quad[:3] for quad in found}
    assert statements
    for node in statements:
        said = {p: o for s, p, o, _ in found if s == node}
        assert (said[RDF.subject], said[RDF.predicate], said[RDF.object]) in triples
        assert {RG.evidence, RG.rule, RG.confidence} <= said.keys()


@pytest.mark.parametrize(
    ("detail", "absent"),
    [
        ("full", set()),
        ("compact", {OA.exact, RDF.subject, RDF.predicate, RDF.object}),
        (
            "none",
            {
                OA.exact,
                OA.start,
                OA.end,
                PROV.wasQuotedFrom,
                RG.evidence,
                RG.rule,
                RG.confidence,
                RDF.subject,
                RDF.predicate,
                RDF.object,
            },
        ),
    ],
)
def test_less_evidence_is_a_part_of_all(detail: EvidenceDetail, absent: set[str]) -> None:
    found, full = set(build(detail)), set(build("full"))
    assert found <= full
    assert {p for _, p, _, _ in full - found} - {RDF.type} <= absent | {
        RG.evidence,
        RG.rule,
        RG.confidence,
        OA.start,
        OA.end,
        PROV.wasQuotedFrom,
    }
    assert absent.isdisjoint(p for _, p, _, _ in found)


def test_confidence_is_a_short_decimal() -> None:
    assert {o for _, p, o, _ in build("full") if p == RG.confidence} == {
        f'"{text}"^^<http://www.w3.org/2001/XMLSchema#decimal>' for text in ("0.9", "0.9877", "1")
    }


def test_a_posting_is_named_by_its_address_else_by_its_bytes() -> None:
    url = "https://example.org/1"
    block = Block("field", Span(0, len(url)), name="url")

    def iri(digest: str, source: str, *, addressed: bool) -> str:
        posting = Posting(source, digest, url if addressed else TEXT, (block,) if addressed else ())
        return quads(posting, [])[0][3]

    assert iri("00", "a", addressed=True) == iri("01", "b", addressed=True)
    assert iri("00", "a", addressed=False) == iri("00", "b", addressed=False) != iri("01", "a", addressed=False)


def test_the_union_of_two_postings_shares_what_they_share() -> None:
    other = Posting("b.html", "01", TEXT, ())
    one, two = build("full"), build("full", other)
    triples = [{quad[:3] for quad in found} for found in (one, two)]
    assert {quad[3] for quad in one}.isdisjoint(quad[3] for quad in two)
    shared = triples[0] & triples[1]
    # the post, its superior, the organization and who reports to whom are the same; lines, quotes and texts are not
    kinds = {s.rsplit("/", 1)[-1].split("-")[0] for s, _, _ in shared}
    assert kinds == {"org", "post", "role", "statement"}
    assert {p for s, p, _ in shared if "statement-" in s} <= {
        RDF.type,
        RDF.subject,
        RDF.predicate,
        RDF.object,
        RG.rule,
        RG.confidence,
    }


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("a b.html", '"a b.html"'),
        ("https://example.org/1", "<https://example.org/1>"),
        # names of files may hold anything but a slash and a NUL
        ('"x"\n<b>.html', '"\\"x\\"\\n<b>.html"'),
        ("\udcff\x01", '"\ufffd\ufffd"'),
        ("javascript:x", '"javascript:x"'),
    ],
)
def test_the_source_is_told_whatever_it_is_called(source: str, told: str) -> None:
    found = quads(Posting(source, "00", "x", ()), [])
    assert [o for _, p, o, _ in found if p.endswith("/source>")] == [told]
