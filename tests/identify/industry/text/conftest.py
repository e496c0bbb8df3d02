"""One small model for all tests of this folder: learned once, in a second or two."""

import pytest

from puhui.identify.industry.text import TextModel, train_text_model
from tests.identify.industry.text.made_up import CODES, firms


@pytest.fixture(scope="session")
def model() -> TextModel:
    return train_text_model(firms(180, True), firms(700, False), CODES, lambda doing, share: None)
