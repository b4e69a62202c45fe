"""What a title holds beside the name of the role: numbers, grades, gender marks, work modes, campaign words, places."""

import re
from collections.abc import Iterable
from typing import Final

from rolegraph.lexicons.places import lookup
from rolegraph.lexicons.places_stated import is_location
from rolegraph.lexicons.titles import has_role_noun
from rolegraph.lexicons.words import groups
from rolegraph.regexes import regex

_LEVEL: Final = (
    r"(?:(?:senior|sr\.?|executive|assistant|associate|deputy|global|group|regional|managing) )*"
    r"(?:director|vice[ -]president|vp|svp|evp|manager|supervisor|head|lead|principal|staff|senior|sr\.?|junior|jr\.?"
    r"|associate|mid[ -]?level|mid|intermediate|entry[ -]level|graduate|manager)s?"
)
# how such a level begins; most lines and titles begin otherwise, and are no list of levels
_LEVEL_STARTS: Final = tuple(
    "senior sr executive assistant associate deputy global group regional managing director vice vp svp evp manager"
    " supervisor head lead principal staff junior jr mid intermediate entry graduate".split()
)
_ALTERNATIVES: Final = regex(
    rf"(?P<levels>{_LEVEL}(?:\s*(?:/|\||,|\bor\b|,\s*or\b|&|\band\b|\bto\b)\s*{_LEVEL})+)(?P<rest>(?:,?\s|\s?[-–—]\s|$).*)",
    re.IGNORECASE | re.DOTALL,
)
# "VP, Global Head of X" is one post with two names for its rank, "Director or Head of X" is offered at two
_DOUBLE: Final = regex(r"(?:,|&|\band\b)\s*(?:(?:global|group|regional) )?head\b", re.IGNORECASE)
_LEVELS_ONLY: Final = regex(rf"{_LEVEL}(?:\s*(?:/|\||,|\bor\b|&|\band\b)\s*{_LEVEL})+", re.IGNORECASE)
# white space that nothing before it is part of: a pattern that may begin anywhere in it takes the cube of its length
_GAP: Final = r"(?<!\s)\s*+"
_SPACE: Final = r"(?<!\s)\s++"
_BETWEEN: Final = regex(rf"{_GAP}(?:/|\||(?:,\s*+)?\bor\b|,|&|\band\b|\bto\b)\s*", re.IGNORECASE)

