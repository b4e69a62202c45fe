"""Subjects, wordings, titles and what follows, combined: the superior is exact in each combination."""

import pytest

from .test_reporting import TRAPS, lines, superiors

HEAD = "Head of Boats"

SUBJECTS = [
    *("This position", "This role", "The role", "The post", "The job", "This opportunity", "This assignment"),
    *(
        "You",
        "He/she",
        "S/he",
        "The incumbent",
        "The post holder",
        "The post-holder",
        "The role-holder",
        "The appointee",
    ),
    *("The successful candidate", "The selected applicant", "Successful candidates", "The new hire", "The resource"),
    *(
        "The Night Ferry Planner",
        "A Night Ferry Planner",
        "Our Night Ferry Planner",
        "Night Ferry Planners",
        "Our planner",
    ),
    *("The NFP", "The planner, based in Porto,", "The role (based in Porto)", "The Night Ferry Planner (NFP)"),
    *("In this role, you", "As a Night Ferry Planner, you", "Based in Porto, you", "The person in this role"),
    *(
        "This team member",
        "The secondee",
        "It is a permanent role and",
        "It's a new post and",
        "This is a new role and",
    ),
    *("The role is based in Porto and", "You will be part of the Ferry team and", "Part of the Ferry team,"),
    *(
        "Incumbents of this class",
        "Employees in this class",
        "This 12-month contract position",
        "This Porto-based role",
    ),
]

WORDINGS = [
    *("reports to", "will report to", "reports directly to", "reports into", "reports up to", "reports straight to"),
    *("reports, on a day-to-day basis, to", "reports professionally to", "will be reporting to", "is to report to"),
    *("is a direct report of", "is a direct report to", "has a reporting line to", "has direct reporting to"),
    *("is accountable to", "is answerable to", "is responsible to", "is directly responsible to", "answers to"),
    *("is supervised by", "is line managed by", "will be managed directly by", "is overseen by"),
    *("is mentored and supervised by", "is appointed by and accountable to", "is subordinate to"),
    *("works under the direction of", "works under the general supervision of", "works under the line management of"),
    *("works under the guidance of", "works under the authority of"),
    *("works under the direction and supervision of", "works under supervision from", "works at the direction of"),
    *("is placed under the supervision of", "receives direction from", "takes direction from"),
    *("receives administrative supervision from", "receives line management from"),
]

SENTENCES = [
    "Your line manager is the Head of Boats.",
    "Your boss will be the Head of Boats.",
    "The line manager for this role is the Head of Boats.",
    "The supervisor of this post will be the Head of Boats.",
    "The Head of Boats is your line manager.",
    "Our Head of Boats will be your manager.",
    "Supervision is provided by the Head of Boats.",
    "General supervision is received from the Head of Boats.",
    "Direction is received from the Head of Boats.",
    "The Head of Boats is the immediate supervisor of this position.",
    "The jobholder's immediate superior is the Head of Boats.",
    "You join the crew of our Head of Boats, to whom you'll report.",
    "You will be supervised day to day by the Head of Boats.",
    "This post is overseen directly by the Head of Boats.",
    "Your tasks in Porto Reporting to the Head of Boats, this global role counts boats.",  # a heading ran in
]

LABELS = [
    *(
        "Reports to: {}",
        "Reporting to: {}",
        "Reports to – {}",
        "Reports to- {}",
        "Reports to: - {}",
        "Reports into: {}",
    ),
    *("Line manager: {}", "Line management: {}", "Line manager's job title: {}", "Managed by: {}", "Supervised by: {}"),
    *("Responsible to: {}", "Accountable to: {}", "Professionally accountable to: {}", "Reporting authority: {}"),
    *("Who you'll report to: {}", "Who will you report to? {}", "Who do I report to?\n{}", "Post reports to: {}"),
    *(
        "Reporting relationships: Reports to: {}",
        "Takes direction from: {}",
        "Job reports to: {}",
        "# Line manager\n{}",
        "| Responsible to:\n| {}",
    ),
]

