"""The words with which a sentence places a role, or says that it is remote, in the languages that we read."""

import re
from functools import cache
from typing import Final

from rolegraph.lexicons.triggers import Stems
from rolegraph.regexes import lowered, regex, uncased
from rolegraph.remembering import remembered

_JOB: Final = r"\b(?:role|position|job|post|opportunity|opening|vacancy|internship|fellowship|placement|assignment)s?"
_ROLE: Final = (
    r"\b(?:(?:role|position|job|post|opportunity|opening|vacancy|internship|fellowship|placement|assignment|contract|"
    r"candidate|incumbent|applicant)s?|person|specialist|engineer|analyst|scientist|developer|consultant)"
)
_BE: Final = r"(?:is|are|will\s+be|can\s+be|would\s+be|may\s+be|to\s+be|must\s+be|shall\s+be|be)"
_BASED: Final = r"(?:based|located|situated|stationed|home-based|office-based|on-?site|in-person|hybrid)"
_AT: Final = r"\s+(?:out\s+of|in|at|from|within|near)\s+"
_ADVERBS: Final = (
    r"(?:(?:ideally|preferably|primarily|initially|physically|mainly|permanently|currently|fully|either)\s+)?"
)
_OURS: Final = r"(?=(?:our|either|one\s+of\s+our|any\s+of\s+our)\s)"
_SITE: Final = r"(?:offices?|headquarters|hq|campus|studio|facility|plant|clinic|newsroom|laboratory|site)"
_SEEKS: Final = r"\b(?:seek(?:s|ing)|look(?:s|ing)\s+for|hir(?:es|ing)|search(?:es|ing)\s+for|recruit(?:s|ing))\s"
_HOUSE_DE: Final = r"(?:\w*standort|\w*büro|niederlassung|zentrale|\w*filiale|hauptsitz|werk|\w*klinik|geschäftsstelle)"
_BASED_STEMS: Final = ("based", "located", "situated", "stationed", "onsite", "on-site", "in-person", "hybrid")

