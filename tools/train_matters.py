"""Makes src/rolegraph/lexicons/en/matters.tsv: the weights by which a line is a duty, a demand, an offer or neither.

    python tools/train_matters.py ../shared/corpus

The folder holds `glassdoor.jsonl`, `armenian.jsonl`, `election.jsonl` (one posting a line, with `text` and, where
known, `company`), the folders of pages `tts`, `gitlab/job-families` and `sourcegraph`, and `gold/full.jsonl`. A line
is labelled by the heading above it where that is a known phrase and nothing else, a sentence of any other section by
the rules that tell duties and demands, and all lines of the postings with gold by the gold. Lines whose label the
weights learnt from other companies all but rule out are left out: most stand in a section that lost its end. The
model is a logistic regression, trained by adaptive gradient steps in an order that hangs on the texts alone, so that
the same corpus gives the same bytes. What it scores on companies it was not trained on is printed; the table holds
words that several companies use, and no names of theirs.
"""

import json
import math
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from rolegraph import sources
from rolegraph.errors import InputError
from rolegraph.lexicons.demands import asks
from rolegraph.lexicons.duties import is_duty
from rolegraph.lexicons.headings import section_kind
from rolegraph.lexicons.matters import Weights, features
from rolegraph.matters import MIXED, OWN
from rolegraph.outline import Outline, outline
from rolegraph.postings import Posting
from rolegraph.sections import Section
from rolegraph.settings import Settings
from rolegraph.statements import is_furniture

TABLE: Final = Path(__file__).parent.parent / "src/rolegraph/lexicons/en/matters.tsv"
MATTERS: Final = Weights._fields
OTHER: Final = MATTERS.index("other")
# sections of no matter, and those among them whose heading need not be a whole phrase
APART: Final = frozenset(
    "company legal application compensation team programs date identifier employment unit location organization".split()
)
LOOSE: Final = frozenset(["company", "legal", "application"])
EPOCHS: Final = 6
RATE: Final = 0.15
# how many companies use a feature of the table, and how far its weights are apart at least
FEWEST_COMPANIES: Final = 5
LEAST: Final = 35
# labels less likely than this by the weights learnt elsewhere are left out; offers are rare, and more patience is had
UNLIKELY: Final = {"duty": 0.05, "demand": 0.05, "offer": 0.01, "other": 0.05}
BY_RULE: Final = 0.6
RARE: Final = 1.5
FOLDS: Final = 3

Vectors = dict[str, list[float]]


class Example(NamedTuple):
    """A line with what it is about: an index into MATTERS, and how much it counts."""

    company: str
    text: str
    item: bool
    matter: int
    weight: float
    names: tuple[str, ...]


def digest(text: str) -> int:
    """Return a number that hangs on a text alone."""
    return zlib.crc32(text.encode())


