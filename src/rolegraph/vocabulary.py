"""Every IRI that rolegraph writes is spelled here once, and every data IRI is minted here.

Terms are kept in their N-Triples spelling (`<http://...>`, `"text"`), so that a quad is a tuple of four strings, sorts
by code point and is written by joining. Data IRIs hold nothing but `[a-z0-9-]` and a hash after the base, so that no
title can break one.

One file, long as it is: a term that is spelled in one place alone has to have that place.
"""

import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from rolegraph.regexes import regex

UNWRITABLE: Final = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that no XML document can hold (XML 1.0, production [2] Char); U+FFFD stands for them."""

Quad = tuple[str, str, str, str]
"""Subject, predicate, object and graph, each in its N-Triples spelling."""

PREFIXES: Final[dict[str, str]] = {
    "rg": "https://w3id.org/rolegraph#",
    "rgc": "https://w3id.org/rolegraph/concept/",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "sh": "http://www.w3.org/ns/shacl#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "gn": "https://sws.geonames.org/",
}
"""The prefixes that our files use and that queries know without declaring them."""


class RG:
    """Terms of `ontology/rolegraph.ttl`."""

    ReportingLine: Final = "<https://w3id.org/rolegraph#ReportingLine>"
    Responsibility: Final = "<https://w3id.org/rolegraph#Responsibility>"
    Requirement: Final = "<https://w3id.org/rolegraph#Requirement>"
    Benefit: Final = "<https://w3id.org/rolegraph#Benefit>"
    Condition: Final = "<https://w3id.org/rolegraph#Condition>"
    Program: Final = "<https://w3id.org/rolegraph#Program>"
    Commitment: Final = "<https://w3id.org/rolegraph#Commitment>"
    Change: Final = "<https://w3id.org/rolegraph#Change>"
    Disagreement: Final = "<https://w3id.org/rolegraph#Disagreement>"
    PostTable: Final = "<https://w3id.org/rolegraph#PostTable>"
    StaffGroup: Final = "<https://w3id.org/rolegraph#StaffGroup>"
    advertises: Final = "<https://w3id.org/rolegraph#advertises>"
    alternativeTo: Final = "<https://w3id.org/rolegraph#alternativeTo>"
    after: Final = "<https://w3id.org/rolegraph#after>"
    before: Final = "<https://w3id.org/rolegraph#before>"
    betweenness: Final = "<https://w3id.org/rolegraph#betweenness>"
    changeOf: Final = "<https://w3id.org/rolegraph#changeOf>"
    confidence: Final = "<https://w3id.org/rolegraph#confidence>"
    directReports: Final = "<https://w3id.org/rolegraph#directReports>"
    directReportsMax: Final = "<https://w3id.org/rolegraph#directReportsMax>"
    directReportsMin: Final = "<https://w3id.org/rolegraph#directReportsMin>"
    disputes: Final = "<https://w3id.org/rolegraph#disputes>"
    dominates: Final = "<https://w3id.org/rolegraph#dominates>"
    eliminates: Final = "<https://w3id.org/rolegraph#eliminates>"
    evidence: Final = "<https://w3id.org/rolegraph#evidence>"
    evidenceAfter: Final = "<https://w3id.org/rolegraph#evidenceAfter>"
    evidenceBefore: Final = "<https://w3id.org/rolegraph#evidenceBefore>"
    fieldValue: Final = "<https://w3id.org/rolegraph#fieldValue>"
    fte: Final = "<https://w3id.org/rolegraph#fte>"
    grade: Final = "<https://w3id.org/rolegraph#grade>"
    hasBenefit: Final = "<https://w3id.org/rolegraph#hasBenefit>"
    hasCondition: Final = "<https://w3id.org/rolegraph#hasCondition>"
    hasDisagreement: Final = "<https://w3id.org/rolegraph#hasDisagreement>"
    hasRequirement: Final = "<https://w3id.org/rolegraph#hasRequirement>"
    hasResponsibility: Final = "<https://w3id.org/rolegraph#hasResponsibility>"
    label: Final = "<https://w3id.org/rolegraph#label>"
    layer: Final = "<https://w3id.org/rolegraph#layer>"
    lineKind: Final = "<https://w3id.org/rolegraph#lineKind>"
    lists: Final = "<https://w3id.org/rolegraph#lists>"
    loadMark: Final = "<https://w3id.org/rolegraph#loadMark>"
    location: Final = "<https://w3id.org/rolegraph#location>"
    makesCommitment: Final = "<https://w3id.org/rolegraph#makesCommitment>"
    possiblySameAs: Final = "<https://w3id.org/rolegraph#possiblySameAs>"
    percentOfTime: Final = "<https://w3id.org/rolegraph#percentOfTime>"
    proseValue: Final = "<https://w3id.org/rolegraph#proseValue>"
    protectedGround: Final = "<https://w3id.org/rolegraph#protectedGround>"
    quantity: Final = "<https://w3id.org/rolegraph#quantity>"
    resembles: Final = "<https://w3id.org/rolegraph#resembles>"
    rule: Final = "<https://w3id.org/rolegraph#rule>"
    runsProgram: Final = "<https://w3id.org/rolegraph#runsProgram>"
    seniority: Final = "<https://w3id.org/rolegraph#seniority>"
    since: Final = "<https://w3id.org/rolegraph#since>"
    spanOfControl: Final = "<https://w3id.org/rolegraph#spanOfControl>"
    staffUnder: Final = "<https://w3id.org/rolegraph#staffUnder>"
    subordinate: Final = "<https://w3id.org/rolegraph#subordinate>"
    subtreeSize: Final = "<https://w3id.org/rolegraph#subtreeSize>"
    superior: Final = "<https://w3id.org/rolegraph#superior>"
    superiorLink: Final = "<https://w3id.org/rolegraph#superiorLink>"
    text: Final = "<https://w3id.org/rolegraph#text>"
    titleAsStated: Final = "<https://w3id.org/rolegraph#titleAsStated>"
    vacant: Final = "<https://w3id.org/rolegraph#vacant>"


class ORG:
    """W3C Organization Ontology, https://www.w3.org/TR/vocab-org/."""

    FormalOrganization: Final = "<http://www.w3.org/ns/org#FormalOrganization>"
    Organization: Final = "<http://www.w3.org/ns/org#Organization>"
    OrganizationalUnit: Final = "<http://www.w3.org/ns/org#OrganizationalUnit>"
    Post: Final = "<http://www.w3.org/ns/org#Post>"
    Role: Final = "<http://www.w3.org/ns/org#Role>"
    heldBy: Final = "<http://www.w3.org/ns/org#heldBy>"
    postIn: Final = "<http://www.w3.org/ns/org#postIn>"
    reportsTo: Final = "<http://www.w3.org/ns/org#reportsTo>"
    role: Final = "<http://www.w3.org/ns/org#role>"
    unitOf: Final = "<http://www.w3.org/ns/org#unitOf>"


