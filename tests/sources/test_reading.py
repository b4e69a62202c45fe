"""Which source reads what: the content decides where it can, the name where forms look alike."""

from pathlib import Path

import pytest

from rolegraph import sources
from rolegraph.errors import InputError, MalformedInput, UnreadableInput, UsageError
from rolegraph.postings import Posting
from rolegraph.settings import Settings
from rolegraph.sources.boards import BOARDS

BROKEN = Path(__file__).parent.parent / "samples" / "broken"


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        # by content, from standard input or under a name that says nothing
        ("<p>x</p>", "-", "html"),
        ("<!DOCTYPE html><title>x</title>", "posting", "html"),
        ("&lt;p&gt;x&lt;/p&gt;", "-", "html"),
        ('{"title": "x"}', "-", "json"),
        (' [ {"title": "x"}]', "-", "json"),
        ('{"title": "x"}\n{"title": "y"}\n', "-", "jsonl"),
        ("# Porter\n", "-", "markdown"),
        ("---\ntitle: x\n---\n", "-", "markdown"),
        ("Porter\nguards", "-", "text"),
        ("a < b", "-", "text"),
        # by name, where the content could be several
        ("# Porter\n", "a.txt", "text"),
        ("Porter", "a.md", "markdown"),
        ("<p>x</p>", "a.MD", "markdown"),
        ("Porter", "a.htm", "html"),
        ('{"title": "x"}', "a.jsonl", "jsonl"),
        # the content against the name
        ("<!doctype html><p>x", "a.txt", "html"),
        ('<?xml version="1.0"?><html>', "a.text", "html"),
        ("<p>x</p>", "a.json", "html"),
        ('{"title": "x"}', "a.txt", "json"),
        # brackets that open no JSON
        ("[Apply](https://example.org)", "-", "markdown"),
        ("{% include x %}", "a.md", "markdown"),
        ("[Quill] hires a porter", "-", "text"),
        ('[{"a": 1}]', "a.md", "markdown"),
    ],
)
def test_find_source(content: str, name: str, kind: str) -> None:
    assert sources.find_source(content, name) == kind


def test_every_source_has_an_ending_or_is_a_job_board() -> None:
    assert set(sources.SUFFIXES.values()) | set(BOARDS) == set(sources.SOURCES)


def test_a_kind_that_is_asked_for_wins() -> None:
    [posting] = sources.read(b"<p>x</p>", "a.html", Settings(source="text"))
    assert posting.text == "<p>x</p>"
    with pytest.raises(UsageError, match="no source is called 'word': take one of html, markdown"):
        list(sources.read(b"x", "a", Settings(source="word")))


@pytest.mark.parametrize(
    ("name", "error", "cause"),
    [
        ("empty.html", UnreadableInput, "empty"),
        ("white-space.txt", InputError, "no text"),
        ("picture.png", UnreadableInput, "a PNG picture"),
        ("picture-named-posting.html", UnreadableInput, "a PNG picture"),
        ("nul-bytes.txt", UnreadableInput, "binary"),
        ("cp1252-undeclared.txt", UnreadableInput, "not utf-8 at byte"),
        ("invalid-utf-8-declared.html", UnreadableInput, "not utf-8 at byte"),
        ("no-text.html", MalformedInput, "no text"),
    ],
)
def test_broken_samples(name: str, error: type[InputError], cause: str) -> None:
    with pytest.raises(error, match=cause):
        list(sources.read((BROKEN / name).read_bytes(), name))


@pytest.mark.parametrize("name", ["utf-16-with-bom.html", "truncated-json-ld.html", "no-title.html"])
def test_samples_that_only_look_broken(name: str) -> None:
    [posting] = sources.read((BROKEN / name).read_bytes(), name)
    assert posting.text


def test_reading_stops_at_the_first_bad_record_where_asked_to() -> None:
    data = b'{"title": "a"}\n{\n{"title": "b"}'
    found = sources.read(data, "a.jsonl")
    assert next(found).text == "a"
    with pytest.raises(MalformedInput, match=r"a\.jsonl#L2"):
        next(found)
    assert [isinstance(one, Posting) for one in sources.read_each(data, "a.jsonl")] == [True, False, True]