def postings(corpus: Path) -> Iterator[tuple[str, str, Posting]]:
    """Yield the postings with their ids and companies."""
    for name in ("glassdoor", "armenian", "election"):
        for line in (corpus / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            for posting in sources.read_each(f"{line}\n".encode(), f"{record['id']}.jsonl", Settings()):
                if not isinstance(posting, InputError):
                    yield record["id"], record.get("company") or record["id"], posting
    for name in ("tts", "gitlab/job-families", "sourcegraph"):
        for path in sorted((corpus / name).rglob("*")):
            if path.suffix not in (".md", ".html", ".txt"):
                continue
            try:
                read = list(sources.read_each(path.read_bytes(), str(path), Settings()))
            except InputError:
                continue
            for posting in read:
                if not isinstance(posting, InputError):
                    yield path.stem, name.split("/")[0], posting


def plain(text: str) -> str:
    """Return a text as gold texts are compared."""
    text = text.replace("\xa0", " ").replace("\xad", "").replace("\u2019", "'").replace("\u00c2 ", " ")
    return re.sub(r"[;.,:\s]+$", "", " ".join(text.split())).lower()


def labelled(shape: Outline, gold: dict[str, Any] | None) -> Iterator[tuple[str, bool, int, float]]:
    """Yield the lines of a posting whose matter is known: text, whether an item, matter, weight."""
    if gold is not None:
        yield from by_gold(shape, gold)
        return
    for section in shape.sections:
        whole = section.heading is not None and section_kind(shape.quote(section.heading)).whole
        if section.kind in OWN and whole:
            yield from by_heading(shape, section, MATTERS.index(OWN[section.kind]))
        elif section.kind in APART and (whole or section.kind in LOOSE):
            yield from by_heading(shape, section, OTHER)
        elif section.kind in MIXED:
            yield from by_rule(shape, section)


def by_heading(shape: Outline, section: Section, matter: int) -> Iterator[tuple[str, bool, int, float]]:
    """Yield the lines of a section as its heading says."""
    for block in section.blocks:
        text = shape.quote(block.span)
        item = block.kind in ("item", "cell")
        if is_furniture(text) or text.endswith(":") or (section.listed and not item and matter != OTHER):
            continue
        weight = RARE if MATTERS[matter] == "offer" else 1.0
        for span in (block.span,) if item else shape.sentences(block):
            yield shape.quote(span), item, matter, weight


def by_rule(shape: Outline, section: Section) -> Iterator[tuple[str, bool, int, float]]:
    """Yield the sentences of a section of anything that say by themselves what they are about."""
    for block in section.blocks:
        for span in shape.sentences(block) if block.kind == "paragraph" else ():
            text = shape.quote(span)
            lower = text.lower()
            duty, demand = is_duty(text), asks(text)
            if duty != demand and len(text) > 11:
                yield text, False, int(demand), BY_RULE
            elif not duty and lower.startswith(("we ", "our ")) and not re.search(r" you|looking|seek|require", lower):
                yield text, False, OTHER, BY_RULE


def by_gold(shape: Outline, gold: dict[str, Any]) -> Iterator[tuple[str, bool, int, float]]:
    """Yield all lines of a posting with gold but the arguable ones and parts of items."""
    known: dict[str, int] = {}
    for kind, matter in OWN.items():
        known |= {plain(text): MATTERS.index(matter) for text in gold.get(kind) or []}
    arguable = {plain(text) for texts in (gold.get("arguable_fields") or {}).values() for text in texts}
    groups = {**(gold.get("equivalents") or {}), **(gold.get("nested") or {})}
    arguable |= {plain(text) for texts in groups.values() for text in texts}
    for section, block in shape.blocks():
        item = block.kind in ("item", "cell")
        whole = plain(shape.quote(block.span)) in known
        for span in (block.span,) if item or whole else shape.sentences(block):
            text, key = shape.quote(span), plain(shape.quote(span))
            if any(key == one or (len(one) > 20 and (one in key or key in one)) for one in arguable):
                continue
            if key in known:
                yield text, item, known[key], 1.0
            elif item and (section.kind in OWN or section.kind == "conditions"):
                continue
            elif not any(len(one) > 20 and (one in key or key in one) for one in known):
                yield text, item, OTHER, 1.0


def examples(corpus: Path) -> list[Example]:
    """Return the labelled lines, each text once."""
    lines = (corpus / "gold/full.jsonl").read_text(encoding="utf-8").splitlines()
    golds = {gold["id"]: gold for gold in map(json.loads, lines) if not gold.get("not_a_job")}
    seen: set[tuple[str, bool]] = set()
    found: list[Example] = []
    for name, company, posting in postings(corpus):
        for text, item, matter, weight in labelled(outline(posting), golds.get(name)):
            key = (plain(text), item)
            if key not in seen and len(text) > 2:
                seen.add(key)
                names = tuple(sorted(set(features(text, item=item))))
                found.append(Example(company, text, item, matter, weight, names))
    return found


def train(data: Sequence[Example], banned: frozenset[str]) -> Vectors:
    """Return the weights that tell the matters of lines."""
    users: dict[str, set[str]] = defaultdict(set)
    for one in data:
        for name in one.names:
            users[name].add(one.company)
    kept = {
        name
        for name, by in users.items()
        if len(by) >= FEWEST_COMPANIES and banned.isdisjoint(name.lstrip("^").split())
    }
    rows = [([name for name in one.names if name in kept], one, digest(one.text)) for one in data]
    weights: Vectors = {}
    steps: Vectors = {}
    for epoch in range(EPOCHS):
        rows.sort(key=lambda row: (digest(f"{row[2]}{epoch}"), row[1].text))
        for names, one, _ in rows:
            chances = likelihoods(weights, names)
            errors = [one.weight * (chance - (at == one.matter)) for at, chance in enumerate(chances)]
            if max(map(abs, errors)) >= 0.01:
                step(weights, steps, names, errors)
    return weights


def step(weights: Vectors, steps: Vectors, names: Sequence[str], errors: Sequence[float]) -> None:
    """Move the weights of some features against the errors, the less the more they have moved."""
    for name in names:
        own = weights.setdefault(name, [0.0] * len(MATTERS))
        moved = steps.setdefault(name, [0.01] * len(MATTERS))
        for at, error in enumerate(errors):
            moved[at] += error * error
            own[at] -= RATE * error / math.sqrt(moved[at])


def likelihoods(weights: Vectors, names: Sequence[str]) -> list[float]:
    """Return how likely each matter is."""
    sums = [0.0] * len(MATTERS)
    for name in names:
        for at, weight in enumerate(weights.get(name, ())):
            sums[at] += weight
    most = max(sums)
    powers = [math.exp(one - most) for one in sums]
    return [power / sum(powers) for power in powers]


def elsewhere(data: Sequence[Example], banned: frozenset[str]) -> Iterator[tuple[Example, list[float]]]:
    """Yield each line with its likelihoods by the weights learnt from other companies."""
    for fold in range(FOLDS):
        weights = train([one for one in data if digest(one.company) % FOLDS != fold], banned)
        for one in data:
            if digest(one.company) % FOLDS == fold:
                yield one, likelihoods(weights, one.names)


def company_words(corpus: Path) -> frozenset[str]:
    """Return the words of companies' names that are no words of the language: few companies write them small."""
    names = {"tts", "gsa", "18f", "gitlab", "sourcegraph"}
    writers: dict[str, set[str]] = defaultdict(set)
    for _, company, posting in postings(corpus):
        names |= (
            set(re.findall(r"[a-z0-9&']+", company.lower()))
            if " " in company or company.istitle()
            else {company.lower()}
        )
        for word in set(re.findall(r"\b[a-z][a-z0-9&']+", posting.text)):
            writers[word].add(company)
    return frozenset(name for name in names if len(writers[name]) < FEWEST_COMPANIES)


def report(scored: Sequence[tuple[Example, list[float]]]) -> None:
    """Print how often lines of companies not learnt from are told right."""
    counts = Counter((one.item, one.matter, chances.index(max(chances))) for one, chances in scored)
    for item in (True, False):
        for at, matter in enumerate(MATTERS):
            right = counts[item, at, at]
            said = sum(counts[item, other, at] for other in range(len(MATTERS)))
            there = sum(counts[item, at, other] for other in range(len(MATTERS)))
            print(
                f"{'item' if item else 'line'} {matter:7} precision {right / max(1, said):.3f}"
                f"  recall {right / max(1, there):.3f}  of {there:,}"
            )


def write(weights: Vectors) -> None:
    """Write the table: for each feature three weights, relative to that of `other`."""
    lines = [
        "# made by tools/train_matters.py: feature, then for duty, demand and offer hundredths of log-odds to other"
    ]
    for name, own in sorted(weights.items()):
        mean = sum(own) / len(own)
        if max(abs(100 * (one - mean)) for one in own) >= LEAST:
            lines.append("\t".join([name, *(str(round(100 * (one - own[OTHER]))) for one in own[:OTHER])]))
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1:,} features -> {TABLE}")


def main(corpus: Path) -> None:
    """Train, say how well it went, and write the table."""
    banned = company_words(corpus)
    data = examples(corpus)
    print(f"{len(data):,} lines of {len({one.company for one in data}):,} companies")
    scored = list(elsewhere(data, banned))
    print("as labelled, on companies not learnt from:")
    report(scored)
    likely = [pair for pair in scored if pair[1][pair[0].matter] >= UNLIKELY[MATTERS[pair[0].matter]]]
    print(f"{len(scored) - len(likely):,} lines left out as mislabelled; the others, learnt anew:")
    kept = [one for one, _ in likely]
    report(list(elsewhere(kept, banned)))
    write(train(kept, banned))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpus"))