TITLES = [
    *(
        "Head of Boats",
        "Boats Manager",
        "Director, Night Boats",
        "VP, Boats & Piers",
        "Senior Director of Boats and Piers",
    ),
    *("CEO", "Sr. Manager, Boats", "Sr. Director of Piers", "Asst. Director, Piers", "EVP, Chief Boat Officer"),
    *(
        "Director of Sales, EMEA",
        "Engineering Manager, Growth",
        "Director - Piers",
        "Deputy Head of Piers",
        "Head of R&D",
    ),
    *("Head of IT", "Director of Learning & Development", "VP of Product & Design", "Associate Director, Boats"),
    *("President and CEO", "Founder and CEO", "Chief of Staff", "Head Chef", "Matron", "Headteacher", "Head of Year 7"),
    *("Dean of Students", "Chair of Biology", "Provost", "Vice President for Research", "Director for Programs"),
    *("Chief of Party", "Group Financial Controller", "Clinical Lead", "Chief Nursing Officer", "Company Secretary"),
    *("Sheriff", "Editor-in-Chief", "Product Owner", "Tech Lead", "Lead Engineer", "Director of the Night School"),
    *("Director, Customer Success & Support", "Manager, Data Engineering II", "SVP, General Counsel"),
    *("Associate General Counsel, Litigation", "Board of Trustees", "Audit Committee", "City Council"),
    *("Audit Committee/Board", "Museum Board Designate", "Curator of Boats"),
]

CONTINUATIONS = [
    *(
        ".",
        "",
        " and will plan trips.",
        " and supervises two clerks.",
        " in Porto.",
        " on a daily basis.",
        ", who leads it.",
    ),
    *(" with a focus on tides.", " for all matters of tides.", " while working with the crew.", " but works alone."),
    *(
        " within the Tides division.",
        "; this role is remote.",
        " - this role is remote.",
        " to plan trips.",
        " (remote).",
    ),
    *(
        ", and will work with the crew.",
        ", working closely with the crew.",
        " and the role is remote.",
        " or designee.",
    ),
    *(" or their designee.", " and manages a team of five.", " until further notice.", ", and Clerks report to you."),
]

LEADS = [
    "Reporting to the {}, you will plan trips.",
    "Reporting directly to the {}, the Night Ferry Planner plans trips.",
    "Under the direction of the {}, the planner plans trips.",
    "Under the general supervision of the {}, plans trips.",
    "Reporting to the {} and based in Porto, you will plan trips.",
    "Reporting to the {}, this is a key role in our team.",
    "Reporting to the {} you will plan trips.",
]

MORE_TRAPS = [
    "If you have a complaint you may report to the Ethics Committee.",  # a condition
    "Clinical staff operating under the supervision of the Ward Physician may call.",  # others
    "Weekly reporting to the Project Manager.",  # things
    "Timely reports to the Project Manager.",
    "Report hazards directly to the Shift Supervisor.",
    "Four Regional Managers report to this position.",  # the other direction
    "The following positions report to the Finance Manager: clerk, cook.",
    "Staff reporting to this position: Pier Master",
    "Manage five managers who each report directly to the Director of Boats.",
    "Each region reports to the Regional Director.",  # others
    "The Head of Boats, who reports to the CEO, will interview you.",
    "Under the direction of the captain, sailors haul ropes.",
    "Research is conducted under the supervision of the Review Board.",
    "Led by our CEO, Ada Moss, we have grown.",
    "Talk to your line manager: Ada Moss.",  # prose, no label
    "Reports to: multiple managers",
    "Your line manager will support you.",
    "Holds managers accountable to the Head of Boats' standards.",
    "Must have reported to a CFO.",  # asked for
    "Comfortable reporting to a CEO.",
    "We keep accounts of safety matters and to the Board we are an example.",
]

CONTEXTS = [
    "{}",
    "You will plan trips in Porto. {}",
    "# Responsibilities\n- Plan trips\n- {}\n- Write logs",
    "# Requirements\n- {}",
]


def finite(subject: str, wording: str) -> str:
    """A sentence, its verb in the right number."""
    plural = subject.endswith(("You", "you", "candidates", "Planners")) or subject.startswith(
        ("Incumbents", "Employees")
    )
    if plural:
        for one, many in (("reports", "report"), ("is ", "are "), ("works", "work"), ("has ", "have ")):
            wording = many + wording.removeprefix(one) if wording.startswith(one) else wording
    return f"{subject} {wording} the {HEAD}."


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_subject_is_the_role(subject: str) -> None:
    sentences = [
        finite(subject, wording) for wording in ("reports to", "will report directly to", "will be reporting to")
    ]
    assert {sentence: found for sentence in sentences if (found := superiors(sentence)) != [HEAD]} == {}


