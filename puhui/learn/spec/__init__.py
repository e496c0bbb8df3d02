"""What to learn, from which columns, and what must not be touched: one YAML file a model."""

from puhui.learn.spec.boosted import BoostedSpec, Encoding, EvenOut, Member, MemberKind
from puhui.learn.spec.model import AUTO, Checking, Growth, Points, Risk, ScorecardSpec
from puhui.learn.spec.reading import ModelSpec, load_model_spec, load_spec, parse_spec

__all__ = [
    "AUTO",
    "BoostedSpec",
    "Checking",
    "Encoding",
    "EvenOut",
    "Growth",
    "Member",
    "MemberKind",
    "ModelSpec",
    "Points",
    "Risk",
    "ScorecardSpec",
    "load_model_spec",
    "load_spec",
    "parse_spec",
]
