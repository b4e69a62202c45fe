"""The whole way of one input: what became of each posting in it, and that time grows with length and no faster."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from rolegraph import pipeline, sources
from rolegraph.errors import InputError, InternalFault, MalformedInput, UnreadableInput, UsageError
from rolegraph.facts import Fact, ReportingLine, Responsibility, Title
from rolegraph.outline import Outline
from rolegraph.pipeline import Converted, ConvertedTable, convert
from rolegraph.settings import Settings

BROKEN = Path(__file__).parent / "samples" / "broken"
PORTER = b"<h1>Night Porter</h1><p>This role reports to the Head Porter.</p>"


def one(data: bytes, name: str = "a.html", settings: Settings | None = None) -> Converted | InputError:
    [found] = convert(data, name, settings)
    assert not isinstance(found, ConvertedTable)
    return found


def test_a_posting_comes_with_its_facts_and_its_quads() -> None:
    found = one(PORTER)
    assert isinstance(found, Converted)
    assert found.posting.text.startswith("Night Porter")
    assert [fact.superior for fact in found.facts if isinstance(fact, ReportingLine)] == ["Head Porter"]
    assert found.quads == sorted(set(found.quads))


def test_extractors_run_from_title_to_attributes() -> None:
    # later ones ask earlier ones who "this role" and "we" are
    assert list(pipeline.EXTRACTORS)[:2] == ["titles", "organizations"]
    modules = {function.__module__.removeprefix("rolegraph.extractors.") for function in pipeline.EXTRACTORS.values()}
    assert modules == set(pipeline.EXTRACTORS)


@pytest.mark.parametrize(
    ("name", "error", "cause"),
    [
        ("empty.html", UnreadableInput, "empty"),
        ("white-space.txt", InputError, "no text"),
        ("picture.png", UnreadableInput, "picture"),
        ("picture-named-posting.html", UnreadableInput, "picture"),
        ("nul-bytes.txt", UnreadableInput, "binary"),
        ("cp1252-undeclared.txt", UnreadableInput, "--encoding windows-1252"),
        ("invalid-utf-8-declared.html", UnreadableInput, "not utf-8 at byte"),
        ("no-text.html", MalformedInput, "no text"),
        ("no-title.html", MalformedInput, "no title"),
    ],
)
def test_broken_inputs(name: str, error: type[InputError], cause: str) -> None:
    found = one((BROKEN / name).read_bytes(), name)
    assert isinstance(found, error)
    assert str(found).startswith(f"{name}: ")
    assert cause in found.cause
    assert "\n" not in str(found)


@pytest.mark.parametrize(
    ("name", "title", "superior"),
    [
        ("utf-16-with-bom.html", "Lock Keeper", "Canal Superintendent"),
        ("truncated-json-ld.html", "Bridge Inspector", "Head of Structures"),
    ],
)
def test_inputs_that_only_look_broken(name: str, title: str, superior: str) -> None:
    found = one((BROKEN / name).read_bytes(), name)
    assert isinstance(found, Converted)
    assert title in next(fact.text for fact in found.facts if isinstance(fact, Title))
    assert [fact.superior for fact in found.facts if isinstance(fact, ReportingLine)] == [superior]
    assert sum(isinstance(fact, Responsibility) for fact in found.facts) == 2
    assert bool(found.posting.problems) == ("truncated" in name)


def test_the_encoding_that_the_message_proposes_helps() -> None:
    data = (BROKEN / "cp1252-undeclared.txt").read_bytes()
    found = one(data, "a.txt", Settings(encoding="windows-1252"))
    assert not isinstance(found, UnreadableInput)


def test_a_bad_record_does_not_stop_the_others() -> None:
    lines = [b'{"title": "Porter %d", "description": "Guard."}' % number for number in range(50)]
    lines[7], lines[30] = b"{", b'{"description": ""}'
    found = list(convert(b"\n".join(lines), "a.jsonl"))
    assert [isinstance(each, Converted) for each in found] == [number not in {7, 30} for number in range(50)]
    assert str(found[7]).startswith("a.jsonl#L8: not JSON")


def test_a_fault_of_our_own_costs_one_posting(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
        yield from ()
        if "gate" in outline.text:
            raise RecursionError("planted")

    monkeypatch.setitem(pipeline.EXTRACTORS, "teams", stumble)
    lines = b'{"title": "Night Porter", "body": "Guards the gate."}\n{"title": "Cook", "body": "Cooks."}'
    fault, cook = convert(lines, "a.jsonl")
    assert isinstance(fault, InternalFault)
    assert str(fault) == "a.jsonl#L1: a fault of rolegraph's own (RecursionError: planted); report it"
    assert isinstance(cook, Converted)


def test_a_fault_of_a_reader_costs_one_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_arguments: object) -> NoReturn:
        raise RuntimeError("planted")

    monkeypatch.setitem(sources.SOURCES, "text", sources.SOURCES["text"]._replace(read=stumble))
    [fault] = convert(b"Porter", "a.txt")
    assert isinstance(fault, InternalFault)
    assert str(fault) == "a.txt: a fault of rolegraph's own (RuntimeError: planted); report it"


def test_a_source_that_does_not_exist_is_the_caller_s_slip() -> None:
    with pytest.raises(UsageError, match="no source is called"):
        list(convert(PORTER, "a.html", Settings(source="word")))


HEAD = "<h1>Night Porter</h1><p>At Quill Hotels this role reports to the Head Porter.</p>"
LONG = {
    "items": "<li>Guard the gate with 3 years of experience</li>",
    "items that look like introductions": "<li>Guard the gate:</li>",
    "sentences": "Guard the gate and report to the Head Porter. ",
    "words": "guard ",
    "letters": "g",
    "capitals": "Guard Gate ",
    "digits": "1",
    "amounts": "$1,000 - $2,000 USD ",
    "full stops": "a.",
    "commas": "Guard, ",
    "brackets": "(",
    "bold words": "<b>a</b> b ",
    "headings": "<h2>Requirements</h2>",
    "labels": "<p>Location: Oslo</p>",
    "links": "<a href='https://example.org/a'>Gate Program</a> ",
    "addresses": "a@b.co ",
    "lines": "<p>Reports to the Head of Gates.</p>",
    "half lines": "reports to ",
    "percentages": "50% ",
    "quotation marks": '"',
    "hyphens": "- ",
    "colons": "a: ",
    "places": "Oslo, Paris, ",
    "grounds": "age, religion, ",
    "no break": "a\u00a0",
    "accents": "e\u0301",
}


@pytest.mark.parametrize("piece", LONG.values(), ids=LONG.keys())
def test_time_is_in_proportion_to_length(piece: str) -> None:
    def seconds(size: int) -> float:
        data = (HEAD + piece * (size // len(piece))).encode()
        start = time.process_time()
        assert isinstance(one(data), Converted)
        return time.process_time() - start

    seconds(1000)
    # ten times the text in at most some thirty times the time, whatever else the machine does; quadratic is a hundred.
    # The garbage of the tests before, once collected, does not count: the better of two
    assert min(seconds(300_000), seconds(300_000)) < 30 * seconds(30_000) + 0.3
