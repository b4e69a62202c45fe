"""A place as RDF: what postings and tables of posts say of it alike."""

from collections.abc import Iterator

from rolegraph.facts import Location
from rolegraph.lexicons.places import Place
from rolegraph.vocabulary import RDF, SCHEMA, XSD, literal, mint, normal_form

Triple = tuple[str, str, str]


def place_iri(place: Location | Place, base: str) -> str:
    """Return the IRI of a place: GeoNames' own where it is known there."""
    if place.geonames is not None:
        return f"<https://sws.geonames.org/{place.geonames}/>"
    return mint(base, "place", place.country, place.region, normal_form(place.name))


def describe_place(place: Location | Place, base: str) -> Iterator[Triple]:
    """Yield what is known of a place: name, address, coordinates.

    Args:
        place: The place.
        base: The IRI under which data stands.

    Yields:
        Triples of the place, its address and its coordinates.

    Example:
        >>> [object_ for _, _, object_ in describe_place(Place("Oslo", "city", 3143244), "https://example.org/")]
        ['<https://schema.org/Place>', '"Oslo"']
    """
    node = place_iri(place, base)
    yield node, RDF.type, SCHEMA.Place
    yield node, SCHEMA.name, literal(place.name)
    parts = (
        (SCHEMA.addressLocality, place.locality),
        (SCHEMA.addressRegion, place.region),
        (SCHEMA.addressCountry, place.country),
    )
    if any(part for _, part in parts):
        address = mint(base, "address", node, "")
        yield node, SCHEMA.address, address
        yield address, RDF.type, SCHEMA.PostalAddress
        yield from ((address, term, literal(part)) for term, part in parts if part)
    if place.latitude is not None and place.longitude is not None:
        geo = mint(base, "geo", node, "")
        yield node, SCHEMA.geo, geo
        yield geo, RDF.type, SCHEMA.GeoCoordinates
        yield geo, SCHEMA.latitude, _degrees(place.latitude)
        yield geo, SCHEMA.longitude, _degrees(place.longitude)


def _degrees(angle: float) -> str:
    # seven digits survive in the 32 bits that stores give an xsd:float; schema.org's shapes ask for that type
    return literal(f"{angle:.4f}".rstrip("0").rstrip(".") or "0", XSD.float)
