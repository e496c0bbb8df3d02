"""What this room tells the others, through the outbox."""

from typing import Final

CONTRACT_MOVED: Final = "loan.contract_moved"
"""A contract took a step, whichever: `{contract_id, state}`. What follows from a signature waits for that."""
CONTRACT_SIGNED: Final = "loan.contract_signed"
DRAWDOWN_RESERVED: Final = "loan.drawdown_reserved"
DRAWDOWN_ENDED: Final = "loan.drawdown_ended"
