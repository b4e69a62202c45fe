"""What holds before or during employment: its kind, and sentences that only look like a condition."""

import time

import pytest

from rolegraph.extractors.conditions import extract
from rolegraph.facts import Condition

from .outlining import outlined


def stated(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in extract(outlined(text), []) if isinstance(one, Condition)]


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("You must hold an active security clearance.", ["clearance"]),
        ("Candidates must have SCI eligibility.", ["clearance"]),
        ("The crew works in the public trust of the islands.", []),  # not the level of that name
        ("You will answer a conviction history questionnaire.", ["background-check"]),
        ("A background in biology helps.", []),
        ("You must be a U.S. citizen.", ["citizenship"]),
        ("We hire without regard to national origin or citizenship status.", []),  # no demand
        ("You must be authorized to work in Norway.", ["visa"]),
        ("Staff may opt out of the pension plan.", []),  # no "OPT"
        ("Relevant drug tests follow an offer.", ["drug-test"]),
        ("Background checks, clearances and physicals follow.", ["clearance", "background-check", "physical"]),
        ("May require the use of a private vehicle.", ["other-condition"]),
        ("Own car.", ["other-condition"]),
        ("Must be a resident of Northfell.", ["other-condition"]),
        ("We own vehicles on every island.", []),
        ("Travel by train when needed.", ["travel"]),
        ("Possession of a valid driverâs license.", ["driving-licence"]),  # damaged encoding
        ("Do you have a valid driver's license?", []),  # a question states nothing
        ("Travel throughout the fjords may be required.", ["travel"]),
        ("Books travel for the captain.", []),  # a duty
        ("Must lift 20 kg.", ["physical"]),
        ("Lifting of up to 20 kg.", ["physical"]),
        ("These positions require mandatory overtime in winter.", ["schedule"]),
        ("A two month probationary period applies.", ["other-condition"]),
        ("Northfell is not able to sponsor applicants at this time.", ["visa"]),
        ("A criminal history clearance is required before you start.", ["background-check"]),  # no secret
        ("Background investigations may follow.", ["background-check"]),
        ("A motor vehicle operator's license is needed.", ["driving-licence"]),
        ("The job entails an extensive amount of travel.", ["travel"]),
        ("Travels as needed to the piers.", ["travel"]),
        ("Willingness to move and to conduct foreign travel.", ["travel"]),
        ("Arranges the required travel insurance of the crew.", []),  # a duty
        ("Frequently lifts and carries up to 20 lbs.", ["physical"]),
        ("Visual acuity to read the charts.", ["physical"]),
        ("Simple grasping and hand manipulation required.", ["physical"]),
        ("Requires work indoors with some exposure to fumes and dust.", ["physical"]),
        ("Documentation of immunizations prior to employment.", ["physical"]),
        ("A chance to stand out and shine.", []),
        ("5:00am-1:30pm, with rotating holidays & weekends", ["schedule"]),
        ("Willing to work irregular hours.", ["schedule"]),
        ("Monday to Friday", ["schedule"]),
        ("Frequently uses the computer with fingers and hands.", ["physical"]),
        ("The physical demands described here are representative of those of the job.", []),
        ("Must pass a fit test for the mask.", ["physical"]),
        ("Top Secret", ["clearance"]),
        ("Willingness to relocate", ["other-condition"]),
        ("Work outside of the standard work week may be asked for.", ["schedule"]),
        ("Willing to work more than 40 hour weeks in winter.", ["schedule"]),
        ("The crew works in the office Tuesday through Thursday.", ["schedule"]),
        ("The mix will shift to work on deck.", []),  # a verb
        ("The office is open Monday-Friday, 8am-5pm.", []),  # when to ring
        ("Employment is contingent upon approval of the board.", ["other-condition"]),
        ("Must obtain the harbour certificate within 18 months of hire.", ["other-condition"]),
        ("Must be a registered voter in the islands.", ["other-condition"]),
        ("Must be at least 18 years of age.", ["other-condition"]),
        # another kind already says what holds
        ("A drug test is a condition of employment.", ["drug-test"]),
        ("", []),
        # a check of records and a screening, named at some distance from what is checked
        ("You are subject to a full criminal record check of the harbour.", ["background-check"]),
        ("Porters may need to pass a drug and/or background check.", ["background-check", "drug-test"]),
        # OPT is a kind of visa only where its surroundings say so
        ("We accept F-1 OPT and H-1B.", ["visa"]),
        ("You may opt out of the dental plan.", []),
        # of controlled technology and of persons, by the names of the rules
        ("Open to U.S. persons only, owing to the International Traffic in Arms Regulations.", ["export-control"]),
        ("Because of technology controlled under the EAR, you may need a licence.", ["export-control"]),
        ("We cannot take over or transfer visas at this time.", ["visa"]),
        ("You must be able to work legally in the United States.", ["visa"]),
        ("Only Armenian citizens may apply.", ["citizenship"]),
        ("An interim Secret is enough to start.", ["clearance"]),
        ("Applicants may be subject to a government security investigation.", ["clearance"]),
        ("Employment is subject to satisfactory references and an enhanced DBS.", ["background-check"]),
        ("A consumer credit report may be obtained for finalists.", ["background-check"]),
        ("Mates are tested at random for alcohol and controlled substances.", ["drug-test"]),
        ("A pre-employment medical examination is part of it.", ["physical"]),  # no drugs in it
        ("A valid Class C license and a good driving record.", ["driving-licence"]),
        ("Professional drivers BC license", ["driving-licence"]),
        ("Ability to drive a county van.", ["driving-licence"]),
        ("Ability to drive results across the fleet.", []),  # nothing with wheels
        ("Readiness for frequent business trips.", ["travel"]),
        ("Plans regular field trips for the crews.", []),  # a duty
        ("Long periods at a desk in front of a screen.", ["physical"]),
        ("Lets people know where they stand; sits with them.", []),
        ("Must be available for duties beyond normal working hours.", ["schedule"]),
        ("8:00 am - 4:30 pm", ["schedule"]),
        ("10:00 - 20:00; one free day per week.", ["schedule"]),
        ("Poll clerks must be registered to vote in the islands.", ["other-condition"]),
        ("Must be a qualified and registered voter of the islands.", ["other-condition"]),
        ("A residency in Northfell is required.", ["other-condition"]),
        ("The warden must file a statement of economic interests.", ["other-condition"]),
        ("Must sign a non-compete and confidentiality agreement.", ["other-condition"]),
        ("Drafts non-disclosure agreements with counsel.", []),  # a duty
        ("Reports on the financial disclosure forms of campaigns.", []),
        ("Complete a financial disclosure report each year.", ["other-condition"]),
        # what the holder handles, where somebody else is checked
        ("Manages background checks of new vendors.", []),
        ("Reviews the passports of United States citizens.", []),
        ("USC or GC only", ["citizenship"]),
        ("Must be able to climb ladders.", ["physical"]),
        ("Counts the physicals of sailors.", []),
        ("Must be available on Election Day.", ["schedule"]),
        ("Flexible schedule required.", ["schedule"]),
        ("Must be vaccinated.", ["other-condition"]),
        ("Candidates requiring sponsorship will not be considered.", ["visa"]),
        ("Sponsorship: not available", ["visa"]),
        ("Must not have been convicted of a felony.", ["background-check"]),
        ("Must be insurable under the policy of the harbour.", ["other-condition"]),
        ("The warden must take the oath of office.", ["other-condition"]),
        ("Administers the oath of office.", []),  # a duty
        ("Applicants must be between 20 and 35 years old.", ["other-condition"]),
        ("Wardens serve a probation of one year.", ["other-condition"]),
        ("Overnight stays are sometimes needed.", ["travel"]),
        ("The work is mostly done sitting at a desk.", ["physical"]),
        ("Sufficient vision and hearing to keep watch.", ["physical"]),
        ("Extended hours during peak season.", ["schedule"]),
        ("May need to work holidays.", ["schedule"]),
        ("Clearance: TS", ["clearance"]),
        ("Must be clearable to Top Secret.", ["clearance"]),
        ("Frequent trips to the outer isles.", ["travel"]),
        ("Standing for up to eight hours on race day.", ["physical"]),
        ("Must be able to move crates of 40 pounds.", ["physical"]),
        ("Ability to see, hear and speak clearly.", ["physical"]),
        ("Vacation is not allowed in the week before the regatta.", ["schedule"]),
        ("Full time, Monday to Friday, 9 am to 6 pm.", ["schedule"]),
        ("Must be at least 18.", ["other-condition"]),
        ("Male candidates must have completed military service.", ["other-condition"]),
        ("Probation: 3 months.", ["other-condition"]),
        # a promise to those with a record, and no check
        ("We will consider qualified applicants with arrest and conviction records.", []),
    ],
)
def test_kind(sentence: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in stated(sentence)] == kinds


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        # what a body must be able to do, told as capacities and motions
        ("Visual capacity enabling constant use of the chart plotter.", ["physical"]),
        ("Repetitive wrist and arm motions are required.", ["physical"]),
        ("Willingness to work at heights of up to 40 feet.", ["physical"]),
        ("Ability to lift light, and now and then heavier, coils of rope of up to about 40 pounds.", ["physical"]),
        ("Sits at a computer for prolonged periods.", ["physical"]),
        ("The following are some of the physical demands of this post.", []),  # the list's introduction
        # a record of driving that is looked into is a check, and no licence
        ("Must pass pre-employment testing, which includes an acceptable motor vehicle record.", ["background-check"]),
        ("The office handles motor vehicle records.", []),
        ("This berth requires a Public Trust.", ["clearance"]),
        ("Some telecommuting allowed.", ["schedule"]),
        ("Hybrid work options are available.", ["schedule"]),
        ("Proof of eligibility to be employed in the U.S. is needed.", ["visa"]),
    ],
)
def test_kind_of_demands_worded_otherwise(sentence: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in stated(sentence)] == kinds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # label and value on lines of their own: the value is the condition
        ("Security Clearance Needed:\nSecret", [("clearance", "Secret")]),
        ("Percentage of travel:\nLess than 10%", [("travel", "Less than 10%")]),
        ("Clearance level to hold:\nNone", []),  # asks for nothing
        ("Percentage of travel:", []),  # the value is lost
        ("Willingness to travel:\n- 50% (Preferred)", [("travel", "50% (Preferred)")]),  # a list of one
        ("Travel Expectation\n\n0 - 25%", [("travel", "0 - 25%")]),
        ("Travel Desk\n\nBooks the crews.", []),  # no value
        ("Travel requirement: up to 20%", [("travel", "up to 20%")]),
        # a sentence that stands where a heading could
        ("Current work authorization is required.", [("visa", "Current work authorization is required.")]),
    ],
)
def test_label_and_value(text: str, found: list[tuple[str, str]]) -> None:
    assert stated(text) == found


