"""Statements and their answers, commands and their errors, in a session without a terminal."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import rolegraph
from rolegraph.errors import RolegraphError
from rolegraph.shell.commands import COMMANDS
from rolegraph.shell.session import Outlet, Session, Settings, parameters_of, words_of
from rolegraph.stores.answers import Answer, write

POSTING = b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>"
OTHER = b"<h1>Lift Attendant</h1><p>You report to the Head Porter.</p>"


class Said:
    """What a session said, in order."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.err: list[str] = []

    def answer(self, answer: Answer, _text: str, format_: str, file: Path | None) -> None:
        text = write(answer, format_ or "csv")
        (self.out.append if file is None else file.write_text)(text)

    def outlet(self) -> Outlet:
        return Outlet(self.answer, self.out.append, self.err.append, self.err.append, self.err.append)


Run = Callable[[str], tuple[str, str]]


@pytest.fixture
def session() -> Session:
    return Session(rolegraph.build(POSTING), Said().outlet(), Settings(timeout=30))


@pytest.fixture
def run(session: Session) -> Run:
    said = Said()
    session.outlet = said.outlet()

    def carry_out(text: str) -> tuple[str, str]:
        said.out.clear()
        said.err.clear()
        try:
            session.run(text)
        except RolegraphError as error:
            session.complain(error)
        return "".join(said.out), "\n".join(said.err)

    return carry_out


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("SELECT ?title { ?posting schema:title ?title }", "title\r\nNight Porter\r\n"),
        ("ASK { ?post a org:Post }", "true"),
        ("direct-reports role=head porter", "Head Porter,Night Porter,"),
        ("Direct Reports role='head porter'", "Head Porter,Night Porter,"),
        ("direct-reports ?role=HEAD", "Head Porter,Night Porter,"),
        ("direct-reports role=cook", "title,report,employer\r\n"),
        (".run direct-reports role=head", "Head Porter,Night Porter,"),
        (".help", "Tab completes"),
        ("help", ".queries [WORD]..."),
        (".help run", ".run NAME [PARAMETER=VALUE]..."),
        (".queries", "who-reports-to-whom"),
        (".queries places", "roles-by-location"),  # a group
        (".queries superior beside", "dotted-lines"),  # words
        (".show direct reports", "?reportNode org:reportsTo ?post"),
        (".prefixes", "org:      <http://www.w3.org/ns/org#>"),
        (".schema", "org:Post"),
        (".schema org:Post", "skos:prefLabel"),
        (".schema ReportingLine", "rg:superior"),  # without its prefix
        (".schema <http://www.w3.org/ns/org#Post>", "skos:prefLabel"),
        (".sch org:Post", "skos:prefLabel"),  # a beginning that no other shares
        (".limit", "all rows and triples"),
        (".timeout", "a query may take 30 s"),
        (".format", "rows as table, triples as turtle"),
    ],
)
def test_answers(statement: str, shown: str, run: Run) -> None:
    out, err = run(statement)
    assert shown in out
    assert err == ""


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "SELECT ?x { ?x ?y }",
            "error: line 1, column 13: this is not SPARQL 1.1 from '?x ?y }' on\n  SELECT ?x { ?x ?y }\n",
        ),
        ("ASK {\n\t?s foo:bar ?o }", "error: line 2, column 5: the prefix foo: is not known"),
        ("nonsense", "error: no query is called 'nonsense'"),
        ("role", "did you mean roles"),
        ("direct-reports head", "error: no query is called 'direct-reports head'"),
        ("direct-reports rank=5", "error: the query has no variable ?rank to bind"),
        ("direct-reports role='head", "a quotation is not closed"),
        ("direct-reports role=a role=b", "role is given twice"),
        ("DELETE WHERE { ?s ?p ?o }", "use `rolegraph update`"),
        ("INSERT DATA { <a:> <a:> <a:> }", "use `rolegraph update`"),
        ("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", "SERVICE would ask another server"),
        ("missing.rq role=a", "missing.rq: the query cannot be read"),
        (".help xyzzy", "no command is called .xyzzy; .help lists the commands"),
        (".rum roles", "did you mean .run?"),
        (".t", "did you mean .timeout or .timing?"),
        (".", "no command is called .; .help"),
        (".prefixes all", ".prefixes takes nothing behind it"),
        (".show", ".show needs NAME"),
        (".show nothing", "no query is called 'nothing'"),
        (".format pdf", "'pdf' is no format; rows: table, json"),
        (".format a b", "give one NAME, not 2"),
        (".limit many", ".limit many: write a whole number"),
        (".limit -1", ".limit -1: write a whole number"),
        (".timeout soon", ".timeout soon: write a number of seconds"),
        (".timeout nan", ".timeout nan: write a number"),
        (".timing perhaps", ".timing perhaps: write on or off"),
        (".once /nowhere/x.csv", "name a file in a folder that is there"),
        (".read /nowhere/x", "/nowhere/x: cannot be read: No such file"),
        (".load a.ttl", "this shell asks a store"),
        (".schema nothing", "'nothing' names no class"),
        (".queries zebra", "no query holds all of 'zebra'"),
    ],
)
def test_errors_say_what_to_do(statement: str, told: str, run: Run) -> None:
    _, err = run(statement)
    assert told in err
    assert run("ASK {}")[0] == "true\n", "the session goes on"


