"""Reads a name in running text: where a title begins and ends, at which commas and conjunctions it goes on.

The file is long because the reader is one grammar: its rules call each other over one row of words.
"""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

from rolegraph.extractors.reporting.persons import is_known, is_person, is_plural, may_be_person, spell
from rolegraph.extractors.reporting.tokens import Token
from rolegraph.extractors.reporting.words import Words, given_names

Joint = Literal["", "and", "or"]

_LONGEST: Final = 16
_CLAUSE: Final = 20
_SHORT: Final = 3
_OWNERS: Final = ("their", "his", "her", "his/her", "your")
# how adjectives of titles end in French, Spanish and Portuguese, and how verbs do
_ADJECTIVES: Final = (
    *("al", "ale", "el", "elle", "if", "ive", "ique", "ier", "ière", "oint", "ointe", "taire", "ateur", "atrice"),
    *("ivo", "iva", "ico", "ica", "ero", "era", "ario", "aria", "unto", "unta", "iero", "eiro", "eira", "ário", "ária"),
)
_ELIDED: Final = ("d'", "l'")
_VERBS: Final = ("ez", "ons", "ent", "ando", "endo", "iendo", "rá", "rás", "ará", "arás")


@dataclass(slots=True)
class Name:
    """A name being read.

    Args:
        parts: Its words and marks.
        role: Whether the noun of a role or a body is among them.
        person: The name of the person in the role, where stated.
        spelled: Whether a bracket after it spells it out as a role.
    """

    parts: list[Token] = field(default_factory=list)
    role: bool = False
    person: list[Token] = field(default_factory=list)
    spelled: bool = False


