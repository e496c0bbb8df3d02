"""What the wiring tells itself through the outbox, so that one thing that fails does not undo another."""

from typing import Final

PAY_OUT_DUE: Final = "app.pay_out_due"
"""The rail is to be asked for a reserved drawdown, after it was told: {drawdown_id}."""
