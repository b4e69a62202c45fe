"""Whom a role reports to: every wording met in real postings, every wording that only looks like one.

One file, long as it is: most of it is one table, and a wording that is added has to be held against all the others.
"""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolegraph.extractors.reporting import extract
from rolegraph.facts import Fact, ReportingLine, Role, Title
from rolegraph.outline import Outline, outline
from rolegraph.postings import Block, BlockKind, Link, Posting, Span

ROLE = "Night Ferry Planner"


def outlined(text: str, title: str = ROLE, links: tuple[str, ...] = ()) -> Outline:
    """The outline of a posting: a line is a paragraph, "# " opens a heading, "- " an item, "| " a table cell."""
    kinds: dict[str, BlockKind] = {"# ": "heading", "- ": "item", "| ": "cell"}
    blocks = [Block("field", Span(0, len(title)), name="title")] if title else []
    whole = f"{title}\n" if title else ""
    for line in text.split("\n"):
        kind = kinds.get(line[:2], "paragraph")
        words = line[2:] if line[:2] in kinds else line
        start = len(whole)
        whole += words + "\n"
        found = [
            Link(Span(start + words.index(one), start + words.index(one) + len(one)), "#")
            for one in links
            if one in words
        ]
        if words:
            blocks.append(
                Block(kind, Span(start, start + len(words)), group=1 if kind == "cell" else 0, links=tuple(found))
            )
    return outline(Posting("test", "0" * 64, whole[:-1], tuple(blocks)))


def lines(text: str, title: str = ROLE, links: tuple[str, ...] = ()) -> list[ReportingLine]:
    found = outlined(text, title, links)
    titles: list[Fact] = [Title(evidence=(Span(0, len(title)),), rule="title-field", text=title)] if title else []
    return list(extract(found, titles))


def superiors(text: str, title: str = ROLE) -> list[str]:
    return [line.superior for line in lines(text, title)]


# Each row: the text, the superiors, and what it guards.
VERBS = [
    (
        "The Ferry Planner reports to the Director of Harbour Data & Tides.",
        ["Director of Harbour Data & Tides"],
    ),  # title
    ("This position reports to the Chief Ferry Officer.", ["Chief Ferry Officer"]),
    (
        "This role reports to the VP of Timetables and will lead the spring plan.",
        ["VP of Timetables"],
    ),  # trailing clause
    ("The role reports to the Head of Signals and covers winter work.", ["Head of Signals"]),
    ("This position will report to the Head of Pier Operations.", ["Head of Pier Operations"]),
    ("The role will report to the Senior Director of the Quay Office.", ["Senior Director of the Quay Office"]),
    (
        "This position will report to a Senior Manager in BLQ Harbour Support and will work with others.",
        ["Senior Manager"],
    ),
    ("We need a Night Ferry Planner who will report to the VP Timetables.", ["VP Timetables"]),  # relative clause
    ("As a Night Ferry Planner, you will report to the Senior Director of Piers.", ["Senior Director of Piers"]),
    ("You'll report to the Chief Tide Officer and sit on the third floor.", ["Chief Tide Officer"]),
    ("You’ll be reporting to the Head of Tides & Research.", ["Head of Tides & Research"]),  # curly apostrophe
    ("In this job you will be reporting to the Lisbon location manager.", ["Lisbon location manager"]),  # lower case
    ("You will report directly to the crane manager.", ["crane manager"]),
    (
        "The applicant will directly report to the head of oyster breeding, including all issues of feed.",
        ["head of oyster breeding"],
    ),
    (
        "This position reports directly to the Director, Ferry Engineering.",
        ["Director, Ferry Engineering"],
    ),  # comma inside
    ("The role reports into the Tide Engineering division.", ["Tide Engineering division"]),  # a unit
    (
        "This role will report into the Manager of Signals, Buoy Partnerships.",
        ["Manager of Signals, Buoy Partnerships"],
    ),
    ("In this role you will report into the company’s SVP of Tides.", ["SVP of Tides"]),  # possessive of anybody
    ("You will report to Tidewater.org’s Harbour Supervisor.", ["Tidewater.org’s Harbour Supervisor"]),  # dotted name
    ("You will report to Tidewater.org's ferry safety branch chief.", ["Tidewater.org's ferry safety branch chief"]),
    ("Team of 4, reports to the head of tides", ["head of tides"]),  # telegram style
    ("This new position will report to the Deputy Harbour Master.", ["Deputy Harbour Master"]),
    ("These individuals will report to the Sr. Tide& Wave Analyst.", ["Sr. Tide& Wave Analyst"]),  # damage stays
    ("Appointed by and reports to the Harbour Board; leads the office.", ["Harbour Board"]),  # second verb, a body
    ("The incumbent works with the crane crew and will report to the Chief Rigger.", ["Chief Rigger"]),
    ("This is a senior, dock level post which reports directly to the Dock Administrator.", ["Dock Administrator"]),
    ("This role is a direct report to the CFO.", ["CFO"]),  # the noun that is a line
    ("This role has a direct reporting line to the Head of Piers.", ["Head of Piers"]),
    ("The incumbent is accountable to the Board for the results.", ["Board"]),
    (
        "You will manage a team of 8 stewards and report directly to the Pier Director.",
        ["Pier Director"],
    ),  # both directions
    ("Report to and work with the Tide Scientist", ["Tide Scientist"]),  # imperative with a second verb
    ("- Report to the Country Ferry Director;", ["Country Ferry Director"]),  # imperative item
    ("Your manager will be the Head of Piers.", ["Head of Piers"]),
    ("The position is directly subordinated to the Chief Engineer.", ["Chief Engineer"]),
    ("THE PLANNER REPORTS TO THE DIRECTOR OF PIERS.", ["DIRECTOR OF PIERS"]),  # all capitals
    ("The role reports to the Director of IT.", ["Director of IT"]),  # "IT" is no pronoun
]

