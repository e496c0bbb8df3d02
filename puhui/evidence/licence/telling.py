"""A read licence as JSON, the same for the command line and for programs."""

from datetime import date
from typing import Any

from puhui.evidence.licence.fields import FIELD_NAMES
from puhui.evidence.licence.model import Field, FieldName, LicenceRead
from puhui.kernel import Text


def as_json(read: LicenceRead) -> dict[str, Any]:
    """Dates as `YYYY-MM-DD`, capital as `capital` in fen, sentences in both languages."""
    quality = {name: getattr(read.quality, name) for name in read.quality.__slots__}
    return {
        "layout": read.layout.value,
        "fields": {name.value: _field(name, field) for name, field in read.fields.items()},
        "quality": quality,
        "advice": _said(read.advice),
        "remarks": [_said(remark) for remark in read.remarks],
        "needs_a_person": read.needs_a_person,
    }


def _field(name: FieldName, field: Field) -> dict[str, Any]:
    value = field.value.isoformat() if isinstance(field.value, date) else field.value
    return {
        "title": _said(FIELD_NAMES[name]),
        "value": value,
        "text": field.text,
        "confidence": field.confidence,
        "box": None if field.box is None else [list(corner) for corner in field.box.corners],
        "checked": field.checked.value,
        "why": _said(field.why),
        "suggestions": list(field.suggestions),
    }


def _said(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"zh": text.zh, "en": text.en}
