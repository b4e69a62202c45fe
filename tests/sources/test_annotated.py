"""schema.org JobPosting data in the elements of a page: microdata and RDFa, as publishers write them."""

import subprocess
import sys
from typing import Any

import pytest

from rolegraph import sources
from rolegraph.postings import Posting

ORGANIZATION = "https://schema.org/Organization"


def read(body: str, head: str = "") -> list[Posting]:
    return list(sources.read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html"))


def fields(posting: Posting) -> list[tuple[str, str]]:
    return [(block.name, block.span.of(posting.text)) for block in posting.blocks if block.kind == "field"]


def prose(posting: Posting) -> list[str]:
    return [block.span.of(posting.text) for block in posting.blocks if block.kind != "field"]


def microdata(inside: str, kind: str = "https://schema.org/JobPosting") -> str:
    return f'<div itemscope itemtype="{kind}"><h1 itemprop="title">Porter</h1>{inside}</div>'


def rdfa(inside: str, start: str = 'vocab="https://schema.org/" typeof="JobPosting"') -> str:
    return f'<div {start}><h1 property="title">Porter</h1>{inside}</div>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # ---- microdata: the spelling of the type, text, attributes, items in items
        (microdata(""), []),
        (microdata("", "http://schema.org/JobPosting"), []),
        (microdata("", "https://schema.org/Thing https://schema.org/JobPosting"), []),
        (
            microdata('<time itemprop="datePosted" datetime="2031-02-03">on Monday</time>'),
            [("date-posted", "2031-02-03")],
        ),
        (microdata('<meta itemprop="employmentType" content="FULL_TIME">'), [("employment-type", "FULL_TIME")]),
        (
            microdata(
                f'<p itemprop="hiringOrganization" itemscope itemtype="{ORGANIZATION}"><b itemprop="name">Quill</b>'
                '<a itemprop="url" href="https://example.org">us</a></p>'
            ),
            [("organization", "Quill"), ("organization-url", "https://example.org")],
        ),
        (
            microdata(
                '<p itemprop="jobLocation" itemscope itemtype="https://schema.org/Place">'
                '<i itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">'
                '<b itemprop="addressLocality">Oslo</b> <b itemprop="addressCountry">NO</b></i></p>'
                '<p itemprop="jobLocation">Bergen</p>'
            ),
            [("location", "Oslo, NO"), ("location", "Bergen")],
        ),
        (
            microdata(
                '<p itemprop="baseSalary" itemscope itemtype="https://schema.org/MonetaryAmount">'
                '<meta itemprop="currency" content="NOK"><i itemprop="value" itemscope'
                ' itemtype="https://schema.org/QuantitativeValue"><b itemprop="minValue">10</b>'
                '<b itemprop="maxValue">20</b><meta itemprop="unitText" content="HOUR"></i></p>'
            ),
            [("pay", "NOK 10-20 HOUR")],
        ),
        # ---- RDFa: the vocabulary here, above, as a prefix, in full
        (rdfa(""), []),
        (f'<div vocab="http://schema.org/">{rdfa("", "typeof=JobPosting")}</div>', []),
        (f'<div vocab="https://schema.org/"><p>x</p>{rdfa("", "typeof=JobPosting")}</div>', []),
        (rdfa("", 'typeof="https://schema.org/JobPosting" vocab="https://schema.org/"'), []),
        (
            '<div prefix="s: https://schema.org/" typeof="s:JobPosting"><h1 property="s:title">Porter</h1>'
            '<meta property="s:industry" content="Gates"></div>',
            [("industry", "Gates")],
        ),
        (
            rdfa(
                '<p property="hiringOrganization" typeof="Organization"><b property="name">Quill</b></p>'
                '<p property="jobLocation" typeof="Place"><i property="address" typeof="PostalAddress">'
                '<b property="addressLocality">Oslo</b></i></p><p property="jobLocation">Bergen</p>'
            ),
            [("organization", "Quill"), ("location", "Oslo"), ("location", "Bergen")],
        ),
    ],
)
def test_properties(body: str, expected: list[tuple[str, str]]) -> None:
    [posting] = read(body)
    assert fields(posting) == [("title", "Porter"), *expected]
    assert posting.problems == ()
    assert prose(posting)[0] in ("Porter", "x"), "the page is read as ever"


