"""Sentences in which an organization binds itself: what counts, of which kind, and what is a duty instead."""

import time

import pytest

from rolegraph.extractors.commitments import extract
from rolegraph.facts import Commitment, Organization
from rolegraph.lexicons.grounds import grounds
from rolegraph.postings import Span

from .outlining import outlined

NORTHFELL = Organization(name="Northfell Ferries", evidence=(Span(0, 1),), rule="test")


def stated(text: str) -> list[tuple[str, str]]:
    found = extract(outlined(text), [NORTHFELL])
    return [(one.kind, one.text) for one in found if isinstance(one, Commitment)]


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Northfell Ferries is an equal opportunity employer.", ["equal-opportunity"]),
        # two kinds that one clause joins are two commitments
        ("We are an Equal Opportunity/Affirmative Action Employer.", ["affirmative-action", "equal-opportunity"]),
        # two clauses, two kinds, each with its own words
        (
            "Northfell Ferries is an Equal Opportunity Employer and values diversity in its crews.",
            ["equal-opportunity", "diversity-and-inclusion"],
        ),
        ("All applicants are considered without regard to race or age.", ["equal-opportunity"]),
        ("Employment is decided based on merit and need.", ["equal-opportunity"]),
        # what is valued, whatever else follows from it
        ("We welcome and encourage diversity regardless of race or age.", ["diversity-and-inclusion"]),
        ("We need mates who bring a diversity of perspectives on board.", ["diversity-and-inclusion"]),
        ("Thats why were committed to a crew that fosters inclusion.", ["diversity-and-inclusion"]),  # no apostrophes
        (
            "We are an equal opportunity, affirmative action employer committed to diversity, including pay equity.",
            ["affirmative-action", "fair-pay", "equal-opportunity", "diversity-and-inclusion"],
        ),
        # grounds beside a wish for diversity, but no word of whom to hire
        (
            "We are dedicated to a diverse and inclusive crew where all, regardless of race or sex, feel valued.",
            ["diversity-and-inclusion"],
        ),
        ("We provide opportunities for personal and professional growth.", ["employee-development"]),
        ("We are invested in growing our associates careers.", ["employee-development"]),
        ("Join us in our mission to uphold inclusivity within our fleet.", []),
        ("We obey all laws governing nondiscrimination in employment.", ["equal-opportunity"]),  # inside a word
        ("All staff shall receive equal consideration and treatment.", ["equal-opportunity"]),
        ("If you need an accommodation for the interview, write to us.", ["accommodation"]),
        ("Reasonable accommodations may be made for people with disabilities.", ["accommodation"]),
        ("You must be able to do the work with or without reasonable accommodation.", []),  # a demand
        ("The clerk makes adjustments to the tide tables.", []),  # another sense
        ("We will never sell your personal data.", ["privacy"]),
        ("We help every deckhand grow into the career they want.", ["employee-development"]),
        ("We offer dental insurance and training for you.", []),  # a list of benefits
        ("We give you a small case study before the interview.", []),  # no study of the candidate's choice
        ("We support machine learning for your freight.", []),
        ("As a mate you will help our colleagues learn.", []),  # what the holder does
        ("We promise to publish the accident log each month.", ["other-commitment"]),
        ("Equal Employment Opportunity", []),  # a heading, not a commitment
        ("An Equal Opportunity Employer", ["equal-opportunity"]),  # as short, and one
        ("Northfell Ferries is dedicated to fast crossings.", []),  # a mission
        # a workplace says it in other words, and is bound by a second thing
        (
            "Northfell Ferries is proud to be an equal opportunity workplace dedicated to hiring a diverse workforce.",
            ["equal-opportunity", "diversity-and-inclusion"],
        ),
        (
            "As an equal opportunity employer, we reflect the diversity of the isles.",
            ["equal-opportunity", "diversity-and-inclusion"],
        ),
        # whatever verb leads to it, it is about grounds
        ("We welcome all applicants regardless of race or age.", ["equal-opportunity"]),
        ("EOE/Minority/Female/Veteran/Disabled", ["equal-opportunity"]),
        ("Decisions are not based on a person's race, colour or creed.", ["equal-opportunity"]),
        ("All applicants are considered without regards to race or age.", ["equal-opportunity"]),
        ("We do not tolerate harassment on board.", ["equal-opportunity"]),
        ("Please visit the board to view the EEO poster.", []),  # where to read
        ("The Age Discrimination Act prohibits discrimination against mates.", []),  # a law
        ("We fight for all voters regardless of race or age.", []),  # a mission
        ("The Ferry Board promotes diversity in its crews.", ["diversity-and-inclusion"]),  # the third person
        ("Women and people of color are encouraged to apply.", ["diversity-and-inclusion"]),
        ("The mate works with a diverse range of cargo for us.", []),  # variety of things
        ("We build a more inclusive society on the isles.", []),  # a mission
        ("Your resume will be held in confidence by the purser.", ["privacy"]),
        ("Familiarity with GDPR and privacy notices.", []),  # a demand
        ("The county is committed to making the ferry accessible to persons with disabilities.", ["accommodation"]),
        ("Northfell Ferries reasonably accommodates sailors with disabilities.", ["accommodation"]),
        ("We ensure equity and transparency in all salaries.", ["fair-pay"]),
        (
            "We will not dismiss anybody because they have inquired about, discussed or disclosed their own pay.",
            ["fair-pay"],
        ),
        ("Northfell Ferries invests in your career and growth.", ["employee-development"]),
        ("In the interview we help you learn how we row.", []),
        ("We are committed to reducing our carbon emissions by half.", ["sustainability"]),
        ("We will build a sustainable data infrastructure for our piers.", []),
        ("You get one day a week of your own time for learning.", ["other-commitment"]),
        ("Alle Menschen sind willkommen, unabhängig von Geschlecht, Herkunft oder Alter.", ["equal-opportunity"]),
        ("Schwerbehinderte werden bei gleicher Eignung bevorzugt eingestellt.", ["affirmative-action"]),
        ("Tous nos postes sont ouverts, sans distinction d'âge ou de sexe.", ["equal-opportunity"]),
        ("Contratamos sin distinción de raza, sexo o edad.", ["equal-opportunity"]),
        ("Todas as vagas são para todos, independentemente de raça ou idade.", ["equal-opportunity"]),
        ("Wir stellen ungeachtet der Herkunft ein.", ["equal-opportunity"]),  # German
        ("", []),
        # how decisions are taken, whatever they are called
        ("All hiring and advancement decisions are made on the basis of merit and need.", ["equal-opportunity"]),
        ("We select our mates on merit, whatever their age, faith or gender.", ["equal-opportunity"]),
        ("Nobody is treated less favourably on the grounds of age or belief.", ["equal-opportunity"]),
        ("We have zero tolerance for discrimination and bullying.", ["equal-opportunity"]),
        ("Equal Employment Opportunity/Veterans/Disabled", ["equal-opportunity"]),
        ("Promotion to mate is based on merit and need.", []),  # the ladder of a role
        ("Oversees the quarterly EEO/AA reporting.", []),  # a duty
        ("Responsible for compliance with equal employment opportunity rules.", []),
        ("We take affirmative steps to employ protected veterans.", ["affirmative-action"]),
        # help with applying, for whoever needs it because of a disability
        ("Persons who need assistance because of a disability may call the purser.", ["accommodation"]),
        ("If you are unable to use our website because of a disability, write to us.", ["accommodation"]),
        ("Auxiliary aids are available upon request.", ["accommodation"]),
        ("Applicants requiring special arrangements for the interview should tell us.", ["accommodation"]),
        ("Helps voters with disabilities who need assistance at the pier.", []),  # a duty
        # people and what they bring
        ("We strive for a workforce that mirrors the islands we serve and their people.", ["diversity-and-inclusion"]),
        ("At Northfell Ferries you can bring your whole self to work.", ["diversity-and-inclusion"]),
        ("Our differences make us stronger.", ["diversity-and-inclusion"]),
        ("Our mates come from all walks of life.", ["diversity-and-inclusion"]),
        ("We build a workplace where everyone belongs.", ["diversity-and-inclusion"]),
        ("Northfell Ferries employs a diverse range of talent.", ["diversity-and-inclusion"]),
        ("Our diverse fleet carries freight.", []),
        ("The board welcomes people from all backgrounds to us.", ["diversity-and-inclusion"]),
        ("See our CCPA notice for the rights of applicants.", ["privacy"]),
        ("Learn here how we use the information that you give us.", ["privacy"]),
        ("We do not ask for your salary history.", ["fair-pay"]),
        ("We pay men and women equally.", ["fair-pay"]),
        ("We are committed to promoting from within.", ["employee-development"]),
        ("Along with good benefits, we invest in professional development.", ["employee-development"]),
        ("We are committed to protecting the environment.", ["sustainability"]),
        ("Northfell Ferries seeks to provide a safe and healthy environment.", ["safety"]),
        ("We are committed to the finest freight service of the isles.", []),  # what it sells
        ("We are committed to the well-being of our crews.", ["other-commitment"]),
        ("We welcome applicants of every background and are an equal opportunity employer.", ["equal-opportunity"]),
        ("Candidates from all backgrounds are encouraged to apply.", ["diversity-and-inclusion"]),
        ("Northfell Ferries takes pride in its diverse workforce.", ["diversity-and-inclusion"]),
        ("Equity and inclusion guide all that we do.", ["diversity-and-inclusion"]),
        ("We work for the financial inclusion of fishermen.", []),  # a mission
        ("Our product helps schools build inclusive classrooms.", []),  # a product
        ("All persons have equal access to jobs, programs and services.", ["equal-opportunity"]),
        ("Disabled applicants may contact us for help.", ["accommodation"]),
        ("This notice is available in alternate formats for people with disabilities.", ["accommodation"]),
        ("Short-term disability: call the purser for the rates.", []),  # an insurance
        ("We keep all applications confidential.", ["privacy"]),
        ("We work hard to shrink our carbon footprint.", ["sustainability"]),
        ("We help companies cut emissions.", []),  # what it sells
        ("We believe in lifelong learning.", ["employee-development"]),
        ("Builds tables of pay equity for the board.", []),  # a duty
        ("Diverse teams make better decisions.", ["diversity-and-inclusion"]),
        ("We welcome people of all backgrounds and skills.", ["diversity-and-inclusion"]),
        ("The Harbour's office is committed to diversity, equity and inclusion.", ["diversity-and-inclusion"]),
        ("Should you need any adjustments to take part in the interview, tell us.", ["accommodation"]),
        ("Northfell Ferries is committed to equal access to employment.", ["equal-opportunity"]),
        ("Promote equal opportunity in the choice of pilots.", []),  # a duty
        ("We will not share your resume with third parties.", ["privacy"]),
        ("We offer pay that is fair and equitable.", ["fair-pay"]),
        ("We protect the health and safety of our crews.", ["safety"]),
        ("Northfell Ferries is an EOE and values diversity.", ["equal-opportunity", "diversity-and-inclusion"]),
        ("Applications from veterans and people with disabilities are welcome.", ["diversity-and-inclusion"]),
        ("We are proud of our inclusive culture.", ["diversity-and-inclusion"]),
        ("We know that good ideas come from people with different backgrounds.", ["diversity-and-inclusion"]),
        ("We keep inclusive data sets for our harbours.", []),  # a product
        ("The board makes every effort to accommodate persons with disabilities.", ["accommodation"]),
        ("Reviews employee requests for accommodation.", []),  # a duty
        ("We comply with all laws that forbid employment discrimination.", ["equal-opportunity"]),
        ("Discrimination has no place on our decks.", ["equal-opportunity"]),
        ("No applicant shall be denied a berth because of race or creed.", ["equal-opportunity"]),
        ("Implements the equal opportunity plan of the harbour.", []),  # a duty
        ("AAP/EEO employer", ["affirmative-action", "equal-opportunity"]),
        ("Your personal data will be deleted after six months.", ["privacy"]),
        ("We will not retaliate against anyone who discusses their pay.", ["fair-pay"]),
    ],
)
def test_kind(sentence: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in stated(sentence)] == kinds


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("# Responsibilities\n- Foster a diverse and inclusive crew with our mates.", 0),  # the holder's duty
        # the list of demands lost its marks, and the notice stands below it
        ("# Requirements\nA mate's ticket.\nWe are an equal opportunity employer.", 1),
        ("# Requirements\nA ticket.\nThe Ferry Board promotes workplace diversity.", 1),
        ("# Requirements\n- A mate's ticket\n- EOE", 1),  # the whole notice, however short
        ("# Requirements\n- A mate's ticket\n- EEG", 0),
        # a sentence with a subject of its own among the demands, marked as one of them or not
        ("# Requirements\n- A mate's ticket\n- Discrimination against applicants is prohibited.", 1),
        ("# Requirements\n- A mate's ticket\n- The candidate will value diversity and inclusion.", 0),
        ("# Requirements\n- A mate's ticket\n- Ability to keep what is in our privacy policy.", 0),
        ("# Requirements\nA ticket.\nAll applications are treated confidentially.", 1),
        ("# Requirements\n- A mate's ticket\n- Women are particularly encouraged to apply.", 1),
        ("# Benefits\nPaid leave.\nAA - EOE", 2),
        # the same grounds, and another thing that is promised
        (
            "We do not discriminate because of race, age or sex.\n\n"
            "We will consider everyone who applies for employment without regard to race, age or sex.",
            2,
        ),
        ("# Requirements\nA ticket.\nWe're proud to be an equal opportunity workplace.", 1),
        ("# Requirements\nA ticket.\nNorthfell will make reasonable accommodations.", 1),
        ("We want every rower to feel like they belong.", 1),
        ("People with disabilities are encouraged to apply.", 1),
        ("# Requirements\n- A mate's ticket\n- Northfell is an Equal Opportunity Employer", 1),  # the notice as an item
        ("# Requirements\nRespect for equal opportunity law.", 0),
        # said twice in nearly the same words: one commitment with two places
        (
            "Northfell Ferries is proud to be an equal opportunity employer for all.\n"
            "Northfell Ferries is an equal opportunity employer for all.",
            1,
        ),
    ],
)
def test_place(text: str, count: int) -> None:
    assert len(stated(text)) == count


