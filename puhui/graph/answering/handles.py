"""Names for one application: a keyed hash of the application and the node's word.

The same node has the same handle whenever this application is asked about, so that a picture can grow; about
another application it has another, so two answers cannot be laid side by side.
"""

from dataclasses import dataclass, field
from uuid import UUID

from puhui.ground import Vault

_FIELD = "graph_handle"
_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Handles:
    """The handles of one application."""

    vault: Vault
    application_id: UUID
    known: dict[str, str] = field(default_factory=dict, repr=False)

    def of(self, word: str) -> str:
        """A node's handle."""
        handle = self.known.get(word)
        if handle is None:
            index = self.vault.blind_index(_FIELD, f"{self.application_id}|{word}")
            handle = self.known[word] = "n" + index.hex()[:_LETTERS]
        return handle