def test_a_place_is_marked(run: Run) -> None:
    _, err = run("SELECT ?x {\n  ?x\ta org:Post\n  FILTER(?x = )\n}")
    assert err.split("\n")[1:] == ["    FILTER(?x = )", "    ^"]
    _, err = run(f"ASK {{ {'?s ?p ?o . ' * 40} ?s ? }}")
    assert max(map(len, err.split("\n")[1:])) < 130, "a long line is cut around the place"


def test_settings_last(session: Session, run: Run, tmp_path: Path) -> None:
    assert run(".limit 1") == ("", "at most 1 rows or triples")
    out, err = run("SELECT ?o { ?s ?p ?o }")
    assert out.count("\r\n") == 2
    assert err == "only the first 1 are shown: there are more, which .limit leaves out"
    run(".limit 0")
    run(".format json")
    assert run("ASK {}")[0].startswith("{")
    assert run(".format n-triples")[1] == "rows as json, triples as n-triples"
    assert run(".format table")[1] == "rows as table, triples as table"
    run(".timing on")
    assert re.fullmatch(r"1 row, \d+\.\d\d s", run("SELECT ?title { ?posting schema:title ?title }")[1])
    run(".timing off")
    run(f".once {tmp_path / 'a.csv'}")
    assert run("ASK {}") == ("", f"written to {tmp_path / 'a.csv'}")
    assert run("ASK {}")[0], "only the next answer goes to the file"
    run(".timeout 0.01")
    assert "took longer than 0.01 s" in run("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")[1]
    assert not session.done
    run(".quit")
    assert session.done


def test_files_are_carried_out(run: Run, session: Session, tmp_path: Path) -> None:
    file = tmp_path / "a script"
    file.write_text("\ufeffASK {};\n\nroles\n.quit\nnonsense\n", encoding="utf-8")
    out, err = run(f".read '{file}'")
    assert (out[:4], err) == ("true", "")
    assert "Night Porter" in out
    assert session.done
    session.done = False
    file.write_text("ASK {};\nSELECT ?x {\n?x };\nASK {}", encoding="utf-8")
    out, err = run(f".read '{file}'")
    assert out == "true\n"
    assert "line 2, column 1: this is not SPARQL" in err
    assert err.endswith(f"in the statement that begins in line 2 of {file}; the rest of it was left out")
    file.write_text(f".read '{file}'", encoding="utf-8")
    assert ".read stands in a file that is read" in run(f".read '{file}'")[1]
    file.write_bytes(b"ASK { ?s ?p '\xe9' }")
    assert "is not UTF-8" in run(f".read '{file}'")[1]
    (tmp_path / "one.rq").write_text("SELECT ?t { ?p schema:title ?t }", encoding="utf-8")
    assert "Night Porter" in run(f".run {tmp_path / 'one.rq'} t='Night Porter'")[0]


def test_more_is_loaded(run: Run, session: Session, tmp_path: Path) -> None:
    first, second = tmp_path / "a.html", tmp_path / "b.html"
    first.write_bytes(POSTING)
    second.write_bytes(OTHER)
    session.load = lambda inputs: rolegraph.load(*inputs)
    session.inputs = [str(first)]
    assert "Lift" not in run("roles")[0]
    assert run(f".load {second}") == ("", f"{first}, {second}: loaded")
    assert "Lift" in run("roles")[0]
    first.write_bytes(OTHER.replace(b"Lift", b"Cloakroom"))
    run(".load")
    assert "Cloakroom" in run("roles")[0], "what changed is read again"
    assert run(".load /nowhere")[1].startswith("error: /nowhere")
    assert "Cloakroom" in run("roles")[0], "what was there is kept"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a  b", ["a", "b"]),
        ("role='head of' b", ["role=head of", "b"]),
        (r"C:\graphs\a.ttl", [r"C:\graphs\a.ttl"]),  # no escapes, for Windows
        ("a # b", ["a", "#", "b"]),
        ("title=<http://a.example/>", ["title=<http://a.example/>"]),
        ("""x='"text"@en'""", ['x="text"@en']),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_value_is_the_rest_of_the_words() -> None:
    assert parameters_of(["role=head", "of", "a=b"]) == {"role": "head of", "a": "b"}
    assert parameters_of(["iri=http://a.example/?x=1", "text=x=y"]) == {"iri": "http://a.example/?x=1", "text": "x=y"}


def test_every_command_is_in_the_help(run: Run) -> None:
    shown = run(".help")[0]
    assert all(f".{name}" in shown and one.help.endswith(".") for name, one in COMMANDS.items())
    assert all(len(line) <= 120 for line in shown.split("\n"))
