"""How postings of many trades word whom a role reports to, and what in them only looks like it.

Each row is of our own writing, after a wording met in public postings that nobody had looked at before; the role is
that of `test_reporting`, the "Night Ferry Planner", unless the row names another.
"""

import pytest

from .test_reporting import lines, superiors

TITLES = [
    # what stands in front of a title and is no part of it
    ("This role reports to the designated Harbour Nurse on each shift.", ["Harbour Nurse"]),
    ("You will report to our newly appointed Head of Boats and plan trips.", ["Head of Boats"]),
    ("Reporting to our fantastic Boat Manager, you will plan trips.", ["Boat Manager"]),
    ("The post reports to the assigned pier chiefs and harbour principal.", ["harbour principal"]),
    # the words a title ends in
    ("- Works under the direction of the nurse in charge, as the plan says.", ["nurse in charge"]),
    ("You report to the officer on duty.", ["officer on duty"]),
    # a rank and a title that are one person's
    (
        "This role reports to the VP & Global Head of Crossings and manages two clerks.",
        ["VP & Global Head of Crossings"],
    ),
    ("This role reports to the VP, Finance and Treasurer.", ["VP, Finance and Treasurer"]),
    ("Reports to AVP & Actuary, Pricing.", ["AVP & Actuary, Pricing"]),
    (
        "This position reports to the Vice President, Deputy General Counsel and Chief Pier Officer.",
        ["Vice President, Deputy General Counsel and Chief Pier Officer"],
    ),
    ("Reporting to the Provost and Deputy Vice-Chancellor, you plan trips.", ["Provost and Deputy Vice-Chancellor"]),
    # the noun of a title stands after its "and"
    ("This role reports to the Chief People and Culture Officer.", ["Chief People and Culture Officer"]),
    ("You report to the Assistant Sales and Marketing Manager.", ["Assistant Sales and Marketing Manager"]),
    # dashes, with blanks on one side or both
    ("Works under the supervision of the Senior Manager- People Operations.", ["Senior Manager- People Operations"]),
    ("Reporting to the Superintendent – Metallurgy, you will plan trips.", ["Superintendent – Metallurgy"]),
    ("You will report directly to the Director of Boats – Composites.", ["Director of Boats – Composites"]),
    ("You will report to the Director of Boats - Remote.", ["Director of Boats"]),
    ("This role reports to the Pier Manager, Remote.", ["Pier Manager"]),
    # a region, a field, several after commas
    ("The role reports to the Director of Engineering, North America.", ["Director of Engineering, North America"]),
    (
        "This role reports to the Director, Product Management & Strategy, Consumer.",
        ["Director, Product Management & Strategy, Consumer"],
    ),
    # what a title is not: the matter, the department of somebody
    ("You are responsible to the Dean of Admissions for recruiting students.", ["Dean of Admissions"]),
    ("The planner reports to the Director, Boats of their own harbour.", ["Director, Boats"]),
    # a name beside a title
    ("You will report to our ops lead, Isolde, who is direct and organised.", ["ops lead"]),
    ("You'll sit within Piers, reporting to Tomasz, our VP Piers.", ["VP Piers"]),
    # abbreviations that are titles
    ("Responsible to: SENCO and Class Teacher", ["SENCO", "Class Teacher"]),
]

SUBJECTS = [
    ("Responsible for all piers in the bay, reporting to the Head of Boats.", ["Head of Boats"]),
    ("A dedicated role (new, reporting to the Head of Boats) that plans trips.", ["Head of Boats"]),
    ("Performs other duties as required and reports to the Head of Boats.", ["Head of Boats"]),
    ("NFPs report to the Head of Boats and plan trips.", ["Head of Boats"]),
    ("Planners take direction from the tide table and report to the Watch Commander.", ["Watch Commander"]),
    (
        "The planner is to add to the success of the company under the direction of the Head of Boats.",
        ["Head of Boats"],
    ),
    ("You'll be supported by your team and line managed by the Pier Manager.", ["Pier Manager"]),
    ("Employed by the harbour and supervised on a day-to-day basis by the Lead Nurse.", ["Lead Nurse"]),
    ("The postdoc will work under the supervision of Prof. Ada Moss.", ["Prof. Ada Moss"]),
]

