"""Every quote is what stands in the posting's text at its offsets, over all postings there are and over odd scripts."""

import html
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rolegraph
from rolegraph.vocabulary import OA, PROV, RG, Quad, value

CHECKOUT = Path(__file__).parent.parent
SELECTOR = {OA.exact, OA.start, OA.end, PROV.wasQuotedFrom}


def pieces(quads: Sequence[Quad]) -> Iterator[tuple[str, int, int, str]]:
    """Quote, start, end and the text of the posting, as the graph says them: nothing is asked of the program."""
    texts = {subject: value(text) for subject, predicate, text, _ in quads if predicate == RG.text}
    nodes: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for subject, predicate, object, graph in quads:
        if predicate in SELECTOR:
            assert predicate not in nodes[graph, subject], f"{subject} has two values of {predicate}"
            nodes[graph, subject][predicate] = object
    for node in nodes.values():
        yield (
            value(node[OA.exact]),
            int(value(node[OA.start])),
            int(value(node[OA.end])),
            texts[node[PROV.wasQuotedFrom]],
        )


def assert_quotes_are_true(quads: Sequence[Quad]) -> int:
    found = list(pieces(quads))
    assert [(exact, text[start:end]) for exact, start, end, text in found if text[start:end] != exact] == []
    assert all(exact and exact == exact.strip() for exact, *_ in found)
    return len(found)


@pytest.mark.parametrize("folder", ["examples", "tests/samples/postings"])
def test_quotes_of_our_own_postings(folder: str) -> None:
    built = rolegraph.build(CHECKOUT / folder)
    assert built.problems == ()
    assert assert_quotes_are_true(built.quads) > 15 * len(built.postings)


@pytest.mark.parametrize(
    ("pattern", "at_least"),
    [
        # plain text, hard-wrapped and damaged, in records
        ("*.jsonl", 616),
        # rendered pages with site furniture, and fragments
        ("*/**/*.html", 165),
        # front matter, templates, links in titles; some pages only point elsewhere and have no title
        ("*/**/*.md", 320),
        # answers of job boards
        ("job-board-shapes/*.json", 8),
    ],
)
def test_quotes_of_the_corpora(pattern: str, at_least: int, shared: Path) -> None:
    built = rolegraph.build(*sorted(path for path in (shared / "corpus").glob(pattern) if path.parent.name != "gold"))
    assert len(built.postings) >= at_least
    assert assert_quotes_are_true(built.quads) > 5 * len(built.postings)


# what is one letter to a reader and several code points, or code units, to a program
_ODD = st.sampled_from(
    [
        "👩🏽‍🔬",
        "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "e\u0301",
        "o\u0323\u0302",
        "\u0930\u094d\u0924\u093f",
        "עובד לילה",
        "مدير الميناء",
        "\u202bRTL\u202c",
        "\u200b",
        "\u00ad",
        "\u00a0",
        "\u2028",
        "ﬁ",
        "İ",
        "ß",
        "漢字",
        "𝔉",
        "\ufeff",
        "\x85",
        "\x0b",
        "\t",
        "\r\n",
    ]
)
_WORDS = st.lists(
    st.one_of(
        _ODD,
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
        st.sampled_from(["harbour", "3 years", "60%", "£4,000"]),
    ),
    max_size=6,
)


@st.composite
def postings(draw: st.DrawFn) -> tuple[str, bytes]:
    def words() -> str:
        return " ".join(draw(_WORDS))

    page = draw(st.booleans())
    heading, paragraph, item = ("<h1>{}</h1>", "<p>{}</p>", "<li>{}</li>") if page else ("# {}\n\n", "{}\n\n", "- {}\n")
    mark = html.escape if page else str
    lines = [
        heading.format(mark(f"Senior Night Porter {words()}")),
        paragraph.format(
            mark(f"At {words()} Quill Hotels, {words()} this role reports to the Head Porter, {words()}.")
        ),
        paragraph.format(mark(f"Location: Oslo {words()}")),
        paragraph.format("Responsibilities:"),
        *(item.format(mark(f"{words()} Guard the gate {words()}")) for _ in range(draw(st.integers(1, 3)))),
        paragraph.format("Requirements:"),
        *(item.format(mark(f"{words()} 3 years of experience {words()}")) for _ in range(draw(st.integers(1, 3)))),
        paragraph.format(mark(f"{words()} We are an equal opportunity employer {words()}.")),
    ]
    return "html" if page else "markdown", "".join(lines).encode()


@given(postings())
@settings(deadline=None, max_examples=150)
def test_quotes_in_odd_scripts(posting: tuple[str, bytes]) -> None:
    # the form is named: Markdown with a stray "<p" in it may be taken for HTML, which is no matter of quotes
    source, content = posting
    assert assert_quotes_are_true(rolegraph.build(content, source=source).quads) > 0
