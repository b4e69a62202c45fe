"""Hold a graph to the gold of its posting, through SPARQL alone and in both directions.

Nothing of any posting stands here: the gold says what a graph must hold, and that nothing else may be in it. The gold
has the keys of the seed posting's own gold file; README.md beside this file lists those that were added.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from rolegraph.vocabulary import PREFIXES, Quad

from . import statements
from .answers import Answers, folded, local, says
from .comparing import Gold, equal

if TYPE_CHECKING:
    import rdflib

_HIERARCHY: Final = {"solid", "administrative", "joint", "interim"}


def check(graph: "rdflib.Graph | Iterable[Quad]", gold: Gold) -> list[str]:
    """Say in what a graph differs from the gold.

    Args:
        graph: The graph of one posting: rdflib's, or quads in their N-Triples spelling.
        gold: The gold of that posting. A kind of fact that it does not name is not checked.

    Returns:
        One line for each difference, each beginning with the kind of fact; nothing if all is right.
    """
    answers = Answers(graph)
    return [f"{name}: {failure}" for name, rule in _CHECKS.items() for failure in rule(answers, gold)]


def _posting(ask: Answers, gold: Gold) -> Iterator[str]:
    yield from equal("number of postings", [len(ask.column("?x a schema:JobPosting"))], [1])
    titles = ask.column("?p a schema:JobPosting ; schema:title ?x")
    if not any(says(gold["title_as_stated"], title) for title in titles):
        yield f"title {gold['title_as_stated']!r} is missing, there is {titles}"
    names = {folded(x) for x in ask.column("?p a schema:JobPosting ; schema:hiringOrganization/skos:prefLabel ?x")}
    yield from equal("organization", names, [folded(gold["organization"])])


def _role(ask: Answers, gold: Gold) -> Iterator[str]:
    preferred = {folded(x) for x in ask.column("?p rg:advertises/skos:prefLabel ?x")}
    variants = {folded(x) for x in ask.column("?p rg:advertises/skos:altLabel ?x")}
    stated = {folded(x) for x in ask.column("?p rg:advertises/rg:titleAsStated ?x")}
    wanted = {folded(title) for title in gold["role_titles"]}
    yield from equal("prefLabel", preferred, [folded(gold["role_family"])])
    yield from (f"title {title!r} is missing" for title in sorted(wanted - preferred - variants - stated))
    yield from (f"title {title!r} is too much" for title in sorted(variants - preferred - wanted))
    levels = {local(x) for x in ask.column("?p rg:advertises/rg:seniority ?x")}
    if levels not in [set(right) for right in (gold["seniority"], *gold.get("seniority_alternatives", ()))]:
        yield f"seniority is {sorted(levels)}, not {gold['seniority']}"


def _locations(ask: Answers, gold: Gold) -> Iterator[str]:
    wanted = {f"{PREFIXES['gn']}{place['geonames']}/" for place in gold["locations"]}
    yield from equal("location", ask.column("?p rg:advertises/rg:location ?x"), wanted)
    yield from equal("jobLocation", ask.column("?p schema:jobLocation ?x"), wanted)
    countries = ask.column("?p rg:advertises/rg:location/schema:address/schema:addressCountry ?x")
    yield from equal("country", countries, {place["country"] for place in gold["locations"]})
    address = gold.get("contact", {}).get("address", "")
    for name in ask.column("?p rg:advertises/rg:location/schema:name ?x"):
        if says(name, address):
            yield f"{name!r} is where to write to, not where the post is"


def _lines(ask: Answers, gold: Gold) -> Iterator[str]:
    pattern = """?p rg:advertises ?post . ?line a rg:ReportingLine ; rg:subordinate ?post ; rg:superior ?s ;
        rg:lineKind ?kind . ?s skos:prefLabel ?title"""
    wanted = gold["reports_to"]
    yield from equal(
        "line to",
        {(folded(title), local(kind)) for title, kind in ask.rows(pattern, "title", "kind")},
        [(folded(line["title"]), f"{line['line']}-line") for line in wanted],
    )
    yield from equal(
        "org:reportsTo",
        [folded(x) for x in ask.column("?post org:reportsTo/skos:prefLabel ?x")],
        [folded(line["title"]) for line in wanted if line["line"] in _HIERARCHY],
    )
    quotes = ask.rows(f"{pattern} . ?line rg:evidence/oa:exact ?quote", "title", "quote")
    levels = ask.rows(f"{pattern} ; rg:seniority ?level", "title", "level")
    for line in wanted:
        title = folded(line["title"])
        mine = [quote for name, quote in quotes if folded(name) == title]
        if not any(says(line["quote"], quote) or says(quote, line["quote"]) for quote in mine):
            yield f"the line to {title!r} does not quote {line['quote']!r}, but {mine}"
        if "seniority" in line:
            found = {local(level) for name, level in levels if folded(name) == title}
            yield from equal(f"level of {title!r}", found, [line["seniority"]])


def _team(ask: Answers, gold: Gold) -> Iterator[str]:
    sizes = gold.get("direct_reports", {})
    for name in ("directReports", "directReportsMin", "directReportsMax") if "direct_reports" in gold else ():
        found = [int(x) for x in ask.column(f"?p rg:advertises/rg:{name} ?x")]
        yield from equal(f"rg:{name}", found, [sizes[name]] if name in sizes else [])


def _properties(ask: Answers, gold: Gold) -> Iterator[str]:
    posting = "?p a schema:JobPosting ; schema:"
    for key, name in (("date_posted", "datePosted"), ("valid_through", "validThrough")):
        if key in gold:
            yield from equal(name, [x[:10] for x in ask.column(f"{posting}{name} ?x")], [gold[key]])
    for name in ("url", "identifier"):
        if name in gold:
            yield from equal(name, ask.column(f"{posting}{name} ?x"), [gold[name]])
    if "employment_type" in gold:
        yield from equal("employmentType", ask.column(f"{posting}employmentType ?x"), gold["employment_type"])
    if "industries" in gold:
        found = {folded(x) for x in ask.column("?s schema:industry ?x")}
        yield from equal("industry", found, {folded(x) for x in gold["industries"]})
    if "contact" in gold:
        yield from equal("e-mail", ask.column("?c a schema:ContactPoint ; schema:email ?x"), [gold["contact"]["email"]])


def _pay(ask: Answers, gold: Gold) -> Iterator[str]:
    if "pay" not in gold:
        return
    pattern = """?p schema:baseSalary ?s . ?s schema:value?/schema:minValue ?min .
        OPTIONAL { ?s schema:value?/schema:maxValue ?max } OPTIONAL { ?s schema:value?/schema:unitText ?unit }
        OPTIONAL { ?s schema:currency ?money }"""
    pay = gold["pay"]
    yield from equal(
        "amount",
        [
            (float(low), float(high or low), *rest)
            for low, high, *rest in ask.rows(pattern, "min", "max", "money", "unit")
        ],
        [(float(pay["from"]), float(pay["to"]), pay["currency"], pay["period"])],
    )


_TEXTS: Final = {
    "locations": "?p rg:advertises/rg:location/schema:name ?x",
    "superiors": "?l a rg:ReportingLine ; rg:superior/skos:prefLabel ?x",
    "responsibilities": "?r a rg:Responsibility ; schema:text ?x",
    "requirements": "?r a rg:Requirement ; schema:text ?x",
    "commitments": "?c a rg:Commitment ; schema:text ?x",
    "programs": "?g a rg:Program ; skos:prefLabel ?x",
}


def _traps(ask: Answers, gold: Gold) -> Iterator[str]:
    for kind, words in gold.get("never", {}).items():
        texts = ask.column(_TEXTS[kind])
        yield from (f"{word!r} is none of the {kind}" for word in words if any(says(word, text) for text in texts))


def _evidence(ask: Answers, gold: Gold) -> Iterator[str]:
    text = {row[0]: row[1] for row in ask.rows("?p a schema:JobPosting ; rg:text ?text", "p", "text")}
    pattern = "?f rg:evidence ?e . ?e oa:exact ?exact ; oa:start ?start ; oa:end ?end ; prov:wasQuotedFrom ?p"
    pieces = ask.rows(pattern, "e", "exact", "start", "end", "p")
    if len(pieces) < gold.get("evidence_at_least", 25):
        yield f"there are only {len(pieces)} pieces"
    for _, exact, start, end, posting in pieces:
        if text.get(posting, "")[int(start) : int(end)] != exact:
            yield f"{exact!r} is not what stands at {start} to {end}"
    for kind in ("Responsibility", "Requirement", "Benefit", "Condition", "Commitment", "Program", "ReportingLine"):
        for node in ask.column(f"?x a rg:{kind} FILTER NOT EXISTS {{ ?x rg:evidence ?e }}"):
            yield f"the {kind} {node} has none"


_CHECKS: Final[dict[str, Callable[[Answers, Gold], Iterator[str]]]] = {
    "posting": _posting,
    "role": _role,
    "locations": _locations,
    "reports_to": _lines,
    "team": _team,
    "responsibilities": statements.responsibilities,
    "requirements": statements.requirements,
    "amounts": statements.amounts,
    "benefits": statements.benefits,
    "programs": statements.programs,
    "commitments": statements.commitments,
    "conditions": statements.conditions,
    "properties": _properties,
    "pay": _pay,
    "traps": _traps,
    "evidence": _evidence,
}
