"""SQL of challenges: which arm decided what, and reading it back."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, select

from puhui.decision.challenge.deciding import Armed
from puhui.decision.tables import decision
from puhui.decision.trial.tables import challenged
from puhui.ground import Mode

_ADD: Final = """
    INSERT INTO decision.challenged (decision_id, mode, trial, publication_id, arm, drawn, why)
    VALUES (%(decision)s, %(mode)s, %(trial)s, %(publication)s, %(arm)s, %(drawn)s, %(why)s)
"""


def adding(mode: Mode, decision_id: UUID, armed: Armed) -> tuple[str, dict[str, object]]:
    """The statement that writes down which arm decided, to be run after the decision's own."""
    return _ADD, {
        "decision": decision_id,
        "mode": mode.value,
        "trial": armed.published.name,
        "publication": armed.published.id,
        "arm": armed.arm.value,
        "drawn": armed.drawn.value,
        "why": armed.why.value,
    }


def decided_in(connection: Connection, mode: Mode, trial: str, at_most: int) -> Sequence[Row[Any]]:
    """Decisions made while an experiment ran, under any of its publications, the newest first."""
    wanted = (
        select(decision, challenged.c.arm, challenged.c.drawn, challenged.c.why)
        .join(challenged, challenged.c.decision_id == decision.c.id)
        .where(challenged.c.trial == trial, challenged.c.mode == mode.value)
        .order_by(decision.c.decided_at.desc(), decision.c.id.desc())
        .limit(at_most)
    )
    return connection.execute(wanted).all()
