"""What a line or sentence of a posting is about, told by its words.

The weights are learnt by `tools/train_matters.py` from lists under headings that say what they are lists of.
"""

from collections.abc import Hashable, Iterable
from functools import cache
from itertools import chain, pairwise
from typing import Final, NamedTuple

from rolegraph.lexicons.demands import asks, sounds_asked
from rolegraph.lexicons.duties import defines, is_duty, subjects, verb_form
from rolegraph.regexes import regex
from rolegraph.remembering import remembered
from rolegraph.resources import folder

_WORD: Final = regex(r"[a-z0-9&$%#@+’'-]*[a-z0-9&$%#@+]|[:;.?!()/•]|[^\x00-\x7f]+")
_DIGITS: Final = regex(r"\d+")
_LONGEST: Final = 220
# no line decides alone
_MOST: Final = 800
_PLAIN: Final = 240
_EDGES: Final = " •-–—*·"
_ENDS: Final = ".:;?!,)"
# by the number of words: the length of a line in six steps
_SIZES: Final = (0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, *[4] * 16)
_ARTICLES: Final = frozenset(["the", "this", "our", "a", "an"])
_SELVES: Final = frozenset(["we", "our", "us", "it", "its", "their", "there"])
_READERS: Final = frozenset(["you", "your", "he/she", "she", "he", "incumbent", "incumbents"])
_BODIES: Final = frozenset(
    "team teams division department group office company organization platform program project bureau board county"
    " city state agency unit university institute foundation center".split()
)
_DEFINING: Final = frozenset(["under", "to"])
_PREDICATES: Final = frozenset("of for with to in that who and will is are has have".split())
# the sums are kept in one number, so that a line is weighed in one addition for each of its words
_BITS: Final = 20
_HALF: Final = 1 << (_BITS - 1)
_MASK: Final = (1 << _BITS) - 1


# the rules hold in every trade, the words of the corpora in some: they count for more than was learnt
_BY_RULE: Final = {"=duty": (250, 0, 0), "=defines": (600, 0, 0), "=asks": (0, 350, 0), "=verb base line": (120, 0, 0)}


class Weights(NamedTuple):
    """How strongly something speaks for each matter, in hundredths of log-odds; only differences mean something.

    Args:
        duty: That the holder of the role does it.
        demand: That it is asked of the candidate.
        offer: That it is given to the holder.
        other: That it is anything else.
    """

    duty: int
    demand: int
    offer: int
    other: int


@remembered
def weigh(text: str, *, item: bool) -> Weights:
    """Return how strongly the words of a line speak for each matter.

    Args:
        text: A line, list item or sentence.
        item: Whether it is an item of a list; else it is a line or sentence of prose.

    Example:
        >>> weights = weigh("Three years of experience at a gate", item=True)
        >>> max(weights) == weights.demand
        True
    """
    found, words = _features(text, item=item)
    known: Iterable[Hashable] = chain(found, words, pairwise(words))
    total = sum(filter(None, map(_table().get, known)))
    duty = ((total + _HALF) & _MASK) - _HALF
    total = (total - duty) >> _BITS
    demand = ((total + _HALF) & _MASK) - _HALF
    offer = (total - demand) >> _BITS
    duty, demand, offer = [-_MOST if one < -_MOST else min(one, _MOST) for one in (duty, demand, offer)]
    return Weights(duty, demand, offer, 0)


def is_plain(text: str, matter: str) -> bool:
    """Tell whether a short line under the heading of a matter begins or sounds like one, and need not be weighed.

    Args:
        text: A line or list item.
        matter: `duty`, `demand`, or another, of which no line is plain.

    Example:
        >>> is_plain("Manage the gate", "duty"), is_plain("A sense of humour", "demand")
        (True, False)
    """
    if len(text) > _PLAIN:
        return False
    if matter == "duty":
        return verb_form(text.partition(" ")[0].lower()) != ""
    return matter == "demand" and sounds_asked(text)


