"""How does the reader's ONNX graph become a `PassageReader`?

Needs `onnxruntime` and `tokenizers`, and no torch.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from embeddings.input_text import model_text, offset_in
from embeddings.onnx.parallel_runner import ParallelRunner
from embeddings.reader.input import Prompts, ReaderInput, TokenisedText
from embeddings.reader.passage_reader import SentenceScores

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tokenizers import Tokenizer

    from embeddings.encoder import FloatArray
    from embeddings.reader.passage_reader import PassageText

# Texts whose tokens are remembered: the sentences of passages that many questions reach, and titles.
_REMEMBERED = 4096


class OnnxPassageReader:
    """A graph and its tokenizer. Safe to call from several threads.

    What it says of a passage does not depend on the passages that are read with it.
    """

    def __init__(self, tokenizer: Tokenizer, model: Path | bytes, *, threads: int = 0) -> None:
        """`tokenizer` pads nothing; it may cut off what is longer than the reader reads.
        `threads` as in `ParallelRunner`.

        Raises:
            ModelError: the runtime is not installed, or cannot run this graph.
        """
        self._runner = ParallelRunner(model, threads=threads)
        self._prompts = Prompts.of(tokenizer)

        @lru_cache(_REMEMBERED)
        def tokenised(text: str) -> TokenisedText:
            return _in_its_characters(text, TokenisedText.of(tokenizer, model_text(text)))

        self._tokenised = tokenised

    def read(self, question: str, passages: Sequence[PassageText]) -> list[list[SentenceScores]]:
        """As `PassageReader` says."""
        asked = self._tokenised(question)
        texts = [[self._tokenised(sentence) for sentence in passage.sentences] for passage in passages]
        inputs = [
            ReaderInput.of(
                self._prompts, asked, self._tokenised(passage.title), [id_ for one in text for id_ in one.ids]
            )
            for passage, text in zip(passages, texts, strict=True)
        ]
        outputs = self._runner.run([one.ids for one in inputs])
        return [
            _by_sentence(text, scores[its.first : its.behind_last])
            for text, its, (scores, *_) in zip(texts, inputs, outputs, strict=True)
        ]


def _in_its_characters(text: str, tokenised: TokenisedText) -> TokenisedText:
    """The tokens of the `model_text`, with offsets in the text itself."""
    if len(model_text(text)) == len(text):
        return tokenised
    starts, ends = (tuple(offset_in(text, at) for at in offsets) for offsets in (tokenised.starts, tokenised.ends))
    return TokenisedText(tokenised.ids, starts, ends)


def _by_sentence(sentences: Sequence[TokenisedText], scores: FloatArray) -> list[SentenceScores]:
    borders = [0, *accumulate(map(len, sentences))]
    found = []
    for sentence, first in zip(sentences, borders, strict=False):
        own = scores[first : first + len(sentence)]
        found.append(SentenceScores(sentence.starts[: len(own)], sentence.ends[: len(own)], np.asarray(own)))
    return found
