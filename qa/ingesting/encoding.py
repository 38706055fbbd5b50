"""What of a document is encoded?

The title goes in front of every sentence and passage, since a sentence rarely names what its document is about.
Measured (sentence hit@1 of the dense side alone): mlqa_dev_vi 54.8 without and 58.3 with it, viquad1_dev 59.5 and 63.6.
In laws and handbooks the nearest heading says as much; it follows the title.

A sentence is encoded by itself, not as the mean of its tokens within its passage (late chunking, Günther et al. 2024):
that takes half the time, and sentence hit@1 of the dense side alone falls from 67.7 to 60.5 on uit_seminar_wiki, from
73.0 to 62.1 on xquad_vi, from 63.8 to 47.4 on viquad1_dev. A passage is not the mean of its sentences either: passage
hit@1 falls from 87.8 to 84.8 and from 87.9 to 83.3.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from embeddings.encoder import Encoder, Progress, no_progress
from qa.text.lookalikes import composed
from qa.types import Document, EncodedDocument, Passage, PreparedDocument


def context_of(document: Document, passage: Passage) -> str:
    """The context that is encoded in front of a passage and its sentences: the title and the nearest heading."""
    heading = [document.text[start:end] for start, end in passage.headings[-1:]]
    return "".join(f"{one}. " for one in (document.source.title, *heading) if one)


def encode(
    encoder: Encoder, prepared: Sequence[PreparedDocument], progress: Progress = no_progress
) -> list[EncodedDocument]:
    """Gives every passage and sentence of a batch its vector, in one call so that the encoder can sort by length.

    Equal texts are encoded once, such as a passage of one sentence, or the closing formula of every law.
    """
    texts = [text for one in prepared for text in _texts(one)]
    rows = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    vectors = encoder.embed_passages(list(rows), progress).astype(np.float16)[[rows[text] for text in texts]]
    encoded, position = [], 0
    for one in prepared:
        middle = position + len(one.passages)
        end = middle + sum(len(passage.sentences) for passage in one.passages)
        made = (vectors[position:middle], vectors[middle:end], one.recipe, encoder.fingerprint)
        encoded.append(EncodedDocument(one.document, one.passages, *made, one.file))
        position = end
    return encoded


def _texts(prepared: PreparedDocument) -> Iterator[str]:
    """The texts to encode: the passages, then all their sentences."""
    text = prepared.document.text
    contexts = [context_of(prepared.document, passage) for passage in prepared.passages]
    for context, passage in zip(contexts, prepared.passages, strict=True):
        yield composed(context + text[passage.start : passage.end])
    for context, passage in zip(contexts, prepared.passages, strict=True):
        yield from (composed(context + sentence.text) for sentence in passage.sentences)
