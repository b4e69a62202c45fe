"""Records of job boards and data sets: known columns as fields, the body as prose, a bad one an error of its own."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph import sources
from rolegraph.errors import InputError, MalformedInput, RolegraphError
from rolegraph.postings import Posting


def read(data: Any, name: str = "a.json") -> list[Posting | InputError]:
    text = data if isinstance(data, str) else json.dumps(data)
    return list(sources.read_each(text.encode(), name))


def told(posting: Posting | InputError) -> list[tuple[str, str]]:
    assert isinstance(posting, Posting)
    return [(block.name or block.kind, block.span.of(posting.text)) for block in posting.blocks]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        # the names that boards and data sets give their columns
        (
            {"job_title": "Porter", "company_name": "Quill", "locationName": "Oslo", "description": "Guard the gate."},
            [("title", "Porter"), ("organization", "Quill"), ("location", "Oslo"), ("paragraph", "Guard the gate.")],
        ),
        # objects and lists of them
        (
            {"title": "Porter", "location": {"name": "Oslo"}, "departments": [{"name": "Gates"}, {"name": "Keys"}]},
            [("title", "Porter"), ("location", "Oslo"), ("unit", "Gates"), ("unit", "Keys")],
        ),
        # a body with mark-up, plain, escaped
        ({"title": "Porter", "content": "<ul><li>Guard</li></ul>"}, [("title", "Porter"), ("item", "Guard")]),
        ({"title": "Porter", "content": "&lt;p&gt;Guard&lt;/p&gt;"}, [("title", "Porter"), ("paragraph", "Guard")]),
        (
            {"title": "Porter", "description": "Guard\n- keys"},
            [("title", "Porter"), ("paragraph", "Guard"), ("item", "keys")],
        ),
        # lists beside the body; a heading there is text, not mark-up
        (
            {"text": "Porter", "lists": [{"text": "Keys <b>&", "content": "<li>brass</li>"}, {"text": "x"}, 5, None]},
            [("title", "Porter"), ("heading", "Keys <b>&"), ("item", "brass")],
        ),
        # the text is the title where it is no longer than one, else the body
        (
            {"text": "Porter", "hostedUrl": "https://example.org/1"},
            [("title", "Porter"), ("url", "https://example.org/1")],
        ),
        ({"text": "Guard the gate.\nKeep keys."}, [("paragraph", "Guard the gate."), ("paragraph", "Keep keys.")]),
        # schema.org's own
        (
            {
                "@type": "JobPosting",
                "title": "Porter",
                "description": "<p>Guard</p>",
                "hiringOrganization": {"name": "Quill"},
            },
            [("title", "Porter"), ("organization", "Quill"), ("paragraph", "Guard")],
        ),
        # values of other types
        (
            {"title": 5, "description": None, "content": "", "body": "Guard", "location": True},
            [("title", "5"), ("paragraph", "Guard")],
        ),
        # times as numbers, and numbers that are none
        (
            {"title": "Porter", "createdAt": 1711929600000, "deadline": 2024, "salary": float("nan")},
            [("title", "Porter"), ("date-posted", "2024-04-01"), ("valid-through", "2024")],
        ),
        ({"title": "Porter", "lists": 5, "location": [[["Oslo"]], {}]}, [("title", "Porter"), ("location", "Oslo")]),
    ],
)
def test_records(record: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    [posting] = read(record)
    assert told(posting) == expected


@pytest.mark.parametrize(
    ("data", "titles"),
    [
        ([{"title": "a"}, {"title": "b"}], ["a", "b"]),
        ({"jobs": [{"title": "a"}]}, ["a"]),
        ({"meta": 1, "results": [{"title": "a"}, {"title": "b"}]}, ["a", "b"]),
        ({"@graph": [{"@type": "JobPosting", "title": "a"}]}, ["a"]),
    ],
)
def test_documents(data: Any, titles: list[str]) -> None:
    assert [told(posting)[0][1] for posting in read(data)] == titles


def test_records_are_named_by_their_place() -> None:
    assert [one.source for one in read([{"title": "a"}, {"title": "b"}])] == ["a.json#1", "a.json#2"]
    assert [one.source for one in read({"title": "a"})] == ["a.json"]
    assert [one.source for one in read('{"title": "a"}\n\n{"title": "b"}', "a.jsonl")] == ["a.jsonl#L1", "a.jsonl#L3"]


def test_a_record_is_what_it_says_wherever_it_stands() -> None:
    first, second = read('{"title": "a"}\n{"title": "b"}', "a.jsonl")
    again, _ = read('{"title": "b"}\n{"title": "a"}', "b.jsonl")
    assert isinstance(second, Posting)
    assert isinstance(again, Posting)
    assert second.digest == again.digest
    assert first.digest != second.digest  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ('{"title": ', "not JSON"),
        ("[]", "not a JSON object"),
        ("Porter", "not JSON"),
        ("{}", "no text"),
        ('{"title": ""}', "no text"),
        ("[" * 5000, "nested too deep"),
        ('{"title": ' + "[" * 900 + '"a"' + "]" * 900 + "}", "nested too deep"),
        ('{"title": ' + "9" * 5000 + "}", "not JSON"),
    ],
)
def test_a_bad_line_is_an_error_of_its_own(line: str, cause: str) -> None:
    good = '{"title": "Porter"}'
    before, bad, after = read(f"{good}\n{line}\n{good}", "a.jsonl")
    assert isinstance(before, Posting)
    assert isinstance(after, Posting)
    assert isinstance(bad, MalformedInput)
    assert cause in bad.cause
    assert bad.source == "a.jsonl#L2"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        ("[" * 100_000, "nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
        ("[]", "no posting in it"),
        ("[1, 2]", "no posting in it"),
        ('{"jobs": []}', "no posting in it"),
        ('{"title": "a"', "not JSON"),
    ],
)
def test_a_bad_document(data: str, cause: str) -> None:
    with pytest.raises(MalformedInput, match=cause):
        read(data)


def test_lone_surrogates_are_replaced_and_told() -> None:
    [posting] = read('{"title": "Por\\ud800ter", "content": "<p>Guard\\udfffs</p>"}')
    assert isinstance(posting, Posting)
    assert posting.text == "Por\ufffdter\nGuard\ufffds"
    assert posting.problems == ("2 control characters or lone surrogates replaced by U+FFFD",)


def test_a_long_list_is_searched_in_time_in_proportion() -> None:
    with pytest.raises(MalformedInput, match="no posting"):
        read("[" + "[]," * 1_000_000 + "[]]")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "title",
                    "@type",
                    "@graph",
                    "jobs",
                    "lists",
                    "content",
                    "text",
                    "location",
                    "name",
                    "categories",
                    "baseSalary",
                    "value",
                    "jobLocation",
                    "address",
                    "identifier",
                ]
            ),
            inner | st.just("JobPosting"),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(_JSON)
def test_any_json_is_postings_or_input_errors(data: Any) -> None:
    try:
        found = list(sources.read_each(json.dumps(data).encode(), "a.json"))
    except RolegraphError:
        return
    assert all(isinstance(one, Posting | MalformedInput) for one in found)
