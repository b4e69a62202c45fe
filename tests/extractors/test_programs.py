"""Named initiatives an organization runs: from lead-ins, from what it says it runs, from definitions and addresses."""

import time

import pytest

from rolegraph.extractors.programs import extract
from rolegraph.facts import Organization, Program, Title
from rolegraph.postings import Span

from .outlining import outlined


def names(text: str, organization: str = "Northfell Ferries") -> list[str]:
    given = Organization(name=organization, evidence=(Span(0, 1),), rule="organization-field")
    return [one.name for one in extract(outlined(text), [given]) if isinstance(one, Program)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Safe Slip is a county-wide program that repairs piers.", ["Safe Slip"]),  # defined
        ("The Island Tech Corps (ITC) is a new two-year fellowship for engineers.", ["Island Tech Corps"]),
        ("The Winter Wharf program places apprentices in yards.", ["Winter Wharf program"]),  # acts
        ('We run the "Clean Quay" campaign.', ["Clean Quay"]),  # in quotation marks
        ("The aim of the project “Piers for all of us” is to build.", ["Piers for all of us"]),
        # ... but what an owner's name or a wrapped line cuts off is the name's own
        (
            "The Open Harbour Works Program (OHWP) helps. The Harbour Works Program (HWP) is a scheme of ours.",
            ["Open Harbour Works Program (OHWP)"],
        ),
        # a longer name that ends in another is said of the same
        (
            "Northfell's Open Harbour Program (OHP) helps. The Open Harbour Program (OHP) is a scheme of ours.",
            ["Open Harbour Program (OHP)"],
        ),
        ("This is a voluntary program for staff.", []),  # no name
        ("Northfell Ferries is a program of the county.", []),  # the organization itself
        ("Northfell is an equal opportunity employer and runs a program.", []),
        ("Fjordlight is a leading loyalty program provider.", []),  # what is sold
        ("pier.gov is looking for engineers.", ["pier.gov"]),  # a public service named by its address
        ("You will advise pier.gov’s leadership team.", ["pier.gov"]),
        ("Send it to crew@pier.gov or see www.pier.gov today.", []),  # addresses only
        ("We launched the Open Harbour Initiative in 2014.", ["Open Harbour Initiative"]),
        ("Our Open Harbour Fund lends boats.", ["Open Harbour Fund"]),
        ("We earn Customer Trust every day.", []),  # a noun that ends other phrases as well
        ("We have run the Lamp Watch program since 2011.", ["Lamp Watch program"]),
        ("We hire a Senior Project Manager.", []),  # a role
        ("It is done in the Harbour Support Programme (HSP) of the islands.", ["Harbour Support Programme (HSP)"]),
        ("It is done in Harbour Support Programme (XYZ) of the islands.", ["Harbour Support Programme"]),  # not its own
        # named in capitals, and behind a word that says whose it is
        ("You will join the Island Elections Project of the board.", ["Island Elections Project"]),
        ("The post sits in Northfell's Democracy Program on the quay.", ["Democracy Program"]),
        ("# Responsibilities\n- Manage the Pilot Fellow Shadow Program.", ["Pilot Fellow Shadow Program"]),
        (
            "# Responsibilities\n- Run the Volunteer Rowing Program for Elders",
            ["Volunteer Rowing Program for Elders"],
        ),
        ("It is not the work of our Captain Shadow training program on board.", ["Captain Shadow training program"]),
        ("A campaign is led in the framework of Counter-Smuggling project.", ["Counter-Smuggling project"]),
        (
            "We run the North School Program, the South School Program and the Access and Training Program in Faroe.",
            ["North School Program", "South School Program", "Access and Training Program"],
        ),
        ("You will report to the Director of the Deep Harbour Project - Hotel.", ["Deep Harbour Project"]),
        # the whole of a longer name, without its year
        ("It now opens its 2004 Pilot Women and Rowers Program to all.", ["Pilot Women and Rowers Program"]),
        # an abbreviation of another name is none of its own
        (
            "The Island Tech Corps (ITC) is a fellowship for engineers.\nThe ITC program places them in yards.",
            ["Island Tech Corps"],
        ),
        ("We take part in the Vessel E-Verify Program of the state.", []),  # an employer's duty
        ("It is paid by an agreement with the Federal Voting Help Program of the ministry.", []),  # of others
        ("You will support the Harbour Elections Program Supervisor in the mornings.", []),  # a role
        # so long a name is one, whatever it describes
        ("Attends the Harbour Elections Program meetings every week of the year.", ["Harbour Elections Program"]),
        ("Attends the Elections Program meetings every week of the year or so it is.", []),
        ("The Island Rights Project (IRP) is a legal nonprofit on the quay.", []),  # who hires
        ("Island School of the Civic Education Project, Faroe", []),  # a line in the head
        ("# Responsibilities\n- Guide the direction of the Ship Safety program.", []),  # a line of work
        ("# Benefits\nWe fund the Harbour Health Program.", []),  # benefits are none
        ("Open Harbour: Since 2014, we have built 2,400 small piers.", ["Open Harbour"]),
        # a name without an article among words in lower case, with what stands behind it
        (
            "They monitor the work of Winter Grain Distribution Program on the islands.",
            ["Winter Grain Distribution Program"],
        ),
        (
            "The crew is paid from the Mother and Child Boats Project implemented by us.",
            ["Mother and Child Boats Project"],
        ),
        ("It is done with its Island Connectivity Programs in the north.", ["Island Connectivity Programs"]),
        ("You build what the Customer Loyalty Program needs in the north.", []),  # a kind of work
        ("You run the Open Harbour Grants Program of our clients in the north.", []),  # theirs
        ("They must complete the Harbour Clerk Studies Program in two years.", []),  # a course
        ("Knowledge of the Open Harbour Project is asked in the north.", []),
        ("PIERA is a project funded by the islands.", ["PIERA"]),
        ("Oakroot is a community project to which many have given.", []),  # software of all
        ("Safe at Sea is an address program for rowers.", ["Safe at Sea"]),
        ("Through our non-profit, Oars for Change®, we row.", ["Oars for Change"]),  # beside what it is
        ('We hire for the "Oars and Boats" Project of the islands.', ["Oars and Boats"]),
        # "Winter Wharf" and "the Winter Wharf program" are one
        ("The Winter Wharf program places rowers. Winter Wharf is a program that we run.", ["Winter Wharf program"]),
        (
            "# Benefits\n- Health insurance\n- RowWell Program\n- Boat Assistance Program",
            ["RowWell Program"],
        ),  # made up
        ("Our Open Harbour Fund lends boats.\nOur Open Harbour Fund buys nets.", ["Open Harbour Fund"]),  # once
        ("", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_year_and_figures() -> None:
    (one,) = extract(outlined("Open Harbour: Since 2014, we have built 2,400 small piers in 31 towns."), [])
    assert isinstance(one, Program)
    assert one.since == 2014
    assert [(str(q.minimum), q.unit) for q in one.quantities] == [("2400", "small piers"), ("31", "towns")]


@pytest.mark.parametrize(
    "piece",
    [
        "The Safe Slip ",
        "our Open Harbour ",
        "pier.gov ",
        "we run the A B C ",
        "under Open Harbour Program of ",
        "our own charity, Open A ",
    ],
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    shape = outlined(piece * (500_000 // len(piece)))
    start = time.process_time()
    list(extract(shape, []))
    assert time.process_time() - start < 6


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Project Manager, Open Harbour Program", ["Open Harbour Program"]),
        ("Warden of the Safe Slip Fund Project", ["Safe Slip Fund Project"]),
        # a kind of work is no name, nor is the title of a role
        ("Manager, Safety Program", []),
        ("Open Harbour Program Manager", []),
    ],
)
def test_program_of_a_title(title: str, expected: list[str]) -> None:
    shape = outlined("We guard the quay.", ("title", title))
    of_title = Title(evidence=(Span(0, len(title)),), rule="title-field", text=title)
    assert [one.name for one in extract(shape, [of_title]) if isinstance(one, Program)] == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("12Q: Engineer", "12Q, a studio of the islands, is looking for engineers.", ["12Q"]),
        ("12Q - Engineer (GS15)", "12Q is an office of the islands that helps.", ["12Q"]),
        ("PierRAMP Director", "PierRAMP was created in 2011 to speed repairs.", ["PierRAMP"]),
        (
            "Centers of Excellence - Site Lead",
            "The Centers of Excellence (CoE) work with us.",
            ["Centers of Excellence"],
        ),
        ("CoE Site Lead", "The Centers of Excellence (CoE) is an office that helps.", ["Centers of Excellence"]),
        (
            "Island Data Fellows: Director",
            "Island Data Fellows is hiring for a director.",
            ["Island Data Fellows"],
        ),
        ("12Q: Engineer", "We like 12Q much.", []),  # nothing says what it is
        ("IslandWorks: Engineer", "IslandWorks is hiring engineers.", []),  # the employer
        ("TTQ - Designer", "TTQ is hiring designers.", []),  # letters only may be any unit's
    ],
)
def test_program_that_a_title_names(title: str, text: str, expected: list[str]) -> None:
    shape = outlined(f"We guard the quay.\n{text}", ("title", title))
    of_title = Title(evidence=(Span(0, len(title)),), rule="title-field", text=title)
    employer = Organization(name="IslandWorks Ltd", evidence=(Span(0, 1),), rule="organization-field")
    assert [one.name for one in extract(shape, [of_title, employer]) if isinstance(one, Program)] == expected
