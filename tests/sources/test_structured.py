"""schema.org JobPosting data in pages, as publishers really write it."""

import json
from typing import Any

import pytest

from rolegraph import sources
from rolegraph.postings import Posting

PAGE = (
    '<html><head><script type="application/ld+json">{}</script></head>'
    "<body><p>Guard the gate, day and night.</p></body></html>"
)
JOB = '{"@type": "JobPosting", "title": "Porter"}'


def read(*scripts: str) -> Posting:
    html = PAGE.format('</script><script type="application/ld+json">'.join(scripts))
    [posting] = sources.read(html.encode(), "a.html")
    return posting


def fields(posting: Posting) -> list[tuple[str, str]]:
    return [(block.name, block.span.of(posting.text)) for block in posting.blocks if block.kind == "field"]


@pytest.mark.parametrize(
    "scripts",
    [
        [JOB],
        # in a list, in a graph, in a page, under a full IRI, under several types
        [f"[{JOB}]"],
        [f'{{"@context": "https://schema.org", "@graph": [{{"@type": "WebSite"}}, {JOB}]}}'],
        [f'{{"@type": "ItemList", "itemListElement": [{{"item": {JOB}}}]}}'],
        ['{"@type": "https://schema.org/JobPosting", "title": "Porter"}'],
        ['{"@type": ["Thing", "JobPosting"], "title": "Porter"}'],
        # under other nodes, whatever they call it
        [f'{{"@type": "WebPage", "mainEntity": {{"@type": "Thing", "about": [{{"subjectOf": {JOB}}}]}}}}'],
        ['{"@type": "schema:JobPosting", "title": "Porter"}'],
        # twice, in one script and in two, is once
        [f"[{JOB}, {JOB}]"],
        [JOB, JOB],
        # one inside of another is that one's own affair
        ['{"@type": "JobPosting", "title": "Porter", "isRelatedTo": {"@type": "JobPosting", "title": "Cook"}}'],
        # in the second of several scripts, behind broken ones
        ['{"@type": "Organization", "name": "Quill"}', JOB],
        ['{"@type": "JobPosting", "title": ', JOB],
        ["[" * 100_000, JOB],
        ['{"@type":' * 100_000, JOB],
        ["", JOB],
        # slips: control characters, trailing commas, a statement's end, wrappers of old pages
        ['{"@type": "JobPosting",\n "title": "Por\tter" }'.replace("Por\tter", "Porter\n")],
        ['{"@type": "JobPosting", "title": "Porter",\x01}'],
        ['{"@type": "JobPosting", "title": "Porter", "skills": ["a",],};'],
        [f"<!--\n{JOB}\n-->"],
        [f"//<![CDATA[\n{JOB}\n//]]>"],
        [f"/*<![CDATA[*/{JOB}/*]]>*/"],
    ],
)
def test_the_posting_is_found(scripts: list[str]) -> None:
    posting = read(*scripts)
    assert fields(posting) == [("title", "Porter")]
    broken = [script for script in scripts if not script or script.startswith("[[") or script.endswith((": ", ":"))]
    assert len(posting.problems) == len(broken)


@pytest.mark.parametrize(
    ("property", "expected"),
    [
        ('"hiringOrganization": "Quill"', [("organization", "Quill")]),
        (
            '"hiringOrganization": {"name": "Quill", "sameAs": "https://example.org"}',
            [("organization", "Quill"), ("organization-url", "https://example.org")],
        ),
        ('"hiringOrganization": [{"@id": "Quill"}, 5, null, {}]', [("organization", "Quill"), ("organization", "5")]),
        # places: text, names, addresses, lists of them
        ('"jobLocation": "Oslo"', [("location", "Oslo")]),
        ('"jobLocation": {"name": "Oslo"}', [("location", "Oslo")]),
        (
            '"jobLocation": [{"address": {"addressLocality": "Oslo", "addressCountry": {"name": "NO"}}},'
            ' {"address": "Bergen"}]',
            [("location", "Oslo, NO"), ("location", "Bergen")],
        ),
        ('"jobLocation": {"address": {"addressLocality": "Oslo", "addressRegion": "Oslo"}}', [("location", "Oslo")]),
        # remote work, with and without a scope
        ('"jobLocationType": "TELECOMMUTE"', [("remote", "Remote")]),
        (
            '"jobLocationType": "telecommute", "applicantLocationRequirements": [{"name": "Norway"}, "Sweden"]',
            [("remote", "Remote (Norway)"), ("remote", "Remote (Sweden)")],
        ),
        # pay: a range, one amount, nothing
        (
            '"baseSalary": {"currency": "NOK", "value": {"minValue": 10, "maxValue": 20.5, "unitText": "HOUR"}}',
            [("pay", "NOK 10-20.5 HOUR")],
        ),
        ('"baseSalary": {"currency": "NOK", "value": 10}', [("pay", "NOK 10")]),
        ('"baseSalary": {"currency": "NOK", "value": {"minValue": 10, "maxValue": 10}}', [("pay", "NOK 10")]),
        ('"baseSalary": {"currency": "NOK"}', []),
        ('"baseSalary": "10 an hour"', [("pay", "10 an hour")]),
        # the rest
        ('"identifier": {"@type": "PropertyValue", "name": "Quill", "value": "R-7"}', [("identifier", "R-7")]),
        (
            '"employmentType": ["FULL_TIME", "PART_TIME"]',
            [("employment-type", "FULL_TIME"), ("employment-type", "PART_TIME")],
        ),
        ('"datePosted": "2031-02-03", "validThrough": 5', [("date-posted", "2031-02-03"), ("valid-through", "5")]),
        # values of no use
        ('"title": true, "industry": {}, "url": [[]], "employmentUnit": {"name": {"name": []}}', []),
    ],
)
def test_properties(property: str, expected: list[tuple[str, str]]) -> None:
    assert fields(read(f'{{"@type": "JobPosting", {property}}}')) == expected