class SCHEMA:
    """schema.org, https://schema.org/JobPosting."""

    CategoryCode: Final = "<https://schema.org/CategoryCode>"
    ContactPoint: Final = "<https://schema.org/ContactPoint>"
    AdministrativeArea: Final = "<https://schema.org/AdministrativeArea>"
    GeoCoordinates: Final = "<https://schema.org/GeoCoordinates>"
    JobPosting: Final = "<https://schema.org/JobPosting>"
    MonetaryAmount: Final = "<https://schema.org/MonetaryAmount>"
    Organization: Final = "<https://schema.org/Organization>"
    Dataset: Final = "<https://schema.org/Dataset>"
    Place: Final = "<https://schema.org/Place>"
    PostalAddress: Final = "<https://schema.org/PostalAddress>"
    QuantitativeValue: Final = "<https://schema.org/QuantitativeValue>"
    address: Final = "<https://schema.org/address>"
    addressCountry: Final = "<https://schema.org/addressCountry>"
    addressLocality: Final = "<https://schema.org/addressLocality>"
    addressRegion: Final = "<https://schema.org/addressRegion>"
    applicantLocationRequirements: Final = "<https://schema.org/applicantLocationRequirements>"
    applicationContact: Final = "<https://schema.org/applicationContact>"
    baseSalary: Final = "<https://schema.org/baseSalary>"
    codeValue: Final = "<https://schema.org/codeValue>"
    currency: Final = "<https://schema.org/currency>"
    description: Final = "<https://schema.org/description>"
    email: Final = "<https://schema.org/email>"
    geo: Final = "<https://schema.org/geo>"
    hiringOrganization: Final = "<https://schema.org/hiringOrganization>"
    inCodeSet: Final = "<https://schema.org/inCodeSet>"
    industry: Final = "<https://schema.org/industry>"
    jobLocation: Final = "<https://schema.org/jobLocation>"
    jobLocationType: Final = "<https://schema.org/jobLocationType>"
    latitude: Final = "<https://schema.org/latitude>"
    longitude: Final = "<https://schema.org/longitude>"
    maxValue: Final = "<https://schema.org/maxValue>"
    mentions: Final = "<https://schema.org/mentions>"
    minValue: Final = "<https://schema.org/minValue>"
    name: Final = "<https://schema.org/name>"
    occupationalCategory: Final = "<https://schema.org/occupationalCategory>"
    position: Final = "<https://schema.org/position>"
    streetAddress: Final = "<https://schema.org/streetAddress>"
    telephone: Final = "<https://schema.org/telephone>"
    text: Final = "<https://schema.org/text>"
    title: Final = "<https://schema.org/title>"
    unitText: Final = "<https://schema.org/unitText>"
    url: Final = "<https://schema.org/url>"
    # the plain properties of a posting, as `rolegraph.facts.Attribute` names them
    attributes: Final = {
        name: f"<https://schema.org/{name}>"
        for name in ("datePosted", "validThrough", "employmentType", "url", "identifier", "inLanguage")
    }


