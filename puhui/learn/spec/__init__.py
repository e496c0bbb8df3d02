"""What to learn, from which columns, and what must not be touched."""

from puhui.learn.spec.model import (
    AUTO,
    Checking,
    Growth,
    Points,
    Risk,
    ScorecardSpec,
    load_spec,
    parse_spec,
)

__all__ = ["AUTO", "Checking", "Growth", "Points", "Risk", "ScorecardSpec", "load_spec", "parse_spec"]