PARTICIPLES = [
    ("This is a post in the money team reporting directly to the L&Q Manager.", ["L&Q Manager"]),
    (
        "This is a hands-on position reporting to the Director, Tide Science, in which you'll count waves.",
        ["Director, Tide Science"],
    ),
    ("We are looking for a Ferry Planner reporting to our VP of Boats, GM.", ["VP of Boats, GM"]),  # two titles of one
    ("Reporting to the Director, Predictive Tides, the Ferry Planner provides tables.", ["Director, Predictive Tides"]),
    ("Reporting to the Timetable Director, you will manage the night desk.", ["Timetable Director"]),
    ("Reporting to the Chief Quay Officer (CQO), the planner is in charge.", ["Chief Quay Officer"]),  # abbreviation
    (
        "The Ferry Planner, reporting to the Director of Gifts, is the first contact.",
        ["Director of Gifts"],
    ),  # apposition
    ("Reporting into the Sr Director, Mussels, this individual keeps records.", ["Sr Director, Mussels"]),
    (
        "The planner helps with ferries, reporting to an AI Lead under the Office of the Chief Tide Officer.",
        ["AI Lead"],
    ),
    ("Reporting directly to the Director and Interacting with the crew on tides;", ["Director"]),  # capital gerund
    (
        "Reporting to\nthe Director, Dock Analytics, the planner draws\nmaps.",
        ["Director, Dock Analytics"],
    ),  # wrapped text
]

SUPERVISION = [
    (
        "Under the direction of the Director of Bread and Butter or delegate, the planner bakes.",
        ["Director of Bread and Butter"],
    ),
    ("We seek a planner who, under the direction of the Director of Buoys, will write tables.", ["Director of Buoys"]),
    (
        "Under the general supervision of the Manager, Harbour Development, the incumbent keeps logs.",
        ["Manager, Harbour Development"],
    ),
    ("Under direct supervision of the Director of Pier Marketing, you count.", ["Director of Pier Marketing"]),
    ("Work under the direction of a Director or other higher-level planner", ["Director"]),  # "or other" is nobody
    ("Work under the general guidance of a Tidal Director.", ["Tidal Director"]),
    ("Works under the direction of the VP Dredging", ["VP Dredging"]),
    ("Work is performed under the close supervision of the Pier Director.", ["Pier Director"]),
    ("The Ferry Planner is responsible to the Director of Night Boats.", ["Director of Night Boats"]),
    ("The ferry planner is supervised by the director of planning.", ["director of planning"]),
    ("This role is line managed by the Pier Manager.", ["Pier Manager"]),
    ("Receives general direction from the Dock Manager or designee.", ["Dock Manager"]),  # "or designee" is left out
    ("Works under the Harbour Master's direct supervision.", ["Harbour Master"]),  # the superior in the middle
    ("Under supervision of the Head of Office the incumbent will draw maps.", ["Head of Office"]),  # no comma
    (
        "Under the overall guidance of the Tide Fund Porto office (TFPO) Executive Director, the planner plans.",
        ["Tide Fund Porto office (TFPO) Executive Director"],
    ),
    (
        "As an officer of the port and under administrative direction of the Mayor and Port Council, he plans.",
        ["Mayor", "Port Council"],
    ),
    (
        "Receives general supervision from the Pier Master and administrative direction from the Dock Judge.",
        ["Pier Master", "Dock Judge"],
    ),
    (
        "Under the supervision of the Port Director and the guidance of the Tide Coordinator, you draw.",
        ["Port Director", "Tide Coordinator"],
    ),
    ("Organize night fairs in Porto, under the direction of the Harbour Master and by the book.", ["Harbour Master"]),
    ("Under general direction of the Harbour Master, to plan and perform work.", ["Harbour Master"]),
    ("Under the leadership of the Head of Piers, this position leads the work.", ["Head of Piers"]),
]

