"""Where statements end, typed one by one and in scripts."""

import time

import pytest

from rolegraph.shell.statements import is_finished, split, statements


@pytest.mark.parametrize(
    ("text", "finished"),
    [
        ("", False),
        ("  ", False),
        # a query goes on, whatever SPARQL lets follow
        ("SELECT * {", False),
        ("SELECT * { ?s ?p ?o }", False),
        ("SELECT * {\n", False),
        ("SELECT * { ?s a org:Post ;", False),
        ("SELECT * { ?s ?p ?o . { ?s a ?c } ;", False),
        ("PREFIX ex: <http://a.example/>", False),
        ("PREFIX ex: <http://a.example/>\n", False),
        ("# a comment\n", False),
        ("BASE <http://a.example/>\n", False),
        # it ends with a semicolon outside of brackets, or an empty line behind them
        ("SELECT * { ?s ?p ?o };", True),
        ("ASK {} ; ", True),
        ("SELECT * { ?s ?p ?o }\n", True),
        ("SELECT * { ?s ?p ?o }\n  ", True),
        ("PREFIX ex: <http://a.example/>\n\nASK { ex:a ?p ';' }\n", True),
        ("DESCRIBE rgc:director\n", True),
        # semicolons in strings, IRIs and comments are none
        ("ASK { ?s ?p ';", True),  # the string is not closed: the error says so
        ('ASK { ?s ?p """;', True),
        ("ASK { ?s ?p <a;b> }", False),
        ("ASK {} # ;", False),
        # asked twice: the error tells which bracket is missing
        ("SELECT * {\n\n", True),
        ("SELECT * {\n  \n  ", True),
        # too many brackets closed
        ("ASK {}};", True),
        # one line is enough for commands and names
        (".help", True),
        (".run roles", True),
        ("roles", True),
        ("who reports to whom role=clerk", True),
        ("nonsense", True),
        # updates are statements, to be told that the shell only reads
        ("DELETE WHERE { ?s ?p ?o }", False),
        ("DELETE WHERE { ?s ?p ?o };", True),
    ],
)
def test_the_enter_key_sends_what_is_whole(text: str, finished: bool) -> None:
    assert is_finished(text) == finished


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("", []),
        ("\n \n# nothing but this\n", []),
        ("ASK {}", [(1, "ASK {}")]),  # the end of the script ends it
        ("ASK {};\nASK {}\n\n\nroles", [(1, "ASK {}"), (2, "ASK {}"), (5, "roles")]),
        ("ASK {} ; ASK { ?s a org:Post ; } ;", [(1, "ASK {}"), (1, "ASK { ?s a org:Post ; }")]),
        # an empty line in a query, or behind its prefixes, is none of its ends
        (
            "PREFIX a: <a:>\n\nSELECT * {\n\n ?s ?p ?o\n}\nLIMIT 1;",
            [(1, "PREFIX a: <a:>\n\nSELECT * {\n\n ?s ?p ?o\n}\nLIMIT 1")],
        ),
        ("# what\nASK {};\r\nroles;\r\n", [(1, "# what\nASK {}"), (3, "roles")]),
        (".format csv\nroles role=a;b\n", [(1, ".format csv"), (2, "roles role=a;b")]),
        ("\n\n\nASK {", [(4, "ASK {")]),
        ("ASK { ?s ?p 'x };\nroles", [(1, "ASK { ?s ?p 'x };"), (2, "roles")]),
    ],
)
def test_scripts_are_cut(script: str, found: list[tuple[int, str]]) -> None:
    assert [(one.line, one.text) for one in statements(script.split("\n"))] == found


def test_an_endless_statement_is_read_once() -> None:
    # each line ends like a statement, and none ends it: looked at again with each line this would take minutes
    script = ["SELECT * {", *["?s a org:Post ;"] * 20_000, "}"]
    begun = time.process_time()
    assert len(list(statements(script))) < 20_000
    assert time.process_time() - begun < 20


def test_typed_statements_are_cut_too() -> None:
    assert [one.text for one in split("ASK {}; ASK {};")] == ["ASK {}", "ASK {}"]