_MODE: Final = (
    r"(?:(?:fully |100\s?% )?(?:remote|hybrid|virtual)(?: (?:work|working))?|on-?site|work(?:ing)? from home|wfh"
    r"|home[- ]?office|teletrabajo|t[ée]l[ée]travail"
    r"|full[- ]?time|part[- ]?time|half[- ]?time|ft|pt|prn|per diem|contract(?:ual)?(?: basis)?|contract[- ]to[- ]hire"
    r"|temporary|temp|permanent|perm|seasonal|short[- ]term|long[- ]term|fixed[- ]term|term limited|freelance"
    r"|vollzeit|teilzeit|(?:un)?befristet|cdi|cdd|stage|alternance|temps (?:plein|partiel)"
    r"|jornada completa|media jornada|presencial|remoto|h[íi]brido|tempo integral|meio per[íi]odo"
    r"|(?:1st|2nd|3rd|first|second|third|day|night|evening|weekend|early|late) shift|nights?|days|evenings?|weekends?"
    r"|(?:active |current )?(?:(?:top )?secret|ts/sci|(?:security )?clear(?:ed|able|ance))(?: clearance)?"
    r"(?: required)?"
    r"(?: or clearable)?"
    r"|\d{1,2} ?hrs?|evergreen|urgent(?:ly)?|new|multiple (?:positions|locations|openings)|all levels"
    r"|\d{1,3}\s?%|\d{1,3}\s?[-–]\s?\d{1,3}\s?%)"
)
# pieces of these and of what else may stand behind a dash at the end, one of which such an end holds
_MODE_MARKS: Final = tuple(
    "remote remoto hybrid hibrido híbrido virtual site home wfh teletrabajo travail time ft pt prn diem contract"
    " temp perm season term lance zeit fristet cdi cdd stage alternance jornada presencial integral periodo"
    " período shift night day evening weekend hr clear secret ts/sci evergreen urgent new multiple levels % job"
    " description responsibilities opportunit role position".split()
)
_GENDERS: Final = (
    r"(?:[mfwdhxi*](?:\s*[/|,]\s*[mfwdhxi*]){1,3}|all genders?|alle geschlechter|gn|mwd|d/m/w|h/f|f/h|he/she|she/he"
    r"|any gender|tous genres|homme/femme|femme/homme|hombre/mujer|masculino/feminino)"
)
_GRADE: Final = r"(?:GS|IC|L|E|P|T|M)-?\d{1,2}(?:/\d{1,2})?"
# what noise looks like, each with marks of which one must be in a title in lower case that has it: compiling all of it
# costs as much as reading a posting
_NOISE: Final[tuple[tuple[Iterable[str], re.Pattern[str]], ...]] = (
    # in brackets: genders, modes of work, numbers of requisitions and of posts
    (
        "([",
        regex(
            rf"{_GAP}[(\[]\s*(?:{_GENDERS}|(?:remote|hybrid)[^)\]]{{0,40}}|{_MODE}(?:\s*[,/&|+-]\s*{_MODE}){{0,5}}"
            r"|[^()\[\]]{1,60}!|(?:req(?:uisition)?|job|ref)\.?\s*+(?:id|no\.?|number|#)?\s*+[:#]?\s*+[\w-]*\d[\w-]*"
            r"|#?[A-Z]{0,4}-?\d{3,}[\w-]*"
            r"|(?:\d+|two|three|four|five|several|multiple)\s+(?:posts?|positions?|openings?|vacanc(?:y|ies)))\s*[)\]]",
            re.IGNORECASE,
        ),
    ),
    # "#1234", "Req 1234", "R12345", grades, numbers of a series, years asked for
    (
        "0123456789",
        regex(
            rf"{_GAP}(?:[-–—|,/]\s*)?(?:#\s*[\w-]*\d[\w-]*"
            r"|\b(?:req|requisition|job id|ref)\b\.?\s*+[:#]?\s*+[\w-]*\d[\w-]*|\bJ?R-?\d{4,}\b)"
            rf"|{_GAP}[-–—,]?\s*\b{_GRADE}\b(?:\s*(?:,|/|&|and|or|to|-|–)\s*{_GRADE}\b){{0,5}}"
            r"|(?<![\s,])[\s,]++\b(?:grade|level|band|stufe|entgeltgruppe)\s+\d{1,2}\b\s*$"
            rf"|{_SPACE}[-–—]\s*\d[\d/ .-]{{2,}}$"
            rf"|{_GAP}(?:[-–—|,]\s*)?\b(?:ab|zum) \d.{{0,20}}\s*$"
            rf"|{_SPACE}with (?:over )?\d+\+?\s*(?:years|yrs).*$|{_GAP}[-–—]?\s*\d+\+?\s*(?:years|yrs)\b.*$",
            re.IGNORECASE,
        ),
    ),
    # "- Remote", "- FT/Nights", and what kind of page it is
    (
        _MODE_MARKS,
        regex(
            rf"{_GAP}[-–—|,]\s*{_MODE}(?:\s*[,/&|+]\s*{_MODE}){{0,5}}"
            r"(?:\s*[-–—(,]?\s*(?:us|usa|uk|eu|emea|anywhere)\)?)?\s*$"
            rf"|{_GAP}[-–—:|]\s*(?:job (?:family|description|posting|opening|profile|announcement)"
            r"|(?:position|role) description|roles (?:&|and) responsibilities"
            r"|(?:future|upcoming|new) (?:opportunity|opportunities|roles?|positions?))\s*$",
            re.IGNORECASE,
        ),
    ),
    ("/", regex(rf"{_SPACE}[mfwdhx]/[mfwdhx](?:/[mfwdhx*])?\s*$", re.IGNORECASE)),
    # grades in Roman numbers
    (
        (" i", " v"),
        regex(
            r"(?<![\s,])[\s,]++\b(?:grade|level|band|stufe|entgeltgruppe)\s+(?:I{1,3}|IV|VI?)\b\s*$"
            rf"|{_SPACE}\b(?:I{{1,3}}|IV|VI?)\b(?:\s*[/&-]\s*(?:I{{1,3}}|IV|VI?)\b)*(?=\s*(?:$|[-–—,(]))",
            re.IGNORECASE,
        ),
    ),
    # behind a preposition, and when it begins or for how long: "in Teilzeit", "ab sofort", "CDD 6 mois"
    (
        ("zeit", "cdi", "cdd", "intérim", "alternance", "temps", "jornada", "tempo", "sofort"),
        regex(
            rf"{_GAP}(?:[-–—|,]\s*)?\b(?:in|en|à|a|em) (?:(?:voll-?(?: (?:und|oder) |/)?)?(?:teil|voll)?zeit|cdi|cdd"
            r"|intérim|alternance|temps (?:plein|partiel)|jornada (?:completa|parcial)"
            r"|tempo (?:integral|inteiro|parcial))\b.{0,30}$"
            rf"|{_GAP}(?:[-–—|,]\s*)?\b(?:ab sofort|(?:cdi|cdd)(?: (?:de )?\d+ mois)?)\s*$",
            re.IGNORECASE,
        ),
    ),
)
_CAMPAIGN: Final = regex(
    r"^(?:we(?:'|’)?re hiring|now hiring|hiring|urgent(?:ly hiring)?|immediate (?:opening|need|hire)"
    r"|join (?:us|our team) as(?: an?)?|(?:upcoming|future|new) (?:role|position|opportunity|opening)"
    r"|(?:sample )?job(?: opening| title| posting| announcement| description)?|"
    r"vacancy|career opportunity|open position|position|wanted|apply now|acting|interim"
    r"|(?:wir suchen|gesucht|stellenangebot|offre d['’]emploi|recrute|oferta de empleo|se busca|buscamos"
    r"|vaga(?: de| para)?|contrata-se)(?: ab sofort)?(?: eine[nr]?)?)\s*[:!–—-]*\s+(?=\w)",
    re.IGNORECASE,
)
# their first words
_CAMPAIGN_STARTS: Final = frozenset(
    "we're we’re were now hiring urgent urgently immediate join upcoming future new sample job vacancy career open"
    " position wanted apply acting interim wir gesucht stellenangebot offre recrute oferta se buscamos vaga"
    " contrata-se".split()
)
_PLACE: Final = regex(
    r"\s*(?:\(([^()]{2,60})\)?|\[([^\[\]]{2,60})\]?|(?:\s[-–—|@]\s*|[–—|]\s*)([^-–—|()@]{2,60})"
    r"|\s(?:in|à|en|em)\s([A-ZÀ-Þ][^-–—|()@]{2,40}))$"
)
# most titles are words alone, none of which begins or is noise, and need not be searched
_PLAIN: Final = regex(r"[^\W\d_]+(?:[ '’][^\W\d_]+)*")
_MARKED: Final = frozenset(
    """i ii iii iv v vi in à en em a ab zum grade level band stufe entgeltgruppe req requisition ref h f m w d x cdi cdd
    we we're we’re now hiring urgent urgently immediate join upcoming future new sample job vacancy career open position
    wanted apply acting interim wir gesucht stellenangebot offre recrute oferta se buscamos vaga contrata sofort
    """.split()
)
_PREFIX: Final = regex(r"([^:–—|]{2,60}?)(?:: |\s[-–—|]\s)(?=\S)")
_ASIDE: Final = regex(r"\s*\([^()]{2,60}\)")
_LONGEST_PREFIX: Final = 6  # words
_LONGEST: Final = 500  # no title is longer: what stands there is left as it is


