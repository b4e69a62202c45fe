"""The named queries: found by name, by file, or taken as text; unknown names are answered with near ones."""

from pathlib import Path

import pytest

from rolegraph.errors import UnreadableInput, UsageError
from rolegraph.stores.library import (
    GROUPS,
    Parameter,
    find_query,
    named_queries,
    named_query,
    read_named_query,
    search_queries,
)


def test_queries_are_listed_by_group_and_name() -> None:
    found = [(list(GROUPS).index(query.group), query.name) for query in named_queries()]
    assert found == sorted(found)
    assert {group for group, _ in found} == set(range(len(GROUPS))), "no group is empty"
    assert len(found) == len(set(found)) >= 40
    assert all(query.description and "\n" not in query.description for query in named_queries())


@pytest.mark.parametrize("name", ["chain-of-command", "Chain of Command", " chain_of_command "])
def test_names_are_forgiving(name: str) -> None:
    assert named_query(name).parameters == {"role": Parameter("text", "text in the title of the role to start from")}
    assert find_query(name) == named_query("chain-of-command").text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("chain-of-comand", "did you mean chain-of-command"),
        ("responsibility", "did you mean responsibilities"),
        ("xyzzy", "`rolegraph queries` lists them"),
        ("", "no query is called ''"),
    ],
)
def test_an_unknown_name_is_answered_with_near_ones(name: str, said: str) -> None:
    with pytest.raises(UsageError, match="no query is called") as caught:
        named_query(name)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "ASK {}",
        "DESCRIBE rgc:director",
        "select * { ?s ?p ?o }",
        "# a comment\nASK {}",
        "PREFIX a: <a:> ASK {}",
        "CLEAR ALL",  # an update: the guard says what to do
        "",
        "ASK { ?s ?p 'a.rq' }\n.rq",
    ],
)
def test_sparql_is_taken_as_it_is(text: str) -> None:
    assert find_query(text) == text


@pytest.mark.parametrize(
    ("text", "group", "names"),
    [
        ("who-reports", "", ["who-reports-to-whom"]),  # the name
        ("LINE which KIND", "", ["who-reports-to-whom"]),  # the description, words in any order and case
        ("candidate", "", ["years-of-experience"]),  # what a parameter means
        ("org:heldBy", "", ["holders"]),  # the SPARQL
        ("superior kind", "evidence", ["reporting-evidence"]),  # words in different places, in one group
        ("zebra", "", []),
        ("superior zebra", "", []),  # all words, not some
    ],
)
def test_queries_are_found_by_words(text: str, group: str, names: list[str]) -> None:
    assert [query.name for query in search_queries(text, group=group)] == names


def test_an_unknown_group_is_refused() -> None:
    with pytest.raises(UsageError, match="'content'; choose one of reporting, roles"):
        search_queries(group="content")
    assert len(search_queries()) == len(named_queries())


def test_files_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a query.rq"
    file.write_bytes(b"\xef\xbb\xbfASK { ?s ?p 'caf\xc3\xa9' }")
    assert find_query(str(file)) == "ASK { ?s ?p 'café' }"
    file.write_bytes(b"ASK { ?s ?p 'caf\xe9' }")
    with pytest.raises(UnreadableInput, match="not UTF-8"):
        find_query(str(file))
    with pytest.raises(UnreadableInput, match=r"missing\.rq: the query cannot be read: No such file"):
        find_query(str(tmp_path / "missing.rq"))
    with pytest.raises(UnreadableInput, match="cannot be read"):
        find_query("a\x00.rq")


def test_a_file_without_a_head_has_an_empty_description(tmp_path: Path) -> None:
    file = tmp_path / "bare.rq"
    file.write_text("ASK {}", encoding="utf-8")
    query = read_named_query(file)
    assert (query.name, query.description, query.group, query.parameters, query.example) == ("bare", "", "", {}, {})
    file.write_text("# What?\n# example: a=1 & b=x y=z\nASK {}", encoding="utf-8")
    assert read_named_query(file).example == {"a": "1", "b": "x y=z"}
