"""From a template and its values to a page, in the reader's language. Pure: no request, clock or database."""

from functools import cache, partial
from pathlib import Path
from typing import Any, Final

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from puhui.app.pages import writing
from puhui.app.pages.views.house import House, platform_house
from puhui.app.pages.views.lending.steps import LENDING_STEPS
from puhui.app.pages.wording import texts, told
from puhui.kernel import Language, Problem, Text

_HERE: Final = Path(__file__).parent
STEPS: Final = ("consent", "application", "invoices", "decision", "offers", "institution")


def rendered(template: str, language: Language, **values: object) -> str:
    """The page as HTML. A value that a template wants and does not get is a programming error."""
    house = values.get("house")
    words = _vocabulary(language, house if isinstance(house, House) else platform())
    return _environment().get_template(template).render({**words, **values})


@cache
def platform() -> House:
    """The platform's own dress, which every page wears unless a lender's is given."""
    return platform_house(texts()["site.name"], texts()["site.line"])


def contact() -> dict[str, Any]:
    """Who runs this platform (`contact.yaml`), for pages and consents."""
    return dict(_contact())


@cache
def _contact() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((_HERE / "contact.yaml").read_text("utf-8"))
    return found


def _vocabulary(language: Language, house: House) -> dict[str, Any]:
    return {
        "house": house,
        "lang": language.value,
        "language": language,
        "other": Language.EN if language is Language.ZH else Language.ZH,
        "t": partial(_told, language),
        "say": partial(_say, language),
        "day": partial(writing.day, language=language),
        "moment": partial(writing.moment, language=language),
        "wan": partial(writing.wan, language=language),
        "yuan": writing.exact_yuan,
        "exact": writing.plain_yuan,
        "percent": writing.percent,
        "contact": _reached(language, house),
        "all_steps": STEPS,
        "lending_steps": LENDING_STEPS,
        "label": partial(_label, language),
        "range_of": range,
    }


def _reached(language: Language, house: House) -> dict[str, Any]:
    """Who runs these pages: a lender answers for its own."""
    told_of = {key: _say(language, value) for key, value in _contact().items()}
    own = {"name": house.name.in_(language), "phone": house.phone, "mail": ""} if house.is_lender else {}
    return {**told_of, **own}


def _told(language: Language, key: str, **values: object) -> str:
    return told(key, language, **values)


def _say(language: Language, value: Text | Problem | dict[str, str] | str) -> str:
    if isinstance(value, Text):
        return value.in_(language)
    if isinstance(value, Problem):
        return value.sentence(language)
    return value[language.value] if isinstance(value, dict) else value


def _label(language: Language, name: str) -> str:
    """What a form's field is called, for the list of what needs a change."""
    key, _, ask = name.partition("_")
    candidates = (
        f"application.{name}",
        f"application.{name}.legend",
        f"{key}.{name}",
        f"consents.needed.{ask}",
        f"lending.{name}",
    )
    found = next((key for key in candidates if key in texts()), None)
    return "" if found is None else told(found, language) + ("：" if language is Language.ZH else ": ")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
