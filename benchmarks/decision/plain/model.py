"""The plain stack's model: gradient-boosted trees on the features that its own query gives, as ONNX for the
score and as trees for the reasons."""

from pathlib import Path

import lightgbm
import numpy as np
from onnxmltools import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType

FEATURES = (
    "invoices",
    "sales_3m",
    "sales_6m",
    "sales_12m",
    "sales_before",
    "purchases_12m",
    "void_share",
    "red_share",
    "customers",
    "suppliers",
    "top_customer_share",
    "top_three_share",
    "months_active",
    "days_since_sale",
    "history_days",
    "average_sale",
    "largest_sale",
    "tax_rate",
    "growth",
    "margin",
    "neighbours",
    "neighbours_defaulted",
    "on_phone",
    "at_address",
    "debt_balance",
    "debt_monthly",
    "amount",
    "months",
)
TREES = 500
LEAVES = 63
"""A credit model of usual size, as a few hundred thousand loans come to: its reasons for one row take 7 to 9
ms of a core, its score a few hundredths of one."""
_ROWS = 8_000


def train(folder: Path) -> None:
    """Fit on made-up rows; what is measured is the shape of the model, not what it learnt."""
    draw = np.random.default_rng(7)
    rows = draw.lognormal(0, 1, (_ROWS, len(FEATURES)))
    risk = rows[:, 16] / 3 - rows[:, 18] + rows[:, 10] * rows[:, 19] / 4
    truth = draw.random(_ROWS) < 1 / (1 + np.exp(2 - risk))
    model = lightgbm.train(
        {
            "objective": "binary",
            "num_leaves": LEAVES,
            "learning_rate": 0.05,
            "verbose": -1,
            "seed": 7,
            "num_threads": 1,
        },
        lightgbm.Dataset(rows, truth.astype(float), feature_name=list(FEATURES)),
        TREES,
    )
    model.save_model(folder / "model.txt")
    shape = [("input", FloatTensorType([None, len(FEATURES)]))]
    onnx = convert_lightgbm(model, initial_types=shape, zipmap=False)
    (folder / "model.onnx").write_bytes(onnx.SerializeToString())