def test_a_section_of_the_employer_may_state_what_the_post_asks() -> None:
    text = "# About us\nWe hold weekend regattas on call.\nFlexibility to work nights and weekends as needed."
    assert stated(text) == [("schedule", "Flexibility to work nights and weekends as needed.")]


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Valid work permit required.", ["visa"]),
        ("A driving record check is required.", ["background-check"]),
        ("Our software speeds up background checks.", []),  # what it makes
        ("Flexible hours and paid holidays for all.", []),  # what it offers
    ],
)
def test_a_section_of_benefits_may_end_in_conditions(sentence: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in stated(f"# Benefits\n- Dental insurance\n\n{sentence}")] == kinds


def test_one_sentence_may_hold_all_physical_demands() -> None:
    text = "The work requires exertion of up to 25 pounds of force" + "; it requires a steady gaze at the dials" * 20
    assert [kind for kind, _ in stated(text + ".")] == ["physical"]


def test_share_of_travel() -> None:
    (one,) = extract(outlined("Occasional travel may be required up to 10%-20% per year."), [])
    assert isinstance(one, Condition)
    assert [(str(q.minimum), str(q.maximum), q.unit) for q in one.quantities] == [("10", "20", "percent")]


@pytest.mark.parametrize("piece", ["travel 10 to ", "work the evenings ", "stand sit walk lift ", "must travel to "])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    shape = outlined(piece * (500_000 // len(piece)))
    start = time.process_time()
    list(extract(shape, []))
    assert time.process_time() - start < 6