WORDS = [
    ("Working directly under the Pier Manager, you oversee the quay.", ["Pier Manager"]),
    ("Working under our Head Cook, you run the galley.", ["Head Cook"]),
    ("Works under the delegated authority of the Harbour Nurse.", ["Harbour Nurse"]),
    ("You shall plan trips under the reasonable direction of the head planner.", ["head planner"]),
    ("The planner serves under the command of the Harbour Captain.", ["Harbour Captain"]),
    ("This role rolls up to the Director of Harbour Systems.", ["Director of Harbour Systems"]),
    ("The planner reports to and assists the Pier Chief in all matters.", ["Pier Chief"]),
    ("The planner serves at the pleasure of, and reports to, the Board of Directors.", ["Board of Directors"]),
    # labels in capitals, as tables are flattened
    ("IMMEDIATE SUPERVISOR Associate Dean of Piers", ["Associate Dean of Piers"]),
    ("IMMEDIATE SUPERVISOR AND OTHERS", []),
    ("Reports To........: Pier Director", ["Pier Director"]),
    ("Supervisor Name/Title: Pier Director", ["Pier Director"]),
    ("Reports to: Pier Director. Dotted line to: CFO.", ["Pier Director", "CFO"]),
    ("Accountable to: Head of Boarding (line manager), Headteacher", ["Head of Boarding"]),
    # a heading with a sentence below
    ("# Reporting structure\nThe Night Ferry Planner will report to a Pier Director (or above).", ["Pier Director"]),
    ("Berth: Quay Supervisor: Quay Service Director Hours: 40", ["Quay Service Director"]),
    # alternatives in a row
    (
        "This role reports either to a Director of Boats, a Senior Director of Piers or the VP of Tides.",
        ["Director of Boats", "Senior Director of Piers", "VP of Tides"],
    ),
    # three in a row, with articles, each with an "and" or a comma of its own
    (
        "This role reports to the Controller, the Secretary of State and the Registrar.",
        ["Controller", "Secretary of State", "Registrar"],
    ),
    (
        "You report to the Rector, the Director of Piers and Boats and the Director, Tides and Planning.",
        ["Rector", "Director of Piers and Boats", "Director, Tides and Planning"],
    ),
    (
        "This role reports to both the Pier Director and the Health and Safety Manager.",
        ["Pier Director", "Health and Safety Manager"],
    ),
    ("You report jointly to the General Counsel and Dean of Piers.", ["General Counsel", "Dean of Piers"]),
    ("You report directly to the Owner and indirectly to the Harbour Manager.", ["Owner", "Harbour Manager"]),
    (
        "Reporting to the Director of Planning, Building and Zoning, you plan.",
        ["Director of Planning, Building and Zoning"],
    ),
    ("The planner reports to the Rector and to the Harbour Board.", ["Rector", "Harbour Board"]),
    ("You report to the Head of Boats (UK) and also to our CFO.", ["Head of Boats", "CFO"]),
    ("You report to the Head of Boats and to the CFO on progress.", ["Head of Boats"]),
    ("You report to the Head of Boats and harbour ownership board.", ["Head of Boats", "harbour ownership board"]),
    ("You report to the Head of Boats and board members.", ["Head of Boats"]),
    ("You report to the Head of Boats and to the board risk committee.", ["Head of Boats", "board risk committee"]),
    # others report to the role
    ("You report to the CTO, and Directors of Piers, Boats, and Tides report to you.", ["CTO"]),
    ("You report to the Head of Tides, and Manager, Tides report to the planner.", ["Head of Tides"]),
]

