"""What the posts are asked to do, as words and pairs of words, and which posts have rare ones of them in common."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from rolegraph.regexes import regex
from rolegraph.vocabulary import RG, SCHEMA, Quad, normal_form, value

if TYPE_CHECKING:
    from rolegraph.structure.hierarchy import Hierarchy

_WORD: Final = regex(r"\w[\w+#.-]*[\w+#]")
_LONGEST: Final = 2_000  # characters of one responsibility that are read
_MOST: Final = 400  # words and pairs of one post that are compared
_RARE: Final = 12  # words and pairs that a post is looked up by
_NEXT: Final = 4  # posts with the same word or pair that a post is compared with


class Duties:
    """The responsibilities of posts, ready to be compared.

    Args:
        words: For each post, by number, the words and pairs of neighbouring words of its responsibilities.

    Attributes:
        weight: How telling each word or pair is: the logarithm of how few posts have it.

    Example:
        >>> duties = Duties({0: {"bake", "bread"}, 1: {"bake", "cake"}, 2: {"guard"}})
        >>> round(duties.likeness(0, 1), 2), duties.likeness(0, 2)
        (0.25, 0.0)
        >>> list(duties.near())
        [(0, 1)]
    """

    def __init__(self, words: dict[int, set[str]]) -> None:
        self.words = words
        having = Counter(word for found in words.values() for word in found)
        self._having = having
        self.weight = {word: math.log(1 + len(words) / count) for word, count in having.items()}
        self._total = {post: math.fsum(self.weight[word] for word in found) for post, found in words.items()}

    def likeness(self, one: int, other: int) -> float:
        """Return how alike two posts are, 0 to 1: the weight of what both say in that of what either says."""
        shared = math.fsum(self.weight[word] for word in self.words[one] & self.words[other])
        either = self._total[one] + self._total[other] - shared
        return shared / either if either else 0.0

    def telling(self, words: Iterable[str], most: int) -> tuple[str, ...]:
        """Return the most telling of some words and pairs; a word that stands in a pair is not repeated."""
        chosen: list[str] = []
        for word in sorted(words, key=lambda word: (-self.weight[word], -len(word), word)):
            if not any(set(word.split()) & set(other.split()) for other in chosen):
                chosen.append(word)
            if len(chosen) == most:
                break
        return tuple(chosen)

    def near(self) -> dict[tuple[int, int], float]:
        """Return the likeness of pairs of posts (the lower number first) that share a rare word or pair.

        Each post is looked up by its rarest words that another has too, and compared with the few posts that come next
        among those that have the word. So the pairs grow as the posts do, and copies of one text form a chain.
        """
        holders: dict[str, list[int]] = {}
        for post in sorted(self.words):
            shared = [word for word in self.words[post] if self._having[word] > 1]
            for word in sorted(shared, key=lambda word: (self._having[word], word))[:_RARE]:
                holders.setdefault(word, []).append(post)
        pairs = {
            (post, other)
            for posts in holders.values()
            for place, post in enumerate(posts)
            for other in posts[place + 1 : place + 1 + _NEXT]
        }
        return {pair: self.likeness(*pair) for pair in sorted(pairs)}


def read_duties(hierarchy: "Hierarchy") -> Duties:
    """Return the duties of the nodes of a hierarchy that state any. Linear in the graph's quads."""
    index: dict[str, int] = hierarchy.index  # type: ignore[assignment]
    of_post: dict[str, list[int]] = {}
    for subject, predicate, obj, _ in hierarchy.quads:
        if predicate == RG.hasResponsibility and (number := index.get(value(subject))) is not None:
            of_post.setdefault(obj, []).append(number)
    words: dict[int, set[str]] = {}
    for duty, text in sorted(_texts(hierarchy.quads, of_post)):
        found = duty_words(text)
        for number in of_post[duty]:
            known = words.setdefault(number, set())
            if len(known) < _MOST:
                known.update(found)
    return Duties({number: found for number, found in words.items() if found})


def _texts(quads: Sequence[Quad], duties: Iterable[str]) -> set[tuple[str, str]]:
    known = set(duties)
    return {(quad[0], value(quad[2])) for quad in quads if quad[1] == SCHEMA.text and quad[0] in known}


def duty_words(text: str) -> list[str]:
    """Return the words of a responsibility, and each pair of neighbours, in order; short words tell nothing.

    Example:
        >>> duty_words("Bake the bread, and sell bread.")
        ['bake', 'bread', 'bake bread', 'sell', 'bread sell', 'bread', 'sell bread']
    """
    found: list[str] = []
    last = ""
    for word in _WORD.findall(normal_form(text[:_LONGEST])):
        if len(word) < 4 and word.isascii() and word.isalpha():
            continue
        found.append(word)
        if last:
            found.append(f"{last} {word}")
        last = word
    return found
