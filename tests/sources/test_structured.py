"""schema.org JobPosting data in pages, as publishers really write it."""

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


def test_values_nested_too_deep_are_left_out_and_told() -> None:
    deep = '{"name":' * 400 + '"Oslo"' + "}" * 400
    posting = read(f'{{"@type": "JobPosting", "title": "Porter", "jobLocation": {deep}}}')
    assert ("title", "Porter") in fields(posting)
