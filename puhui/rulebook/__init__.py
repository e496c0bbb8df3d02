"""rulebook: what law, standard or house policy says *on that date*, with its source."""

from puhui.rulebook.banned import banned_expressions, banned_in
from puhui.rulebook.book import Rulebook, RulesOn
from puhui.rulebook.business_days import BusinessDay
from puhui.rulebook.industries import Industry, find_industry, load_industries
from puhui.rulebook.model import (
    Basis,
    Confidence,
    ForbiddenUse,
    Force,
    NoRuleInForce,
    PriceCap,
    Rule,
    Unit,
)
from puhui.rulebook.regions import Region
from puhui.rulebook.shipped import rulebook
from puhui.rulebook.size_table import SizeGroup, groups_for
from puhui.rulebook.sizes import SizeClass, SizeFinding, annual_income_wan, size_in_group
from puhui.rulebook.yaml_file import read_yaml

__all__ = [
    "Basis",
    "BusinessDay",
    "Confidence",
    "ForbiddenUse",
    "Force",
    "Industry",
    "NoRuleInForce",
    "PriceCap",
    "Region",
    "Rule",
    "Rulebook",
    "RulesOn",
    "SizeClass",
    "SizeFinding",
    "SizeGroup",
    "Unit",
    "annual_income_wan",
    "banned_expressions",
    "banned_in",
    "find_industry",
    "groups_for",
    "load_industries",
    "read_yaml",
    "rulebook",
    "size_in_group",
]
