"""Sentences in which the organization binds itself: equal opportunity, accommodation, privacy and others, by kind."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from rolegraph.facts import Commitment, Fact, Organization
from rolegraph.lexicons.duties import verb_form
from rolegraph.lexicons.grounds import grounds
from rolegraph.lexicons.speakers import (
    as_we,
    is_notice,
    is_of_employer,
    is_of_holder,
    is_statement,
    speaks_to_applicants,
    spoken,
)
from rolegraph.lexicons.triggers import Trigger
from rolegraph.outline import Outline, Passage
from rolegraph.postings import Span
from rolegraph.regexes import regex

_ELSEWHERE: Final = frozenset(("responsibilities", "requirements", "preferred", "title", "location"))
# kinds that one clause states beside another ("an equal opportunity/affirmative action employer")
_BESIDE: Final = ("affirmative-action", "equal-opportunity")
_STATED_BESIDE: Final = (*_BESIDE, "fair-pay")
_DIVERSE: Final = regex(r"\b(?i:committed to|values?|supports?|promotes?) (?:\w+ ){0,2}diversity\b")
_ALSO: Final = "diversity-and-inclusion"
# "a diverse workforce where all feel valued, regardless of race" tells of no decision on whom to hire
_EQUAL: Final = regex(
    r"\b(?:equal|discriminat|opportunit|eeo?\b|aa\b|consider|hir(?:e|ing)|recruit|employment|harass|applicants?|candidates?"
    r"|qualified)",
    re.IGNORECASE,
)
# beside equal opportunity, to welcome everybody says the same again
_WELCOME: Final = regex(
    r"\bwelcom\w+ (?:and \w+ )?(?:people|applicants|candidates|applications|everyone|all)\b"
    r"(?!.*(?:divers|inclus|equit|belong))",
    re.IGNORECASE,
)
# "That is why were committed to ...": texts that lost their apostrophes
_APOSTROPHE: Final = regex(
    r"\b(?:(?<=why )|(?<=and )|(?<=[,;] )|(?<=\A))[Ww]ere(?= (?:all |so )?(?:committed|dedicated|proud|invested))"
)
# what an employer calls itself; what else the sentence says binds it on its own
_CALLED: Final = regex(
    r"\b(?:equal[- ](?:employment[- ])?opportunit(?:y|ies)(?: ?[/,-] ?affirmative[- ]action| and affirmative action)?"
    r"|EOE|EEO) ?(?:employer|workplace|organi[sz]ation|company)?\b",
    re.IGNORECASE,
)
# "Reviews requests for accommodation" is what the holder does, whatever it is about; an employer may leave itself out
_VALUED: Final = frozenset(("values", "provides", "promotes", "encourages", "supports", "offers", "ensures"))
_SHORTEST: Final = 15
_LONGEST: Final = 1500
# "EOE", "AA/EOE M/F/D/V": the whole notice of an employer
_ABBREVIATED: Final = regex(r"(?:AA\b.{0,4})?(?:EOE|EEO)\b.{0,12}\Z|AA ?/ ?EEO?\b.{0,12}\Z")
# "Equal Employment Opportunity" is the heading of a commitment; "An equal opportunity employer" is one
_SHORT: Final = 50
_BINDS: Final = regex(
    r"\b(?:employers?|EOE|EEO|AA|veterans?|disabled|minorities|we|our|is|are|do|does|will|may|values?|wir|sind|nous"
    r"|somos)\b|[.!]$",
    re.IGNORECASE,
)
_WORDS: Final = regex(r"[^\W\d_]{3,}")
_ALIKE: Final = 0.75
# two sentences that list the same grounds may bind to different things
_GROUNDS: Final = frozenset(
    "race color colour religion religious sex gender identity expression sexual orientation national origin ancestry"
    " ethnicity age disability disabilities veteran military status marital pregnancy genetic information creed"
    " citizenship belief height weight history protected characteristic characteristics federal state local law laws"
    " other any and the for".split()
)
_FEWEST_WORDS: Final = 6
# a posting has a dozen commitments; a text made to have thousands must not take the square of its length
_WINDOW: Final = 100
# where a sentence that binds twice may be cut: "...; we protect your data", "... and are committed to inclusion"
_CLAUSE: Final = regex(
    r";\s|,?\sand\s(?=(?:we|are|is|was|has|have|committed|dedicated|places?|values?|celebrates?|embraces?|welcomes?|strives?|will"
    r"|do|does|encourages?|provides?|believes?|promotes?|supports?|participates?)\b)",
    re.IGNORECASE,
)
_JOINT: Final = regex(r"^(?:[;,\s]|and\s)+", re.IGNORECASE)


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the commitments in document order.

    A clause has one kind, the most specific that fits; affirmative action and diversity stand beside what an
    employer calls itself. A sentence that says again, in nearly the same words, what an earlier one says is more
    evidence for it and no commitment of its own.

    Args:
        outline: The posting.
        found: The Organization in it may be the one that speaks.

    Yields:
        One Commitment for each thing the organization binds itself to.
    """
    names = [fact.name for fact in found if isinstance(fact, Organization)]
    made: list[tuple[Commitment, frozenset[str]]] = []
    for kind, passage in _stated(outline, names):
        _add(made, _commitment(outline, kind, passage))
    for commitment, _ in made:
        yield commitment


