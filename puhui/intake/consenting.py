"""Checks a consent before it is kept: the words that were shown, the fields, the period, and separateness.

Pure. Sensitive information and anything that leaves for another handler needs a consent of its own
(PIPL 23, 29); how sensitive a source is, the table of sources says, never the one who asks.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from puhui.intake.consent import PLATFORM, NewConsent, Sensitivity
from puhui.intake.reference import Source
from puhui.intake.texts import HOUSE_TEXT, PLATFORM_TEXT, ConsentText
from puhui.intake.written import checked_words
from puhui.kernel import Problem, Text


def check_consent(
    new: NewConsent,
    *,
    text: ConsentText | None,
    sources: Mapping[str, Source],
    now: datetime,
    longest_days: int,
) -> tuple[Problem, ...]:
    """All that is wrong with it. `text` is the version now to be shown, None when there is no such text."""
    source = sources.get(new.source)
    if source is None:
        return (_UNKNOWN_SOURCE,)
    if text is None or text.version != new.text_version:
        return (_OLD_TEXT,)
    return (
        *_words_shown(new, text),
        *_scope(new, text, source),
        *_separate(new, source),
        *_recipient(new, text),
        *_period(new, now, longest_days),
    )


def needs_own_consent(source: Source, recipient: str) -> bool:
    """Whether it must be asked and signed on its own (PIPL 23: another handler; PIPL 29: sensitive)."""
    return source.sensitivity is Sensitivity.SENSITIVE or recipient != PLATFORM


def _words_shown(new: NewConsent, text: ConsentText) -> Iterator[Problem]:
    if new.text_hash != text.hash(new.recipient_name, new.recipient_contact):
        yield _OTHER_WORDS


def _scope(new: NewConsent, text: ConsentText, source: Source) -> Iterator[Problem]:
    if (new.source, new.purpose) != (text.source, text.purpose):
        yield _OTHER_MATTER
    if not new.fields:
        yield _NO_FIELDS
    if not set(new.fields) <= (source.fields & set(text.fields)):
        yield _UNKNOWN_FIELDS


def _separate(new: NewConsent, source: Source) -> Iterator[Problem]:
    if needs_own_consent(source, new.recipient) and not new.separate:
        yield _NOT_SEPARATE


def _recipient(new: NewConsent, text: ConsentText) -> Iterator[Problem]:
    stays_here = new.recipient == PLATFORM
    if stays_here != (text.recipient_kind in {PLATFORM_TEXT, HOUSE_TEXT}):
        yield _OTHER_MATTER
    named = (new.recipient_name.strip(), new.recipient_contact.strip())
    if text.recipient_kind != PLATFORM_TEXT and not all(named):
        yield _UNNAMED
    for words in (new.recipient, *named):
        wrong = checked_words(words, where="recipient", at_most=200, required=False)
        if isinstance(wrong, Problem):
            yield wrong


def _period(new: NewConsent, now: datetime, longest_days: int) -> Iterator[Problem]:
    if new.until <= now:
        yield _ENDED
    elif new.until > now + timedelta(days=longest_days):
        yield Problem(
            "consent.period.too_long_time",
            Text(f"授权期限最长{longest_days}天。", f"A consent lasts at most {longest_days} days."),
            Text("请缩短期限。", "Shorten it."),
            "until",
        )


_UNKNOWN_SOURCE = Problem(
    "consent.source.unknown", Text("没有这种数据来源。", "There is no such source of data."), None, "source"
)
_OLD_TEXT = Problem(
    "consent.text.conflict",
    Text("授权书不存在或已有新版本。", "The consent text does not exist or has a newer version."),
    Text("请重新阅读现行版本再授权。", "Read the present version and consent again."),
    "text_version",
)
_OTHER_WORDS = Problem(
    "consent.text_hash.conflict",
    Text(
        "所签内容与授权书原文不一致，未予保存。",
        "What was signed is not what the text says; it was not kept.",
    ),
    Text("请重新打开授权书阅读并确认。", "Open the text again, read and confirm it."),
    "text_hash",
)
_OTHER_MATTER = Problem(
    "consent.text.other_matter",
    Text(
        "这份授权书说的不是这项来源、用途或接收方。",
        "This text is about another source, purpose or recipient.",
    ),
    Text("请使用对应的授权书。", "Use the text that belongs to it."),
    "text_id",
)
_NO_FIELDS = Problem(
    "consent.fields.missing",
    Text("没有写明信息项。", "No field is named."),
    Text("请至少选一项。", "Name at least one."),
    "fields",
)
_UNKNOWN_FIELDS = Problem(
    "consent.fields.unknown",
    Text("信息项超出了授权书的范围。", "The fields go beyond the text."),
    Text("请只选授权书写明的信息项。", "Name only fields that the text names."),
    "fields",
)
_NOT_SEPARATE = Problem(
    "consent.separate.missing",
    Text(
        "敏感个人信息、或向其他处理者提供，需要单独同意（个人信息保护法第23、29条）。",
        "Sensitive information, or passing it to another handler, needs a consent of its own (PIPL 23, 29).",
    ),
    Text("请让本人单独阅读并签署。", "Have it read and signed on its own."),
    "separate",
)
_UNNAMED = Problem(
    "consent.recipient.unnamed",
    Text(
        "没有写明接收方的名称和联系方式（个人信息保护法第23条）。",
        "The recipient is not named with a contact (PIPL 23).",
    ),
    Text("请逐家写明接收机构。", "Name each receiving institution."),
    "recipient",
)
_ENDED = Problem(
    "consent.period.ended",
    Text("授权期限已经结束。", "The period has already ended."),
    Text("请改正截止时间。", "Correct its end."),
    "until",
)
