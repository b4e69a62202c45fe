"""Gold without the words of the postings: each text as the place where it stands.

A row has the keys of ../shared/corpus/gold/full.jsonl. A text is spelled `start-end`, in code points of the posting's
reading text (`reading_text`); one that stands there in pieces `start-end+start-end`. What stands nowhere in the
posting, such as an annotator's notes, is left out. `digest` says which text is meant, so that another is noticed.
"""

import hashlib
import re
from collections.abc import Callable
from typing import Any, Final

from benchmarks.accuracy.corpus import Sample

_FIELDS: Final = ("company", "title", "location", "text")

_BLOCKS: Final = ",".join(
    "p div li ul ol h1 h2 h3 h4 h5 h6 tr td th table section article header footer nav main br hr dt dd blockquote pre "
    "title".split()
)
_FRONT_MATTER: Final = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)

# keys whose values are names of ours rather than words of the posting
_NAMES: Final = frozenset(
    "id source file digest kind level country currency period seniority employment_type responsibilities_style "
    "alt_kinds alt_levels pay_period location_country annotated".split()
)
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z_-]{0,30}")
# where FACTS.md has a word of its own for what postings say in many ways
_WORDS: Final = frozenset(("Remote",))
_FILES: Final = ("id", "source", "file", "digest")

# remarks of the annotator, and what is worked out from other keys
_LEFT_OUT: Final = frozenset(("notes", "note", "name_note", "markdown", "arguable"))

# texts that stand for other texts
_MAPS: Final = ("equivalents", "nested")

_SPELLED: Final = re.compile(r"\d+-\d+(?:\+\d+-\d+)*")


def fold(text: str) -> str:
    """Return a text with each run of white space as one blank.

    Example:
        >>> fold(" a\\n\\xa0b ")
        'a b'
    """
    return re.sub(r"\s+", " ", text.replace("\xa0", " ")).strip()


def reading_text(sample: Sample) -> str:
    """Return a posting as its annotator read it, white space folded.

    The fields of a record one after the other; a page as a browser shows it, the front matter of Markdown before it.
    """
    if sample.record:
        return fold("\n".join(str(sample.record.get(name) or "") for name in _FIELDS))
    text = sample.data.decode("utf-8")
    return fold(_of_html(text) if sample.name.endswith(".html") else _of_markdown(text))


def _of_html(text: str) -> str:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(text)
    for node in tree.css("script,style,noscript,template"):
        node.decompose()
    for node in tree.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    return tree.body.text() if tree.body else ""


def _of_markdown(text: str) -> str:
    from markdown_it import MarkdownIt

    front = _FRONT_MATTER.match(text)
    head = front[1] if front else ""
    return head + _of_html(MarkdownIt("commonmark").enable("table").render(text[len(front[0]) if front else 0 :]))


def digest(text: str) -> str:
    """Return what tells one reading text from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def find(words: str, text: str) -> str:
    """Return where words stand in a text; "" where they do not.

    Example:
        >>> [find(words, "The Head Porter") for words in ("head porter", "Porter Head", "Cook")]
        ['4-15', '9-15+4-8', '']
    """
    words = fold(words)
    whole = _first(words, text)
    if whole or not words:
        return whole
    pieces, rest = [], words.split(" ")
    while rest:
        lengths = range(len(rest), 0, -1)
        found = next(((n, at) for n in lengths if (at := _first(" ".join(rest[:n]), text, whole_words=True))), None)
        if found is None:
            return ""
        pieces.append(found[1])
        rest = rest[found[0] :]
    return "+".join(pieces)


def _first(words: str, text: str, *, whole_words: bool = False) -> str:
    start = text.find(words)
    if start >= 0 and not whole_words:
        return f"{start}-{start + len(words)}"
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)" if whole_words else re.escape(words)
    match = re.search(pattern, text, re.IGNORECASE)
    return f"{match.start()}-{match.end()}" if match else ""


def as_spans(row: dict[str, Any], sample: Sample) -> tuple[dict[str, Any], list[str]]:
    """Return a row of gold as places in the posting, and the texts that stand nowhere in it and are left out."""
    text, lost = reading_text(sample), []

    def spell(words: str, key: str) -> str | None:
        if words in _WORDS or (key in _NAMES and (key in _FILES or _NAME.fullmatch(words))):
            return words
        found = find(words, text)
        if not found:
            lost.append(f"{key}: {words}")
        return found or None

    spelled = _walk(row, "", spell, to_spans=True)
    return {**spelled, "digest": digest(text)}, lost


def spelled_out(row: dict[str, Any], sample: Sample) -> dict[str, Any]:
    """Return a row of places with the words that stand there.

    Raises:
        ValueError: The posting has another text than the one that was annotated.
    """
    text = reading_text(sample)
    if digest(text) != row["digest"]:
        raise ValueError(f"{row['id']}: the text is not the one that was annotated: annotate it again")

    def words(at: str, key: str) -> str:
        if key in _FILES or not _SPELLED.fullmatch(at):
            return at
        bounds = [piece.partition("-") for piece in at.split("+")]
        return " ".join(text[int(start) : int(end)] for start, _, end in bounds)

    return _walk(row, "", words, to_spans=False)  # type: ignore[no-any-return]


def _walk(value: Any, key: str, turn: Callable[[str, str], str | None], *, to_spans: bool) -> Any:
    if key in _MAPS:
        pairs = value.items() if to_spans else value
        turned = ((turn(one, key), _walk(others, "", turn, to_spans=to_spans)) for one, others in pairs)
        kept = [[one, others] for one, others in turned if one is not None]
        return kept if to_spans else dict(kept)
    if isinstance(value, dict):
        if key.startswith("alt_"):  # other kinds, by a quote or by a kind
            named = {turn(one, key): others for one, others in value.items()}
            return {one: others for one, others in named.items() if one is not None}
        inner = {
            name: _walk(one, name, turn, to_spans=to_spans) for name, one in value.items() if name not in _LEFT_OUT
        }
        return inner if key != "alternatives" else {name: one for name, one in inner.items() if one not in ([], None)}
    if isinstance(value, list):
        both = [(one, _walk(one, key, turn, to_spans=to_spans)) for one in value]
        return [new for old, new in both if new is not None or old is None]
    return turn(value, key) if isinstance(value, str) else value