# Small-letter stems of which one must be in the sentence, and a pattern that ends where the place begins. No pattern
# can match the same words in two ways, so none backtracks for long. Each is compiled when its stem is first met:
# compiling all of them costs as much as starting Python.
_PLACING: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    # "This position will be based in", "the role is on-site at", "the pilot can be based in"
    (_BASED_STEMS, rf"(?:{_ROLE}\s+{_BE}|\b(?:can|may|could)\s+be)\s+{_ADVERBS}(?:a\s+)?{_BASED}{_AT}"),
    # "a contract opportunity located in", "full-time, on-site position at our studio in", "Contract role in"
    (
        (*_BASED_STEMS, "role in ", "role at ", "position in ", "position at ", "job in ", "opportunity in "),
        rf"{_JOB}\s*,?\s+(?:{_BASED}\s+)?(?:out\s+of|in|at|from)\s+",
    ),
    # "you will be based in"
    (_BASED_STEMS, rf"\b(?:you|you['’]ll|who|team\s+member)\s+(?:will\s+)?{_BE}\s+{_ADVERBS}{_BASED}{_AT}"),
    # "to join our Sales team in", "to add to its team in", "for our office in": whom the organization seeks, and where
    (
        (" team in ", " group in ", " department in ", " office in ", " division in ", "office at ", " opening in "),
        rf"(?:{_SEEKS}[^.;:]{{0,120}}?\b(?:team|group|department|division|{_SITE})"
        r"|\bha(?:s|ve)\s+an?\s+(?:\w+\s+){0,2}opening)\s+in\s+(?:the\s+)?",
    ),
    # "looking for a Night Porter in our Dallas, Texas office"
    (
        ("office", "headquarters", "campus", "location"),
        rf"{_SEEKS}[^.;:]{{0,80}}?\b(?:in|at|for|out\s+of)\s+(?:our|its|the)\s+(?=[A-Z][\w., ]{{1,40}}\b{_SITE}\b)",
    ),
    # "work from our office in", "live within a commutable distance of", "who do not reside in the"
    (
        ("commut", "reside in", "live in", "live within", "reside within", "located within", "relocat"),
        r"\b(?:commut\w+\s+distance\s+(?:of|to|from)|commut\w+\s+(?:primarily\s+)?to(?:\s+primarily)?"
        r"|(?:must|candidates?|who|currently|you)\s+(?:(?:do|does|must|should|can|will|need\s+to|currently)\s+)*"
        r"(?:not\s+)?(?:live|reside)s?\s+(?:in|within|near)"
        r"|(?:must|willing|able|required|candidates?)\b[^.;:]{0,30}\srelocate\s+to)\s+(?:the\s+)?(?:greater\s+)?",
    ),
    # "you will work from our", "join our team located at our"
    (
        ("from our", "out of our", "in our", "at our", "either", "one of our", "any of our"),
        r"\b(?:will|to|can|you['’]ll)\s+(?:work|sit|join\s+us|join\s+our\s+team(?:\s+located)?)\s+"
        rf"(?:on-?site\s+)?(?:out\s+of|from|in|at)\s+{_OURS}",
    ),
    # "Based in" at the head of a sentence; "Location is", "The duty station will be"
    (_BASED_STEMS, rf"^\W*(?:based|located|position\s+based|office-based|hybrid|on-?site){_AT}"),
    (
        ("location is", "location will", "location for", "station is", "station will", "place of work"),
        r"\b(?:duty\s+station|work\s+location|job\s+location|place\s+of\s+work|location)\s+(?:for\s+this\s+\w+\s+)?"
        r"(?:is|will\s+be)\s+(?:in\s+|at\s+)?",
    ),
)
# the same in German, French, Spanish and Portuguese
_PLACING_ABROAD: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (
        ("dienstort ist", "arbeitsort ist", "einsatzort ist", "standort ist"),
        r"\b(?:dienstort|arbeitsort|einsatzort|standort)\s+ist\s+(?:in\s+)?",
    ),
    # "für unseren Standort Köln", "in unserer Filiale in"
    (
        ("standort", "büro", "niederlassung", "zentrale", "filiale", "hauptsitz", "werk ", "klinik", "geschäftsstelle"),
        r"\b(?:an|für|in|am)\s+(?:(?:unserem|unseren|unserer|unsere|unser|dem|den|der)\s+)?"
        rf"{_HOUSE_DE}\s+(?:in\s+|am\s+standort\s+)?",
    ),
    # "suchen wir für unsere Werft in"
    ((" für uns",), r"\bsuch\w+\b[^.;:]{0,60}?\bfür\s+unser\w*\s+(?:[\w-]+\s+){1,3}?in\s+(?=[A-ZÀ-Þ])"),
    (
        ("basé", "situé", "localisé", "pourvoir"),
        r"\b(?:poste|mission|stage|contrat|agence)\s+(?:(?:est|sera)\s+)?"
        r"(?:(?:basée?|située?|localisée?)|à\s+pourvoir)\s+(?:\w+\s+){0,4}?(?:à|au|aux|en|dans)\s+(?=[A-ZÀ-Þ])",
    ),
    (
        ("bureaux", "agence", "siège", "usine", "magasin", "site ", "atelier", "établissement"),
        r"\b(?:dans|à|au\s+sein\s+de|pour)\s+(?:nos|notre)\s+"
        r"(?:bureaux|agence|siège|usine|magasin|site|atelier|établissement)\s+(?:de\s+|d['’]|à\s+|en\s+)(?=[A-ZÀ-Þ])",
    ),
    (
        ("basad", "ubicad", "localizad", "situad"),
        r"\b(?:puesto|posición|plaza|vacante|oferta)\s+(?:est[aá]\s+)?"
        r"(?:basad[oa]|ubicad[oa]|localizad[oa]|situad[oa])\s+en\s+",
    ),
    (
        ("oficina", "sede ", "centro ", "tienda", "taller", "fábrica", "delegación"),
        r"\b(?:en|para)\s+(?:nuestr[oa]s?|la|el)\s+"
        r"(?:oficinas?|sede|centro|tienda|taller|fábrica|delegación)(?:\s+central)?\s+(?:de|en)\s+(?=[A-ZÀ-Þ])",
    ),
    (
        ("basead", "localizad", "sediad", "presencial", "híbrid"),
        r"\b(?:vaga|posição|cargo|função|trabalho)\s+(?:é\s+|está\s+|será\s+)?"
        r"(?:basead[oa]|localizad[oa]|sediad[oa]|presencial|híbrid[oa])\s+(?:em|no|na)\s+(?=[A-ZÀ-Þ])",
    ),
    (
        ("escritório", "unidade", "loja", "fábrica", "oficina", "sede "),
        r"\b(?:n[oa]s?|em|para)\s+(?:[oa]s?\s+)?noss[oa]s?\s+(?:escritórios?|unidade|loja|fábrica|oficina|sede)\s+"
        r"(?:de|do|da|em|no|na)\s+(?=[A-ZÀ-Þ])",
    ),
)
# "our corporate headquarters in", between the trigger and the place
_OFFICE: Final = (
    r"(?:(?:our|the|its|their|one\s+of\s+our|either|any\s+of\s+our|a)\s+)?(?:[\w'’&-]+\s+){0,4}?"
    r"(?:offices?|headquarters|hq|campus|sites?|facility|facilities|hub|studio|locations?|center|centre|department|area)"
    r"\s*,?\s*(?:which\s+is\s+)?(?:located\s+|based\s+|situated\s+)?(?:in|at|near|of)\s+"
)
# before a trigger: the company's place in a market, somebody's earlier post, examples for whoever fills in the form
_OTHERS: Final = (
    r"\b(?:play\w*|leading|leader\w*|market|strong|key|dominant|major|critical|vital|experience|previous|similar|"
    r"equivalent|career|founded|customers?|clients?)\b[^.;]{0,40}$"
)
_SUPPOSED: Final = r"\b(?:if|for\s+example|e\.g\.|such\s+as|whether)\b"
# after the places: "Based in Oslo, we are", which is the company
_COMPANY: Final = regex(r"\s*,\s*(?:we|our|the)\b|\s*,\s*[A-Z]\w*(?:\s+[A-Z]\w*)?\s+(?:is|has|was)\b")
_ALL: Final = r"(?:(?:a|an|currently|fully|100\s*%|completely|entirely|all|permanent|permanently)[\s-]+)"
# that the role is remote, or a position called so; never a company, a team or an environment one thrives in
_REMOTE: Final = (
    rf"{_ROLE}\s+(?:will\s+be|can\s+be|is)\s+(?:going\s+to\s+be\s+)?{_ALL}{{0,3}}remote(?:ly)?\b"
    rf"|\bwork\s+environment\s+is\s+{_ALL}{{0,2}}remote\b"
    rf"|{_ALL}?\bremote\s+(?:role|position|job|opportunity)\b"
    rf"|^\W*{_ALL}?remote(?:\s+work\s+environment)?(?=\W*$)"
    r"|\b(?:performed|done)\s+(?:fully\s+)?remotely\b"
    r"|\bwork(?:ing)?\s+(?:fully\s+)?remotely\s+from\s+anywhere\b"
)
_NOT_REMOTE: Final = r"\b(?:not|no|non|never|isn['’]t|cannot|hybrid|consider|options?|days?|partial\w*)\b"
_BEFORE: Final = 60

