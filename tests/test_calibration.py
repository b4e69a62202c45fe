"""Confidences as gold bears them out."""

import pytest

from rolegraph import facts as kinds
from rolegraph.calibration import ANY_RULE, calibrated, shifted, shifts
from rolegraph.facts import Benefit, Fact, Organization, ReportingLine


@pytest.mark.parametrize("stated", [0.0, 0.01, 0.5, 0.99, 1.0])
@pytest.mark.parametrize("shift", [-50.0, -1.0, 0.0, 1.0, 50.0])
def test_nothing_is_certain(stated: float, shift: float) -> None:
    assert 0.01 <= shifted(stated, shift) <= 0.99


def test_the_order_within_a_rule_stays() -> None:
    lines = [ReportingLine(superior="A", evidence=(), rule="reports-to-verb", confidence=c) for c in (0.3, 0.6, 0.9)]
    found = [fact.confidence for fact in calibrated(lines)]
    assert found == sorted(found)
    assert len(set(found)) == 3


def test_a_rule_that_gold_has_not_seen_goes_by_its_kind() -> None:
    fact = Benefit(text="A", position=1, evidence=(), rule="no-such-rule", confidence=0.7)
    assert calibrated([fact])[0].confidence == shifted(0.7, shifts()["Benefit", ANY_RULE])


def test_a_kind_that_gold_does_not_judge_stays() -> None:
    fact = Organization(name="A", evidence=(), rule="organization-field", confidence=0.7)
    assert calibrated([fact]) == (fact,)


def test_the_table_speaks_of_facts() -> None:
    for kind, rule in shifts():
        assert issubclass(getattr(kinds, kind), Fact)
        assert (kind, ANY_RULE) in shifts()
        assert rule.strip() == rule != ""