class SKOS:
    """SKOS, https://www.w3.org/TR/skos-reference/."""

    Concept: Final = "<http://www.w3.org/2004/02/skos/core#Concept>"
    altLabel: Final = "<http://www.w3.org/2004/02/skos/core#altLabel>"
    closeMatch: Final = "<http://www.w3.org/2004/02/skos/core#closeMatch>"
    exactMatch: Final = "<http://www.w3.org/2004/02/skos/core#exactMatch>"
    prefLabel: Final = "<http://www.w3.org/2004/02/skos/core#prefLabel>"


class OA:
    """Web Annotation, https://www.w3.org/TR/annotation-vocab/."""

    TextPositionSelector: Final = "<http://www.w3.org/ns/oa#TextPositionSelector>"
    TextQuoteSelector: Final = "<http://www.w3.org/ns/oa#TextQuoteSelector>"
    end: Final = "<http://www.w3.org/ns/oa#end>"
    exact: Final = "<http://www.w3.org/ns/oa#exact>"
    start: Final = "<http://www.w3.org/ns/oa#start>"


class DCTERMS:
    """Dublin Core terms."""

    date: Final = "<http://purl.org/dc/terms/date>"
    source: Final = "<http://purl.org/dc/terms/source>"
    type: Final = "<http://purl.org/dc/terms/type>"


class PROV:
    """PROV-O, https://www.w3.org/TR/prov-o/."""

    wasQuotedFrom: Final = "<http://www.w3.org/ns/prov#wasQuotedFrom>"


class FOAF:
    """FOAF."""

    Person: Final = "<http://xmlns.com/foaf/0.1/Person>"
    name: Final = "<http://xmlns.com/foaf/0.1/name>"


class OWL:
    """OWL 2."""

    differentFrom: Final = "<http://www.w3.org/2002/07/owl#differentFrom>"


class RDF:
    """RDF 1.1."""

    Statement: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement>"
    object: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#object>"
    predicate: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate>"
    subject: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject>"
    type: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class XSD:
    """XML Schema datatypes."""

    date: Final = "<http://www.w3.org/2001/XMLSchema#date>"
    dateTime: Final = "<http://www.w3.org/2001/XMLSchema#dateTime>"
    decimal: Final = "<http://www.w3.org/2001/XMLSchema#decimal>"
    float: Final = "<http://www.w3.org/2001/XMLSchema#float>"
    gYear: Final = "<http://www.w3.org/2001/XMLSchema#gYear>"
    integer: Final = "<http://www.w3.org/2001/XMLSchema#integer>"


