"""Where an application stands, from either role's view: whatever is known, a person expects the stage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.desk.model import Stage
from puhui.desk.staging import Money, Standing, stage_at_institution, stage_on_platform
from puhui.exchange import HandoverStatus
from puhui.intake import Status
from puhui.kernel import Outcome
from puhui.loan import ContractState

OUT, BACK = Money(is_out=True), Money(is_out=True, is_settled=True)


@pytest.mark.parametrize(
    ("at", "stage"),
    [
        (Standing(Status.DRAFT), Stage.APPLYING),
        (Standing(Status.SUBMITTED), Stage.APPLYING),
        (Standing(Status.DECIDING), Stage.DECIDING),
        (Standing(Status.DECIDED, Outcome.REFER), Stage.NEEDS_PERSON),
        (Standing(Status.DECIDED, Outcome.DECLINE), Stage.ENDED),
        (Standing(Status.DECIDED, Outcome.DECLINE, asks_person=True), Stage.NEEDS_PERSON),
        (Standing(Status.DECIDED, Outcome.APPROVE), Stage.DECIDING),
        (Standing(Status.DECIDED, Outcome.APPROVE, has_offers=False), Stage.ENDED),
        (Standing(Status.OFFERED, Outcome.APPROVE, has_offers=True), Stage.OFFERED),
        (Standing(Status.REDIRECTED, Outcome.APPROVE), Stage.AT_INSTITUTION),
        (Standing(Status.REDIRECTED, handover=HandoverStatus.DECIDING), Stage.AT_INSTITUTION),
        (Standing(Status.REDIRECTED, handover=HandoverStatus.REFUSED), Stage.OFFERED),
        (Standing(Status.REDIRECTED, handover=HandoverStatus.EXPIRED), Stage.OFFERED),
        (Standing(Status.REDIRECTED, handover=HandoverStatus.SIGNED), Stage.AT_INSTITUTION),
        (Standing(Status.REDIRECTED, handover=HandoverStatus.DRAWN, money=OUT), Stage.LENT),
        (Standing(Status.REDIRECTED, handover=HandoverStatus.DRAWN, money=BACK), Stage.ENDED),
        (Standing(Status.WITHDRAWN, Outcome.APPROVE), Stage.ENDED),
        (Standing(Status.WITHDRAWN, handover=HandoverStatus.DRAWN, money=OUT), Stage.LENT),
    ],
)
def test_the_platform_sees_as_far_as_hand_over_and_mirror(at: Standing, stage: Stage) -> None:
    """A loan that runs is lent whatever was withdrawn here; a refusal leads back to the offers."""
    assert stage_on_platform(at) is stage


@pytest.mark.parametrize(
    ("at", "stage"),
    [
        (Standing(Status.SUBMITTED), Stage.APPLYING),
        (Standing(Status.SUBMITTED, is_confirmed=True), Stage.DECIDING),
        (Standing(Status.SUBMITTED, is_confirmed=True, is_referred=True), Stage.NEEDS_PERSON),
        (Standing(Status.DECIDED, Outcome.REFER), Stage.NEEDS_PERSON),
        (Standing(Status.DECIDED, Outcome.APPROVE), Stage.OFFERED),
        (Standing(Status.DECIDED, Outcome.DECLINE), Stage.ENDED),
        (Standing(Status.DECIDED, Outcome.APPROVE, is_stopped=True), Stage.ENDED),
        (Standing(Status.DECIDED, Outcome.APPROVE, contract=ContractState.DISCLOSED), Stage.AT_INSTITUTION),
        (Standing(Status.DECIDED, Outcome.APPROVE, contract=ContractState.SIGNED), Stage.AT_INSTITUTION),
        (
            Standing(Status.DECIDED, Outcome.APPROVE, contract=ContractState.SIGNED, money=OUT),
            Stage.LENT,
        ),
        (
            Standing(Status.WITHDRAWN, Outcome.APPROVE, contract=ContractState.SIGNED, money=OUT),
            Stage.LENT,
        ),
        (Standing(Status.DECIDED, Outcome.APPROVE, contract=ContractState.CLOSED, money=BACK), Stage.ENDED),
    ],
)
def test_an_institution_sees_its_file_contract_and_loans(at: Standing, stage: Stage) -> None:
    """From the borrower's confirmation to the last fen; what was signed outlives a withdrawal."""
    assert stage_at_institution(at) is stage


@given(
    st.builds(
        Standing,
        st.sampled_from(Status),
        st.none() | st.sampled_from(Outcome),
        st.booleans(),
        st.none() | st.booleans(),
        st.none() | st.sampled_from(HandoverStatus),
        st.none() | st.sampled_from(ContractState),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.sampled_from([Money(), OUT, BACK]),
    )
)
def test_whatever_is_known_there_is_a_stage_and_only_money_is_lent(at: Standing) -> None:
    """Nothing is called lent before money is out, in either role."""
    for stage in (stage_on_platform(at), stage_at_institution(at)):
        assert stage is not Stage.LENT or (at.money.is_out and not at.money.is_settled)