TRAPS = [
    "Under the supervision of the teacher, children explore the quay.",  # whose work it is
    "Under the supervision of the nurse, patients walk the pier.",
    "The following positions report to the Night Supervisor: Quay Clerks, Cooks and Porters.",  # the other direction
    "Report to the manager on duty before each shift.",  # anybody's
    "The planner reports to the manager on duty.",
    "Infants must be under the direct supervision of the caregiver at all times.",  # a noun before its auxiliary
    "You will own weekly pipeline reporting to the Chief Revenue Officer.",
    "Prepares figures which the registrar reports to the harbour head.",  # things
    "Drivers report to the terminal by five and to the dispatcher at the end.",  # places
    "Report all suspicious activity directly to the Pier Manager.",
    "Our customers want to know who reports to the Controller.",  # customers' titles
    "The night team reports to the Front Office Manager.",  # a team
    "Must have two years under the supervision of a licensed planner.",  # experience
    "Reporting directly to you will be three pier managers and an architect.",  # the other direction
    "Ensures that clerks report to the Credit Committee on exceptions.",
]

KINDS = [
    (
        "Reports to: Pier Manager (direct) and Regional Boat Manager (dotted line)",
        [("Pier Manager", "solid"), ("Regional Boat Manager", "dotted")],
    ),
    (
        "Reports to: Area Manager (administratively) and Technical Advisor, Nutrition (technically)",
        [("Area Manager", "administrative"), ("Technical Advisor, Nutrition", "solid")],
    ),
    (
        "Reports to: Harbour Director with a matrix line to the Regional Finance Director",
        [("Harbour Director", "solid"), ("Regional Finance Director", "dotted")],
    ),
    (
        "Reports to: HR Director; matrix reporting to Money Controller",
        [("HR Director", "solid"), ("Money Controller", "dotted")],
    ),
    (
        "You report functionally to the Tide Lead and disciplinarily to the Head of IT.",
        [("Tide Lead", "functional"), ("Head of IT", "solid")],
    ),
    (
        "A matrixed role with solid-line reporting to the CDO and a dotted line to the CFO.",
        [("CDO", "solid"), ("CFO", "dotted")],
    ),
    # "both" stands in another clause
    ("Work with both founders; you'll report to the CEO.", [("CEO", "solid")]),
]

ABROAD = [
    (
        "Intégré(e) à l'équipe du quai et rattaché(e) au Responsable Centrale des Fluides, vous planifiez.",
        ["Responsable Centrale des Fluides"],
    ),
    (
        "Au sein de la Direction (100 personnes), rattaché(e) au Responsable Réseaux, vous assurez le service.",
        ["Responsable Réseaux"],
    ),
    ("Sur le quai des Dunes. Le poste est rattaché au directeur supply chain, à Brest.", ["directeur supply chain"]),
    ("Relevant du directeur de production, vous dirigez le quai.", ["directeur de production"]),
    (
        "Vous exercez sous la responsabilité hiérarchique du cadre de santé et fonctionnelle du médecin chef.",
        ["cadre de santé", "médecin chef"],
    ),
    ("No porto de Faro. Este cargo responderá ao Gerente Regional de Vendas.", ["Gerente Regional de Vendas"]),
]


@pytest.mark.parametrize(("text", "expected"), [*TITLES, *SUBJECTS, *WORDS, *ABROAD])
def test_superior_is_found(text: str, expected: list[str]) -> None:
    assert superiors(text) == expected


@pytest.mark.parametrize("text", TRAPS)
def test_trap_is_no_line(text: str) -> None:
    assert superiors(text) == []


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_each_line_has_its_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(line.superior, line.line) for line in lines(text)] == expected


def test_first_name_stands_beside_its_title() -> None:
    [line] = lines("Who you'll report to: our Head of Growth, Daniel.")
    assert (line.superior, line.person) == ("Head of Growth", "Daniel")
