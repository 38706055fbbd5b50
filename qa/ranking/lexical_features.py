"""Which of the question's words does each candidate contain, and which others?

Words are keys (`qa/text/keys.py`), weighted by their inverse document frequency in this library.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from qa.ranking.answer_type_patterns import answer_sign
from qa.ranking.columns import Columns
from qa.ranking.question_words import Held, KeyTable, QuestionWords
from qa.ranking.ranker import RankingInput
from qa.ranking.text_keys import TextKeys, keys_of
from qa.retrieval.indexed_sentence import IndexedSentence

Values = Mapping[str, NDArray[np.generic]]


def lexical_features(ranking_input: RankingInput, sentences: Sequence[IndexedSentence]) -> Columns:
    """Columns with a value for each sentence; shares are of the question's words, by weight."""
    words = QuestionWords(ranking_input.question, ranking_input.own_weights)
    texts = [sentence.text for sentence in sentences]
    keys = [keys_of(text) for text in texts]
    table = KeyTable(words, keys)
    before = [sentence.before for sentence in sentences]
    behind = [sentence.behind for sentence in sentences]
    titles = [sentence.passage.context for sentence in sentences]
    earlier, later, titled = (KeyTable(words, [*map(keys_of, around)]).held for around in (before, behind, titles))
    passage = _of_passages(ranking_input, words, sentences)
    values = _coverage(words, own=table.held, titled=titled, earlier=earlier, later=later, passage=passage)
    values |= _wording(words, table)
    values |= _signs(ranking_input, {"sign": texts, "sign_before": before, "sign_behind": behind})
    values |= _form(texts, keys)
    return {name: values[name].astype(np.float32) for name in values}


def _of_passages(ranking_input: RankingInput, words: QuestionWords, sentences: Sequence[IndexedSentence]) -> Held:
    """From the index and not from their texts: analysing a passage would double the time."""
    numbers, passage_of = np.unique([sentence.passage.number for sentence in sentences], return_inverse=True)
    return words.held_by(ranking_input.view.keys_held(words.relevant, numbers))[passage_of]


def _coverage(  # noqa: PLR0913 - the texts that a candidate is compared with
    words: QuestionWords, *, own: Held, titled: Held, earlier: Held, later: Held, passage: Held
) -> dict[str, NDArray[np.generic]]:
    sets = {
        "covered": own,
        "covered_titled": own | titled,  # with the document's title and the nearest heading
        "covered_with_before": own | titled | earlier,  # and with the sentence before
        "covered_before": earlier,
        "covered_behind": later,
        "covered_passage": passage,
        "covered_title": titled,
        "covered_alone": own & ~earlier & ~later,  # without what a neighbour has too
    }
    shares = dict(zip(sets, np.split(words.covered(np.concatenate([*sets.values()])), len(sets)), strict=True))
    return shares | {
        # What the passage has and the sentence does not.
        "missing": shares["covered_passage"] - shares["covered_titled"],
        # How many of the rarest words it has.
        "rare": words.rare(own),
        "rare_titled": words.rare(own | titled),
    }


def _wording(words: QuestionWords, table: KeyTable) -> Values:
    pairs, (own, reach) = table.pairs, table.own_words
    count = np.maximum(table.lengths, 1)
    return {
        "pairs": words.paired(pairs),
        "longest_run": words.longest_run(pairs),
        "precision": own / count,  # the share of the sentence's words that are the question's
        **{f"new_{kind}": counts for kind, counts in table.new.items()},
        "reach": reach / count,  # from the first to the last of the question's words, as a share of the sentence
    }


def _signs(ranking_input: RankingInput, texts: Mapping[str, Sequence[str]]) -> Values:
    """Whether there is a sign of the expected answer type."""
    sign = answer_sign(ranking_input.question.asks, ranking_input.question.text)
    return {name: np.array([bool(text) and sign(text) for text in some]) for name, some in texts.items()}


def _form(texts: Sequence[str], keys: Sequence[TextKeys]) -> Values:
    return {
        "leans": np.array([one.leans for one in keys]),
        "asks_itself": np.array([text.endswith("?") for text in texts]),
        "has_colon": np.array([":" in text for text in texts]),
    }