LABELS = [
    ("Reports To: VP, Tide Engineering", ["VP, Tide Engineering"]),
    ("Department: Pier Development Reports to: Director of BI", ["Director of BI"]),  # run-on before
    ("Remote Position Reports To: VP of Boats Start date: Immediate", ["VP of Boats"]),  # run-on behind
    ("This position reports to: Quay Director, Bread & Butter", ["Quay Director, Bread & Butter"]),
    ("This Position reports to:\nHead of Piers\nLocation: Porto", ["Head of Piers"]),  # value in the next block
    ("REPORTS TO\nHarbour Master", ["Harbour Master"]),  # no colon
    ("# Reporting Line\n- Reports to the Head of IT Boats", ["Head of IT Boats"]),  # heading and item
    ("| Reporting line\n| Reports directly to the Chief Privacy Officer", ["Chief Privacy Officer"]),  # table row
    ("| Reports To\n| Harbour Master", ["Harbour Master"]),
    ("Reporting Manager: Pier Manager", ["Pier Manager"]),
    ("Immediate Supervisor: Chief Ferry Inspector", ["Chief Ferry Inspector"]),
    ("Supervisors Title: Pier Manager", ["Pier Manager"]),  # apostrophe lost
    ("Supervised by: Tide Scientist", ["Tide Scientist"]),
    ("Responsible to (insert job title): Head of Year", ["Head of Year"]),
    ("Job Title of Line Manager: Deputy Harbour Master", ["Deputy Harbour Master"]),
    ("SUPERVISION RECEIVED\nWorks under the general supervision of the Harbour Master.", ["Harbour Master"]),
    ("Reporting to: Pier Manager | Location: Porto", ["Pier Manager"]),
    ("Reports to/Supervisor: Pier Manager", ["Pier Manager"]),
    ("Reports to: Sr. Mgr., Piers", ["Sr. Mgr., Piers"]),  # abbreviations
    ("Position Summary: Reports to the Harbour Master. Plans trips.", ["Harbour Master"]),
    ("Reports to: Xiulan Zhao", ["Xiulan Zhao"]),  # a name that no list knows
]

OTHER_LANGUAGES = [
    ("Hafen und Meer. Sie berichten direkt an den Leiter Hafenbetrieb.", ["Leiter Hafenbetrieb"]),
    (
        "Hafen und Meer. In dieser Position berichtest du an die Leiterin Fahrplan und Technik.",
        ["Leiterin Fahrplan und Technik"],
    ),
    ("Die Stelle ist direkt der Geschäftsführung unterstellt.", ["Geschäftsführung"]),
    ("Rattaché(e) au Directeur Financier, vous gérez les comptes de la maison.", ["Directeur Financier"]),
    ("Le poste est rattaché à la Responsable des Ventes de Porto.", ["Responsable des Ventes de Porto"]),
    ("Vous reportez au Directeur Général de la maison.", ["Directeur Général de la maison"]),
    ("Sous la responsabilité du Chef de Port, vous assurez la sécurité.", ["Chef de Port"]),
    ("Reportará al Gerente de Operaciones.", ["Gerente de Operaciones"]),
    ("Bajo la supervisión de la Directora Financiera, llevará los libros.", ["Directora Financiera"]),
    ("Reporta a: Jefe de Muelle", ["Jefe de Muelle"]),
    ("A posição reporta ao Diretor de Operações.", ["Diretor de Operações"]),
    ("Sob a supervisão do Gerente de Porto, você vai planejar.", ["Gerente de Porto"]),
]