def test_a_page_that_a_script_would_fill_is_read_from_its_data() -> None:
    html = PAGE.replace("Guard the gate, day and night.", "Loading").format(
        '{"@type": "JobPosting", "title": "Porter",'
        ' "description": "&lt;p&gt;You guard the gate.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Keys&lt;/li&gt;&lt;/ul&gt;"}'
    )
    [posting] = sources.read(html.encode(), "a.html")
    assert "Loading" not in posting.text
    assert [block.kind for block in posting.blocks if block.kind != "field"][-1] == "item"


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        # nodes that stand elsewhere, and that refer to others
        (
            [
                {"@type": "JobPosting", "title": "Porter", "hiringOrganization": {"@id": "#us"}},
                {"@id": "#us", "@type": "Organization", "name": "Quill"},
            ],
            [("title", "Porter"), ("organization", "Quill")],
        ),
        (
            [
                {"@id": "#a", "@type": "PostalAddress", "addressLocality": "Oslo"},
                {"@id": "#p", "@type": "Place", "address": {"@id": "#a"}},
                {"@type": "JobPosting", "title": "Porter", "jobLocation": [{"@id": "#p", "@type": "Place"}]},
            ],
            [("title", "Porter"), ("location", "Oslo")],
        ),
        # in a circle, and to nowhere
        (
            [
                {"@id": "#j", "@type": "JobPosting", "title": "Porter", "hiringOrganization": {"@id": "#us"}},
                {"@id": "#us", "name": "Quill", "owns": {"@id": "#us"}, "offers": {"@id": "#j"}},
            ],
            [("title", "Porter"), ("organization", "Quill")],
        ),
        # entities, which text in a script has none of
        (
            [{"@type": "JobPosting", "title": "R&amp;D Porter", "hiringOrganization": "Quill &#38; Daughters"}],
            [("title", "R&D Porter"), ("organization", "Quill & Daughters")],
        ),
    ],
)
def test_nodes_of_a_graph(graph: list[dict[str, Any]], expected: list[tuple[str, str]]) -> None:
    assert fields(read(json.dumps({"@graph": graph}))) == expected


def test_references_that_multiply_are_not_followed_for_ever() -> None:
    nodes = [{"@id": f"#{n}", "name": "x", "to": [{"@id": f"#{n + 1}"}] * 100} for n in range(5)]
    posting = read(json.dumps([*nodes, {"@type": "JobPosting", "title": "Porter", "industry": {"@id": "#0"}}]))
    assert fields(posting) == [("title", "Porter"), ("industry", "x")]


def ad(title: str, **more: Any) -> dict[str, Any]:
    return {"@type": "JobPosting", "title": title, **more}


@pytest.mark.parametrize(
    ("ads", "expected"),
    [
        # each with a text of its own is a posting of its own
        (
            [
                ad("Porter", description="<p>Guard</p>"),
                ad("Cook", description="&lt;li&gt;Stir&lt;/li&gt;"),
            ],
            [("#1", [("title", "Porter"), ("paragraph", "Guard")]), ("#2", [("title", "Cook"), ("item", "Stir")])],
        ),
        # the same words in two places are two, the same number twice is one
        (
            [
                ad("Porter", description="Guard", jobLocation=place, identifier="7")
                for place in ("Oslo", "Bergen", "Oslo")
            ],
            [
                (f"#{n}", [("title", "Porter"), ("location", place), ("identifier", "7"), ("paragraph", "Guard")])
                for n, place in ((1, "Oslo"), (2, "Bergen"))
            ],
        ),
        # only one has a text: the page is about that, and points at others
        (
            [ad("Cook"), ad("Porter", description="Guard"), ad("Clerk")],
            [("", [("title", "Porter"), ("paragraph", "Guard the gate, day and night.")])],
        ),
        # a list of postings that stand elsewhere
        (
            [ad("Porter", url="https://example.org/1"), ad("Cook", url="https://example.org/2")],
            [
                ("#1", [("title", "Porter"), ("url", "https://example.org/1")]),
                ("#2", [("title", "Cook"), ("url", "https://example.org/2")]),
            ],
        ),
    ],
)
def test_several_postings_in_a_page(
    ads: list[dict[str, Any]], expected: list[tuple[str, list[tuple[str, str]]]]
) -> None:
    html = PAGE.format(json.dumps({"@type": "ItemList", "itemListElement": [{"item": one} for one in ads]}))
    found = list(sources.read(html.encode(), "a.html"))
    told = [[(block.name or block.kind, block.span.of(one.text)) for block in one.blocks] for one in found]
    assert [(one.source.removeprefix("a.html"), blocks) for one, blocks in zip(found, told, strict=True)] == expected
    assert len({one.digest for one in found}) == len(found)


def test_values_nested_too_deep_are_left_out_and_told() -> None:
    deep = '{"name":' * 400 + '"Oslo"' + "}" * 400
    posting = read(f'{{"@type": "JobPosting", "title": "Porter", "jobLocation": {deep}}}')
    assert ("title", "Porter") in fields(posting)
