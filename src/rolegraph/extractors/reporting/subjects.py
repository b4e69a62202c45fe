"""Decides who it is that reports: the advertised role, or somebody else.

The file is long because a clause is one thing: each way of finding its subject falls back on the others, over the same
words before the verb.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from rolegraph.extractors.reporting.persons import is_plural
from rolegraph.extractors.reporting.tokens import Token, tokens
from rolegraph.extractors.reporting.words import Words, grades_of_help, words
from rolegraph.lexicons.titles import canonical
from rolegraph.remembering import remembered

Standing = Literal["self", "implied", "imperative", "other"]

_BOUNDARIES: Final = frozenset(";:•|–—")
_JOINED: Final = 3
_RELATIVE: Final = 5
_REPORTS: Final = ("report", "reports")
_CONDITIONS: Final = ("if", "unless", "whether", "anyone", "anybody")
_BULLETS: Final = frozenset("-*·+>")
_RELATIVES: Final = frozenset(("who", "which", "that"))
_POINTERS: Final = frozenset(("this", "these"))
_SMALL: Final = frozenset(["the", "a", "an", "of", "and", "for", "in"])
_NOUN_ENDINGS: Final = ("tions", "ments", "ers", "ors", "ists", "ities", "ies")
# of verbs, in English and in the Romance languages: "Based in Porto and", "Intégrée à l'équipe et"
_PARTICIPLES: Final = (("ed", "ing"), ("é", "ée", "ado", "ada", "ido", "ida"))
_IN_FULL: Final = {
    "admin": "administrative",
    "coord": "coordinator",
    "exec": "executive",
    "ops": "operations",
    "rep": "representative",
    "tech": "technical",
}
# nobody's work is theirs: "adds to the success of the company under the direction of ..."
_EMPLOYERS: Final = ("company", "organization", "organisation")
# a clause that begins with one of these names nobody: "Responsible for the piers, reporting to ..."
_BARE: Final = frozenset(("part of", "responsible for", "accountable for", "located in"))
_WINDOW: Final = 320


class Known(NamedTuple):
    """A role that the posting advertises, as subjects are compared with it.

    Args:
        label: Its label.
        words: The words of one of its titles, without ranks, singular.
        ranked: The same with ranks.
        heading: Where in the text it is announced.
        initials: The first letters of one of its titles, "CSM", by which a text may call it.
    """

    label: str
    words: frozenset[str]
    ranked: frozenset[str] = frozenset()
    heading: int = -1
    initials: str = ""


class Subject(NamedTuple):
    """Who reports.

    Args:
        standing: `self` for the advertised role, said outright; `implied` where nobody is named; `imperative` for a
            duty ("Report to ..."); `other` for somebody else.
        role: The label of the role that is named, where the posting advertises several.
    """

    standing: Standing
    role: str = ""


OTHER: Final = Subject("other")
_SELF: Final = Subject("self")
_IMPLIED: Final = Subject("implied")


def is_of_others(text: str, start: int, end: int, known: Sequence[Known], lists: Words, *, strict: bool) -> bool:
    """Tell whether the main clause after "Under the direction of the Clerk, ..." is about somebody else.

    Args:
        text: The posting's text.
        start: The code point after the superior.
        end: Where the sentence ends.
        known: The roles that the posting advertises.
        lists: The word lists of the sentence's language.
        strict: Whether to doubt every subject that is not the role for sure.
    """
    comma = text.find(",", start, min(end, start + 40))
    if comma < 0 and not strict:
        return False
    clause = Clause(text, max(comma + 1, start), min(end, start + 160), known, lists, forward=True)
    if not clause.tokens or clause.of_start(clause.tokens).standing != "other":
        return False
    first = [token.low for token in clause.tokens[:4]]
    if first[0] in _RELATIVES and not strict:
        # ", who reports to the Mayor, you ...": about the superior
        return False
    if first[0].endswith(_NOUN_ENDINGS) and lists.language == "en":
        # "Under the direction of the Clerk, sorters sort": staff of another kind
        return True
    return strict or first[0].split("'")[0] in lists.first or any(low in lists.others for low in first)


def main_subject(text: str, start: int, end: int, known: Sequence[Known], lists: Words) -> Subject:
    """Return the subject of the main clause after "Reporting to the Clerk, ..."; that of others where none follows.

    Args:
        text: The posting's text.
        start: The code point after the superior.
        end: Where the sentence ends.
        known: The roles that the posting advertises.
        lists: The word lists of the sentence's language.
    """
    comma = text.find(",", start, min(end, start + 3))
    if comma < 0:
        return OTHER
    clause = Clause(text, comma + 1, min(end, start + 160), known, lists, forward=True)
    subject = clause.of_start(clause.tokens) if clause.tokens else OTHER
    return subject if subject.standing == "self" else OTHER


@remembered
def title_words(text: str, *, ranked: bool = False) -> frozenset[str]:
    """Return the words of a title that tell it from others.

    Args:
        text: The title.
        ranked: Whether words of rank are among them.

    Example:
        >>> sorted(title_words("Senior Editors of Maps"))
        ['editor', 'map']
    """
    text = canonical(text[:200])
    found = (token.low for token in tokens(text, 0, len(text)) if token.is_word)
    left_out = _SMALL if ranked else _SMALL | words("en").grades
    found = (_IN_FULL.get(word, word) for word in found)
    return frozenset(word.removesuffix("s") for word in found if word not in left_out and (ranked or len(word) > 1))


@remembered
def title_initials(text: str) -> str:
    """Return the first letters of a title of several words, in capitals.

    Example:
        >>> title_initials("Customer Success Manager"), title_initials("Head of Boats"), title_initials("Clerk")
        ('CSM', 'HB', '')
    """
    found = [token for token in tokens(text[:200], 0, len(text[:200])) if token.is_word and token.low not in _SMALL]
    return "".join(token.text[0].upper() for token in found) if 2 <= len(found) <= 5 else ""


def last_boundary(found: Sequence[Token]) -> int:
    """Return the index of the last mark that parts two clauses, -1 without one; inside brackets none does.

    Example:
        >>> text = "Today: the clerk (grade: 3) reports"
        >>> last_boundary(tokens(text, 0, len(text)))
        1
    """
    depth = 0
    for index in range(len(found) - 1, -1, -1):
        mark = found[index].text
        if mark in "()":
            depth += 1 if mark == ")" else -1
        elif mark in _BOUNDARIES and depth <= 0:
            return index
    return -1


class Clause:
    """The words before a statement, read from its end.

    Args:
        text: The posting's text.
        start: Where the sentence begins.
        end: Where the statement begins.
        known: The roles that the posting advertises.
        lists: The word lists of the statement's language.
        forward: Whether the clause stands after the statement and is read from its beginning.
    """

    def __init__(
        self, text: str, start: int, end: int, known: Sequence[Known], lists: Words, *, forward: bool = False
    ) -> None:
        found = tokens(text, start if forward else max(start, end - _WINDOW), end)
        if forward:
            first = next((i for i, token in enumerate(found) if token.text in _BOUNDARIES), len(found))
            self.tokens = found[:first]
        else:
            self.tokens = found[last_boundary(found) + 1 :]
            if self.tokens and self.tokens[0].text in _BULLETS:
                del self.tokens[0]
        self.known = known
        self.words = lists

    def of_verb(self, *, imperative: bool) -> Subject:
        """Return the subject of a finite verb that stands after the clause."""
        left = self.stripped()
        if left and left[0].low in _CONDITIONS and not any(token.text == "," for token in left):
            return OTHER
        if not left:
            return Subject("imperative") if imperative and not self.tokens else _IMPLIED
        if any(token.low == "not" for token in self.tokens[-3:]):
            return OTHER
        last = left[-1]
        if any(token.low == "which" for token in left[-_RELATIVE:-1]):
            # "figures which the clerk reports to the Mayor": things
            return OTHER
        if last.low in _RELATIVES:
            # "reports to the Clerk, who reports to": the superior's superior
            nested = any(token.low in _REPORTS or token.low == "reporting" for token in left[:-1])
            return OTHER if nested else self.of_noun(left[:-1])
        if self.joins(last):
            return self.of_list(left)
        return self.of_noun(left)

    def of_participle(self) -> Subject:
        """Return the subject of a participle ("reporting to") that stands after the clause."""
        left = self.before_bracket(self.stripped())
        if len(left) < len(self.tokens) and self.tokens[-1].low in ("be", "is", "are", "been", "being"):
            return self.of_verb(imperative=False)
        if not left:
            return _IMPLIED
        last = left[-1]
        if last.text == ",":
            return self.of_comma(left)
        if last.low in self.words.conjunctions:
            return self.of_list(left)
        noun = self.of_noun(left)
        if noun.standing == "other" and [token.low for token in left[:2]] == ["this", "is"]:
            return self.of_start(left)
        return noun

    def of_work(self) -> Subject:
        """Return whose work it is that is done "under the direction of" somebody."""
        left = self.stripped()
        if not left:
            return _IMPLIED
        last = left[-1]
        if last.low in _RELATIVES:
            return self.of_noun(left[:-1])
        if any(token.low in self.words.asked for token in left):
            return OTHER
        several = last.low.endswith("s") and self.words.is_role(last.low)
        if several or (last.low in self.words.others and last.low not in _EMPLOYERS):
            return self.of_noun(left)
        if last.text == ")" or last.low == "of":
            return OTHER
        subject = self.of_start(left)
        if subject.standing == "implied" and len(left) == 1 < len(self.tokens):
            # "Infants must be under the supervision of ...": a noun before its auxiliary, not a verb
            return OTHER
        duty = (
            left[0].is_capital and left[0].text.isalpha() and not left[0].text.isupper() and not self.is_named(left[0])
        )
        plain = (
            len(left) > 1
            and left[0].low not in self.words.articles | self.words.first
            and left[1].low not in self.words.modals | self.words.others
            and not is_plural(left[1], self.words)
        )
        if subject.standing == "other" and duty and plain and not left[1].is_capital:
            # "Organize the harvest, under the direction of ...": a duty in the imperative
            return Subject("imperative")
        return subject

    def is_graded(self) -> bool:
        """Tell whether the clause is nothing but a grade of supervision: "Close, technical"."""
        grades = grades_of_help()
        return all(token.text in ",/" or token.low in grades for token in self.tokens)

    def drop_participle(self) -> None:
        """Leave out a participle joined to the one that follows: "is mentored and", "appointed by and"."""
        found = self.tokens
        if len(found) < _JOINED or found[-1].low not in self.words.conjunctions:
            return
        at = -3 if found[-2].low == "by" else -2
        if found[at].low.endswith(("ed", "en")):
            del found[at:]

    def is_joined_passive(self) -> bool:
        """Tell whether a participle shares the auxiliary of one before it: "is supported by Ada and"."""
        found = self.tokens
        if not found or found[-1].low not in self.words.conjunctions:
            return False
        return found[0].low.endswith("ed") or any(token.low in ("be", "is", "are") for token in found)

    # -- parts ------------------------------------------------------------------------------------------------------

    def stripped(self) -> list[Token]:
        """Return the clause without the auxiliaries and adverbs at its end."""
        left = list(self.tokens)
        while left and (left[-1].low in self.words.modals or left[-1].low.endswith("ly")):
            if left[-1].low in self.words.documents:
                # "Weekly reports to ...": things
                break
            left.pop()
        return left

    def before_bracket(self, left: list[Token]) -> list[Token]:
        """Return what stands before a bracket that the clause ends in: "A post (new, reporting to ...)"."""
        opening = max((i for i, token in enumerate(left) if token.text == "("), default=0)
        return left if any(token.text == ")" for token in left[opening:]) else left[: opening or None]

    def joins(self, token: Token) -> bool:
        """Tell whether a token joins two parts of a clause."""
        return (
            token.text in ",&"
            or token.low in self.words.conjunctions
            or token.low in self.words.alternatives
            or token.low == "but"
        )

    def of_list(self, left: Sequence[Token]) -> Subject:
        """Return the subject of a second verb, "... and reports to": that of the first one."""
        rest = list(left)
        while rest and self.joins(rest[-1]):
            rest.pop()
        if [token.low for token in rest[-2:-1]] == ["as"]:
            # "does what is asked as required and reports to": no things
            del rest[-2:]
        if rest and rest[-1].low in self.words.documents:
            return OTHER
        if rest and rest[-1].low.endswith("s") and any(token.low in self.words.producing for token in rest):
            # "provides updates and reports to the ...": things, not a verb
            return OTHER
        return self.of_start(rest)

    def of_comma(self, left: Sequence[Token]) -> Subject:
        """Return the subject of ", reporting to": that of the clause before the comma, or its last noun."""
        subject = self.of_start(left[:-1])
        if subject.standing == "self" or self.is_bare(left):
            return subject
        noun = self.of_noun(left[:-1])
        if noun.standing == "self":
            return noun
        named = any(token.low in self.words.others | self.words.first for token in left[:4])
        # "Planificarás la flota, reportando al ...": verbs of other languages are not known
        return OTHER if named or self.words.language == "en" else _IMPLIED

    def of_start(self, left: Sequence[Token]) -> Subject:
        """Return the subject that a clause begins with."""
        rest = self.after_opening(left)
        if not rest:
            return _IMPLIED
        first = rest[0]
        low = first.low.split("'")[0]
        if low == "it" and self.is_copula(rest):
            # "It is a permanent post and ..."
            return _SELF if any(token.low in self.words.selves for token in rest[2:16]) else OTHER
        if low in self.words.first:
            return self.of_hiring(rest)
        if low in self.words.pronouns:
            return _SELF
        if low in _POINTERS and self.points_at_role(rest):
            return _SELF
        if low == "this" and len(rest) > 1 and rest[1].low == "is":
            # "This is a post in the harbour team ..."
            return _SELF if any(token.low in self.words.selves for token in rest[2:16]) else OTHER
        if low == "team" and len(rest) == 3 and rest[2].text.isdigit():
            return _IMPLIED
        length = self.subject_length(rest)
        subject = self.of_noun(rest[:length])
        aside = next((i for i, token in enumerate(rest[:length]) if i and token.low in (",", "with")), 0)
        if subject.standing != "self" and aside:
            # "The clerk, based in Porto, reports to", "A post with solid-line reporting to"
            subject = self.of_noun(rest[:aside])
        if subject.standing == "self":
            return subject
        if self.is_bare(rest):
            return _IMPLIED
        if low in self.words.work or (low in ("the", "this") and len(rest) > 1 and rest[1].low in self.words.work):
            return _SELF
        if any(token.low in self.words.others for token in rest[:4]) and low in ("the", "all", "each", "a", "an"):
            return OTHER
        if len(rest) > 1 and rest[1].low in self.words.modals:
            # "Ballots are counted under the direction of ...": a subject of its own
            return OTHER
        if self.is_predicate(first):
            return _IMPLIED
        return OTHER

    def points_at_role(self, rest: Sequence[Token]) -> bool:
        """Tell whether "this" points at the role: "this new, global post"."""
        for token in rest[1:5]:
            if token.low in self.words.selves:
                return True
            if token.low in self.words.others or token.low in self.words.units or token.low in self.words.modals:
                return False
        return False

    def is_bare(self, rest: Sequence[Token]) -> bool:
        """Tell whether a clause begins with an adjective that wants a subject: "Responsible for the piers, ..."."""
        return " ".join(token.low for token in rest[:2]) in _BARE

    def is_copula(self, rest: Sequence[Token]) -> bool:
        """Tell whether a clause begins with "It is" or "It's"."""
        return rest[0].low == "it's" or (len(rest) > 1 and rest[1].low in ("is", "will"))

    def is_predicate(self, first: Token) -> bool:
        """Tell whether a clause begins with its verb, so that nobody is named: "Works with ...", "Appointed by ..."."""
        low = first.low
        return (
            low in self.words.verbs
            or low.endswith(_PARTICIPLES[self.words.is_romance])
            or (low.endswith("s") and not low.endswith(_NOUN_ENDINGS) and not self.is_named(first))
        )

    def is_named(self, token: Token) -> bool:
        """Tell whether a word is a noun for somebody or something, singular or plural."""
        lists = self.words
        known = (lists.learners, lists.others, lists.units, lists.bodies, lists.fields, lists.documents)
        return lists.is_role(token.low) or any(token.low in one or token.low.removesuffix("s") in one for one in known)

    def after_opening(self, left: Sequence[Token]) -> list[Token]:
        """Skip "In this role," and "As a Clerk," before the subject."""
        rest = list(left)
        for _ in range(3):
            if not rest or rest[0].low not in self.words.openers:
                break
            comma = next((i for i, token in enumerate(rest) if token.text == ","), -1)
            if comma < 0:
                return []
            rest = rest[comma + 1 :]
        return rest

    def subject_length(self, rest: Sequence[Token]) -> int:
        """Return how many tokens stand before the verb."""
        for index, token in enumerate(rest[:14]):
            verb = token.low in self.words.modals or token.low in self.words.verbs or token.low in _REPORTS
            if index and (verb or token.low in _RELATIVES):
                return index
        return min(len(rest), 8)

    def of_hiring(self, rest: Sequence[Token]) -> Subject:
        """Return the role in "We are looking for a night clerk"; anything else "we" do is not the role's."""
        if any(token.low in self.words.hiring for token in rest[:6]):
            tail = rest[-8:]
            if any(self.words.is_role(token.low) or token.low in self.words.selves for token in tail):
                return _SELF
        return OTHER

    def of_noun(self, left: Sequence[Token]) -> Subject:
        """Return whom the noun at the end of a clause names."""
        tail = self.without_bracket(left)
        if not tail:
            return OTHER
        last = tail[-1]
        if last.low.split("'")[0] in self.words.pronouns:
            return _SELF
        if last.low in self.words.selves and not self.is_another(tail):
            return _SELF
        if self.words.language != "en" and self.is_headed(tail):
            return _SELF
        near = [token.low for token in tail[-8:]]
        if any(a in _POINTERS and b in self.words.selves for a, b in pairwise(near)):
            return _SELF
        if self.words.is_role(last.low) and any(low in _POINTERS for low in near[-4:]):
            return _SELF
        named = self.of_title(tail)
        if named.standing == "self":
            return named
        if self.words.is_role(last.low) and any(low in self.words.hiring for low in near):
            return _SELF
        if not self.known and self.words.is_role(last.low) and tail[0].low == "the" and len(tail) < 8:
            return _IMPLIED
        return OTHER

    def is_headed(self, tail: Sequence[Token]) -> bool:
        """Tell whether a noun phrase of another language begins with a noun for the role: "la persona elegida"."""
        first = [token.low for token in tail[:3]]
        return any(low in self.words.selves for low in first) and not any(low in self.words.others for low in first)

    def is_another(self, tail: Sequence[Token]) -> bool:
        """Tell whether a noun means another person: "every candidate"."""
        return any(token.low in ("another", "other", "each", "every", "all") for token in tail[-3:])

    def without_bracket(self, left: Sequence[Token]) -> Sequence[Token]:
        """Leave out a comma and a bracket at the end of a clause."""
        if left and left[-1].text == ",":
            left = left[:-1]
        if left and left[-1].text == ")":
            opening = max((i for i, token in enumerate(left) if token.text == "("), default=0)
            return left[:opening]
        return left

    def of_title(self, tail: Sequence[Token]) -> Subject:
        """Return the role whose title a clause ends in."""
        phrase = " ".join(token.text for token in reversed(self.noun_phrase(tail)))
        named = title_words(phrase)
        if not self.known:
            return OTHER
        initials = tail[-1].text.removesuffix("s")
        if initials.isupper() and any(initials == known.initials for known in self.known):
            return _SELF
        if not named:
            return OTHER
        ranked = title_words(phrase, ranked=True)
        exact = {known.label for known in self.known if known.label and known.ranked == ranked}
        if len(exact) == 1:
            return Subject("self", exact.pop())
        heads = {token.low.removesuffix("s") for token in tail[-10:] if self.words.is_role(token.low)}
        for known in self.known:
            shared = named & known.words
            if shared and (named <= known.words or known.words <= named or (len(shared) > 1 and heads & shared)):
                return _SELF
        return OTHER

    def may_be_title(self, token: Token) -> bool:
        """Tell whether a word may belong to a title: it has a capital, or it is a word of titles or of this one."""
        if token.is_capital or self.words.is_role(token.low) or token.low in self.words.fields:
            return True
        return any(token.low in known.words for known in self.known)

    def noun_phrase(self, tail: Sequence[Token]) -> list[Token]:
        """Return the words of the title that a clause ends in."""
        phrase: list[Token] = []
        joined = False
        for token in reversed(tail[-12:]):
            inside = token.low in self.words.connectors or token.low in self.words.conjunctions or token.text in ",/"
            if token.low in self.words.articles | self.words.first or (token.text == "," and joined):
                # before ", and" stands another clause
                break
            joined = token.low in self.words.conjunctions
            if not (self.may_be_title(token) or inside):
                if phrase and token.low not in self.words.articles and all(not t.is_capital for t in phrase):
                    phrase.append(token)
                break
            if token.is_word and not inside:
                phrase.append(token)
        return phrase
