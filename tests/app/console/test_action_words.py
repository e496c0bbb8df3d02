"""The console calls everything in the audit trail by words."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ACTIONS = ROOT / "web" / "src" / "administration" / "audit" / "actions.ts"


def test_every_action_that_is_audited_has_words_in_the_console() -> None:
    """An action without words would be shown by its code; whoever adds one says here what it is called."""
    audited = {
        found
        for file in (ROOT / "puhui").rglob("*.py")
        for found in re.findall(r"\.audit\(\s*\"([a-z_]+\.[a-z_.]+)\"", file.read_text("utf-8"))
    }
    said = set(re.findall(r'^  "([a-z_.]+)": \[', ACTIONS.read_text("utf-8"), re.MULTILINE))
    assert len(audited) > 40
    assert audited <= said