LEVELS: Final = (
    "intern",
    "entry",
    "associate",
    "mid",
    "senior",
    "lead",
    "manager",
    "senior-manager",
    "director",
    "senior-director",
    "vice-president",
    "senior-vice-president",
    "executive",
    "chief",
)
"""Local names of the scheme `rgc:seniority`, the most junior first, as `skos:notation` orders them there."""


def concept(name: str) -> str:
    """Return the term for the concept with the local name `name`.

    Example:
        >>> concept("solid-line")
        '<https://w3id.org/rolegraph/concept/solid-line>'
    """
    return f"<https://w3id.org/rolegraph/concept/{name}>"


_ESCAPED: Final = regex("[\x00-\x1f\x7f\ufffe\uffff]")
_SHORT: Final = {"\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_UNESCAPED: Final = regex(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LONG: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def literal(text: str, datatype: str = "") -> str:
    """Spell a literal as canonical N-Triples does.

    Args:
        text: The lexical form, without lone surrogates.
        datatype: The datatype's term; "" for a plain string.

    Returns:
        The literal's term.

    Example:
        >>> literal("5", XSD.integer)
        '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    if '"' in text or "\\" in text or not text.isprintable():
        text = _escape(text)
    return f'"{text}"^^{datatype}' if datatype else f'"{text}"'


def _escape(text: str) -> str:
    # the text of a whole posting holds these three many times, and any other control character hardly ever
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    if text.isprintable():
        return text
    return _ESCAPED.sub(lambda m: _SHORT.get(m[0]) or f"\\u{ord(m[0]):04X}", text)


def value(term: str) -> str:
    r"""Return what a term says: the lexical form of a literal, the bare IRI, the label of a blank node.

    Args:
        term: A term in its N-Triples spelling.

    Returns:
        The text without quotes, brackets, escapes, language or datatype.

    Example:
        >>> value('"a \\"b\\""^^<http://www.w3.org/2001/XMLSchema#string>')
        'a "b"'
        >>> value("<https://schema.org/title>")
        'https://schema.org/title'
    """
    if term[0] != '"':
        return term[1:-1] if term[0] == "<" else term
    text = term[1 : term.rindex('"')]
    if "\\" not in text:
        return text
    return _UNESCAPED.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _LONG.get(m[3], m[3]), text)


def local_name(term: str) -> str:
    """Return the part of an IRI term after its last "/" or "#".

    Example:
        >>> local_name(concept("director"))
        'director'
    """
    return term[max(term.rfind("/"), term.rfind("#"), 0) + 1 : -1]


def normal_form(text: str) -> str:
    """Return the form under which two spellings of a name are the same name.

    Case, compatibility forms (NFKC), white space and the kind of dash or quotation mark do not distinguish names;
    words, their order and accents do.

    Example:
        >>> normal_form("VP,  Global Head of Industries") == normal_form("vp, global head of industries")
        True
    """
    if text.isascii():
        low = text.casefold()
        # what comes from a posting has its white space folded, and of all white space only the plain space is printable
        folded = "  " not in low and low.isprintable() and low[:1] != " " != low[-1:]
        return low if folded else " ".join(low.split())
    # names come back, whole sentences hardly do, and a hostile one would fill the cache
    return _normal_form(text) if len(text) <= _LONGEST_NAME else _normal_form.__wrapped__(text)


@lru_cache(maxsize=65_536)
def _normal_form(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    return unicodedata.normalize("NFC", " ".join(text.split()))


_LONGEST_NAME: Final = 200
_ALIKE: Final = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"'})


def slug(text: str) -> str:
    """Return a readable ASCII name of at most 48 characters of `[a-z0-9-]`, or "".

    Example:
        >>> slug("Café & Co. (München)")
        'cafe-and-co-munchen'
    """
    if text.isalnum() and text.isascii():  # as most ids are
        return text[:_SLUG_LENGTH].lower()
    # the first 48 characters of a name need no more than the beginning of a text that may have a million
    readable = _readable(text[:_SLUG_READS])
    if len(readable) < _SLUG_LENGTH and len(text) > _SLUG_READS:
        readable = _readable(text)
    return readable[:_SLUG_LENGTH].strip("-")


def _readable(text: str) -> str:
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", text).casefold()
        text = "".join(c for c in folded if not unicodedata.combining(c))
    return b"-".join(text.replace("&", " and ").encode("ascii", "replace").translate(_READABLE).split()).decode()


_SLUG_LENGTH: Final = 48
_SLUG_READS: Final = 80
# letters and digits in lower case, a space for any other byte
_READABLE: Final = bytes(code if chr(code).isalnum() else 32 for code in range(128)).lower() + b" " * 128


HASH_LENGTH: Final = 16
"""How many hexadecimal digits end a minted IRI: 64 bits, so that a hundred thousand postings share none by chance."""


def mint(base: str, kind: str, *key: str) -> str:
    """Mint the IRI of what `key` names.

    The IRI ends in a hash of the whole key; the slug before it is for readers.

    Args:
        base: The IRI under which data stands.
        kind: What is named ("post", "org", ...).
        key: The parts that identify it, the most readable last.

    Returns:
        The term of the IRI.

    Example:
        >>> mint("https://example.org/", "post", "acme", "data analyst")
        '<https://example.org/post-data-analyst-60e5a7cd9315293d>'
    """
    # a lone surrogate has no UTF-8 form, but what it is part of has a name all the same
    digest = hashlib.sha256("\x1f".join((kind, *key)).encode("utf-8", "surrogatepass")).hexdigest()[:HASH_LENGTH]
    readable = slug(key[-1])
    return f"<{base}{kind}-{readable}-{digest}>" if readable else f"<{base}{kind}-{digest}>"


# what RFC 3987 (section 2.2, ucschar) allows in an IRI beyond ASCII
_BEYOND_ASCII: Final = "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U000e1000-\U000efffd" + "".join(
    f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14)
)


@cache
def _unsafe(*, ascii_only: bool) -> re.Pattern[str]:
    """Return what no IRI may hold; spaces come from careless links. The table beyond ASCII is dear and rarely met."""
    beyond = "" if ascii_only else _BEYOND_ASCII
    return re.compile(rf"[^!#-;=?-\[\]_a-z~{beyond}]|%(?![0-9A-Fa-f]{{2}})")


_AUTHORITY: Final = regex(r"https?://[^/?#]*", re.IGNORECASE)


def web_address(url: str) -> str:
    """Return the term for a link found in a posting.

    Args:
        url: The link as written.

    Returns:
        An IRI term for an http, https or mailto link, its illegal characters percent-encoded; a plain literal for
        anything else (`javascript:`, a relative path, a broken host), so that nothing is lost and nothing is invalid.

    Example:
        >>> web_address("https://example.org/a b")
        '<https://example.org/a%20b>'
        >>> web_address("javascript:alert(1)")
        '"javascript:alert(1)"'
    """
    url = UNWRITABLE.sub("\ufffd", url)
    unsafe = _unsafe(ascii_only=url.isascii())
    safe = unsafe.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), url.strip())
    if authority := _AUTHORITY.match(safe):
        # brackets belong to the host alone
        safe = authority[0] + safe[authority.end() :].replace("[", "%5B").replace("]", "%5D")
    if (web := _WEB.fullmatch(safe)) and (not web["ip"] or _is_address(web["ip"])):
        return f"<{safe}>"
    return literal(url)


# scheme, host of a plain name or address, port; then anything that the table above let through
_WEB: Final = regex(
    r"https?://(?:[^/?#\[\]@:]+@)?(?:[^/?#\[\]@:%]+|\[(?P<ip>[0-9a-fA-F:.]+)\])(?::\d{1,5})?(?:[/?][^#]*)?(?:#[^#]*)?"
    r"|mailto:[^\[\]#]+",
    re.IGNORECASE,
)


def _is_address(text: str) -> bool:
    import ipaddress

    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True
