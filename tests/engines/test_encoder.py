"""The encoder gives what `wordllama` gives, text by text and to the bit."""

from __future__ import annotations

from importlib import resources

import numpy as np
from wordllama import WordLlama

from wireroom.engine.models import StaticEncoder

TEXTS = (
    "police said",
    "police said twelve were hurt near the harbour",
    "a  b",
    " leading",
    "trailing ",
    "",
    " ",
    "a\nb\tc",
    "<s> marks </s>",
    "▁a ▁ b",
    "naïve café “quoted” – 漢字 🙂",
    "12,500.75 tons",
)


def test_rows_are_those_of_the_package() -> None:
    with resources.as_file(resources.files("wordllama")) as folder:
        model = WordLlama.load(cache_dir=folder, disable_download=True)
    wanted = model.embed([text or " " for text in TEXTS], norm=False)
    size = np.linalg.norm(wanted, axis=1, keepdims=True)
    rows = StaticEncoder().encode(TEXTS)
    assert np.array_equal(rows, np.nan_to_num(wanted / np.where(size == 0, 1, size)).astype(np.float32))
    assert np.array_equal(StaticEncoder().encode(TEXTS[3:4])[0], rows[3]), "a text's row does not depend on its company"
