"""tables: what tax classes, merchant categories and thresholds say, as files people argue about."""

from puhui.identify.industry.tables.reading import (
    Deciding,
    TaxClasses,
    load_deciding,
    load_english,
    load_merchant_categories,
    load_tax_classes,
)

__all__ = [
    "Deciding",
    "TaxClasses",
    "load_deciding",
    "load_english",
    "load_merchant_categories",
    "load_tax_classes",
]
