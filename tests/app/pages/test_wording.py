"""What the pages say: in both languages, without a word that the law or good manners forbid."""

import re
from pathlib import Path
from string import Formatter

import pytest

from puhui.app.pages.wording import texts
from puhui.intake import consent_texts
from puhui.rulebook import banned_expressions

PAGES = Path(__file__).resolve().parents[3] / "puhui" / "app" / "pages"
BANNED = [(group, expression) for group, listed in banned_expressions().items() for expression in listed]

QUOTES_CHINESE = {"kind.individual_business", "application.kind.individual_business.hint", "invoices.where.3"}
"""English texts that quote what is printed on a Chinese document."""


def _everything_said() -> dict[str, str]:
    said = {key: f"{text.zh}\n{text.en}" for key, text in texts().items()}
    for name in ("places.yaml", "contact.yaml", "consents.yaml"):
        said[name] = (PAGES / name).read_text("utf-8")
    for template in (PAGES / "templates").rglob("*.html"):
        said[template.name] = template.read_text("utf-8")
    return said | {
        f"consent {text.id}": f"{text.body.zh}\n{text.body.en}" for text in consent_texts().values()
    }


@pytest.mark.parametrize(("group", "expression"), BANNED)
def test_no_text_of_ours_uses_a_banned_expression(group: str, expression: str) -> None:
    """Promises, urging, bait prices and superlatives are looked for in every text, template and consent."""
    where = [key for key, said in _everything_said().items() if expression.lower() in said.lower()]
    assert where == [], f"{group}: {expression}"


def test_every_key_is_told_in_both_languages_with_the_same_placeholders() -> None:
    """A figure that is told to one reader is told to the other."""
    for key, text in texts().items():
        if not key.startswith("language."):
            assert re.search(r"[一-鿿]", text.zh) or "{" in text.zh or key == "and_sign", key
            assert not re.search(r"[一-鿿]", text.en) or key in QUOTES_CHINESE, key
        assert _placeholders(text.zh) == _placeholders(text.en), key


def test_every_key_is_used_by_a_page_and_every_key_a_page_uses_exists() -> None:
    """No dead sentence, no missing one. Keys put together at run time are known by their stem."""
    source = "\n".join(
        path.read_text("utf-8") for path in PAGES.rglob("*") if path.suffix in {".html", ".py"}
    )
    stems = tuple(set(re.findall(r"""['"]([a-z_]+(?:\.[a-z_]+)*\.)['"%{]""", source)))
    used = set(re.findall(r"['\"]([a-z_]+(?:\.[A-Za-z0-9_]+)*)['\"]", source))
    dead = [key for key in texts() if key not in used and not key.startswith(stems)]
    assert dead == []


def _placeholders(written: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(written) if name}
