"""Boards: each kind by the shape of its documented interface, and what becomes of answers that are none.

One file, long as it is: the boards go through the same tests, each a row of their tables.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rolegraph
from rolegraph.errors import OutputError, UsageError
from rolegraph.facts import Organization
from rolegraph.fetching import BOARDS, Fetched, Manners, fetch_each
from rolegraph.fetching.failures import Failure
from rolegraph.fetching.naming import posting_name

from .serving import Reply, Server, boards, greenhouse_jobs, lever_postings, personio_feed, said, serving

JOBS = "/greenhouse/v1/boards/skerrow/jobs?content=true"
SETTINGS: dict[str, Any] = {"allow_private": True, "rate": 10_000, "retry_wait": 0.001, "timeout": 5}


def get(server: Server, target: str, out: Path, **how: Any) -> Fetched:
    return rolegraph.fetch(target, out=out, **{"api_base": f"{server.url}/{{board}}", **SETTINGS, **how})


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize(
    ("kind", "files", "requests", "first"),
    [
        ("greenhouse", 3, 1, "greenhouse.skerrow.4012.json"),
        ("lever", 105, 2, "lever.skerrow.lv-0.json"),  # pages, until one is not full
        ("ashby", 1, 1, "ashby.skerrow.ab-1.json"),  # what is not listed is left out
        ("smartrecruiters", 102, 104, "smartrecruiters.skerrow.744000.json"),  # two pages, and each posting
        ("workable", 1, 1, "workable.skerrow.A1B2C3.json"),
        ("recruitee", 1, 1, "recruitee.skerrow.7.json"),
        ("teamtailor", 2, 2, "teamtailor.skerrow.tt-1.json"),  # the feed names its next page
        ("personio", 2, 1, "personio.skerrow.101.json"),
    ],
)
def test_a_board_of_each_kind(kind: str, files: int, requests: int, first: str, tmp_path: Path) -> None:
    with serving({}) as server:
        server.routes = boards("skerrow", server.url)
        done = get(server, f"{kind}:skerrow", tmp_path / "a")
        assert done.problems == ()
        assert len(server.asked) == requests
        assert server.paths.count("/robots.txt") == 0
        assert get(server, f"{kind}:skerrow", tmp_path / "b").problems == ()
    assert (len(done.files), len(set(done.files)), done.files[0].name) == (files, files, first)
    assert everything(tmp_path / "a") == everything(tmp_path / "b")


def test_every_kind_of_board_is_tested_and_fetched_over_https() -> None:
    assert list(BOARDS) == _kinds()
    assert all(board.base.startswith("https://") for board in BOARDS.values())


def _kinds() -> list[str]:
    (mark,) = test_a_board_of_each_kind.pytestmark  # type: ignore[attr-defined]
    return [row[0] for row in mark.args[1]]


@pytest.mark.parametrize("kind", ["greenhouse", "lever", "smartrecruiters", "workable", "recruitee"])
def test_build_reads_what_was_fetched_and_knows_the_organization(kind: str, tmp_path: Path) -> None:
    with serving({}) as server:
        server.routes = boards("skerrow", server.url)
        files = get(server, f"{kind}:skerrow", tmp_path).files
    built = rolegraph.build(*files[:3])
    assert built.problems == ()
    employers = {fact.name for fact in built.facts if isinstance(fact, Organization)}
    # Lever does not say who hires, so that the board's name has to do
    assert employers == {"skerrow" if kind == "lever" else "Skerrow Tidal"}
    if kind != "smartrecruiters":  # whose text stands deeper, in jobAd
        assert len(built.reporting().edges) == len(files[:3])


def test_a_posting_is_kept_as_the_interface_gave_it(tmp_path: Path) -> None:
    job = {**greenhouse_jobs(1)[0], "pay_input_ranges": [{"min_cents": 5000000}], "title": "Köchin \u2028"}
    with serving({JOBS: [said({"jobs": [job]})]}) as server:
        (file,) = get(server, "greenhouse:skerrow", tmp_path).files
    assert json.loads(file.read_bytes()) == job
    assert "Köchin" in file.read_text(encoding="utf-8")


def test_the_second_run_asks_only_whether_something_changed(tmp_path: Path) -> None:
    listing = {"jobs": greenhouse_jobs(3)}
    with serving({JOBS: [said(listing, headers={"ETag": '"1"'})]}) as server:
        first = get(server, "greenhouse:skerrow", tmp_path)
        before = everything(tmp_path)
        times = [file.stat().st_mtime_ns for file in first.files]
        second = get(server, "greenhouse:skerrow", tmp_path)
        assert server.asked[-1][1]["if-none-match"] == '"1"'
        assert second.files == first.files
        assert {one.state for one in second.saved} == {"unchanged"}
        assert everything(tmp_path) == before
        assert [file.stat().st_mtime_ns for file in first.files] == times
        first.files[0].unlink()
        third = get(server, "greenhouse:skerrow", tmp_path)
    assert [one.state for one in third.saved] == ["new", "unchanged", "unchanged"]
    assert everything(tmp_path) == before


def test_pages_that_did_not_change_still_lead_on(tmp_path: Path) -> None:
    with serving({}) as server:
        server.routes = boards("skerrow", server.url)
        for replies in server.routes.values():
            replies[0].headers["ETag"] = '"1"'
        first = get(server, "smartrecruiters:skerrow", tmp_path)
        server.asked.clear()
        second = get(server, "smartrecruiters:skerrow", tmp_path)
        assert len(server.asked) == 104
    assert sorted(second.files) == sorted(first.files)
    assert {one.state for one in second.saved} == {"unchanged"}


def test_a_changed_posting_is_written_and_a_vanished_one_removed_when_asked(tmp_path: Path) -> None:
    old = greenhouse_jobs(3)
    new = [{**old[0], "title": "Chief Pump Keeper"}, old[1]]
    (tmp_path / "greenhouse.skerrow-bay.1.json").write_text("{}")  # another board's
    (tmp_path / "notes.json").write_text("{}")
    with serving({JOBS: [said({"jobs": old}), said({"jobs": new})]}) as server:
        get(server, "greenhouse:skerrow", tmp_path)
        kept = get(server, "greenhouse:skerrow", tmp_path)
        pruned = get(server, "greenhouse:skerrow", tmp_path, prune=True)
    assert [one.state for one in kept.saved] == ["changed", "unchanged"]
    assert [(one.path.name, one.state) for one in pruned.saved if one.state == "removed"] == [
        ("greenhouse.skerrow.4014.json", "removed")
    ]
    assert len(pruned.files) == 2
    assert {"greenhouse.skerrow-bay.1.json", "notes.json"} <= set(everything(tmp_path))


def test_nothing_is_removed_when_a_part_of_the_board_failed(tmp_path: Path) -> None:
    with serving({}) as server:
        server.routes = boards("skerrow")
        get(server, "smartrecruiters:skerrow", tmp_path)
        server.routes["/smartrecruiters/v1/companies/skerrow/postings/744007"] = [Reply(status=404)]
        done = get(server, "smartrecruiters:skerrow", tmp_path, prune=True)
    assert len(done.problems) == 1
    assert "postings/744007]" in str(done.problems[0])
    assert len(done.files) == 101
    assert (tmp_path / "smartrecruiters.skerrow.744007.json").is_file()


@pytest.mark.parametrize(
    "identifier",
    [
        "../../x",
        "/etc/passwd",
        "..\\..\\x",
        "a\x00b",
        "a" * 300,
        "\n",
        "con",
        ".hidden",
        "-rf",
        "\u202egnp.json",
        "\ud800",
        "ä",
        "a/b",
        "x.json",
        " ",
    ],
)
def test_hostile_identifiers_make_harmless_names(identifier: str, tmp_path: Path) -> None:
    folder = tmp_path / "postings"
    with serving({JOBS: [said({"jobs": [{"id": identifier, "title": "Cook", "content": "<p>Cook.</p>"}]})]}) as server:
        (file,) = get(server, "greenhouse:skerrow", folder).files
        assert get(server, "greenhouse:skerrow", folder).saved[0].state == "unchanged"
    assert file.parent == folder
    assert file.is_file()
    assert len(file.name) < 100
    assert file.name.isascii()
    assert sorted(path.name for path in tmp_path.rglob("*")) == [".rolegraph-fetch.json", file.name, "postings"]
    assert json.loads(file.read_bytes())["id"] == identifier


def test_different_postings_have_different_files() -> None:
    rows = [
        ("lever", "a", "b-c"),
        ("lever", "a-b", "c"),
        ("lever", "a", "b.c"),
        ("lever", "a.b", "c"),
        ("lever", "a", "../x"),
        ("lever", "a", "x"),
        ("lever", "a", "X/"),
        ("lever", "a", "x" * 300),
        ("lever", "a", "x" * 301),
    ]
    assert len({posting_name(*row).casefold() for row in rows}) == len(rows)


def test_identifiers_that_differ_in_capitals_only_do_not_overwrite_each_other(tmp_path: Path) -> None:
    jobs = [{"id": one, "title": one, "content": "<p>Cook.</p>"} for one in ("ab", "AB", "ab")]
    with serving({JOBS: [said({"jobs": jobs})]}) as server:
        done = get(server, "greenhouse:skerrow", tmp_path)
    assert "but for capital letters" in str(done.problems[0])
    assert [file.name for file in done.files] == ["greenhouse.skerrow.ab.json"]  # the third is the first again


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        (Reply(b"<h1>Sign in</h1>", kind="text/html"), "the answer is 'text/html', not JSON"),
        (Reply(b"<h1>Sign in</h1>"), "the answer is no JSON"),
        (Reply(b""), "the answer is no JSON"),
        (Reply(b"[" * 19_000), "the answer is no JSON"),  # nested too deep
        (Reply(b"\xff\xfe{"), "the answer is no JSON"),
        (said({"ok": False}), "no list of postings \\('jobs'\\)"),
        (said({"jobs": {"1": {}}}), "no list of postings"),
        (said([]), "no list of postings"),
        (said({"jobs": [{"title": "Cook"}]}), "a posting has no identifier"),
        (said({"jobs": [{"id": None}]}), "a posting has no identifier"),
        (said({"jobs": [{"id": {"a": 1}}]}), "a posting has no identifier"),
        (Reply(b'{"jobs": [{"id": 1, "x": 1e999}]}'), "cannot be written"),  # infinite
        (Reply(b'{"jobs": [{"id": 1}]', missing=5), "the connection failed"),
        (Reply(status=404), "is the name right\\? \\(HTTP 404\\)"),
        (Reply(status=500), "in trouble"),
        (said({"jobs": greenhouse_jobs(400)}), "more than the 20,000 bytes allowed"),
    ],
)
def test_answers_that_are_no_board(reply: Reply, cause: str, tmp_path: Path) -> None:
    with serving({JOBS: [reply]}) as server:
        done = get(server, "greenhouse:skerrow", tmp_path, retries=1, max_bytes=20_000)
    assert done.files == ()
    told = [problem.cause for problem in done.problems]
    assert len(told) == 1
    with pytest.raises(ValueError, match=cause):
        raise ValueError(told[0])
    assert done.problems[0].source == "greenhouse:skerrow"


def test_one_bad_posting_leaves_the_others_and_is_asked_for_again(tmp_path: Path) -> None:
    body = b'{"jobs": [{"id": 1, "title": "a"}, {"id": 2, "x": 1e999}, {"title": "b"}, {"id": 3, "title": "c"}]}'
    with serving({JOBS: [Reply(body, headers={"ETag": '"1"'})]}) as server:
        done = get(server, "greenhouse:skerrow", tmp_path)
        get(server, "greenhouse:skerrow", tmp_path)
        assert "if-none-match" not in server.asked[-1][1]
    assert (len(done.files), len(done.problems)) == (2, 2)


@pytest.mark.parametrize(
    ("following", "requests"),
    [
        ("http://169.254.169.254/latest/meta-data", 1),  # elsewhere
        ("file:///etc/passwd", 1),
        ("javascript:alert(1)", 1),
        ("SAME/teamtailor/jobs.json", 1),  # in a circle
    ],
)
def test_a_feed_leads_nowhere_else(following: str, requests: int, tmp_path: Path) -> None:
    with serving({}) as server:
        feed = {"items": [{"id": "1", "title": "Cook"}], "next_url": following.replace("SAME", server.url)}
        server.routes["/teamtailor/jobs.json"] = [said(feed)]
        done = get(server, "teamtailor:skerrow", tmp_path)
        assert len(server.asked) == requests
    assert len(done.files) == 1
    assert [("another host" in str(one)) for one in done.problems] == ([] if "SAME" in following else [True])


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><workzag-jobs>&a;</workzag-jobs>', "document type"),
        ('<!DOCTYPE x [<!ENTITY a "aaaa">]><workzag-jobs/>'.encode("utf-16"), "not UTF-8"),  # a hidden one
        (b"<workzag-jobs><position>", "no XML"),
        (b"<html><body>Sign in</body></html>", "no feed of positions"),
        (b"<workzag-jobs><position><name>Cook</name></position></workzag-jobs>", "no identifier"),
        (
            b"<workzag-jobs><position><id>1</id>" + b"<a>" * 9000 + b"</a>" * 9000 + b"</position></workzag-jobs>",
            "deep",
        ),
    ],
)
def test_xml_that_is_no_feed(body: bytes, cause: str, tmp_path: Path) -> None:
    with serving({"/personio/xml": [Reply(body, kind="application/xml")]}) as server:
        done = get(server, "personio:skerrow", tmp_path)
    assert cause in str(done.problems[0])
    assert done.files == ()


def test_a_position_keeps_its_words(tmp_path: Path) -> None:
    with serving({"/personio/xml": [Reply(personio_feed("1"), kind="text/xml")]}) as server:
        (file,) = get(server, "personio:skerrow", tmp_path).files
    assert json.loads(file.read_bytes()) == {
        "id": "1",
        "name": "Pumpenwärter",
        "subcompany": "Skerrow Tidal",
        "jobDescriptions": {
            "jobDescription": [
                {"name": "Aufgaben", "value": "<p>Pumpen &amp; Ventile</p>"},
                {"name": "Wir bieten", "value": "Meerblick"},
            ]
        },
        "company_name": "Skerrow Tidal",
    }


@pytest.mark.parametrize(
    "target",
    [
        "",
        "skerrow",
        "grenhouse:skerrow",
        "Greenhouse:skerrow",
        "greenhouse:",
        "greenhouse:..",
        "greenhouse:a/b",
        "greenhouse:a?b",
        "greenhouse:a#b",
        "greenhouse:a b",
        "greenhouse:a\nb",
        "greenhouse:" + "a" * 200,
        "recruitee:a.evil.example",  # the name is a part of the host there
        "personio:-a",
        "teamtailor:a@b",
    ],
)
def test_targets_that_make_no_sense_are_refused_before_anything_is_done(target: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        rolegraph.fetch("greenhouse:skerrow", target, out=tmp_path / "postings")
    assert not (tmp_path / "postings").exists()


@pytest.mark.parametrize(
    "settings",
    [{"rate": 0}, {"rate": float("nan")}, {"retries": -1}, {"timeout": 0}, {"max_bytes": 0}, {"timeout": float("inf")}],
)
def test_manners_that_make_no_sense(settings: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        rolegraph.fetch("greenhouse:skerrow", out=tmp_path, **settings)


def test_a_name_with_a_blank_is_quoted_once(tmp_path: Path) -> None:
    path = "/ashby/posting-api/job-board/Skerrow%20Tidal?includeCompensation=true"
    with serving({path: [said({"jobs": []})]}) as server:
        assert get(server, "ashby:Skerrow%20Tidal", tmp_path).problems == ()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be made"):
        rolegraph.fetch("greenhouse:skerrow", out=tmp_path / "file")


@pytest.mark.parametrize(
    "memory",
    [
        "[]",
        '{"greenhouse:skerrow": 5}',
        '{"greenhouse:skerrow": {"URL": {"etag": "1", "modified": "", "files": ["../../etc/passwd"], "further": []}}}',
        '{"greenhouse:skerrow": {"URL": {"etag": 5, "modified": "", "files": [], "further": []}}}',
        '{"greenhouse:skerrow": {"URL": {"etag": "\\n", "modified": "", "files": [], "further": "abc"}}}',
        "[" * 100_000,
    ],
)
def test_a_memory_that_was_tampered_with_counts_as_none(memory: str, tmp_path: Path) -> None:
    with serving({JOBS: [said({"jobs": greenhouse_jobs(1)}, headers={"ETag": '"1"'})]}) as server:
        (tmp_path / ".rolegraph-fetch.json").write_text(memory.replace("URL", f"{server.url}{JOBS}"))
        done = get(server, "greenhouse:skerrow", tmp_path)
        assert "if-none-match" not in server.asked[0][1]
    assert [one.state for one in done.saved] == ["new"]


def test_an_interrupted_walk_keeps_what_it_learned(tmp_path: Path) -> None:
    with serving({}) as server:
        server.routes = boards("skerrow")
        settings: dict[str, Any] = {
            "out": tmp_path,
            "api_base": f"{server.url}/{{board}}",
            "manners": Manners(**SETTINGS),
        }
        results = fetch_each("lever:skerrow", **settings)
        for _ in range(3):
            next(results)
        results.close()  # type: ignore[attr-defined]
        assert json.loads((tmp_path / ".rolegraph-fetch.json").read_bytes()) == {"lever:skerrow": {}}
        assert len(list(fetch_each("lever:skerrow", **settings))) == 105


def test_lever_postings_are_paged_to_a_full_last_page(tmp_path: Path) -> None:
    path = "/lever/v0/postings/skerrow?mode=json&limit=100&skip="
    with serving({f"{path}0": [said(lever_postings(100))], f"{path}100": [said([])]}) as server:
        assert len(get(server, "lever:skerrow", tmp_path).files) == 100


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["jobs", "id", "content", "offers", "items", "_jobposting", "hiringOrganization", "name"])
            | st.sampled_from(["shortcode", "totalFound", "next_url", "company", "isListed"]),
            inner,
        )
    ),
    max_leaves=20,
)


@pytest.mark.parametrize("kind", [kind for kind in BOARDS if kind != "personio"])
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=JSON)
def test_no_answer_is_more_than_a_failure(kind: str, document: object) -> None:
    board = BOARDS[kind]
    with suppress(Failure):
        board.read(json.dumps(document).encode(), board.start("skerrow"), "skerrow")


@settings(deadline=None)
@given(text=st.text() | st.text(alphabet="<>/&;![]-position id").map("<workzag-jobs><position>{}</position>".format))
def test_no_feed_is_more_than_a_failure(text: str) -> None:
    with suppress(Failure):
        BOARDS["personio"].read(text.encode("utf-8", "surrogatepass"), "", "skerrow")
