"""From the letters of an upright licence to its fields. Pure: no picture is needed to test it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from puhui.evidence.licence.checks import check_field, whole_name
from puhui.evidence.licence.layout import Laid
from puhui.evidence.licence.lines import Line
from puhui.evidence.licence.model import Box, Checked, Field, FieldName
from puhui.kernel import Text

Locate = Callable[[Line], Box]
"""Where letters of the upright picture stand in the picture as it was given."""

NEEDED: Final = (
    FieldName.USCC,
    FieldName.NAME,
    FieldName.KIND,
    FieldName.LEGAL_REPRESENTATIVE,
    FieldName.ESTABLISHED_ON,
    FieldName.SCOPE,
    FieldName.ADDRESS,
)
"""Every licence of every kind has these."""
FIELD_NAMES: Final[Mapping[FieldName, Text]] = {
    FieldName.USCC: Text("统一社会信用代码", "credit code"),
    FieldName.NAME: Text("名称", "name"),
    FieldName.KIND: Text("类型", "kind"),
    FieldName.LEGAL_REPRESENTATIVE: Text("法定代表人或经营者", "legal representative or operator"),
    FieldName.CAPITAL: Text("注册资本", "registered capital"),
    FieldName.ESTABLISHED_ON: Text("成立日期", "day of founding"),
    FieldName.TERM: Text("营业期限", "term"),
    FieldName.SCOPE: Text("经营范围", "business scope"),
    FieldName.ADDRESS: Text("住所或经营场所", "address"),
    FieldName.REGISTRATION_AUTHORITY: Text("登记机关", "registration authority"),
    FieldName.ISSUED_ON: Text("发照日期", "day of issue"),
}
_WHOLE_IF_FITTING: Final = frozenset({FieldName.USCC, FieldName.ESTABLISHED_ON, FieldName.ISSUED_ON})
_HALF_HIDDEN: Final = 0.5
_HIDDEN: Final = Text("这一栏可能有一部分被挡住或反光。", "Part of this may be covered or under glare.")
_ABSENT: Final = Text("没有读到这一栏。", "Nothing was read here.")


def fields_of(
    laid: Laid, locate: Locate, today: date, is_hidden: Callable[[Line], bool] = lambda line: False
) -> dict[FieldName, Field]:
    """Every field, in order; one that was not found is there too, empty. Partly hidden ones are unsure."""
    fields = {name: _field(name, laid, locate, today) for name in FieldName}
    for name, parts in laid.parts.items():
        if any(is_hidden(part) for part in parts) and name is not FieldName.REGISTRATION_AUTHORITY:
            fields[name] = _doubted(name, fields[name])
    return whole_name(fields)


def _doubted(name: FieldName, field: Field) -> Field:
    """Unsure, unless a rule shows that it is whole: a code by its checks, a day by the calendar."""
    if field.checked is Checked.OK and name in _WHOLE_IF_FITTING:
        return field
    return replace(field, confidence=min(field.confidence, _HALF_HIDDEN), why=field.why or _HIDDEN)


def _field(name: FieldName, laid: Laid, locate: Locate, today: date) -> Field:
    line = laid.texts.get(name)
    if line is None:
        label = laid.labels.get(name)
        place = locate(label.line) if label else None
        return Field(None, "", 0.0, place, Checked.UNCHECKED, _ABSENT)
    verdict = check_field(name, line.text, today)
    label = laid.labels.get(name)
    sureness = label.sureness if label is not None else 0.95
    return Field(
        verdict.value,
        line.text,
        round(line.confidence * min(1.0, sureness + 0.02), 3),
        locate(line),
        verdict.checked,
        verdict.why,
        verdict.suggestions,
    )
