"""The checks of what a posting says in sentences and items: duties, requirements, benefits, programs, commitments."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .answers import Answers, Row, folded, local, says
from .comparing import Gold, equal, in_order, kinds, of_kinds


def responsibilities(ask: Answers, gold: Gold) -> Iterator[str]:
    """Count, order, beginnings, ends and shares of time."""
    pattern = """?p rg:advertises/rg:hasResponsibility ?r . ?r schema:text ?text ; schema:position ?n
        OPTIONAL { ?r rg:percentOfTime ?part }"""
    found = sorted(ask.rows(pattern, "text", "n", "part"), key=lambda row: int(row[1]))
    starts = gold["responsibilities_start"]
    yield from in_order([row[0] for row in found], starts, gold.get("arguable", {}).get("responsibilities", ()))
    if [int(row[1]) for row in found] != list(range(1, len(found) + 1)):
        yield f"positions are {[row[1] for row in found]}"
    for end in gold.get("responsibilities_end", ()):
        if not any(folded(text).rstrip(".;").endswith(folded(end)) for text, *_ in found):
            yield f"none ends in {end!r}"
    wanted = {starts[share["responsibility"] - 1]: share["percent"] for share in gold.get("time_allocations", ())}
    stated = {text: float(part) for text, _, part in found if part}
    for start, percent in wanted.items():
        if not any(folded(text).startswith(folded(start)) and part == percent for text, part in stated.items()):
            yield f"{percent} % of time is missing on {start!r}"
    if len(stated) > len(wanted):
        yield f"more shares of time than stated: {sorted(stated.values())}"


def requirements(ask: Answers, gold: Gold) -> Iterator[str]:
    """Labels, beginnings, number, and which are preferences only."""
    pattern = """?p rg:advertises/rg:hasRequirement ?r . ?r schema:text ?text OPTIONAL { ?r rg:label ?label }
        BIND(EXISTS { ?r dcterms:type rgc:preferred } AS ?preferred)"""
    arguable = gold.get("arguable", {}).get("requirements", ())
    found = [
        (folded(text), folded(label).rstrip(":."), preferred == "true")
        for text, label, preferred in ask.rows(pattern, "text", "label", "preferred")
        if not any(says(words, text) for words in arguable)
    ]
    wanted = gold["requirements"]
    labels = [label for _, label, _ in found if label]
    yield from equal("label", labels, [folded(entry["label"]) for entry in wanted if "label" in entry])
    for entry in wanted:
        mine = [row for row in found if row[0].startswith(_name(entry)) or row[1] == _name(entry)]
        if len(mine) != 1:
            yield f"{_name(entry)!r} is there {len(mine)} times"
        elif mine[0][2] != entry.get("preferred", False):
            yield f"{_name(entry)!r} is {'' if mine[0][2] else 'not '}a preference"
    if len(found) > len(wanted):
        yield f"there are {len(found)} instead of {len(wanted)}: {[text[:40] for text, *_ in found]}"


def _name(entry: Gold) -> str:
    return folded(entry.get("label") or entry["starts"])


def amounts(ask: Answers, gold: Gold) -> Iterator[str]:
    """Money and years in requirements, each on the requirement that states it."""
    pattern = """?p rg:advertises/rg:hasRequirement ?r . ?r schema:text ?text ; rg:quantity ?q .
        OPTIONAL { ?r rg:label ?label } OPTIONAL { ?q schema:minValue ?min } OPTIONAL { ?q schema:maxValue ?max }
        OPTIONAL { ?q schema:currency ?money } OPTIONAL { ?q schema:unitText ?unit }"""
    rows = ask.rows(pattern, "text", "label", "min", "max", "money", "unit")
    wanted = [(_name(entry), entry["money"]) for entry in gold["requirements"] if "money" in entry]
    yield from equal(
        "money",
        [(_owner(row, gold), float(row[2] or 0), float(row[3] or 0), row[4]) for row in rows if row[4]],
        [(name, float(money["from"]), float(money["to"] or 0), money["currency"]) for name, money in wanted],
    )
    years = [(_name(entry), float(number)) for entry in gold["requirements"] for number in entry.get("years", ())]
    stated = [(_owner(row, gold), float(row[2] or row[3])) for row in rows if "year" in folded(row[5])]
    yield from equal("years", stated, years)


def _owner(row: Row, gold: Gold) -> str:
    text, label = folded(row[0]), folded(row[1]).rstrip(":.")
    names = (_name(entry) for entry in gold["requirements"])
    return next((name for name in names if name == label or text.startswith(name)), text[:40])


def benefits(ask: Answers, gold: Gold) -> Iterator[str]:
    """Number, order and beginnings."""
    if "benefits_start" in gold:
        rows = ask.rows("?p rg:advertises/rg:hasBenefit ?b . ?b schema:text ?text ; schema:position ?n", "n", "text")
        texts = [text for _, text in sorted(rows, key=lambda row: int(row[0]))]
        yield from in_order(texts, gold["benefits_start"], gold.get("arguable", {}).get("benefits", ()))


def programs(ask: Answers, gold: Gold) -> Iterator[str]:
    """Names, years, links and figures, and no others."""
    every = "?o rg:runsProgram ?g . ?p schema:mentions ?g . ?g a rg:Program ; skos:prefLabel ?name"
    wanted = {folded(program["name"]): program for program in gold["programs"]}
    yield from equal("program", [folded(name) for _, name in ask.rows(every, "g", "name")], wanted)
    since = {folded(name): year for name, year in ask.rows(f"{every} ; rg:since ?year", "name", "year")}
    links = {(folded(name), url) for name, url in ask.rows(f"{every} ; schema:url ?url", "name", "url")}
    pattern = f"{every} ; rg:quantity ?q . ?q schema:minValue|schema:value ?n OPTIONAL {{ ?q schema:unitText ?unit }}"
    counts = ask.rows(pattern, "name", "n", "unit")
    for name, program in wanted.items():
        year = str(program.get("since", ""))
        if since.get(name, "") != year:
            yield f"{name!r} is since {since.get(name, '')!r}, not {year!r}"
        if (name, program["url"]) not in links:
            yield f"link {program['url']!r} of {name!r} is missing"
        mine = [(float(number), folded(unit)) for owner, number, unit in counts if folded(owner) == name]
        yield from _figures(name, mine, program.get("figures", {}))


def _figures(name: str, found: list[tuple[float, str]], figures: dict[str, Any]) -> Iterator[str]:
    wanted = {unit: float(n["at_least"] if isinstance(n, dict) else n) for unit, n in figures.items()}
    for unit, number in wanted.items():
        # six letters, so that "organizations" is found in "organisation" and "civil society organizations"
        if not any(value == number and folded(unit)[:6] in words for value, words in found):
            yield f"figure of {name!r} is missing: {number:g} {unit}"
    for value, words in found:
        if value not in wanted.values():
            yield f"figure of {name!r} is too much: {value:g} {words}"


def commitments(ask: Answers, gold: Gold) -> Iterator[str]:
    """Kinds and sentences, each one node however often it is said, with its link."""
    every = """?o rg:makesCommitment ?c . ?p schema:mentions ?c .
        ?c a rg:Commitment ; dcterms:type ?kind ; schema:text ?text"""
    rows = [(local(kind), text, node) for kind, text, node in ask.rows(every, "kind", "text", "c")]
    yield from of_kinds(rows, "commitments", gold)
    pieces = Counter(node for node, _ in ask.rows("?c a rg:Commitment ; rg:evidence ?e", "c", "e"))
    links = set(ask.rows("?c a rg:Commitment ; schema:url ?url", "c", "url"))
    for entry in gold["commitments"]:
        nodes = {node for kind, text, node in rows if kind in kinds(entry) and says(entry["starts"], text)}
        if any(pieces[node] < entry.get("times", 1) for node in nodes):
            yield f"{entry['starts']!r} is said {entry.get('times', 1)} times, but has fewer pieces of evidence"
        if nodes and "url" in entry and not any((node, entry["url"]) in links for node in nodes):
            yield f"{entry['starts']!r} has no link {entry['url']!r}"


def conditions(ask: Answers, gold: Gold) -> Iterator[str]:
    """Kinds and sentences."""
    every = "?p rg:advertises/rg:hasCondition ?c . ?c dcterms:type ?kind ; schema:text ?text"
    yield from of_kinds([(local(kind), text) for kind, text in ask.rows(every, "kind", "text")], "conditions", gold)