def test_the_type_on_the_body_itself() -> None:
    page = b'<html vocab="https://schema.org/"><body typeof=JobPosting><h1 property=title>Porter</h1></body></html>'
    [posting] = sources.read(page, "a.html")
    assert fields(posting) == [("title", "Porter")]


@pytest.mark.parametrize(
    "body", ["itemscope itemtype='https://schema.org/{}'", "vocab='https://schema.org/' typeof={}"]
)
def test_several_postings_in_a_page(body: str) -> None:
    name = "itemprop" if "itemtype" in body else "property"
    element = body.format("JobPosting")
    found = read(
        "".join(
            f"<section {element}><h2 {name}='title'>{title}</h2><ul><li>{duty}</li></ul></section>"
            for title, duty in (("Porter", "Guard"), ("Cook", "Stir"))
        )
        + f"<p {body.format('Organization')}><b {name}='name'>Quill</b></p>"
    )
    assert [(one.source, fields(one), prose(one)) for one in found] == [
        ("a.html#1", [("title", "Porter")], ["Porter", "Guard"]),
        ("a.html#2", [("title", "Cook")], ["Cook", "Stir"]),
    ]


def test_the_same_page_gives_the_same_fields_each_time() -> None:
    """RDF has no order: what is in the page twice must not come in another one in another run."""
    page = rdfa("".join(f"<p property='jobLocation'>Place {n}</p>" for n in (3, 1, 2, 5, 4)))
    told = [("title", "Porter"), *(("location", f"Place {n}") for n in (3, 1, 2, 5, 4))]
    assert [fields(one) for _ in range(5) for one in read(page)] == [told] * 5


@pytest.mark.parametrize("body", [microdata('<time itemprop="datePosted" datetime="2031-02-03">x</time>'), rdfa("")])
def test_a_large_page_keeps_its_data(body: str) -> None:
    """The tags of large pages are written again before they are parsed."""
    [posting] = read(f"<nav>{'<p>far from it</p>' * 5_000}</nav>{body}")
    assert fields(posting)[:1] == [("title", "Porter")]
    assert ("date-posted", "2031-02-03") in fields(posting) or "datetime" not in body


def test_json_ld_comes_first() -> None:
    head = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Cook"}</script>'
    [posting] = read(microdata(""), head)
    assert fields(posting) == [("title", "Cook")]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        # a type with no property, properties of nothing, elements without end
        ('<div itemscope itemtype="https://schema.org/JobPosting"><p>Porter</p></div>', ""),
        ('<div itemtype="https://schema.org/JobPosting"><p itemprop="title">Porter</p></div>', ""),
        ('<div typeof="JobPosting"><p property="title">Porter', ""),
        ('<p typeof="JobPosting" vocab="\x01 %%% http://[">Porter</p>', ""),
        (rdfa("<p property='jobLocation' typeof='Place'>" * 300), ""),
        (microdata("<p itemprop='jobLocation' itemscope>" * 300), ""),
        ("<div itemscope itemtype='https://schema.org/JobPosting'>" * 200 + "Porter", ""),
        (microdata("<p>Guard the gate.</p>" * 20_000), "an element of more than 300,000 characters"),
    ],
)
def test_hostile_pages_are_read_without_it(body: str, problem: str) -> None:
    [posting] = read(body)
    assert "Porter" in posting.text
    assert all(problem in one for one in posting.problems)


def test_a_page_about_the_type_costs_nothing() -> None:
    code = (
        "import sys; from rolegraph import sources;"
        "list(sources.read(b'<p>The <code>itemtype</code> is JobPosting</p>', 'a.html'));"
        "print('extruct' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_without_extruct_the_posting_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    # what an import finds where the extra is not installed
    missing: Any = None
    monkeypatch.setitem(sys.modules, "extruct", missing)
    [posting] = read(microdata("<p>Guard the gate.</p>"))
    assert fields(posting) == []
    assert prose(posting) == ["Porter", "Guard the gate."]
    assert posting.problems == (
        "schema.org data in the page's elements left out: reading it needs extruct,"
        " which pip install 'rolegraph[microdata]' adds",
    )
