"""Which organizations are one: by name, by domain, by initials that a posting explains."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from rolegraph.resolution.links import Link, link
from rolegraph.resolution.organizations import (
    host_of,
    initials,
    is_plain,
    is_same_name,
    legal_form,
    organization_form,
    skeleton,
)
from rolegraph.resolution.reading import Said
from rolegraph.vocabulary import ORG, RG, SCHEMA, value

_MOST = 20  # names in one block that are compared pair by pair


def organization_links(said: Said) -> Iterator[Link]:
    """Yield what organizations have to do with each other.

    Args:
        said: The graph.

    Yields:
        Links between organizations, in the order of the blocks they stand in; each organization is compared with those
        of its name, its domain and its initials alone.

    Example:
        >>> from rolegraph.vocabulary import RDF, SKOS
        >>> names = {"<http://a>": '"Acme, Inc."', "<http://b>": '"ACME"'}
        >>> quads = [(term, SKOS.prefLabel, name, "") for term, name in names.items()]
        >>> quads += [(term, RDF.type, ORG.Organization, "") for term in names]
        >>> [found.rule for found in organization_links(Said(quads))]
        ['same-name']
    """
    names = {term: said.label(term) for term in said.of_type(ORG.Organization, ORG.FormalOrganization)}
    names = {term: name for term, name in names.items() if name}
    yield from _by_name(names)
    yield from _by_look(names)
    yield from _by_host(said, names)
    yield from _by_initials(said, names)


def _blocks(keys: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the terms of each key that several have, in the order of the keys."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for key, term in keys:
        if key:
            found[key][term] = None
    return [list(found[key]) for key in sorted(found) if len(found[key]) > 1]


def _by_name(names: dict[str, str]) -> Iterator[Link]:
    for block in _blocks((organization_form(name), term) for term, name in names.items() if is_plain(name)):
        forms: dict[str, list[str]] = defaultdict(list)
        for term in block:
            forms[legal_form(names[term])].append(term)
        # a name without legal form belongs to the only one that has it with one
        stated = sorted(form for form in forms if form)
        for form in (*stated, ""):
            group = forms.get(form, [])
            yield from (link(one, other, "same-name") for one, other in pairwise(group))
        for form in stated[1:]:
            yield link(forms[stated[0]][0], forms[form][0], "other-legal-form")
        if "" in forms and stated:
            rule = "same-name" if len(stated) == 1 else "other-legal-form"
            yield from (link(forms[""][0], forms[form][0], rule) for form in stated)


def _by_look(names: dict[str, str]) -> Iterator[Link]:
    for block in _blocks((skeleton(name), term) for term, name in names.items()):
        # "Ac me" beside "Acme" is the same to a reader as "Acme" with a letter of another script
        groups = {(organization_form(names[term]), is_plain(names[term])): term for term in reversed(block)}
        kinds = sorted(groups)
        yield from (link(groups[kinds[0]], groups[kind], "look-alike") for kind in kinds[1 : _MOST + 1])


def _by_host(said: Said, names: dict[str, str]) -> Iterator[Link]:
    hosts = {(host, term) for term in names for url in said.objects(term, SCHEMA.url) if (host := host_of(value(url)))}
    for posting in said.subjects(SCHEMA.applicationContact):
        for contact in said.objects(posting, SCHEMA.applicationContact):
            for mail in said.texts(contact, SCHEMA.email):
                if host := host_of(mail):
                    hosts |= {
                        (host, term) for term in said.objects(posting, SCHEMA.hiringOrganization) if term in names
                    }
    for block in _blocks(sorted(hosts)):
        for one, other in pairwise(block[:_MOST]):
            if is_plain(names[one]) and is_plain(names[other]):
                yield link(one, other, "same-host" if is_same_name(names[one], names[other]) else "shared-host")


def _by_initials(said: Said, names: dict[str, str]) -> Iterator[Link]:
    short = {"".join(organization_form(name).split()): term for term, name in sorted(names.items(), reverse=True)}
    texts: dict[str, list[str]] = {}
    for term, name in names.items():
        known = next((short[letters] for letters in initials(name) if letters in short), None)
        if known is None or known == term or not is_plain(name):
            continue
        texts = texts or _texts(said)
        words = f"{name} ({names[known]})"
        # what is explained stands in the first posting as well as in the thousandth
        stated = any(words in text for body in (term, known) for text in texts.get(body, [])[:_MOST])
        yield link(term, known, "stated-initials" if stated else "initials")


def _texts(said: Said) -> dict[str, list[str]]:
    """Return the texts of the postings of each organization."""
    found: dict[str, list[str]] = defaultdict(list)
    for posting in said.subjects(SCHEMA.hiringOrganization):
        for term in said.objects(posting, SCHEMA.hiringOrganization):
            found[term] += said.objects(posting, RG.text)
    return found