def features(text: str, *, item: bool) -> list[str]:
    """Return what is known of a line: its words and pairs of them, how it begins and ends, how long it is.

    Args:
        text: A line, list item or sentence.
        item: Whether it is an item of a list.

    Example:
        >>> features("Guards 2 gates", item=True)[-5:]
        ['guards', '0', 'gates', 'guards 0', '0 gates']
    """
    found, words = _features(text, item=item)
    return [*found, *words, *map(" ".join, pairwise(words))]


def _features(text: str, *, item: bool) -> tuple[list[str], list[str]]:
    """Return what is known of a line as a whole, and its words."""
    text = text.strip(_EDGES)
    words = _WORD.findall(_DIGITS.sub("0", text[:_LONGEST].lower().replace("’", "'")))
    form = "item" if item else "line"
    if not words:
        return [f"={form}"], []
    size = _SIZES[len(words)] if len(words) < len(_SIZES) else 5
    first = words[0]
    end = text[-1]
    found = [
        f"={form}",
        f"={form} {size}",
        f"=end {end if end in _ENDS else 'A' if end.isalnum() else '*'} {form}",
        f"=verb {verb_form(first)} {form}",
        f"^{first}",
    ]
    if size <= 2 and text.istitle():
        found.append("=title")
    if text.isupper():
        found.append("=capitals")
    if len(words) > 1:
        found.append(f"^{first} {words[1]}")
        if first.endswith("ly"):
            found.append(f"=then {verb_form(words[1])}")
    if not item:
        found.append(f"=subject {_subject(words)}")
        if is_duty(text):
            found.append("=duty")
        if first in _DEFINING and defines(text):
            found.append("=defines")
        if asks(text):
            found.append("=asks")
    return found, words


def is_of_body(text: str) -> bool:
    """Tell whether a sentence is about a body of people, as far as its first words tell.

    Example:
        >>> is_of_body("The harbour team guards gates."), is_of_body("The porter guards gates.")
        (True, False)
    """
    words = _WORD.findall(text[:_LONGEST].lower())
    if words[0] == "this":
        return words[1:2] != [] and words[1] in _BODIES
    return _subject(words).startswith("body")


def _subject(words: list[str]) -> str:
    """Return what a sentence is about as far as its first words tell: us, the reader, a role, a body of people."""
    first = words[0]
    if first in _SELVES:
        return "we"
    if first in _READERS:
        return "you"
    reader = " you" if "you" in words else ""
    if verb_form(first):
        return f"none{reader}"
    kind, nouns = "?", subjects()
    for word in words[:9]:
        if word in _PREDICATES or (kind != "?" and verb_form(word) == "third"):
            break
        if word in _BODIES:
            kind = "body"
        elif word in nouns:
            kind = "role"
    return f"{kind} {'the' if first in _ARTICLES else ''}{reader or (' we' if 'we' in words or 'our' in words else '')}"


@cache
def _table() -> dict[Hashable, int]:
    """Return the weights of features and of pairs of words, those for each matter in one number."""
    rows = (folder("lexicons") / "en" / "matters.tsv").read_text(encoding="utf-8").partition("\n")[2]
    # column by column: line by line takes three times as long, which is felt at every start
    cells = rows.replace("\n", "\t").split("\t")
    names = cells[0:-1:4]
    duty, demand, offer = (map(int, cells[at::4]) for at in (1, 2, 3))
    totals = [a + (b << _BITS) + (c << 2 * _BITS) for a, b, c in zip(duty, demand, offer, strict=True)]
    table: dict[Hashable, int] = dict(zip(names, totals, strict=True))
    for name, total in zip(names, totals, strict=True):
        if " " in name and name[0] not in "=^":
            first, _, second = name.partition(" ")
            table[first, second] = table.pop(name) if name in table else total
    for name, bonus in _BY_RULE.items():
        table[name] = table.get(name, 0) + sum(weight << (_BITS * at) for at, weight in enumerate(bonus))
    return table
