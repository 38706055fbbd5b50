"""What does the reader say of training examples?"""

from collections.abc import Iterable
from dataclasses import replace

from embeddings.reader.passage_reader import PassageReader
from qa.learning.confidence_training import Scored
from qa.passage_reading.reader_features import read_candidates
from qa.passage_reading.reading_ranker import combined


def read_examples(reader: PassageReader, scored: Iterable[Scored]) -> list[Scored]:
    """The examples with the reader's features, and the scores by both it and those given."""
    read = []
    for example, scores in scored:
        reading = read_candidates(reader, example.question, example.sentences, scores)
        columns = example.columns | reading.columns
        read.append((replace(example, columns=columns), combined(scores, reading)))
    return read
