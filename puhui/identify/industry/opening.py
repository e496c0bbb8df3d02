"""Opens the cascade: the model that was trained here where there is one, else the words that ship."""

from pathlib import Path

from puhui.ground import Settings
from puhui.ground.text import LanguageModel, open_embedder, open_language_model
from puhui.identify.industry.cascade import Cascade
from puhui.identify.industry.classification import Classification, open_classification
from puhui.identify.industry.deeper import ByMeaning, open_by_meaning
from puhui.identify.industry.lexicon import Lexicon, open_lexicon
from puhui.identify.industry.tables import load_deciding, load_merchant_categories, load_tax_classes
from puhui.identify.industry.text import TextModel, codes_in, load_text_model
from puhui.kernel import Problem, Text


def models_folder(settings: Settings) -> Path:
    """Where `puhui identify train` puts what it learned."""
    return settings.home / "models" / "industry"


def open_cascade(settings: Settings, model: Path | None = None, *, embed: bool = True) -> Cascade | Problem:
    """Ready to answer. `model` is a folder to use instead of the house's own; it must then be there.

    `embed` lets unsure firms be compared by meaning (some 10 ms each); a language model is asked only where
    one is configured.
    """
    folder = model or models_folder(settings)
    reader = load_text_model(folder) if model is not None or folder.exists() else None
    if isinstance(reader, Problem):
        return reader
    try:
        classification = open_classification(codes_in(folder) if reader else None)
    except ValueError as error:
        return _no_table(error)
    return cascade_of(reader, classification, open_language_model(settings), embed=embed)


def cascade_of(
    reader: TextModel | None,
    classification: Classification,
    language_model: LanguageModel | None = None,
    *,
    embed: bool = True,
) -> Cascade:
    """Everything that ships around a trained model, or around none."""
    lexicon = open_lexicon()
    return Cascade(
        classification=classification,
        lexicon=lexicon,
        reader=reader,
        merchant_categories=dict(load_merchant_categories()),
        tax_classes=load_tax_classes(),
        deciding=load_deciding(),
        model=_called(reader, lexicon),
        by_meaning=_by_meaning(classification, lexicon) if embed else None,
        language_model=language_model,
    )


def _by_meaning(classification: Classification, lexicon: Lexicon) -> ByMeaning | None:
    embedder = open_embedder()
    if isinstance(embedder, Problem):
        return None
    return open_by_meaning(embedder, classification, lexicon)


def _called(reader: TextModel | None, lexicon: Lexicon) -> str:
    return f"text-{reader.about.get('version', '')} + {lexicon.version}" if reader else lexicon.version


def _no_table(error: ValueError) -> Problem:
    return Problem(
        "industry.table_unreadable",
        Text(f"行业代码表读不了：{error}", f"The table of industry codes cannot be read: {error}"),
        Text("请改正 PUHUI_GBT4754 指向的文件。", "Correct the file PUHUI_GBT4754 names."),
        "PUHUI_GBT4754",
    )
