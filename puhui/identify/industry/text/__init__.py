"""Names and scopes → divisions, learned where the data lies: features, recipe, model, folder."""

from puhui.identify.industry.text.explaining import Weighed
from puhui.identify.industry.text.firm import Firm
from puhui.identify.industry.text.folder import codes_in, load_text_model, save_text_model
from puhui.identify.industry.text.gathering import Gathered, division_of, gather
from puhui.identify.industry.text.mixing import Mixing
from puhui.identify.industry.text.model import TextModel
from puhui.identify.industry.text.naming import Name, name_of
from puhui.identify.industry.text.recipe import OnProgress, folded, train_text_model
from puhui.identify.industry.text.scoping import items_of
from puhui.identify.industry.text.tilting import tilted

__all__ = [
    "Firm",
    "Gathered",
    "Mixing",
    "Name",
    "OnProgress",
    "TextModel",
    "Weighed",
    "codes_in",
    "division_of",
    "folded",
    "gather",
    "items_of",
    "load_text_model",
    "name_of",
    "save_text_model",
    "tilted",
    "train_text_model",
]