@pytest.mark.parametrize("wording", WORDINGS)
def test_every_wording_names_the_superior(wording: str) -> None:
    sentences = [
        finite(subject, wording) for subject in ("The Night Ferry Planner", "This position", "The post holder")
    ]
    assert {sentence: found for sentence in sentences if (found := superiors(sentence)) != [HEAD]} == {}


@pytest.mark.parametrize("text", [*SENTENCES, *(label.format(HEAD) for label in LABELS)])
def test_every_form_names_the_superior(text: str) -> None:
    assert superiors(text) == [HEAD]


@pytest.mark.parametrize("title", TITLES)
def test_every_title_ends_where_it_ends(title: str) -> None:
    texts = [f"This position reports to the {title}{after}" for after in CONTINUATIONS]
    texts += [lead.format(title) for lead in LEADS]
    assert {text: found for text in texts if (found := superiors(text)) != [title]} == {}


@pytest.mark.parametrize("trap", [*TRAPS, *MORE_TRAPS])
def test_traps_are_no_lines_in_any_context(trap: str) -> None:
    texts = [context.format(trap) for context in CONTEXTS]
    assert {text: found for text in texts if (found := superiors(text)) != []} == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This role reports to the Pier Chief on an interim basis.", [("Pier Chief", "interim")]),
        ("This role has a matrix reporting line to the CFO.", [("CFO", "dotted")]),
        (
            "Reports to: Pier Chief (solid line); Head of Boats (dotted line)",
            [("Pier Chief", "solid"), (HEAD, "dotted")],
        ),
        ("Functional manager: Head of Boats", [(HEAD, "functional")]),
        (
            "The Night Ferry Planner reports to the CFO and has a matrix reporting line to the Head of Boats.",
            [("CFO", "solid"), (HEAD, "dotted")],
        ),
    ],
)
def test_kind_of_line(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(line.superior, line.line) for line in lines(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # two persons
        ("You will be supervised by Prof. Ada Moss and Dr. Clara Klein.", ["Prof. Ada Moss", "Dr. Clara Klein"]),
        ("The planner will work under the supervision of Professor Ada Moss in Porto.", ["Professor Ada Moss"]),
        # one is the other's deputy: two posts, though a General Manager may be many things at once
        (
            "This role reports to the General Manager and Assistant General Manager.",
            ["General Manager", "Assistant General Manager"],
        ),
        # an abbreviation that a bracket spells out
        ("You work under the direction of the CXO (Chief Crossing Officer), who sets rules.", ["CXO"]),
        # what follows "for the" is the matter, not the title
        ("The planner is responsible to the Vice-Chancellor for the care of the pier.", ["Vice-Chancellor"]),
        # the blank after a sentence is lost
        ("You will report directly to Ms. Clara Moss.You may work from Porto.", ["Ms. Clara Moss"]),
        ("You will report to the Head of Boats.This post is remote.", [HEAD]),
        # a department that "the" makes part of the title, a person without a comma, an abbreviation with a hyphen
        ("You will report to the head of the Tides department.", ["head of the Tides department"]),
        ("The post reports to the Chief of Staff Clara Moss.", ["Chief of Staff"]),
        ("This role will report to the VP-Ferries who reports to the CEO.", ["VP-Ferries"]),
        # the superior's own superior
        ("This position reports to the Head of Boats, who reports to the CEO.", [HEAD]),
        ("Reporting to the Head of Boats, who reports directly to the CEO, you plan trips.", [HEAD]),
        ("You report to the Head of Boats who is supervised by the CEO.", [HEAD]),
        # a line break in the midst of a title
        ("This position reports to the Chief\nFerry Officer.", ["Chief Ferry Officer"]),
        # a noun that no list knows, where the post is named outright
        ("This position reports to the Gaffer and is based in Porto.", ["Gaffer"]),
        # the next clause has a subject of its own
        ("The planner reports to the Pier Chief, and Deck Clerks and Cooks report to the planner.", ["Pier Chief"]),
        # a boundary inside a bracket parts nothing
        ("You are hired as Night Ferry Planner (grade: 3), reporting to the Head of Boats.", ["Head of Boats"]),
        # lines after a semicolon
        ("Reports to: Pier Chief (solid line); Head of Boats (dotted line)", ["Pier Chief", "Head of Boats"]),
        (
            "Accountable to the Pier Chief and professionally accountable to the Boat Chief.",
            ["Pier Chief", "Boat Chief"],
        ),
    ],
)
def test_several_and_unusual(text: str, expected: list[str]) -> None:
    assert superiors(text) == expected
