"""Terms are spelled as a strict parser spells them, and no name or link in a posting makes an IRI that it refuses."""

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rolegraph.vocabulary import (
    OA,
    ORG,
    PREFIXES,
    RDF,
    RG,
    SCHEMA,
    SKOS,
    UNWRITABLE,
    XSD,
    concept,
    literal,
    local_name,
    mint,
    normal_form,
    slug,
    value,
    web_address,
)

BASE = "https://example.org/data/"
ANY_TEXT = st.text(st.characters(exclude_categories=[]))
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def read(term: str) -> ox.NamedNode | ox.Literal:
    """The term as the strict parser reads it; it raises where the parser does."""
    [quad] = ox.parse(f"<http://a/> <http://b/> {term} .\n".encode(), ox.RdfFormat.N_QUADS)
    assert isinstance(quad.object, ox.NamedNode | ox.Literal)
    return quad.object


@pytest.mark.parametrize("space", PREFIXES.values())
def test_every_prefix_is_an_iri(space: str) -> None:
    assert ox.NamedNode(space + "x").value.startswith(space)


@pytest.mark.parametrize("vocabulary", [RG, ORG, SCHEMA, SKOS, OA, RDF, XSD])
def test_every_term_is_an_iri_of_its_own_name(vocabulary: type) -> None:
    terms = {
        name: term for name, term in vars(vocabulary).items() if not name.startswith("_") and isinstance(term, str)
    }
    assert terms
    for name, term in terms.items():
        assert str(ox.NamedNode(value(term))) == term
        assert local_name(term) == name