def clean_title(title: str) -> str:
    """Return a title without requisition noise, gender marks, grades, work modes, campaign words and places.

    Args:
        title: The title as stated.

    Returns:
        The title; as it was, white space folded, when nothing would be left or it is too long to be one.

    Example:
        >>> clean_title("Hiring: Data Engineer II (m/f/d) - Remote #R-20931")
        'Data Engineer'
        >>> clean_title("Rail Analyst, GS13 and GS14 (Oslo, Norway)")
        'Rail Analyst'
    """
    text = " ".join(title.split())
    if len(text) > _LONGEST:
        return text
    if _PLAIN.fullmatch(text) and _MARKED.isdisjoint(text.casefold().split()):
        return text
    if text.partition(" ")[0].rstrip(":!–—-").lower() in _CAMPAIGN_STARTS:
        text = _CAMPAIGN.sub("", text)
    for _ in range(3):
        before, lower = text, text.lower()
        for marks, noise in _NOISE:
            if any(mark in lower for mark in marks):
                text = noise.sub("", text)
        text = _without_place(text)
        if text == before:
            break
    text = re.sub(r"\s+,", ",", " ".join(text.split())).strip(" -–—|,/:")
    return text or " ".join(title.split())


def _without_place(title: str) -> str:
    """Return a title without the place in brackets or behind a dash at its end."""
    match = _PLACE.search(title)
    if match is None or not has_role_noun(title[: match.start()]):
        return title
    words = match[match.lastindex or 0]
    return title[: match.start()] if is_location(words) and not is_trade(words) else title


