"""Names and scopes → divisions, learned where the data lies: features, recipe, model, folder."""

from puhui.identify.industry.text.explaining import Weighed
from puhui.identify.industry.text.folder import codes_in, load_text_model, save_text_model
from puhui.identify.industry.text.model import Mixing, TextModel
from puhui.identify.industry.text.naming import Name, name_of
from puhui.identify.industry.text.recipe import Firm, OnProgress, train_text_model
from puhui.identify.industry.text.scoping import items_of

__all__ = [
    "Firm",
    "Mixing",
    "Name",
    "OnProgress",
    "TextModel",
    "Weighed",
    "codes_in",
    "items_of",
    "load_text_model",
    "name_of",
    "save_text_model",
    "train_text_model",
]
