"""The normal form of an organization's name, and what looks like it without being it."""

import unicodedata
from functools import cache, lru_cache
from typing import Final

from rolegraph.lexicons.words import groups
from rolegraph.regexes import regex

_LONGEST: Final = 300
_WORD: Final = regex(r"[^\W_]+")
_DOTTED: Final = regex(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_HOST: Final = regex(r"https?://(?:[^/?#@]*@)?(?:www\d?\.)?([a-z0-9.-]+)")
_MINOR: Final = frozenset(("of", "the", "for", "and", "in", "on", "a", "de", "des", "du", "la", "für", "und"))

# hosts that carry the pages and the mail of many organizations
_SHARED_HOSTS: Final = frozenset(
    """ashbyhq.com breezy.hr facebook.com forms.gle glassdoor.com github.com github.io gitlab.com gitlab.io gmail.com
    gmx.de gmx.net google.com governmentjobs.com greenhouse.io hotmail.com icloud.com icims.com indeed.com instagram.com
    jobvite.com lever.co linkedin.com mail.ru medium.com monster.com myworkdayjobs.com notion.site outlook.com
    personio.com personio.de proton.me recruitee.com smartrecruiters.com taleo.net teamtailor.com twitter.com ukg.com
    usajobs.gov web.de workable.com workday.com x.com yahoo.com yandex.ru youtube.com ziprecruiter.com""".split()
)

# letters of other scripts that pass for a Latin one, and Latin ones that pass for each other (a part of the table of
# Unicode TR 39 that covers what names of organizations are forged with)
_ALIKE: Final = str.maketrans(
    dict(zip("авеікмнорсстухѕјԁɡһӏ", "abeikmhopcctyxsjdghl", strict=True))
    | dict(zip("αβεικνορτυχ", "abeikvoptux", strict=True))
    | {"0": "o", "1": "l", "i": "l", "|": "l", "ı": "l", "5": "s", "$": "s"}
)


@lru_cache(maxsize=16_384)
def organization_form(name: str) -> str:
    """Return the normal form of an organization's name: what its spellings share.

    Args:
        name: The name as stated.

    Returns:
        Its words in small letters, without accents, articles and legal form; "&" and "and" are one.

    Example:
        >>> organization_form("Société Générale S.A."), organization_form("The Harbour & Rail Co., Ltd.")
        ('societe generale', 'harbour and rail')
    """
    if len(name) > _LONGEST:
        return " ".join(name.casefold().split())
    words = _name_words(name)
    forms = _legal_forms()
    while len(words) > 1 and words[-1] in forms:
        words.pop()
    while words and words[-1] == "and":
        words.pop()
    return " ".join(words)


def legal_form(name: str) -> str:
    """Return the legal form that ends a name, "" for none.

    Example:
        >>> legal_form("Acme, Inc."), legal_form("Acme GmbH & Co. KG"), legal_form("Acme")
        ('inc', 'gmbh and co kg', '')
    """
    words = _name_words(name) if len(name) <= _LONGEST else []
    bare = organization_form(name).split()
    return " ".join(words[len(bare) :]).strip()


def _name_words(name: str) -> list[str]:
    text = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _DOTTED.sub(lambda m: m[0].replace(".", ""), text)
    words = _WORD.findall(text)
    return words[1:] if len(words) > 1 and words[0] == "the" else words


@cache
def _legal_forms() -> frozenset[str]:
    """Return the words of legal forms; "and" joins those of "GmbH & Co. KG"."""
    return frozenset(form.replace(".", "") for form in groups("organizations")["legal-form"]) | {
        "and",
        "spa",
        "srl",
        "sl",
    }


def skeleton(name: str) -> str:
    """Return what a reader sees of a name: names of one skeleton can be taken for each other.

    Example:
        >>> skeleton("Аcme") == skeleton("Acme"), skeleton("Acmel") == skeleton("AcmeI")
        (True, True)
    """
    form = organization_form("".join(c for c in name[:_LONGEST] if unicodedata.category(c) != "Cf"))
    return form.translate(_ALIKE).replace("rn", "m").replace("vv", "w").replace(" ", "")


def is_plain(name: str) -> bool:
    r"""Tell whether a name hides nothing: no invisible sign, and the letters of one script alone.

    Example:
        >>> is_plain("Acme"), is_plain("Аcme"), is_plain("Ac\u200bme")
        (True, False, False)
    """
    if name.isascii():
        return True
    scripts = {unicodedata.name(c, "").partition(" ")[0] for c in name if c.isalpha()}
    mixed = len(scripts & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}) > 1
    return not mixed and not any(unicodedata.category(c) in ("Cf", "Cc", "Co") for c in name)


def initials(name: str) -> tuple[str, ...]:
    """Return the first letters of a name of several words, with and without those of its small words.

    Example:
        >>> initials("Office of Harbour Services"), initials("Acme Ltd.")
        (('oohs', 'ohs'), ())
    """
    words = organization_form(name).split()
    if len(words) < 2:
        return ()
    every = "".join(word[0] for word in words if word != "and")
    great = "".join(word[0] for word in words if word not in _MINOR)
    return tuple(dict.fromkeys(letters for letters in (every, great) if len(letters) > 1))


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two names under one domain are one: in initials, in spacing, or but for a word like "Group".

    Example:
        >>> is_same_name("Acme", "Acme Group"), is_same_name("Acme", "Acme Logistics"), is_same_name("A.I. Co", "AI")
        (True, False, True)
    """
    first, second = organization_form(one).split(), organization_form(other).split()
    joined = "".join(first), "".join(second)
    if joined[0] == joined[1] or joined[0] in initials(other) or joined[1] in initials(one):
        return True
    short, long = sorted((first, second), key=len)
    return long[: len(short)] == short and _ADDED.issuperset(long[len(short) :])


_ADDED: Final = frozenset(("group", "holding", "holdings", "global", "worldwide", "careers", "jobs", "hq"))


def host_of(address: str) -> str:
    """Return the domain of a web or mail address that is an organization's own, "" for one that many share.

    Example:
        >>> host_of("https://jobs.acme.example/a"), host_of("jane@acme.example"), host_of("https://boards.greenhouse.io/x")
        ('acme.example', 'acme.example', '')
    """
    if "@" in address and "/" not in address:
        host = address.rpartition("@")[2].casefold().strip(" .>")
    else:
        found = _HOST.match(address.casefold())
        host = found[1].strip(".") if found else ""
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return ""
    # "acme.co.uk", "state.ma.us": a country's second level is no organization
    size = 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    domain = ".".join(labels[-size:])
    return "" if domain in _SHARED_HOSTS else domain