TRAPS = [
    "Assisting in preparation of quarterly reports to the Dock Committee.",  # a report is a thing
    "Builds reports and dashboards to help the VP of Boats.",
    "Prepares dashboards and reports to the Director of Boats.",
    "Submit a written report to the Harbour Master.",
    "The planner provides weekly status updates and reports to the Harbour Master.",
    "Deliver financial reporting to the Board of Directors.",
    "Provide reports to the Chief Ferry Officer and the Harbour Master.",
    "We hold ourselves accountable to the highest standards of honesty.",  # values
    "You will be responsible to the highest standards.",
    "You will work with minimal supervision.",  # nobody is named
    "Works under direction of the manager to deliver tables",  # anybody's manager
    "This position reports to a supervisor.",
    "This position reports to senior management.",
    "This position reports to the Manager.",
    "Experience in supervised learning.",  # machines
    "Under the leadership of Ada Moss, a famous CEO, our company has grown.",  # the company
    "Under the leadership of Ada Moss, Blue Pier has tripled.",
    "Under the direction of the Harbour Master, port staff move crates.",  # other people
    "Ballots are counted under the direction of the Harbour Master.",
    "All crates are moved under the supervision of the Harbour Master.",
    "Interns work under the guidance of the Head Planner.",
    "Our lab, under the direction of Professor Ada Moss, studies tides.",
    "The team works under the direction of the Harbour Master.",
    "Able to work under the direction of the Harbour Master.",  # asked for
    "Experience reporting to senior executives and a Board of Directors.",
    "You will join our research team which reports directly to the CTO.",  # the team
    "Principal tug engineers report directly to the CTO.",  # a class of others
    "Our chief engineer reports to the Mayor.",
    "You will supervise clerks who report to the Deputy Harbour Master.",
    "You excel in a matrix work environment.",
    "Reports To: N/A",  # answered with nothing
    "Reports to: None",
    "Hiring Manager: Ada Moss",  # no superior
    "Plan with first line supervisors who will report to you, the Pier Director and others.",  # the other direction
    "The applicant must report to work on time.",
    "Responsible for reporting to the Board of Directors on tides.",
    "Confer with guests and report to the Harbour Board on tides.",
    "This position does not report to the Harbour Master.",
    "A planner will be in one or two projects at a time, managed by the Senior Director of Tides.",
    "The VP leads the direction of the Harbour Master's division.",
    "Reports to the following:",
    "Reports to",
    "reporting",
]

BOUNDARIES = [
    ("This role reports to the VP, Head of Night Boats.", ["VP, Head of Night Boats"]),
    ("This role reports to the Director of Boats in our Berlin office.", ["Director of Boats"]),
    ("This role reports to the Director of Boats on a daily basis.", ["Director of Boats"]),
    ("This role reports to the Director of Boats but working across piers.", ["Director of Boats"]),
    ("The Ferry Planner reports to the Manager of Piers who manages a team of 12 divers.", ["Manager of Piers"]),
    (
        "This role reports to the Director of IT and Security and is remote.",
        ["Director of IT and Security"],
    ),  # one title
    ("This role reports to the Boats and Piers Manager.", ["Boats and Piers Manager"]),
    ("This role reports to the Chairman and Harbour Judge.", ["Chairman and Harbour Judge"]),
    ("This role reports to the President and CEO.", ["President and CEO"]),
    (
        "This role reports to the Executive Vice President and Chief Boat Officer.",
        ["Executive Vice President and Chief Boat Officer"],
    ),
    ("This role reports to the Bureau of Boats Manager.", ["Bureau of Boats Manager"]),
    (
        "This role reports to the Executive Assistant to the Harbour Master.",
        ["Executive Assistant to the Harbour Master"],
    ),
    (
        "This role reports to the Deputy Dock Executive--Night Services and is exempt.",
        ["Deputy Dock Executive--Night Services"],
    ),
    ("You will report to the Pier Manager and mentor junior planners.", ["Pier Manager"]),  # a verb after "and"
    ("You will report to the Pier Manager and guide junior planners daily.", ["Pier Manager"]),
    ("You will report to the Pier Manager and collaborating with tug engineers.", ["Pier Manager"]),
    ("This role reports to the Director, Boats; this role is remote.", ["Director, Boats"]),
    ("This role reports to the Head of R & D.", ["Head of R & D"]),  # the full stop is no abbreviation's
    (
        "Blue Pier of the Northern Isles seeks one planner for its boats.\n"
        "Under the general supervision of the Director, Harbour\nConstruction the incumbent is in charge of piers.",
        ["Director, Harbour Construction"],
    ),  # wrapped in the midst of a title
    ("This role reports to the Pier Manager role at Blue Pier.", ["Pier Manager"]),
    ("This role reports to the Director - Piers and supervises clerks.", ["Director - Piers"]),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*VERBS, *PARTICIPLES, *SUPERVISION, *LABELS, *OTHER_LANGUAGES, *BOUNDARIES]
)
def test_superior_is_found(text: str, expected: list[str]) -> None:
    found = outlined(text)
    facts = list(extract(found, []))
    assert superiors(text) == expected
    for line in facts:
        quote = found.quote(line.evidence[0])
        assert line.superior.split()[0] in quote
        assert quote.strip() == quote