def _stated(outline: Outline, names: list[str]) -> list[tuple[str, Passage]]:
    """Return the sentences that bind, each with its kind, in document order; clauses of two kinds stand apart."""
    kinds: dict[Span, list[tuple[Trigger, Passage]]] = {}
    read: dict[Span, str] = {}
    said: dict[Span, str] = {}
    for trigger, passages in outline.triggered("commitments"):
        for passage in passages:
            span = passage.span
            if span not in read:
                read[span] = _words(outline, passage, names)
            words = read[span]
            if not words:
                continue
            # some words bind only in the mouth of the organization
            if trigger.where and span not in said:
                said[span] = "" if is_of_holder(words) else spoken(words, names)
            heard = said[span] if trigger.where else words
            if heard and trigger.matches(heard):
                kinds.setdefault(span, []).append((trigger, passage))
    return [one for span in sorted(kinds) for one in _apart(outline, kinds[span], names)]


def _words(outline: Outline, passage: Passage, names: list[str]) -> str:
    """Return the words of a sentence that may bind; "" for one that cannot."""
    start, end = passage.span
    if not _SHORTEST < end - start <= _LONGEST and not _ABBREVIATED.match(outline.text, start, end):
        return ""
    words = _APOSTROPHE.sub("we're", outline.text[start:end].replace("’", "'"))
    if end - start < _SHORT and not _BINDS.search(words):
        return ""
    first = words.split(maxsplit=1)[0].lower()
    if verb_form(first) == "third" and first not in _VALUED and not spoken(words, names):
        return ""
    return "" if passage.section.kind in _ELSEWHERE and _is_of_candidate(passage, words, names) else words


def _apart(outline: Outline, stated: list[tuple[Trigger, Passage]], names: list[str]) -> list[tuple[str, Passage]]:
    """Give each kind of a sentence its clause; kinds that share one give way to the most specific."""
    passage = stated[0][1]
    found = list(dict.fromkeys(trigger.name for trigger, _ in stated))
    if len(found) == 1:
        return [(found[0], passage)]
    ends = [match.start() for match in _CLAUSE.finditer(outline.text, passage.span.start, passage.span.end)]
    clauses: list[tuple[tuple[str, ...], int, int]] = []
    for start, end in pairwise((passage.span.start, *ends, passage.span.end)):
        kinds = _kinds([trigger for trigger, _ in stated], outline.text[start:end].replace("’", "'"), names)
        if kinds == (_ALSO,) and "equal-opportunity" in found and _WELCOME.search(outline.text, start, end):
            kinds = ("equal-opportunity",)
        if clauses and kinds in ((), clauses[-1][0]):
            clauses[-1] = (clauses[-1][0], clauses[-1][1], end)
        elif clauses and not clauses[-1][0]:
            clauses[-1] = (kinds, clauses[-1][1], end)
        else:
            clauses.append((kinds, start, end))
    if len({kinds for kinds, _, _ in clauses}) < 2:
        return [(kind, passage) for kind in clauses[0][0] or (found[0],)]
    parts = [(kinds, passage._replace(span=_trim(outline.text, start, end))) for kinds, start, end in clauses]
    return [(kind, part) for kinds, part in parts for kind in kinds]


