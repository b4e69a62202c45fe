"""How long resolution takes as a graph grows: the time a post should stay the same.

usage: python -m benchmarks.resolution.growth [POSTS] [--check]     (default 100000)

`many` has an organization for every 50 posts, `one` has a single organization, `alike` is one organization whose posts
share their words, the worst for a block, and `table` is that as a table, of which the posting at hand names one post.
With --check a time a post that doubles from the smallest to the largest graph fails.
"""

import gc
import sys
import time
from collections.abc import Iterator

from rolegraph.collecting import few_collections
from rolegraph.resolution import resolve
from rolegraph.vocabulary import ORG, RDF, RG, SCHEMA, SKOS, Quad, literal, mint

BASE = "https://example.org/"
RANKS = ("Director of {}", "{} Director", "VP, {}", "Vice President of {}", "Senior Manager, {}", "{} Engineer")
WORDS = [
    first + second for first in ("bal", "cor", "dun", "fel", "gar", "hol", "kem") for second in ("ane", "ide", "ost")
]


def posts_of(number: int, size: int, words: int, *, listed: bool = False) -> Iterator[Quad]:
    """Yield a graph of posts; every second one is known as the superior of the one before it alone.

    When they are listed, all but the first two have identifiers.
    """
    for place in range(number):
        number_of = place // size if size else 0
        organization = mint(BASE, "org", str(number_of))
        post, posting = mint(BASE, "post", str(place)), mint(BASE, "posting", str(place))
        yield post, RDF.type, ORG.Post, posting
        yield post, SKOS.prefLabel, literal(_title(place, words)), posting
        yield post, ORG.postIn, organization, posting
        yield organization, RDF.type, ORG.Organization, posting
        yield organization, SKOS.prefLabel, literal(f"Company {number_of}"), posting
        if listed and place > 1:
            yield post, SCHEMA.attributes["identifier"], literal(f"P{place}"), posting
        elif place % 2 == 0:
            yield posting, RG.advertises, post, posting
            yield posting, SCHEMA.hiringOrganization, organization, posting
            yield post, ORG.reportsTo, mint(BASE, "post", str(place + 1)), posting


def _title(place: int, words: int) -> str:
    # 21 words to the power of `words` fields: few fields make titles that many posts share
    field, rest = [], place // len(RANKS)
    for _ in range(words):
        rest, word = divmod(rest, len(WORDS))
        field.append(WORDS[word].capitalize())
    return RANKS[place % len(RANKS)].format(" ".join(field))


# how many posts an organization has, 0 for all, of how many words a field is, and whether a table lists them
SHAPES = {"many": (50, 3, False), "one": (0, 4, False), "alike": (0, 2, False), "table": (0, 4, True)}


def main(most: int, *, check: bool) -> int:
    """Print the times, and return 1 when they grow faster than the number of posts."""
    bad = 0
    for name, (size, words, listed) in SHAPES.items():
        costs = []
        for number in (most // 25, most // 5, most):
            quads = list(posts_of(number, size, words, listed=listed))
            gc.collect()
            gc.freeze()
            start = time.process_time()
            with few_collections():
                links = resolve(quads, base=BASE).links
            seconds = time.process_time() - start
            costs.append(seconds / number)
            print(f"{name:6} {number:7} posts {seconds:7.2f} s {1e6 * costs[-1]:6.0f} us a post, {len(links)} links")
            gc.unfreeze()
        bad |= costs[-1] > 2 * costs[0]
    return int(check and bad)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    sys.exit(main(numbers[0] if numbers else 100_000, check="--check" in sys.argv))