def is_trade(words: str) -> bool:
    """Tell whether the words after a title are rather a trade than a place: "Teacher - Reading", "Analyst (IT)".

    Example:
        >>> is_trade("Reading"), is_trade("NYC")
        (True, False)
    """
    words = words.strip()
    return words.casefold() in groups("places")["word"] or (len(words) <= 3 and not lookup(words))


def short_titles(title: str) -> tuple[str, ...]:
    """Return what a title is called for short: without the unit that leads it, and without asides in brackets.

    Args:
        title: A title without noise.

    Returns:
        The shorter titles, each of which names a role, the shortest last; none when there is nothing to leave out.

    Example:
        >>> short_titles("Office of Docks: Night Porter (Guard)")
        ('Night Porter (Guard)', 'Night Porter')
        >>> short_titles("Analyst - Harbours"), short_titles("Night Porter")
        ((), ())
    """
    found: list[str] = []
    prefix = _PREFIX.match(title)
    if prefix is not None and len(prefix[1].split()) <= _LONGEST_PREFIX:
        rest = title[prefix.end() :]
        if has_role_noun(rest) and not has_role_noun(prefix[1]):
            found.append(rest)
    bare = clean_title(_ASIDE.sub("", found[-1] if found else title))
    if bare and bare != (found[-1] if found else title) and has_role_noun(bare):
        found.append(bare)
    return tuple(found)


def levels_offered(line: str) -> list[str]:
    """Return the levels that a line is nothing but a list of ("Manager / Senior Manager"), else an empty list.

    Example:
        >>> levels_offered("Director or Senior Director"), levels_offered("Director")
        (['Director', 'Senior Director'], [])
    """
    if not line.lower().startswith(_LEVEL_STARTS) or not _LEVELS_ONLY.fullmatch(line):
        return []
    return [part.strip() for part in _BETWEEN.split(line)]


def split_variants(title: str) -> tuple[tuple[str, ...], str]:
    """Take a title that names several levels apart.

    Args:
        title: A title without noise.

    Returns:
        The titles it stands for, and the label that they share: the title without the levels when what is left names
        a role, else the first variant.

    Example:
        >>> split_variants("Director or Senior Director, Rail Lead")
        (('Director, Rail Lead', 'Senior Director, Rail Lead'), 'Rail Lead')
        >>> split_variants("Senior / Staff Engineer")
        (('Senior Engineer', 'Staff Engineer'), 'Engineer')
        >>> split_variants("VP, Global Head of Rails")
        (('VP, Global Head of Rails',), 'VP, Global Head of Rails')
        >>> split_variants("Night Porter")
        (('Night Porter',), 'Night Porter')
    """
    match = _ALTERNATIVES.match(title) if title.lower().startswith(_LEVEL_STARTS) else None
    rest = match["rest"].lstrip(" ,-–—") if match else ""
    if match is None or not rest:
        return (title,), title
    if _DOUBLE.search(match["levels"]):
        return (title,), title
    separator = match["rest"][: len(match["rest"]) - len(rest)]
    levels = [part.strip() for part in _BETWEEN.split(match["levels"]) if part.strip()]
    if re.match(r"(?:of|for|in)\b", rest, re.IGNORECASE):
        separator = " "
    variants = tuple(f"{level}{separator}{rest}" for level in levels)
    return variants, rest if has_role_noun(rest) and separator.strip() != "of" else variants[0]
