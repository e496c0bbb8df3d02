"""What anybody would try first: linear models on letters, and the code table's words without any label."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from puhui.identify.industry.text import Firm


def linear(
    train: Sequence[Firm], asked: Sequence[str], classes: NDArray[np.str_], text: Callable[[Firm], str]
) -> NDArray[np.float32]:
    """One-against-all linear machines on runs of one to three letters of the labelled texts."""
    known = [firm for firm in train if text(firm)]
    seer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    machine = LinearSVC(C=1.0).fit(
        seer.fit_transform([text(firm) for firm in known]), [firm.division for firm in known]
    )
    said = np.full((len(asked), len(classes)), -9.0, np.float32)
    said[:, np.searchsorted(classes, machine.classes_)] = machine.decision_function(seer.transform(asked))
    return said


def zero_shot(
    codes: Sequence[tuple[str, str, str]], asked: Sequence[str], classes: NDArray[np.str_]
) -> NDArray[np.float32]:
    """Nearness of a text to all that the code table says below a division."""
    documents = [
        "".join(f"{name}；{note}；" for code, name, note in codes if code[:2] == each) for each in classes
    ]
    seer = TfidfVectorizer(analyzer="char", ngram_range=(2, 3), sublinear_tf=True)
    table = seer.fit_transform(documents)
    return np.asarray((seer.transform(asked) @ table.T).toarray(), np.float32)
