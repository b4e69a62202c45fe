"""Which columns a table of posts has, and what each is called: one table of layouts, one of names.

Names are compared as `rolegraph.headers.fold` does: "Job Title", "job_title" and "jobTitle" are one.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from rolegraph.errors import MalformedInput
from rolegraph.headers import fold, list_columns, no_column

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "id": (
        *("post_unique_reference", "position_id", "position_number", "post_id", "post_number", "role_id"),
        *("employee_id", "employee_number", "person_id", "staff_id", "worker_id", "user_id", "emp_id", "node_id"),
        *("unique_id", "id", "reference"),
    ),
    "manager": (
        *("reports_to_senior_post", "reporting_senior_post", "reports_to_position_id", "reports_to_position_number"),
        *("manager_position_id", "parent_position_id", "parent_post_id", "reports_to_post", "reports_to_id"),
        *("manager_id", "line_manager_id", "manager_employee_id", "manager_number", "supervisor_id", "boss_id"),
        *("parent_id", "pid", "parent", "reports_to", "reports_to_position", "reporting_to", "manager_email"),
        *("manager_e_mail", "line_manager_email", "supervisor_email", "supervisor_e_mail", "reports_to_email"),
        *("line_manager", "manager", "supervisor", "superior", "boss", "manager_name", "line_manager_name"),
        *("supervisor_name", "boss_name"),
    ),
    "dotted": (
        *("dotted_line_manager_id", "dotted_line_manager", "dotted_manager_id", "dotted_manager", "dotted_line_ids"),
        *("dotted_line_id", "dotted_line", "dotted_line_to", "dotted_ids", "alt_reports_to", "alternate_manager"),
        *("alternate_manager_id", "matrix_manager_id", "matrix_manager", "secondary_manager_id", "secondary_manager"),
        *("secondary_supervisor_id", "secondary_supervisor"),
    ),
    "functional": ("functional_manager_id", "functional_manager", "functional_line"),
    "title": (
        *("job_title", "generic_job_title", "position_title", "post_title", "role_title", "title", "position_name"),
        *("designation", "business_title", "position", "post", "role", "job"),
    ),
    "unit": (
        *("unit", "department", "departments", "department_name", "business_unit", "org_unit", "organizational_unit"),
        *("organisational_unit", "division", "directorate", "team", "section", "function"),
    ),
    "organization": (
        *("organisation", "organization", "organisation_name", "organization_name", "company", "company_name"),
        *("legal_entity", "employer"),
    ),
    "parent-organization": ("parent_department", "parent_organisation", "parent_organization", "parent_company"),
    "location": ("location", "location_name", "work_location", "office_location", "office", "site", "city", "town"),
    "country": ("country", "country_name", "work_country"),
    "grade": ("grade", "job_grade", "pay_grade", "grade_or_equivalent", "band", "pay_band", "job_level", "level"),
    "fte": ("fte", "full_time_equivalent", "contracted_fte", "position_fte", "post_fte"),
    "headcount": ("number_of_posts_in_fte", "number_of_posts"),
    "vacant": ("vacant", "is_vacant", "vacancy", "position_status", "post_status", "status"),
    "date": ("snapshot_date", "as_of_date", "as_of", "as_at", "report_date"),
    "person": (
        *("name", "full_name", "employee_name", "person_name", "display_name", "post_holder", "incumbent", "holder"),
        *("employee", "person", "worker", "worker_name", "staff_name"),
    ),
    "first-name": ("first_name", "given_name", "forename"),
    "last-name": ("last_name", "surname", "family_name"),
    "email": (
        *("email", "e_mail", "email_address", "contact_e_mail", "contact_email", "work_email", "employee_email"),
        *("mail", "user_principal_name"),
    ),
}
"""What each field may be called, the surest name first."""

PERSONAL: Final = ("person", "first-name", "last-name", "email")
"""The fields that say who holds a post."""

_PERSONAL_NAMES: Final = frozenset(fold(name) for field in PERSONAL for name in FIELDS[field])

OWN_FIELDS: Final = frozenset(FIELDS) - {"title", "unit", "organization", "location"}
"""The fields that no posting has: a map that names one is for a table of posts."""

# beside an id these are found in tables of posts alone
_MARKS: Final = frozenset(("fte", "headcount", "dotted", "parent-organization"))
# ids that may be those of anything
_ANY_ID: Final = frozenset(("id", "reference", "uniqueid"))


class Layout(NamedTuple):
    """A table of posts that is known by its columns.

    Args:
        name: What the table is called in reports.
        id: The column that names each post.
        manager: The column that names the post it reports to.
        origin: Who makes such tables.
        top: What stands in the manager's column of a post that reports to none, in lower case; nothing does everywhere.
        counts: Whether a row counts staff of one grade below a post, and is no post itself.
    """

    name: str
    id: str
    manager: str
    origin: str
    top: tuple[str, ...] = ()
    counts: bool = False


LAYOUTS: Final = (
    Layout(
        *("uk-organogram-senior", "Post Unique Reference", "Reports to Senior Post"),
        "UK government organograms, senior posts; `XX` reports to nobody, a reference on several rows is a job share",
        top=("xx",),
    ),
    Layout(
        *("uk-organogram-junior", "", "Reporting Senior Post"),
        "UK government organograms, junior posts: counts of staff below a senior post",
        top=("xx",),
        counts=True,
    ),
    Layout("position", "Position ID", "Reports To Position ID", "HR systems that manage positions"),
    Layout("position-number", "Position Number", "Reports To Position Number", "HR systems that manage positions"),
    Layout("employee", "employee_id", "manager_id", "HR exports"),
    Layout("orgplus", "PersonID", "SupervisorID", "OrgChart Now and OrgPlus; `AltReportsTo` has dotted lines"),
    Layout("d3-org-chart", "id", "parentId", "d3-org-chart, Kendo UI"),
    Layout("balkan", "id", "pid", "BALKAN OrgChartJS"),
    Layout("organimi", "ID", "Boss ID", "Organimi; dotted lines stand in a list with colons"),
    Layout("id-manager-id", "id", "manager_id", "exports of databases"),
    Layout("id-reports-to", "id", "Reports To", "Visio's organization chart wizard, hand-made tables"),
    Layout("e-mail", "Email", "Supervisor Email", "Unaric and directories: the ids are addresses, in any case"),
    Layout("e-mail-manager", "Email", "Manager Email", "directories: the ids are addresses, in any case"),
    Layout("name", "Name", "Manager", "Google OrgChart: the ids are names of persons"),
    Layout("name-reports-to", "Name", "Reports To", "hand-made tables: the ids are names of persons"),
)
"""The layouts, the surest first; of several that fit, the first is taken."""


class Columns(NamedTuple):
    """Which columns of a table hold what.

    Args:
        layout: The name of the layout; "" where columns were found by their names, "map" where the user named them.
        at: For each field that the table has the numbers of its columns, from 0.
        top: What stands for no manager, in lower case, beside nothing.
        counts: Whether rows count staff and are no posts.
    """

    layout: str
    at: dict[str, tuple[int, ...]]
    top: tuple[str, ...] = ()
    counts: bool = False


def recognize(
    header: Sequence[str], chosen: Mapping[str, Sequence[str]], source: str, *, told: bool = False
) -> Columns | None:
    """Tell whether a table is one of posts, and which of its columns hold what.

    Args:
        header: The names of its columns.
        chosen: The columns that the user named, by field; none for a field that is to be left out.
        source: Its name, for messages.
        told: Whether the user said that it is a table of posts.

    Returns:
        The columns; None for a table of postings, or of something else.

    Raises:
        MalformedInput: A column that the user named is not there, or none says whom a post reports to.

    Example:
        >>> recognize(["id", "title", "parentId"], {}, "a.csv").at
        {'id': (0,), 'manager': (2,), 'title': (1,)}
        >>> recognize(["title", "company", "description"], {}, "a.csv")
    """
    told = told or asks_for_posts(chosen)
    folded: dict[str, int] = {}
    for number, name in enumerate(header):
        if name.strip():
            folded.setdefault(fold(name), number)
    layout = next((one for one in LAYOUTS if _fits(one, folded)), None)
    at = _find(folded, layout)
    at.update(_named(header, folded, chosen, source))
    at = {field: columns for field, columns in at.items() if columns}
    if "manager" not in at and "manager" not in chosen:
        return _without_manager(header, at, source, told=told)
    if not told and not at.keys() & {"id", "title", "person", "email"}:
        return None
    found = "map" if chosen.keys() & {"id", "manager"} else layout.name if layout else ""
    return Columns(found, at, layout.top if layout else (), bool(layout and layout.counts))


def asks_for_posts(chosen: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a map names columns that only a table of posts has.

    Example:
        >>> asks_for_posts({"title": ["a"], "manager": ["b"]}), asks_for_posts({"title": ["a"], "body": ["b"]})
        (True, False)
    """
    return not OWN_FIELDS.isdisjoint(chosen)


