"""idempotency: a retry is safe by its key."""

from puhui.ground.idempotency.model import Answer, Claim, key_problem
from puhui.ground.idempotency.store import claim, forget_expired, keep, keeping

__all__ = ["Answer", "Claim", "claim", "forget_expired", "keep", "keeping", "key_problem"]
