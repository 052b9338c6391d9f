"""The models of a run, loaded once a process: a parser, an encoder, a language guesser. Nothing is fetched from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from importlib import metadata, resources
from itertools import pairwise
from typing import TYPE_CHECKING

from wireroom.engine.weights import PINS, checked
from wireroom.ports import DEFAULT_MODEL, LanguageGuesser, MissingError
from wireroom.reading.layout import as_prose
from wireroom.reading.surface import kept

if TYPE_CHECKING:
    import numpy as np
    from spacy.language import Language
    from spacy.tokens import Doc

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])’(?=[^\W\d_])")

CHUNK = 50_000
"""Code points a call of the parser: a longer text is parsed in pieces cut at line ends, so that memory stays bounded. spaCy
refuses more than a million; its cost a word is flat well below that."""
RUN = 300
"""Code points without white space that are cut into tokens at once: the tokenizer's cost is quadratic in them, and no word or
address of news is as long."""
_RUN = re.compile(rf"\S{{{RUN + 1},}}")


class SpacyParser:
    """A spaCy English pipeline in which no sentence crosses a line end."""

    def __init__(self, package: str = DEFAULT_MODEL) -> None:
        self._nlp = _pipeline(package)
        self.name = f"{package} {self._nlp.meta['version']}"

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """One `Doc` a text, in order; character offsets are those of the text. A curly apostrophe inside a word is read as a
        straight one, which is how the models were taught ("didn’t"); a text set to a width or in capitals is read as running
        prose (`as_prose`); `text_of` gives the text as it was."""
        for text in texts:
            pieces = [self._parsed(piece) for piece in _pieces(as_prose(text))]
            yield kept(pieces[0] if len(pieces) == 1 else _joined(pieces), text)

    def _parsed(self, text: str) -> Doc:
        runs = [self._nlp.make_doc(run) for run in _runs(_APOSTROPHE.sub("'", text))]
        doc = runs[0] if len(runs) == 1 else _joined(runs)
        breaks = [token.i for token in doc if token.is_space and "\n" in token.text]
        for place in breaks:
            if place + 1 < len(doc) and not doc[place + 1].is_space:
                doc[place + 1].is_sent_start = True
        for _, step in self._nlp.pipeline:
            doc = step(doc)
        doc.tensor = doc.tensor[:0]  # 400 bytes a token that nothing here asks for
        return doc


def _pieces(text: str) -> list[str]:
    pieces = []
    start = 0
    while len(text) - start > CHUNK:
        cut = max(text.rfind("\n", start, start + CHUNK), text.rfind(". ", start, start + CHUNK))
        if cut <= start:
            cut = max(text.rfind(" ", start, start + CHUNK), start + CHUNK - 1 if " " not in text[start : start + CHUNK] else 0)
        pieces.append(text[start : cut + 1])
        start = cut + 1
    pieces.append(text[start:])
    return pieces


def _runs(text: str) -> list[str]:
    """The text in pieces such that no run without white space is longer than `RUN`; whole when none is."""
    cuts = [0]
    for match in _RUN.finditer(text):
        cuts += range(match.start() + RUN, match.end(), RUN)
    return [text[start:end] for start, end in pairwise([*cuts, len(text)])]


def _joined(pieces: Sequence[Doc]) -> Doc:
    from spacy.tokens import Doc

    return Doc.from_docs(list(pieces), ensure_whitespace=False) or pieces[0]


@cache
def _pipeline(package: str) -> Language:
    import spacy

    if package in PINS:
        checked(package)
    try:
        return spacy.load(package)
    except OSError as error:
        raise MissingError(f"no spaCy pipeline named {package!r} is installed") from error


class StaticEncoder:
    """Static word vectors of `wordllama`, averaged, of unit length.

    No piece of its vocabulary runs over a space, so that a text has the pieces of its words, one after the other: each word is
    cut into pieces once. Texts of as many pieces are added up together, in the order of the pieces, as `embed` of the package
    does it; the answer is the same to the bit."""

    def __init__(self) -> None:
        from wordllama import WordLlama

        checked("wordllama")
        folder = resources.files("wordllama")
        with resources.as_file(folder) as path:
            vectors = WordLlama.load(cache_dir=path, disable_download=True)
        self._rows = vectors.embedding
        self._tokenizer = vectors.tokenizer
        self._tokenizer.no_padding()
        self._pieces: dict[str, list[int]] = {}
        self.name = f"wordllama {metadata.version('wordllama')}"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """A float32 matrix, one row of unit length a text."""
        import numpy as np

        rows = np.zeros((len(texts), self._rows.shape[1]), dtype=np.float32)
        by_length: dict[int, list[int]] = {}
        cut = self._cut([text or " " for text in texts])
        for place, pieces in enumerate(cut):
            by_length.setdefault(len(pieces), []).append(place)
        for length, places in by_length.items():
            for first in range(0, len(places) if length else 0, TOGETHER):
                some = places[first : first + TOGETHER]
                rows[some] = np.sum(self._rows[np.array([cut[place] for place in some])], axis=1) / np.float32(length)
        size = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(np.nan_to_num(rows / np.where(size == 0, 1, size)), dtype=np.float32)

    def _cut(self, texts: Sequence[str]) -> list[list[int]]:
        """The numbers of the pieces of each text."""
        split = [None if _SPACED.search(text) else text.split(" ") for text in texts]
        wanted = {word: None for words in split for word in words or () if word not in self._pieces}
        if len(self._pieces) + len(wanted) > MOST_WORDS:
            self._pieces.clear()
            wanted = {word: None for words in split for word in words or ()}
        for word, found in zip(wanted, self._tokenized(list(wanted)), strict=True):
            self._pieces[word] = found
        whole = iter(self._tokenized([text for text, words in zip(texts, split, strict=True) if words is None]))
        return [next(whole) if words is None else [one for word in words for one in self._pieces[word]] for words in split]

    def _tokenized(self, texts: list[str]) -> list[list[int]]:
        return [found.ids for found in self._tokenizer.encode_batch(texts, add_special_tokens=False)]


_SPACED = re.compile(r"^ | $|  |[<▁]")
"""A text whose pieces are not those of its words: with more spaces than part words, a mark of the model, or its space."""
TOGETHER = 256
"""Texts whose pieces are added up at once, so that memory stays bounded."""
MOST_WORDS = 200_000
"""Words whose pieces are kept."""


class Models:
    """The tools of one process, each loaded when first asked for and kept."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.model = model

    @cached_property
    def parser(self) -> SpacyParser:
        """The parser named by `model`. Raises MissingError when it is not installed."""
        return SpacyParser(self.model)

    @cached_property
    def encoder(self) -> StaticEncoder:
        """Static vectors."""
        return StaticEncoder()

    @cached_property
    def guesser(self) -> LanguageGuesser:
        """The language guesser."""
        from wireroom.engine.language import Guesser

        return Guesser()
