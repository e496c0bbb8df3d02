"""text: ports that read text. Vectors of meaning on this machine; a language model only where one is set."""

from puhui.ground.text.embedding import Embedder, Embedding, open_embedder
from puhui.ground.text.language_model import ChatModel, LanguageModel, open_language_model

__all__ = [
    "ChatModel",
    "Embedder",
    "Embedding",
    "LanguageModel",
    "open_embedder",
    "open_language_model",
]