def test_repeated_commitment_keeps_every_place() -> None:
    line = "All applicants are considered without regard to race, creed, age or sex."
    (one,) = extract(outlined(f"{line}\n{line}"), [])
    assert len(one.evidence) == 2
    assert isinstance(one, Commitment)
    assert one.grounds == ("race", "creed", "age", "sex")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We do not discriminate on the basis of race, or any other basis protected by law.", ("race",)),
        ("Wir stellen unabhängig von deren Herkunft, Religion oder Alter ein.", ("herkunft", "religion", "alter")),
        ("Sans distinction de sexe, d'âge, d'origine ou de handicap.", ("sexe", "âge", "origine", "handicap")),
        ("Sin distinción de raza, sexo, edad y religión.", ("raza", "sexo", "edad", "religión")),
        ("Independentemente de raça, cor, gênero e idade.", ("raça", "cor", "gênero", "idade")),
        ("All are welcome.", ()),
    ],
)
def test_grounds(text: str, expected: tuple[str, ...]) -> None:
    assert grounds(text) == expected


@pytest.mark.parametrize(
    "piece",
    ["we help your people learn ", "equal opportunity and we are ", "without regard to ", "committed to diversity "],
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    shape = outlined(piece * (500_000 // len(piece)))
    start = time.process_time()
    list(extract(shape, []))
    assert time.process_time() - start < 6