@pytest.mark.parametrize("text", TRAPS)
def test_trap_is_no_line(text: str) -> None:
    assert superiors(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # two superiors, each for its own matters
        (
            "Reports to the CEO on administrative matters and to the Quay Board on clinical matters.",
            [("CEO", "solid"), ("Quay Board", "solid")],
        ),
        # two superiors on equal terms
        ("This role will report into the Head of money and CFO.", [("Head of money", "joint"), ("CFO", "joint")]),
        (
            "The planner reports jointly to the CEO and the Dock Risk Committee.",
            [("CEO", "joint"), ("Dock Risk Committee", "joint")],
        ),
        ("This role reports to the CEO and Board of Trustees.", [("CEO", "joint"), ("Board of Trustees", "joint")]),
        (
            "Under the direction of the Quay Clerk & Chief Deputy, to run the pier.",
            [("Quay Clerk", "joint"), ("Chief Deputy", "joint")],
        ),
        (
            "Under the direction of the Quay Clerk, Chief Quay Clerk and Pier Supervisor, plans trips.",
            [("Quay Clerk", "joint"), ("Chief Quay Clerk", "joint"), ("Pier Supervisor", "joint")],
        ),
        # a second line of its own kind
        (
            "The role sits in Porto, reporting to the VP of Boats with a dotted line to the CFO.",
            [("VP of Boats", "solid"), ("CFO", "dotted")],
        ),
        (
            "This role reports to the Crane and Hoist Manager with a dotted line to the Quay Manager.",
            [("Crane and Hoist Manager", "solid"), ("Quay Manager", "dotted")],
        ),
        (
            "You report to the Pier Manager with a dotted line reporting to the Regional Purser.",
            [("Pier Manager", "solid"), ("Regional Purser", "dotted")],
        ),
        (
            "The solid line goes to the HR director, and the dotted line to the Pier Manager.",
            [("HR director", "solid"), ("Pier Manager", "dotted")],
        ),
        (
            "Reports to: Chief Boat Officer (dotted line report to VP Ropes)",
            [("Chief Boat Officer", "solid"), ("VP Ropes", "dotted")],
        ),
        (
            "This role reports administratively to the CEO and functionally to the Dock Committee.",
            [("CEO", "administrative"), ("Dock Committee", "functional")],
        ),
        ("- Reports functionally to Dock Committee", [("Dock Committee", "functional")]),
        # only for a while
        ("Until a Head of Piers is hired, the planner will temporarily report to the CFO.", [("CFO", "interim")]),
    ],
)
def test_kind_of_line(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(line.superior, line.line) for line in lines(text)] == expected