_ALL_PLACING: Final = (*_PLACING, *_PLACING_ABROAD)
STEMS: Final = Stems(sorted({"remote", *(stem for stems, _ in _PLACING for stem in stems)}))
"""Small-letter stems; an English sentence without any holds nothing for `place_starts` and `remote_mention`."""
STEMS_ABROAD: Final = Stems(sorted({*STEMS, *(stem for stems, _ in _PLACING_ABROAD for stem in stems)}))
"""The stems for texts that may hold sentences in other languages."""


@remembered
def place_starts(sentence: str) -> tuple[int, ...]:
    """Return where in a sentence the place of the role may begin.

    Args:
        sentence: A sentence.

    Returns:
        Code points after which places are to be read, the likeliest first.

    Example:
        >>> sentence = "This position is based in our head office in Oslo."
        >>> [sentence[start:] for start in place_starts(sentence)]
        ['our head office in Oslo.', 'Oslo.']
        >>> place_starts("We play a leading role in Norway.")
        ()
    """
    lower = lowered(sentence)
    found: list[int] = []
    for stems, pattern in _ALL_PLACING:
        for stem in stems:
            if stem in lower:
                break
        else:
            continue
        match = _compiled(pattern).search(lower)
        if match is None or _is_about_others(lower, match.start()):
            continue
        found.append(match.end())
        office = _compiled(_OFFICE).match(lower, match.end())
        if office is not None:
            found.append(office.end())
    return tuple(found)


def is_company(sentence: str, end: int) -> bool:
    """Tell whether the words after a place say that the company, not the role, is there.

    Example:
        >>> is_company("Based in Oslo, we build ships.", 13)
        True
    """
    return _COMPANY.match(sentence, end) is not None


@remembered
def remote_mention(sentence: str) -> tuple[int, int] | None:
    """Find where a sentence says that the role is remote.

    Args:
        sentence: A sentence.

    Returns:
        The first code point and the one after the last; None if it does not say so, or takes it back.

    Example:
        >>> remote_mention("This role is fully remote.")
        (5, 25)
        >>> remote_mention("It is not a remote role.") or remote_mention("You thrive in a fully remote company.")
    """
    lower = lowered(sentence)
    match = _compiled(_REMOTE).search(lower) if "remote" in lower else None
    if match is None or _compiled(_NOT_REMOTE).search(lower) or _is_supposed(lower, match.start()):
        return None
    return match.span()


def _is_about_others(lower: str, start: int) -> bool:
    found = _compiled(_OTHERS).search(lower, max(0, start - _BEFORE), start)
    return found is not None or _is_supposed(lower, start)


def _is_supposed(lower: str, start: int) -> bool:
    return _compiled(_SUPPOSED).search(lower, 0, start) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return uncased(pattern)
