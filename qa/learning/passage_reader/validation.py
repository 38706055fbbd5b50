"""How well does the reader choose the sentence within the right passage, and see that there is none?"""

import random
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer

from embeddings.reader.input import Prompts, ReaderInput, TokenisedText
from qa.evaluation.calibration import auroc
from qa.learning.passage_reader.batches import batch_of
from qa.learning.passage_reader.examples import Window
from qa.learning.passage_reader.network import ReaderNetwork
from qa.learning.passage_reader.squad_files import QuestionSet

_BATCH = 12


@dataclass(frozen=True)
class Validation:
    """The share of answerable questions with the right sentence first, and the area under the ROC curve of the
    passage's score as a sign of whether it answers (.5: none).
    """

    right_sentence: float
    answerable: float | None


@dataclass(frozen=True)
class _Case:
    input: ReaderInput
    sentences: tuple[tuple[int, int], ...]
    right: int | None


class Validator:
    """Holds a sample of a set's questions, tokenised."""

    def __init__(self, tokenizer: Tokenizer, questions: QuestionSet, *, most: int) -> None:
        chance = random.Random(1)  # noqa: S311 - nothing secret
        chosen = chance.sample(questions.questions, min(most, len(questions.questions)))
        prompts = Prompts.of(tokenizer)
        self._cases = []
        for question in chosen:
            paragraph = questions.paragraphs[question.paragraph]
            text = TokenisedText.of(tokenizer, paragraph.text)
            title = TokenisedText.of(tokenizer, paragraph.title)
            read = ReaderInput.of(prompts, TokenisedText.of(tokenizer, question.text), title, text.ids)
            ranges = tuple(text.tokens_of(*sentence) for sentence in paragraph.sentences)
            sentences = tuple((first + read.first, last + read.first) for first, last in ranges)
            self._cases.append(_Case(read, sentences, question.sentence))
        self._cases.sort(key=lambda case: len(case.input.ids))

    def of(self, network: ReaderNetwork) -> Validation:
        """Reads all."""
        network.eval()
        right, answered, passages = [], [], []
        for first in range(0, len(self._cases), _BATCH):
            cases = self._cases[first : first + _BATCH]
            batch = batch_of([(Window(case.input),) for case in cases])
            with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
                scores = network(torch.from_numpy(batch.ids), torch.from_numpy(batch.mask)).numpy()
            for case, score in zip(cases, scores, strict=True):
                of_sentences = [_score(score[slice(*sentence)]) for sentence in case.sentences]
                passages.append(max(of_sentences))
                answered.append(case.right is not None)
                if case.right is not None:
                    right.append(int(np.argmax(of_sentences)) == case.right)
        return Validation(float(np.mean(right)), auroc(passages, answered))


def _score(tokens: np.ndarray) -> float:
    """Start and end of a sentence together: the log of the sum of the exponentials of each."""
    return float(np.logaddexp.reduce(tokens, axis=0).sum()) if len(tokens) else -1e4