class NameReader:
    """Reads names from the words after "reports to".

    Args:
        text: The posting's text.
        found: The words and marks from the announcement on.
        lists: The word lists of their language.
        label: Whether they are the value of a label, which holds nothing but the name.
        leading: Whether the main clause follows after a comma, as in "Reporting to the CFO, you ...".
        several: Whether it is said that there are two, so that an "and" parts them.
    """

    def __init__(
        self, text: str, found: list[Token], lists: Words, *, label: bool, leading: bool, several: bool = False
    ) -> None:
        self.text = text
        self.tokens = found
        self.words = lists
        self.label = label
        self.leading = leading
        self.several = several

    def read_name(self, at: int, name: Name) -> tuple[int, list[tuple[Joint, Name]]]:
        """Read a name with its parts after commas; a list "A, B and C" gives B and C apart."""
        at = self.read_chunk(at, name)
        if not name.parts:
            return at, []
        for _ in range(8):
            token = self.at(at)
            if token is None:
                break
            if token.text == "(":
                at, more = self.skip_bracket(at, name)
                if not more:
                    break
            elif token.text == "," or (token.text in "-–—" and self.parted(at)):
                listed = self.read_list(at, name)
                if listed:
                    return listed
                following = self.after_comma(at + 1, name)
                if following == at + 1:
                    break
                at = following
            elif token.low in self.words.conjunctions or token.low in self.words.alternatives:
                following = self.after_repeated(at, name) or self.inside_conjunction(at, name)
                if following == at:
                    break
                at = following
            elif token.low == "to" and name.role and name.parts[-1].low in self.words.assisting:
                following = self.read_assisted(at, name)
                if following == at:
                    break
                at = following
            else:
                break
        return at, []

    def read_chunk(self, at: int, name: Name) -> int:
        """Read words up to a mark, a conjunction or a word that no title goes past; add them to the name."""
        lists, run_of, first = self.words, False, len(name.parts)
        role = False
        while (token := self.at(at)) is not None and len(name.parts) - first < _LONGEST:
            low = token.low
            if not token.is_word:
                inside = self.bracket_inside(at) if token.text == "(" and not role else 0
                if not inside:
                    break
                name.parts += self.tokens[at:inside]
                at = inside
                continue
            if role and f"{low} {self.low(at + 1)}" in lists.tails:
                name.parts += self.tokens[at : at + 2]
                at += 2
                break
            if lists.is_stop(token.text) or low in lists.conjunctions or low in lists.alternatives:
                break
            if low in lists.connectors:
                following = self.skip_articles(at + 1)
                if (not role and len(name.parts) == first) or self.low(at + 1) in _OWNERS:
                    break
                if not self.goes_on(following, low, plain=following == at + 1):
                    break
                name.parts += self.tokens[at:following]
                at, run_of = following, True
                continue
            if low in lists.articles and not token.is_capital:
                break
            if low[:2] in _ELIDED and name.parts and role and lists.language == "fr":
                # "chef d'équipe": connector and noun in one word
                name.parts.append(token)
                at, run_of = at + 1, True
                continue
            is_role = lists.is_role(low)
            if not token.is_capital and not self.fits_lower(at, name, role, run_of, is_role):
                break
            name.parts.append(token)
            role = role or is_role or low in lists.bodies
            at += 1
        while len(name.parts) > first and name.parts[-1].low in lists.connectors:
            name.parts.pop()
        name.role = name.role or role
        return at

    def fits_lower(self, at: int, name: Name, role: bool, run_of: bool, is_role: bool) -> bool:
        """Tell whether a word in lower case belongs to the name."""
        token, lists = self.tokens[at], self.words
        low = token.low
        before = name.parts[-1] if name.parts else None
        if is_role:
            return not role or not run_of or before is None or not before.is_capital
        if low in lists.verbs or low in lists.fillers or (low.endswith("ly") and low not in lists.fields):
            return False
        if not role:
            return True
        if run_of:
            if before is None or not before.is_capital or low in lists.fields:
                return True
            # "the head of the Marketing department"
            return low in lists.units and any(part.low == "the" for part in name.parts)
        if lists.is_romance and self.follows_noun(at, name):
            return True
        if any(part.low in lists.bodies for part in name.parts):
            # "the board risk committee"
            return low in lists.bodies or (low in lists.fields and self.low(at + 1) in lists.bodies)
        return (
            before is not None
            and before.low in lists.prenominal
            and any(lists.is_role(t.low) for t in self.tokens[at + 1 : at + 4])
        )

    def follows_noun(self, at: int, name: Name) -> bool:
        """Tell whether a word in lower case is the adjective of a title in a Romance language: "directeur général"."""
        low, lists = self.tokens[at].low, self.words
        if low in lists.pronouns or low in lists.articles or low in lists.modals or low in lists.alternatives:
            return False
        if low.endswith(_ADJECTIVES) or low in lists.fields:
            return not low.endswith(_VERBS)
        after = self.at(at + 1)
        ends = after is None or after.text in ",.;" or after.low in lists.connectors
        return ends and len(name.parts) < 3 and not low.endswith(_VERBS)

    def goes_on(self, at: int, connector: str, *, plain: bool = True) -> bool:
        """Tell whether a name goes on after "of" or "for"; `plain` without an article between."""
        token = self.at(at)
        if token is None or not token.is_word or self.words.is_stop(token.text):
            return False
        if token.low in self.words.conjunctions or token.low in self.words.connectors:
            return False
        if connector != "for" or token.is_capital:
            return True
        # "Dean for planning", not "Dean for planning events"
        gerund = token.low.endswith("ing") and self.goes_lower(at + 1) and not self.ends_name(at + 1)
        return plain and token.low in self.words.fields and not gerund

    def ends_name(self, at: int) -> bool:
        """Tell whether no name goes on past the token at an index."""
        low = self.low(at)
        return self.words.is_stop(low) or low in self.words.conjunctions or low in self.words.alternatives

    def read_assisted(self, at: int, name: Name) -> int:
        """Read on in "Assistant to the Director"."""
        following = self.skip_articles(at + 1)
        other = Name()
        after = self.read_chunk(following, other)
        if not other.role or not other.parts[0].is_capital:
            return at
        name.parts += self.tokens[at:following] + other.parts
        return after

    # -- marks ------------------------------------------------------------------------------------------------------

    def skip_bracket(self, at: int, name: Name) -> tuple[int, bool]:
        """Skip a bracket after a name; tell whether the name may go on after it."""
        close = next((i for i in range(at + 1, min(at + 12, len(self.tokens))) if self.tokens[i].text == ")"), 0)
        if not close:
            return at, False
        inside = self.tokens[at + 1 : close]
        words_inside = [token for token in inside if token.is_word]
        if is_person(words_inside, self.words):
            name.person = words_inside
        elif is_person(name.parts, self.words) and any(self.words.is_role(token.low) for token in words_inside):
            name.person, name.parts, name.role = name.parts, inside, True
        elif not name.role and any(self.words.is_role(token.low) for token in words_inside):
            # a bracket spells the abbreviation before it out
            name.role = name.spelled = True
        after = self.at(close + 1)
        if len(inside) == 1 and after is not None and after.low in self.words.connectors:
            return self.read_chunk_after(close + 1, name), True
        return close + 1, True

    def read_chunk_after(self, at: int, name: Name) -> int:
        """Read "of Operations" after "Manager (GM)"."""
        following = self.skip_articles(at + 1)
        if not self.goes_on(following, self.tokens[at].low):
            return at
        name.parts += self.tokens[at:following]
        return self.read_chunk(following, name)

    def bracket_inside(self, at: int) -> int:
        """Return where to go on after a bracket in the midst of a name, or 0."""
        close = next((i for i in range(at + 1, min(at + 6, len(self.tokens))) if self.tokens[i].text == ")"), 0)
        after = self.at(close + 1) if close else None
        return close + 1 if after is not None and after.is_word and not self.words.is_stop(after.text) else 0

    def after_comma(self, at: int, name: Name) -> int:
        """Read the part after a comma into the name; return `at` when it does not belong to it."""
        origin, comma = at, self.tokens[at - 1]
        called = may_be_person(name.parts, self.words) or self.is_first_name(name, at)
        if called:
            # "Clara Moss, our Head of Piers"
            at = self.skip_articles(at)
        token = self.at(at)
        if token is None or not token.is_word or self.words.is_stop(token.text) or token.low in self.words.articles:
            return origin
        if token.low in self.words.conjunctions or token.low in self.words.alternatives:
            return origin
        part = Name()
        after = self.read_chunk(at, part)
        if not part.parts or (not token.is_capital and not self.is_field(part)) or token.low in self.words.arrangements:
            return origin
        if self.leading and self.clause_begins(after):
            return origin
        if part.role and not name.person and (called or is_person(name.parts, self.words)):
            name.person, name.parts, name.role = name.parts, part.parts, True
            return after
        if name.role and (is_person(part.parts, self.words) or self.is_called(name, part)):
            name.person = part.parts
            return after
        if part.role and self.tokens[origin - 2].text == ")":
            # after a bracket another one is named: "Head of Piers (line manager), Harbour Master"
            return origin
        if not part.role and not self.completes(name, part, after) and not self.is_told_apart(comma, part, after):
            return origin
        name.parts += [comma, *part.parts]
        name.role = name.role or part.role
        return after

    def is_first_name(self, name: Name, at: int) -> bool:
        """Tell whether a single word before ", our Head of Piers" is a first name."""
        word = name.parts[0]
        return len(name.parts) == 1 and word.text.istitle() and not name.role and self.low(at) == "our"

    def is_called(self, name: Name, part: Name) -> bool:
        """Tell whether a part is a first name, as after a title in lower case: "our night lead, Isolde"."""
        word, small = part.parts[0], not any(token.is_capital for token in name.parts)
        if len(part.parts) > 1 or not word.text.istitle() or is_known(word, self.words):
            return False
        return small or word.low in given_names()

    def is_listed(self, name: Name, part: Name, after: int) -> bool:
        """Tell whether a part stands in a row of what a title is for: "Director of Planning, Building and Zoning"."""
        following = self.at(after + 1)
        joined = self.joint_at(after) == "and" and following is not None and following.is_capital
        if not joined or len(part.parts) >= _SHORT or not any(t.low in self.words.connectors for t in name.parts):
            return False
        last = Name()
        self.read_chunk(after + 1, last)
        return not last.role

    def completes(self, name: Name, part: Name, after: int) -> bool:
        """Tell whether a part without a role completes a title: "Director, Data Science"."""
        if self.label or name.parts[-1].low in self.words.ranks or self.is_listed(name, part, after):
            return True
        return self.is_field(part) or (len(part.parts) == 1 and part.parts[0].text.isupper())

    def is_told_apart(self, mark: Token, part: Name, after: int) -> bool:
        """Tell whether a dash parts two titles of a kind, "Tax Director – West"; after one no clause goes on."""
        return mark.text != "," and len(part.parts) < _SHORT and self.low(after) in ("", ".", ",", ")")

    def is_field(self, part: Name) -> bool:
        """Tell whether a word of a unit or specialty is in a part."""
        return any(token.low in self.words.fields or token.low == "inc." for token in part.parts)

    def clause_begins(self, at: int) -> bool:
        """Tell whether a part is the subject of the main clause: "Reporting to the CFO, Night Clerks count ..."."""
        token = self.at(at)
        if token is None or not token.is_word:
            return False
        low = token.low
        if low in self.words.auxiliaries or low in self.words.verbs:
            return True
        lists = self.words
        known = any(low in one for one in (lists.conjunctions, lists.alternatives, lists.articles))
        known = known or lists.is_stop(token.text)
        return not token.is_capital and not known and low not in self.words.connectors

    def is_subject(self, at: int, *, commas: bool = False) -> bool:
        """Tell whether a name is the subject of a new clause, by the verb after it: "..., and the Clerk reports to".

        Args:
            at: The token after the name.
            commas: Whether more subjects may follow after commas.
        """
        for _ in range(4):
            token = self.at(at)
            if token is None:
                return False
            if token.low in ("report", "reports") or token.low in self.words.auxiliaries:
                return not token.is_capital
            if token.low not in self.words.conjunctions and not (commas and token.text == ","):
                return False
            # "..., and the Clerk and the Cook report to"
            at = self.skip_articles(self.read_chunk(self.skip_articles(at + 1), Name()))
        return False

    def read_list(self, comma: int, name: Name) -> tuple[int, list[tuple[Joint, Name]]] | None:
        """Read "A, B and C" where each of the three is a title; None when it is no such list."""
        last = [token.low for token in name.parts[-2:]]
        rank = last[-1] in self.words.ranks and (len(last) == 1 or last == ["vice", "president"])
        if not name.role or (rank and self.low(comma + 1) not in self.words.articles):
            return None
        at = comma
        listed: list[Name] = []
        while len(listed) < 6:
            token = self.at(at)
            joint = self.joint_at(at)
            if token is None or (token.text != "," and not joint):
                return None
            following = at + 1
            if after := self.joint_at(following):
                joint, following = after, following + 1
            article = self.low(following) in self.words.articles
            following = self.skip_articles(following)
            part = Name()
            at = self.read_whole(following, part)
            begins = (self.leading and self.clause_begins(at)) or self.is_subject(at)
            if not part.role or begins or not part.parts[0].is_capital:
                return None
            if joint:
                at = self.read_rest(at, part)
            listed.append(part)
            if joint == "or":
                return at, [("or", p) for p in listed]
            if joint:
                whole = " and ".join(spell(p.parts) for p in listed[-2:])
                single = not article and self.words.is_compound(*whole.split(" and ", 1)) if len(listed) > 1 else True
                return None if single else (at, [("and", p) for p in listed])
        return None

    def joint_at(self, at: int) -> Joint:
        """Return how a conjunction at an index joins; "" where none stands there."""
        low = self.low(at)
        if low in self.words.conjunctions:
            return "and"
        return "or" if low in self.words.alternatives and low != "/" else ""

    def read_whole(self, at: int, name: Name) -> int:
        """Read a chunk, and on past an "and" that joins no second title: "Head of Piers and Boats and"."""
        at = self.read_chunk(at, name)
        other = Name()
        if not name.parts or self.joint_at(at) != "and" or self.low(at + 1) in self.words.articles:
            return at
        self.read_chunk(at + 1, other)
        wanting = not name.role or self.is_unfinished(name)
        return self.inside_conjunction(at, name) if other.parts and other.role == wanting else at

    def read_rest(self, at: int, name: Name) -> int:
        """Read what stands after commas and an "and" and completes the last title of a list."""
        while self.low(at) == "," or self.joint_at(at) == "and":
            start = at + 1 if self.low(at) == "," else at
            following = self.after_comma(start, name) if start > at else self.inside_conjunction(at, name)
            if following == start:
                break
            at = following
        return at

    # -- conjunctions -----------------------------------------------------------------------------------------------

    def inside_conjunction(self, at: int, name: Name) -> int:
        """Read on past an "and" that joins parts of one title; return `at` when it joins anything else."""
        joins = self.tokens[at].low in self.words.conjunctions
        token = self.at(at + 1)
        if token is None or not token.is_word or token.low in self.words.articles or self.words.is_stop(token.text):
            return at
        part = Name()
        after = self.read_chunk(at + 1, part)
        gerund = token.low.endswith("ing") and token.low not in self.words.fields and self.goes_lower(at + 2)
        if not part.parts or gerund or (not token.is_capital and self.reads_as_verb(part, after)):
            return at
        if self.leading and self.clause_begins(after) and part.role and name.role:
            return at
        if is_person(name.parts, self.words) and is_person(part.parts, self.words):
            belongs = False
        elif not name.role:
            belongs = part.role or token.is_capital or self.is_field(part)
        elif part.role or is_person(part.parts, self.words):
            parted = self.several and self.tokens[at].text != "&"
            belongs = joins and (self.is_unfinished(name) or (not parted and self.is_one_title(name, part)))
        else:
            # no field goes with a noun of a role: of "Rector and Finance Manager" two are meant
            ended = self.words.is_role(name.parts[-1].low)
            belongs = (token.is_capital or token.low in self.words.fields) and not (ended and self.names_role(after))
        if not belongs:
            return at
        name.parts += [self.tokens[at], *part.parts]
        name.role = name.role or part.role
        return after

    def names_role(self, at: int) -> bool:
        """Tell whether a title ends after a conjunction at an index: "& Administration Manager"."""
        part = Name()
        if self.joint_at(at) == "and":
            self.read_chunk(at + 1, part)
        return part.role

    def after_repeated(self, at: int, name: Name) -> int:
        """Read on past "et de la": a repeated preposition goes on with the title; 0 where none stands there."""
        token = self.at(at + 1)
        if not self.words.is_romance or token is None or token.low not in self.words.connectors:
            return 0
        following = self.skip_articles(at + 2)
        headed = name.role or name.parts[0].low in self.words.units
        if not headed or not self.goes_on(following, token.low):
            return 0
        name.parts += self.tokens[at:following]
        return self.read_chunk(following, name)

    def reads_as_verb(self, part: Name, after: int) -> bool:
        """Tell whether "lead" or "manages" after "and" begins a new clause."""
        first = part.parts[0]
        low = first.low
        if self.is_verb(first):
            return True
        if not first.is_capital and (not self.is_noun(low) or is_plural(part.parts[-1], self.words)):
            return True
        token = self.at(after)
        if token is None or not token.is_word or token.low in self.words.connectors:
            return False
        return low in self.words.homonyms or (
            not first.is_capital and not token.is_capital and not self.words.is_stop(token.text)
        )

    def is_verb(self, token: Token) -> bool:
        """Tell whether a word is one of the verbs that begin a clause after "and"."""
        low = token.low
        return low in self.words.verbs or (low.endswith(("ing", "s", "ed")) and low not in self.words.fields)

    def is_noun(self, low: str) -> bool:
        """Tell whether a word in lower case may begin a title."""
        lists = self.words
        return low in lists.prenominal or low in lists.fields or low in lists.bodies or lists.is_role(low)

    def is_unfinished(self, name: Name) -> bool:
        """Tell whether a title wants its noun: "Chief People" before "and Culture Officer"."""
        first, *rest = name.parts
        lists = self.words
        return bool(rest) and first.low in lists.prenominal and all(t.low in lists.fields for t in rest)

    def is_one_title(self, name: Name, part: Name) -> bool:
        """Tell whether one person holds both titles: a known pair, or never named apart in the whole posting."""
        second = spell(part.parts)
        if self.is_under(part, name):
            return False
        if self.words.is_compound(spell(name.parts), second):
            return True
        whole = self.text[name.parts[0].start : part.parts[-1].end]
        count = self.text.count(whole)
        return count > 1 and self.text.count(second) == count

    def is_under(self, part: Name, name: Name) -> bool:
        """Tell whether a title is that of the other one's deputy: "General Manager and Assistant General Manager"."""
        if len(part.parts) < 2 or part.parts[0].low not in self.words.prefixes:
            return False
        return [token.low for token in part.parts[1:]] == [token.low for token in name.parts]

    def next_name(self, at: int, name: Name) -> tuple[Joint, int]:
        """Return how the next name is joined and where it begins; "" when none follows."""
        token = self.at(at)
        after = self.at(at + 1) if token is not None and token.text == "," else None
        comma = after is not None and (after.low in self.words.conjunctions or after.low in self.words.alternatives)
        if comma:
            at, token = at + 1, after
        if token is None or not (name.role or name.person or is_person(name.parts, self.words)):
            return "", at
        joint = self.joint_at(at)
        if not joint or (following := self.at(at + 1)) is None or following.low in self.words.anybody:
            return "", at
        start = self.skip_articles(at + 1)
        part = Name()
        after_part = self.read_whole(start, part)
        if not part.parts or (not part.role and not is_person(part.parts, self.words)):
            return "", at
        small = self.words.language == "en" and not any(token.is_capital for token in (*name.parts, *part.parts))
        small = small or part.parts[-1].low in self.words.bodies
        noun = small and part.parts[-1].low not in self.words.homonyms and not self.is_verb(part.parts[0])
        if not part.parts[0].is_capital and start == at + 1 and not noun and self.reads_as_verb(part, after_part):
            return "", at
        if (self.leading and self.clause_begins(after_part)) or self.is_subject(after_part, commas=comma):
            return "", at
        if (comma and self.reports_further(start)) or self.low(after_part) in self.words.others:
            # "..., and Clerks and Cooks report to", "and board members"
            return "", at
        return joint, start

    def reports_further(self, at: int) -> bool:
        """Tell whether a clause about others who report begins: "..., and Clerks, Cooks and Porters report to"."""
        low = [self.low(index) for index in range(at, at + _CLAUSE)]
        end = next((i for i, word in enumerate(low) if word in (".", ";", "who", "which")), len(low))
        return any(pair in (("report", "to"), ("reports", "to")) for pair in pairwise(low[:end]))

    # -- tokens -----------------------------------------------------------------------------------------------------

    def at(self, index: int) -> Token | None:
        """Return the token at an index, None behind the last."""
        return self.tokens[index] if index < len(self.tokens) else None

    def low(self, index: int) -> str:
        """Return the token at an index in lower case, "" behind the last."""
        token = self.at(index)
        return token.low if token is not None else ""

    def parted(self, at: int) -> bool:
        """Tell whether a dash parts two words, by white space on either side, as no hyphen does."""
        token, before, after = self.tokens[at], self.tokens[at - 1], self.at(at + 1)
        return before.end < token.start or (after is not None and token.end < after.start)

    def goes_lower(self, at: int) -> bool:
        """Tell whether a word in lower case stands at an index."""
        token = self.at(at)
        return token is not None and token.is_word and not token.is_capital

    def skip_articles(self, at: int) -> int:
        """Skip articles, and "one of the"."""
        while (token := self.at(at)) is not None and (
            token.low in self.words.articles
            or (token.low == "of" and at and self.tokens[at - 1].low == "one")
            or (token.text in self.words.qualifiers and not self.ends_name(at + 1))
        ):
            at += 1
        return at
