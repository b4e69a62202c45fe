"""The strings on which tokenizers of HTML are tested, fed as postings: no crash, no hang, the text they stand for."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from rolegraph.drafts import Draft
from rolegraph.errors import InputError
from rolegraph.pipeline import Converted, convert
from rolegraph.sources import markup
from rolegraph.sources.balancing import balance
from rolegraph.sources.decoding import decode
from rolegraph.vocabulary import UNWRITABLE


def tokenizer_tests(shared: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((shared / "suites" / "html5lib" / "tokenizer").glob("*.test")):
        suite = json.loads(path.read_text("utf-8"))
        yield from suite.get("tests", suite.get("xmlViolationTests", ()))


def spelled(test: dict[str, Any], text: str) -> str:
    if test.get("doubleEscaped"):
        text = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda code: chr(int(code[1], 16)), text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@pytest.fixture(scope="module")
def tests(shared: Path) -> list[dict[str, Any]]:
    found = list(tokenizer_tests(shared))
    assert len(found) == 6810
    return found


def text_of(html: str) -> str:
    draft = Draft("a.html", "")
    markup.add_blocks(draft, LexborHTMLParser(html).body)
    return draft.finish().text


def test_as_postings(tests: list[dict[str, Any]]) -> None:
    for test in tests:
        page = f"<h1>Night Porter</h1>{spelled(test, test['input'])}".encode()
        for found in convert(page, "a.html"):
            assert isinstance(found, Converted | InputError)


def test_the_text_is_what_the_standard_says(tests: list[dict[str, Any]]) -> None:
    compared = 0
    for test in tests:
        text = spelled(test, test["input"])
        plain = all(token[0] == "Character" for token in test["output"])
        # in a body, where a tree is built, NUL is left out; the tests are of the tokenizer alone
        if plain and "\0" not in text and test.get("initialStates", ["Data state"]) == ["Data state"]:
            wanted = "x" + "".join(spelled(test, token[1]) for token in test["output"])
            assert text_of(f"<p>x{text}") == UNWRITABLE.sub("\ufffd", " ".join(wanted.split())), text
            compared += 1
    assert compared > 4000


def test_balancing_changes_nothing_that_is_read(tests: list[dict[str, Any]]) -> None:
    # a second head is passed over by parsers, and a block in a balanced document
    others = [text for test in tests if "<head>" not in (text := spelled(test, test["input"]))]
    assert len(others) > 6800
    for text in others:
        assert text_of(balance(f"<p>x{text}", [])) == text_of(f"<p>x{text}"), text


def encoding_tests(shared: Path) -> Iterator[tuple[bytes, str]]:
    for path in sorted((shared / "suites" / "html5lib" / "encoding").rglob("*.dat")):
        for case in re.split(rb"(?:^|\n)#data\n", path.read_bytes())[1:]:
            data, _, label = case.partition(b"\n#encoding\n")
            yield data, label.strip().decode()


def test_encodings_that_are_declared_are_found(shared: Path) -> None:
    cases = [(data, label) for data, label in encoding_tests(shared) if label.lower() != "windows-1252"]
    assert len(cases) > 30
    missed = []
    for data, label in cases:
        # a letter that tells the encodings apart
        letter = next(letter for letter in "語łж" if letter.encode(label, "ignore"))
        try:
            text = decode(data + b"\n" + letter.encode(label), "a.html")
        except InputError as error:
            missed.append(error.cause)
            continue
        if text[-1] != letter:
            missed.append(text)
    # those that a script writes (2), one behind an encoding that does not exist, one of a sample saved in another
    assert len(missed) == 4, missed


def test_encoding_cases_as_postings(shared: Path) -> None:
    for data, _ in encoding_tests(shared):
        for found in convert(b"<h1>Night Porter</h1>" + data, "a.html"):
            assert isinstance(found, Converted | InputError)
