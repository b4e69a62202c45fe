"""A table's rows to its `Roster`: the steps in order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rolegraph.errors import InputError, MalformedInput
from rolegraph.postings import Span
from rolegraph.rosters.cells import number
from rolegraph.rosters.layouts import Columns
from rolegraph.rosters.lines import Directory, Reference, check, cycles, name_cycle, references
from rolegraph.rosters.merging import find_scope, home_of, merge, note, units_of
from rolegraph.rosters.model import LineKind, Problem, Roster, RosterLine, RosterPost, StaffGroup, Table
from rolegraph.rosters.rows import Identity, Keys, Row, find_keys, identity, is_personal, read_rows, set_addresses_apart
from rolegraph.rosters.snapshots import snapshot
from rolegraph.rosters.texts import unwritten, write_text
from rolegraph.settings import Settings


def read(table: Table, settings: Settings) -> Iterator[Roster | InputError]:
    """Read a table of posts.

    Args:
        table: The table.
        settings: Whether names are kept, and the organization and the day of tables that do not say theirs.

    Yields:
        First what is wrong with rows that cannot be read, then the roster of the others.

    Raises:
        MalformedInput: No row can be read.

    Example:
        >>> from rolegraph.rosters.layouts import recognize
        >>> header = ["id", "title", "parentId"]
        >>> rows = [("a#row=2", ["1", "Head of Ovens", ""]), ("a#row=3", ["2", "Baker", "1"])]
        >>> [roster] = read(Table("a", "00", header, rows, recognize(header, {}, "a")), Settings())
        >>> [post.label for post in roster.posts], roster.lines[0][:3]
        (['Head of Ovens', 'Baker'], (1, 0, 'solid'))
    """
    rows: list[Row] = []
    for one in read_rows(table.rows, table.columns, len(table.header)):
        if isinstance(one, InputError):
            yield one
        else:
            rows.append(one)
    if not rows:
        raise MalformedInput(table.source, "a table of posts without a row that can be read: give it rows")
    yield _read(table, rows, settings)


def _read(table: Table, rows: Sequence[Row], settings: Settings) -> Roster:
    rows, columns = set_addresses_apart(rows, table.columns)
    managers = columns.at.get("manager", ())
    named = table.header[managers[0]] if managers else ""
    keys = Keys(("id",), "id", False, str) if columns.counts else find_keys(rows, named)
    scope = find_scope(rows, settings.organization)
    own = [] if columns.counts else [identity(row, keys) for row in rows]
    directory = Directory(rows if own else (), own, keys, columns, keep_names=settings.keep_names)
    found = list(references(rows, directory))
    text, spans = write_text(
        *(table.header, rows, columns, _hidden(rows, found, keep_names=settings.keep_names)),
        left_out=unwritten(keep_names=settings.keep_names, personal=keys.personal),
    )
    problems: list[Problem] = []
    posts: list[RosterPost] = []
    lines: list[RosterLine] = []
    groups: list[StaffGroup] = []
    if columns.counts:
        groups = list(_groups(rows, found, spans, scope))
    else:
        posts, problems = _posts(rows, own, scope, spans, keep_names=settings.keep_names)
        problems += check(found, rows, own, directory)
        lines = _lines(posts, own, found, spans)
        problems += _structure(rows, own, posts, lines)
    order = {row.place: at for at, row in enumerate(rows)}
    problems.sort(key=lambda problem: order.get(problem.place, -1))
    dates = (row.get("date") for row in rows) if "date" in columns.at else ()
    day = snapshot(dates, table.source, columns.layout) or settings.date
    return Roster(
        *(table.source, table.digest, columns.layout, text, tuple(posts), tuple(lines), tuple(groups)),
        *((*_about(table, columns, scope, posts, groups), *problems), day, len(rows)),
    )


def _hidden(rows: Sequence[Row], found: Iterable[Reference], *, keep_names: bool) -> Mapping[int, frozenset[str]]:
    """Return the cells that the text leaves empty: ids that are addresses, and references that may be names."""
    if keep_names:
        return {}
    hidden: dict[int, set[str]] = defaultdict(set)
    fields = {"solid": "manager", "dotted": "dotted", "functional": "functional"}
    for one in found:
        if not one.told:
            hidden[one.row].add(fields[one.kind])
    for at, row in enumerate(rows):
        if is_personal("id", row.get("id")):
            hidden[at].add("id")
    return {at: frozenset(names) for at, names in hidden.items()}


def _posts(
    rows: Sequence[Row], own: Sequence[Identity], scope: str, spans: Sequence[Span], *, keep_names: bool
) -> tuple[list[RosterPost], list[Problem]]:
    at: dict[Identity, list[int]] = {}
    for number_, one in enumerate(own):
        at.setdefault(one, []).append(number_)
    posts: list[RosterPost] = []
    problems: list[Problem] = []
    for one, numbers in at.items():
        held = [rows[n] for n in numbers]
        posts.append(merge(one, held, [spans[n] for n in numbers], scope, keep_names=keep_names))
        problems += note(one, held)
    return posts, problems


def _lines(
    posts: list[RosterPost], own: Sequence[Identity], found: Iterable[Reference], spans: Sequence[Span]
) -> list[RosterLine]:
    """Return the lines, and add a post for each that is referred to and not described."""
    numbers = {post.identity: n for n, post in enumerate(posts)}
    rows: dict[tuple[int, int, LineKind], list[Span]] = {}
    for one in found:
        subordinate = numbers[own[one.row]]
        superior = numbers.get(one.target)
        if superior is None:
            home = posts[subordinate]
            superior = numbers[one.target] = len(posts)
            posts.append(_unknown(one, home))
        if superior != subordinate:
            rows.setdefault((subordinate, superior, one.kind), []).append(spans[one.row])
    return [RosterLine(*line, tuple(dict.fromkeys(held))) for line, held in rows.items()]


def _unknown(reference: Reference, below: RosterPost) -> RosterPost:
    title = reference.told if reference.target[0] == "title" else ""
    identifier = reference.told if reference.target[0] == "id" else ""
    return RosterPost(
        identity=reference.target,
        identifier=identifier,
        # a small letter: should another table name the post, its title comes first
        label=title or (f"post {identifier}" if identifier else "unlisted post"),
        titles=(title,) if title else (),
        organization=below.scope,
        scope=below.scope,
    )


def _groups(rows: Sequence[Row], found: Iterable[Reference], spans: Sequence[Span], scope: str) -> Iterator[StaffGroup]:
    above = {one.row: one.target for one in found if one.kind == "solid"}
    for at, row in enumerate(rows):
        home = home_of(row, scope)
        title = row.get("title") or row.get("grade") or "staff"
        yield StaffGroup(
            *(title, above.get(at, ()), scope or home, home, units_of(row), row.get("grade")),
            *(number(row.get("headcount")), spans[at]),
        )


def _structure(
    rows: Sequence[Row], own: Sequence[Identity], posts: Sequence[RosterPost], lines: Sequence[RosterLine]
) -> Iterator[Problem]:
    """Say what is odd about the whole: circles, lines to posts that are no more."""
    first: dict[Identity, Row] = {}
    for row, one in zip(rows, own, strict=True):
        first.setdefault(one, row)
    superiors: list[list[int]] = [[] for _ in posts]
    for line in lines:
        if line.kind == "solid":
            superiors[line.subordinate].append(line.superior)
        if posts[line.superior].eliminated and not posts[line.subordinate].eliminated:
            row = first[posts[line.subordinate].identity]
            cause = "reports to a post that is eliminated: the line is kept; name who took its place"
            yield Problem(row.place, "eliminated-manager", cause)
    for circle in cycles(superiors):
        places = [first[posts[n].identity].place for n in circle]
        yield Problem(places[0], "cycle", name_cycle(circle, places))


def _about(
    table: Table, columns: Columns, scope: str, posts: Sequence[RosterPost], groups: Sequence[StaffGroup]
) -> Iterator[Problem]:
    """Say what the user ought to know of the table as a whole."""
    at = columns.at
    if not scope and not any(post.scope for post in posts) and not any(group.scope for group in groups):
        cause = "no column names an organization: ids count in this table alone; give --organization NAME"
        yield Problem(table.source, "no-organization", cause)
    if "title" not in at:
        taken = f", and {table.header[at['person'][0]]!r} is read as names of persons" if "person" in at else ""
        cause = f"no column of titles{taken}: if one holds titles, name it with --map title=COLUMN"
        yield Problem(table.source, "no-titles", cause)
