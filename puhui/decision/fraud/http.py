"""Fraud over HTTP, for those who may see its rules: a case, what people found, how the rules do."""

from datetime import date, timedelta
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Depends, Query

from puhui.decision.fraud.bodies import (
    FraudCaseBody,
    FraudHitBody,
    FraudLabelAsked,
    FraudLabelBody,
    FraudReportBody,
)
from puhui.decision.fraud.case import fraud_case
from puhui.decision.fraud.labelling import label_fraud
from puhui.decision.fraud.reporting import rule_report
from puhui.ground import Erased, Work
from puhui.ground.web import Router, answer, work_for
from puhui.kernel import Problem, Text

router = Router(prefix="/api/v1/fraud", tags=["fraud"])

_MONTH = timedelta(days=30)


@router.get("/applications/{application_id}")
def read_case(application_id: UUID, work: Annotated[Work, Depends(work_for("fraud.read"))]) -> FraudCaseBody:
    """反欺诈与信用各自的结果。Fraud for itself and credit for itself, which rules hit, what people found."""
    case = _found(fraud_case(work, application_id))
    return FraudCaseBody(
        application_id=case.application_id,
        decision_id=case.decision_id,
        fraud=case.fraud.value,
        credit=case.credit.value,
        hits=[FraudHitBody(rule=it.rule, said=it.said.value, became=it.became.value) for it in case.hits],
        labels=[FraudLabelBody.of(it) for it in case.labels],
    )


@router.post("/applications/{application_id}/labels", status_code=201)
def add_label(
    application_id: UUID, body: FraudLabelAsked, work: Annotated[Work, Depends(work_for("fraud.label"))]
) -> FraudLabelBody:
    """确认欺诈或误报，写明依据。Confirmed fraud or a false alarm, with why; no label of default."""
    return FraudLabelBody.of(_found(label_fraud(work, application_id, body.finding, body.why)))


@router.get("/rules")
def read_rules(
    work: Annotated[Work, Depends(work_for("fraud.read"))],
    since: Annotated[date | None, Query(description="First day; 30 days back where not said.")] = None,
    until: Annotated[date | None, Query(description="Last day; today where not said.")] = None,
) -> FraudReportBody:
    """每条规则命中多少、对了多少。How often each rule hit, was right, and may still decline."""
    last = until or work.today()
    return FraudReportBody.of(rule_report(work, since or last - _MONTH, last))


_T = TypeVar("_T")


def _found(result: _T | Erased | Problem) -> _T:
    found: _T = answer(_GONE if isinstance(result, Erased) else result)
    return found


_GONE = Problem(
    "fraud.gone",
    Text("本人的数据已删除，不能再读取。", "The subject's data was erased and cannot be read."),
)
