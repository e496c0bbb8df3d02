"""A photo of a business licence (营业执照), read into fields that a person can compare with the paper.

What is read here is a help for filling in a form. It is never on a decision's path: a decision asks the
register.
"""

from puhui.evidence.licence.cropping import crop, crops
from puhui.evidence.licence.fields import FIELD_NAMES
from puhui.evidence.licence.model import (
    UNSURE_BELOW,
    Box,
    Checked,
    Field,
    FieldName,
    Layout,
    LicenceRead,
    Quality,
    is_unsure,
)
from puhui.evidence.licence.reading import read_licence
from puhui.evidence.licence.telling import as_json

__all__ = [
    "FIELD_NAMES",
    "UNSURE_BELOW",
    "Box",
    "Checked",
    "Field",
    "FieldName",
    "Layout",
    "LicenceRead",
    "Quality",
    "as_json",
    "crop",
    "crops",
    "is_unsure",
    "read_licence",
]
