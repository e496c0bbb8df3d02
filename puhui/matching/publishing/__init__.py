"""publishing: products, changed by one person, checked against the law's cap, published by another.

`catalogue_now` is what every round of matching asks for.
"""

from puhui.matching.publishing.now import KIND, catalogue_now

__all__ = ["KIND", "catalogue_now"]
