"""Names for one application: a keyed hash of the application and the node's word.

The same node has the same handle whenever this application is asked about, so that a picture can grow; about
another application it has another, so two answers cannot be laid side by side.
"""

from dataclasses import dataclass
from uuid import UUID

from puhui.ground import Vault

_FIELD = "graph_handle"
_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Handles:
    """The handles of one application."""

    vault: Vault
    application_id: UUID

    def of(self, word: str) -> str:
        """A node's handle."""
        return "n" + self.vault.blind_index(_FIELD, f"{self.application_id}|{word}").hex()[:_LETTERS]
