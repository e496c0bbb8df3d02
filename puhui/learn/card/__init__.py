"""A model's card."""

from puhui.learn.card.model import FORMAT, Comparison, Figure, ModelCard, card_from_json, card_to_json

__all__ = ["FORMAT", "Comparison", "Figure", "ModelCard", "card_from_json", "card_to_json"]