@given(kind=st.sampled_from(["post", "org", "line"]), key=st.lists(ANY_TEXT, min_size=1, max_size=3))
# a name in no script that Latin letters stand for, one with nothing in it, a lone surrogate
@example(kind="post", key=["門衛"])
@example(kind="post", key=[""])
@example(kind="post", key=["\ud800"])
def test_every_minted_iri_is_flat_and_valid(kind: str, key: list[str]) -> None:
    term = mint(BASE, kind, *key)
    assert str(read(term)) == term
    assert set(value(term).removeprefix(BASE)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(value(term)) < 100


@given(st.lists(TEXT, min_size=1, max_size=3), st.lists(TEXT, min_size=1, max_size=3))
@example(["a", "b"], ["ab"])
@example(["a", ""], ["a"])
def test_other_keys_have_other_iris(one: list[str], other: list[str]) -> None:
    # the mark between the parts is a control character, which no text of a posting holds
    if any("\x1f" in part for part in (*one, *other)):
        return
    assert (mint(BASE, "post", *one) == mint(BASE, "post", *other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        # what a reader sees of a title: words in lower case, accents dropped, signs as hyphens
        ("Café & Co. (München)", "cafe-and-co-munchen"),
        ("VP,  Global Head", "vp-global-head"),
        ("R&D/QA", "r-and-d-qa"),
        # full-width and ligature forms
        ("ＶＰ ﬁnance", "vp-finance"),
        # nothing that Latin letters stand for
        ("門衛", ""),
        ("…", ""),
        ("", ""),
        # digits alone, of any script: only ASCII ones are kept
        ("423", "423"),
        ("٤٢٣", ""),
        # cut at 48 characters, never ending in a hyphen, also where the beginning holds nothing readable
        ("a" * 47 + " b", "a" * 47),
        ("門" * 500 + "guard", "guard"),
        ("x" * 1_000_000, "x" * 48),
    ],
)
def test_slug(text: str, readable: str) -> None:
    assert slug(text) == readable


@given(TEXT, st.sampled_from(["", XSD.integer, XSD.date]))
# everything that N-Triples escapes, and what only looks as if it had to be
@example("".join(map(chr, range(0xA1))), "")
@example('\\u0041 \\" \\\\n', "")
@example("\ufffe\uffff\U0010ffff\u2028", "")
def test_a_literal_is_spelled_as_the_strict_parser_spells_it(text: str, datatype: str) -> None:
    term = literal(text, datatype)
    assert str(read(term)) == term
    assert value(term) == text == read(term).value


@pytest.mark.parametrize(
    ("term", "said"),
    [
        # a quotation mark, a caret and an at sign inside the text are no end of it
        (r'"a \"b\"^^ @en"', 'a "b"^^ @en'),
        ('"Tür"@de-CH', "Tür"),
        (f'"5"^^{XSD.integer}', "5"),
        # escapes of other writers
        (r'"\u00E9\U0001F600\t\b\f\'"', "é😀\t\b\f'"),
        ("<https://schema.org/title>", "https://schema.org/title"),
        ("_:b0", "_:b0"),
        ('""', ""),
    ],
)
def test_value(term: str, said: str) -> None:
    assert value(term) == said


@pytest.mark.parametrize(
    ("url", "term"),
    [
        ("https://example.org/a?b=c#d", "<https://example.org/a?b=c#d>"),
        ("  http://example.org:8080/  ", "<http://example.org:8080/>"),
        ("HTTPS://Example.org", "<HTTPS://Example.org>"),
        ("mailto:jobs@example.org", "<mailto:jobs@example.org>"),
        ("https://[2001:db8::1]/x", "<https://[2001:db8::1]/x>"),
        ("https://user@example.org/", "<https://user@example.org/>"),
        ("https://例え.jp/仕事", "<https://例え.jp/仕事>"),
        # careless links: spaces, brackets, quotation marks and stray per cent signs are escaped
        ("https://example.org/a b", "<https://example.org/a%20b>"),
        ('https://example.org/">x', "<https://example.org/%22%3Ex>"),
        ("https://example.org/100%", "<https://example.org/100%25>"),
        ("https://example.org/%41%4", "<https://example.org/%41%254>"),
        ("https://example.org/a\nb", "<https://example.org/a%0Ab>"),
        ("https://example.org/\ud800", "<https://example.org/%EF%BF%BD>"),
        # what is no web address stays a text: nothing is run, nothing is lost
        ("javascript:alert(1)", '"javascript:alert(1)"'),
        ("data:text/html,x", '"data:text/html,x"'),
        ("file:///etc/passwd", '"file:///etc/passwd"'),
        ("/careers", '"/careers"'),
        ("https://", '"https://"'),
        ("https://a[b", '"https://a[b"'),
        ("https://exa mple.org/", '"https://exa mple.org/"'),
        ("https://example.org:port/", '"https://example.org:port/"'),
        ("http://\ud800", '"http://\ufffd"'),
        ("", '""'),
    ],
)
def test_web_address(url: str, term: str) -> None:
    assert web_address(url) == term
    assert str(read(term)) == term


_URL_PIECES = st.sampled_from(
    [
        "http://",
        "https://",
        "mailto:",
        "//",
        "/",
        "?",
        "#",
        "[",
        "]",
        "::",
        ":",
        "1",
        ":80",
        "@",
        "%",
        "%2",
        "%20",
        "a.b",
    ]
)


@given(st.one_of(ANY_TEXT, st.lists(st.one_of(_URL_PIECES, ANY_TEXT), max_size=8).map("".join)))
@example("http://[::::]/")
@example("http://[1]/")
@example("http://a:99999/")
@example("https://[v1.a]/")
@example("http://a/\U000e0001\ufdd0\U0001fffe")
def test_no_link_makes_an_invalid_term(url: str) -> None:
    term = web_address(url)
    assert str(read(term)) == term
    if term.startswith("<"):
        assert value(term).lower().startswith(("http://", "https://", "mailto:"))
    else:
        assert value(term) == UNWRITABLE.sub("\ufffd", url)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # case, white space, dashes, quotation marks and compatibility forms are spelling
        ("VP,  Global Head", "vp, global head", True),
        ("Head\u00a0of\tGates", "head of gates", True),
        ("Co‑ordinator – Night", "co-ordinator - night", True),
        ("Children’s “Home”", 'children\'s "home"', True),
        ("ﬁnance", "finance", True),
        ("STRASSE", "straße", True),
        ("e\u0301", "é", True),
        # accents, order and punctuation are not
        ("Cote", "Côte", False),
        ("Head of Gates", "Gates Head of", False),
        ("VP Global Head", "VP, Global Head", False),
    ],
)
def test_normal_form(one: str, other: str, same: bool) -> None:
    assert (normal_form(one) == normal_form(other)) is same


@given(TEXT)
@example("ß" * 300)
def test_a_normal_form_is_its_own_normal_form_and_holds_no_white_space_but_spaces(text: str) -> None:
    form = normal_form(text)
    assert " ".join(form.split()) == form
    assert normal_form(form) == form


def test_concept() -> None:
    assert local_name(concept("dotted-line")) == "dotted-line"
