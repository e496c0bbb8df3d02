"""A licence as it was read: every field with how sure it is, what a rule says of it, and its crop."""

import base64

from pydantic import BaseModel

from puhui.evidence.licence import FIELD_NAMES, Field, FieldName, LicenceRead, as_json, crops, is_unsure
from puhui.ground.web import Said
from puhui.kernel import Problem, Text


class FieldBody(BaseModel):
    """`crop` is a PNG as a `data:` address, upright; null where nothing was found."""

    name: str
    title: Said
    value: str | int | None
    text: str
    confidence: float
    is_unsure: bool
    checked: str
    why: Said | None
    suggestions: list[str]
    crop: str | None


class LicenceBody(BaseModel):
    """What stands on a photographed licence. Nothing of it is kept."""

    layout: str
    fields: list[FieldBody]
    advice: Said | None
    remarks: list[Said]
    needs_a_person: bool

    @classmethod
    def of(cls, read: LicenceRead, photo: bytes) -> "LicenceBody":
        told, pictures = as_json(read)["fields"], _pictures(read, photo)
        return cls(
            layout=read.layout.value,
            fields=[
                _field(name, field, told[name.value]["value"], pictures.get(name))
                for name, field in read.fields.items()
            ],
            advice=_said(read.advice),
            remarks=[Said.of(one) for one in read.remarks],
            needs_a_person=read.needs_a_person,
        )


def _field(name: FieldName, field: Field, value: str | int | None, crop: str | None) -> FieldBody:
    return FieldBody(
        name=name.value,
        title=Said.of(FIELD_NAMES[name]),
        value=value,
        text=field.text,
        confidence=round(field.confidence, 3),
        is_unsure=is_unsure(field),
        checked=field.checked.value,
        why=_said(field.why),
        suggestions=list(field.suggestions),
        crop=crop,
    )


def _pictures(read: LicenceRead, photo: bytes) -> dict[FieldName, str]:
    """The crop of every field that was found; the photo is opened once."""
    boxes = {name: field.box for name, field in read.fields.items() if field.box}
    cut = crops(photo, list(boxes.values()))
    if isinstance(cut, Problem):
        return {}
    return {
        name: f"data:image/png;base64,{base64.b64encode(png).decode()}"
        for name, png in zip(boxes, cut, strict=True)
    }


def _said(text: Text | None) -> Said | None:
    return Said.of(text) if text else None