@pytest.mark.parametrize(
    ("text", "superior", "person", "target"),
    [
        (
            "You will report to Ada Moss, Managing Director Blue Pier USA.",
            "Managing Director Blue Pier USA",
            "Ada Moss",
            "role",
        ),
        ("This role reports to the Director of Ledgers, Tomas Ruiz.", "Director of Ledgers", "Tomas Ruiz", "role"),
        ("Reports To: Ada Moss, GM of Bluefoot", "GM of Bluefoot", "Ada Moss", "role"),
        ("You'll report directly to Clara Moss, our VP of Boats.", "VP of Boats", "Clara Moss", "role"),
        ("This role reports to our CEO Clara Moss.", "CEO", "Clara Moss", "role"),  # nothing between title and name
        ("Line Manager: Tomas Ruiz (Head of Tides)", "Head of Tides", "Tomas Ruiz", "role"),
        ("This role reports to Dr. Ada Moss, Head of Tides.", "Head of Tides", "Dr. Ada Moss", "role"),
        ("Reports to: Tomas Miller", "Tomas Miller", "Tomas Miller", "person"),  # a surname that is a trade
        ("This role reports to the Harbour Board.", "Harbour Board", "", "body"),
        ("- Report to owners;", "owners", "", "body"),
        ("The role reports into the Tide division.", "Tide division", "", "unit"),
    ],
)
def test_what_the_superior_is(text: str, superior: str, person: str, target: str) -> None:
    (line,) = lines(text)
    assert (line.superior, line.person, line.target) == (superior, person, target)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reports to either a Director of Piers or the VP of Boats.", ["Director of Piers", "VP of Boats"]),
        ("Reports to the Director or VP, Alliances.", ["Director", "VP, Alliances"]),
        ("Reports to a Senior Manager or Director of Tide Writing.", ["Senior Manager", "Director of Tide Writing"]),
    ],
)
def test_alternatives_share_a_number(text: str, expected: list[str]) -> None:
    found = lines(text)
    assert [line.superior for line in found] == expected
    assert {line.alternative for line in found} == {1}


def test_a_line_stated_twice_stands_once_with_both_quotes() -> None:
    (line,) = lines(
        "Reports to: Director of Piers\nYou will report to the Director of Piers.\nUnder direction of the Director."
    )
    assert line.superior == "Director of Piers"
    assert len(line.evidence) == 3


def test_deputy_is_another_post_than_its_chief() -> None:
    assert superiors("Reports to: Harbour Master\nReceives direction from the Deputy Harbour Master.") == [
        "Harbour Master",
        "Deputy Harbour Master",
    ]


def test_hyperlink_bounds_a_title() -> None:
    title = "Chief Boat Officer, Head of Piers and Tide Secretary"
    assert [line.superior for line in lines(f"This role reports to the {title}.", links=(title,))] == [title]


def test_line_belongs_to_the_role_it_names_or_to_the_heading_above() -> None:
    text = (
        "# Porter\nThis position reports to the Pier Manager.\n"
        "# Senior Porter\nThis position reports to the Dock Director.\nThe Porter reports to the Head Porter."
    )
    found = outlined(text, "Porters")
    whole = found.text
    roles = [
        Role(
            evidence=(Span(whole.index("Porter\nThis"), whole.index("Porter\nThis") + 6),),
            rule="heading",
            label="Porter",
        ),
        Role(
            evidence=(Span(whole.index("Senior Porter"), whole.index("Senior Porter") + 13),),
            rule="heading",
            label="Senior Porter",
        ),
    ]
    assert [(line.role, line.superior) for line in extract(found, roles)] == [
        ("Porter", "Pier Manager"),
        ("Senior Porter", "Dock Director"),
        ("Porter", "Head Porter"),
    ]


def test_unnamed_title_is_believed_where_the_posting_has_none() -> None:
    assert superiors("The Deputy Porter reports to the Harbour Master.", "") == ["Harbour Master"]
    assert superiors("The Deputy Porter reports to the Harbour Master.") == []


@given(st.text(max_size=60), st.sampled_from([row[0] for row in (*VERBS, *LABELS, *SUPERVISION)]), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_every_quote_is_true(before: str, text: str, after: str) -> None:
    found = outlined(f"{before} {text} {after}".replace("\r", " "))
    for line in extract(found, []):
        assert 0 < line.confidence <= 1
        assert line.superior
        for span in line.evidence:
            assert 0 <= span.start < span.end <= len(found.text)


@pytest.mark.parametrize(
    "unit",
    [
        "reports to the ",
        "under the supervision and direction and ",
        "under the direct general ",
        "Reports to the Director, ",
        "reports to the Head and ",
        "reports to (",
        "Supervisor: ",
        "Reports to the Head of Piers.\n",
        "reports to the\n",
        "a",
        "İ",
    ],
)
def test_hostile_megabyte_takes_seconds_at_most(unit: str) -> None:
    found = outlined(unit * (1_000_000 // len(unit)))
    started = time.process_time()
    assert len(list(extract(found, []))) < 1000
    assert time.process_time() - started < 20