def _fits(layout: Layout, folded: Mapping[str, int]) -> bool:
    return fold(layout.manager) in folded and (not layout.id or fold(layout.id) in folded)


def _find(folded: Mapping[str, int], layout: Layout | None) -> dict[str, tuple[int, ...]]:
    """Find the columns by their names, each for one field; those of the layout come first."""
    at: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    for field in FIELDS:
        names = FIELDS[field]
        if layout and field == "manager":
            names = layout.manager, *names
        elif layout and field == "id" and fold(layout.id) not in _PERSONAL_NAMES:
            names = layout.id, *names
        for name in names:
            number = folded.get(fold(name)) if name else None
            if number is not None and number not in taken:
                at[field] = (number,)
                taken.add(number)
                break
    return at


def _named(
    header: Sequence[str], folded: Mapping[str, int], chosen: Mapping[str, Sequence[str]], source: str
) -> dict[str, tuple[int, ...]]:
    at = {}
    for field, columns in chosen.items():
        if field not in FIELDS:
            continue
        numbers = []
        for column in columns:
            number = header.index(column) if column in header else folded.get(fold(column))
            if number is None:
                raise MalformedInput(source, no_column(field, column, header))
            numbers.append(number)
        # a name or an address is no id, whatever the user calls it: it is not to be shown
        personal = field == "id" and all(fold(header[number]) in _PERSONAL_NAMES for number in numbers) and numbers
        at["person" if personal else field] = tuple(numbers)
    return at


def _without_manager(
    header: Sequence[str], at: Mapping[str, tuple[int, ...]], source: str, *, told: bool
) -> Columns | None:
    sure = "id" in at and (fold(header[at["id"][0]]) not in _ANY_ID or not _MARKS.isdisjoint(at))
    if not told and not sure:
        return None
    raise MalformedInput(
        source,
        "a table of posts, but no column says whom each post reports to: name it with --map manager=COLUMN, or give"
        f" --map manager= to build the posts alone ({list_columns(header)})",
    )
