"""A decision service as a good engineer would write it in a day: FastAPI on PostgreSQL, features and a
recursive walk in SQL, score by ONNX, reasons by TreeSHAP, policy in zen-engine, one insert.

It knows no consent, seals nothing, keeps no versions, no audit trail, no outbox, no idempotency key.
`PLAIN_DATABASE_URL` says where its tables are, `PLAIN_FOLDER` where its model and its policy lie.
"""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import lightgbm
import numpy as np
import onnxruntime
import orjson
import zen
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel
from sqlalchemy import Connection, create_engine, text

from benchmarks.decision.plain import queries
from benchmarks.decision.plain.model import FEATURES

_FOLDER = Path(os.environ["PLAIN_FOLDER"])
_ENGINE = create_engine(os.environ["PLAIN_DATABASE_URL"], pool_size=10, max_overflow=0)
_OPTIONS = onnxruntime.SessionOptions()
_OPTIONS.intra_op_num_threads = 1
_SCORE = onnxruntime.InferenceSession(_FOLDER / "model.onnx", _OPTIONS)
_TREES = lightgbm.Booster(model_file=_FOLDER / "model.txt")
_POLICY = zen.ZenEngine({"loader": {"graph": (_FOLDER / "graph.json").read_text()}.__getitem__})
_HOPS = 3

app = FastAPI()


class Decided(BaseModel):
    """What is answered."""

    id: UUID
    application_id: UUID
    outcome: str
    limit_fen: int
    annual_rate: float | None
    score: float
    reasons: list[str]
    decided_at: datetime


@app.post("/api/v1/applications/{application_id}/decision", status_code=201)
def decide(application_id: UUID) -> Decided:
    """Everything in one transaction."""
    with _ENGINE.begin() as connection:
        found = connection.execute(text(queries.FIND), {"application": application_id}).one_or_none()
        if found is None:
            raise HTTPException(404)
        today = datetime.now(UTC).date()
        features = _features(connection, found, today)
        row = np.array([[features[name] for name in FEATURES]])
        score = float(_SCORE.run(None, {"input": row.astype(np.float32)})[1][0][1])
        reasons = _reasons(row)
        answered = _POLICY.evaluate("graph", _facts(features, found, score), {"trace": True})
        decided = _decided(application_id, answered["result"], score, reasons)
        _keep(connection, decided, features, answered["trace"])
    return decided


def _features(connection: Connection, found: Any, today: date) -> dict[str, float]:
    asked = {"firm": found.firm_id, "today": today, "start": f"subject:{found.firm_id}", "hops": _HOPS}
    sums = connection.execute(text(queries.INVOICES), asked).mappings().one()
    around = connection.execute(text(queries.GRAPH), asked).mappings().one()
    known = {name: float(value or 0) for name, value in {**sums, **around}.items()}
    return known | {
        "growth": known["sales_12m"] / known["sales_before"] - 1 if known["sales_before"] else 0.0,
        "margin": 1 - known["purchases_12m"] / known["sales_12m"] if known["sales_12m"] else 0.0,
        "debt_balance": float(found.debt_balance_fen),
        "debt_monthly": float(found.debt_monthly_fen),
        "amount": float(found.amount_fen),
        "months": float(found.months),
    }


def _reasons(row: np.ndarray) -> list[str]:
    """The three features that cost the most, by TreeSHAP."""
    shares = np.asarray(_TREES.predict(row, pred_contrib=True))[0, :-1]
    return [FEATURES[position] for position in np.argsort(-shares)[:3]]


def _facts(features: dict[str, float], found: Any, score: float) -> dict[str, Any]:
    answers = found.answers or {}
    sales_yuan = features["sales_12m"] / 100
    return {
        "path": "application",
        "channel": "facilitation",
        "consent": True,
        "identity": answers.get("two_factor"),
        "enterprise": answers.get("enterprise_four_factor"),
        "listing": answers.get("list_screening"),
        "overdue_now": False,
        "purpose": found.purpose,
        "invoices_total": features["invoices"],
        "sales_12m_yuan": sales_yuan,
        "monthly_cash_yuan": sales_yuan / 120,
        "existing_service_share": 0.1,
        "debts_known": True,
        "history_months": features["history_days"] // 30,
        "days_since_sale": features["days_since_sale"],
        "sales_void_share": features["void_share"],
        "sales_red_amount_share": features["red_share"],
        "fraud_both_ways_share": 0.0,
        "fraud_last_month_share": 0.1,
        "neighbours_on_phone": features["on_phone"],
        "neighbours_at_address": features["at_address"],
        "neighbours_defaulted": features["neighbours_defaulted"],
        "band": "ABCD"[min(3, int(score * 10))],
        "amount_yuan": features["amount"] / 100,
        "months": features["months"],
    }


def _decided(application_id: UUID, steps: dict[str, Any], score: float, reasons: list[str]) -> Decided:
    said = {
        step: [
            it.get("outcome") for it in (rows if isinstance(rows, list) else [rows]) if isinstance(it, dict)
        ]
        for step, rows in steps.items()
    }
    outcomes = {outcome for rows in said.values() for outcome in rows if outcome}
    outcome = next((it for it in ("decline", "refer") if it in outcomes), "approve")
    return Decided(
        id=uuid4(),
        application_id=application_id,
        outcome=outcome,
        limit_fen=10_000_000 if outcome == "approve" else 0,
        annual_rate=0.12 if outcome == "approve" else None,
        score=score,
        reasons=reasons,
        decided_at=datetime.now(UTC),
    )


def _keep(connection: Connection, decided: Decided, features: dict[str, float], trace: Any) -> None:
    connection.execute(
        text(queries.INSERT),
        {
            "id": decided.id,
            "application": decided.application_id,
            "outcome": decided.outcome,
            "limit_fen": decided.limit_fen,
            "annual_rate": decided.annual_rate,
            "score": decided.score,
            "reasons": orjson.dumps(decided.reasons).decode(),
            "features": orjson.dumps(features).decode(),
            "trace": orjson.dumps(trace).decode(),
            "at": decided.decided_at,
        },
    )
    connection.execute(text(queries.DECIDE), {"application": decided.application_id})