def _kinds(found: list[Trigger], words: str, names: list[str]) -> tuple[str, ...]:
    """Return the kinds of one clause: the most specific, and what stands beside what an employer calls itself."""
    said = as_we(words, names)
    kinds = list(dict.fromkeys(one.name for one in found if one.matches(said if one.where else words)))
    if not kinds or kinds[0] not in _BESIDE:
        return tuple(kinds[:1])
    if kinds[0] == "equal-opportunity" and _ALSO in kinds and not _EQUAL.search(words):
        return (_ALSO,)
    rest = _CALLED.sub(" ", said)
    beside = [one.name for one in found if one.name == _ALSO and rest != said and one.matches(rest)]
    # "... without regard to race" is what equal opportunity means, whatever verb leads to it
    plain = not any(one.name == "equal-opportunity" and one.matches(rest) for one in found) or _DIVERSE.search(said)
    return (*(kind for kind in kinds if kind in _STATED_BESIDE), *(beside[:1] if plain else ()))


def _trim(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    bare = _JOINT.sub("", words)
    start += len(words) - len(bare)
    return Span(start, start + len(bare.rstrip(" ;,–—-")))


def _is_of_candidate(passage: Passage, words: str, names: list[str]) -> bool:
    """Tell whether a sentence is a duty or requirement; a paragraph near a list of them may be of anything."""
    if passage.block.kind in ("item", "cell", "heading"):
        return not (is_notice(words) or (is_statement(words) and speaks_to_applicants(words, names)))
    # where the list lost its marks, only a sentence that speaks of an employer or of whoever applies is none of it
    return not (passage.section.listed or is_of_employer(words, names) or is_statement(words))


def _commitment(outline: Outline, kind: str, passage: Passage) -> Commitment:
    sentence = passage.span
    text = " ".join(outline.quote(sentence).split())
    urls = [link.url for link in passage.block.links if sentence.start <= link.span.start < sentence.end]
    return Commitment(
        kind=kind,
        text=text,
        urls=tuple(dict.fromkeys(urls)),
        grounds=grounds(text) if kind == "equal-opportunity" else (),
        evidence=(sentence,),
        rule=f"commitment-{kind}",
        confidence=0.9,
    )


def _add(made: list[tuple[Commitment, frozenset[str]]], new: Commitment) -> None:
    """Add a commitment, or its evidence to one that says nearly the same."""
    words = frozenset(_WORDS.findall(new.text.casefold())) - _GROUNDS
    for index in range(max(0, len(made) - _WINDOW), len(made)):
        old, old_words = made[index]
        shorter = min(len(words), len(old_words))
        if old.kind == new.kind and (
            words == old_words or (shorter >= _FEWEST_WORDS and len(words & old_words) >= _ALIKE * shorter)
        ):
            merged = Commitment(
                kind=old.kind,
                text=old.text,
                urls=tuple(dict.fromkeys((*old.urls, *new.urls))),
                grounds=old.grounds or new.grounds,
                evidence=(*old.evidence, *new.evidence),
                rule=old.rule,
                confidence=old.confidence,
            )
            made[index] = (merged, old_words)
            return
    made.append((new, words))
