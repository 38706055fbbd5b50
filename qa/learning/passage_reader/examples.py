"""Which windows of text does the reader see with a question?

A few sentences around the one that answers, and for a part of the questions a window of the same article that does not
answer: passages compete when a question is asked, so they compete when reading is learned (Clark and Gardner 2018,
"Simple and Effective Multi-Paragraph Reading Comprehension").
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tokenizers import Tokenizer

from embeddings.reader.input import Prompts, ReaderInput, TokenisedText
from qa.learning.passage_reader.altered_questions import altered_question
from qa.learning.passage_reader.squad_files import Paragraph, QuestionSet, ReaderQuestion
from qa.text.keys import folded_key, words
from qa.text.lookalikes import composed

# Windows are as long as the passages that the service reads, and half of them shorter: those cost less and teach the
# same.
MOST_TOKENS, FEWER_TOKENS = 170, 100

# The parts of all questions that ...
ALTERED = 0.14  # are changed so that nothing answers them
WITH_NULL = 0.35  # compete with a window beside theirs
REPEATED = 0.06  # stand in their own window as a sentence: a question given back is no answer
UNTITLED = 0.2  # come without the article's title
UNACCENTED = 0.08  # are typed without accents
CARELESS = 0.2  # are typed in small letters, without a question mark

# How many windows of the article the most alike is taken from: it shares words with the question, as retrieved ones do.
_NULLS_LOOKED_AT = 6


@dataclass(frozen=True)
class Window:
    """A question with a window of text, as the reader gets it. `start` and `end` are the tokens of the answer,
    `sentence` the first token and the one behind the last of the sentence that answers; None where the window does not
    answer or, of the answer, where only its sentence is known.
    """

    input: ReaderInput
    span: tuple[int, int] | None = None
    sentence: tuple[int, int] | None = None


Group = tuple[Window, ...]


class ExampleMaker:
    """Makes groups of windows that compete for one question. The same seed and the same calls give the same groups."""

    def __init__(self, tokenizer: Tokenizer, questions: QuestionSet) -> None:
        self._tokenizer = tokenizer
        self._prompts = Prompts.of(tokenizer)
        self._set = questions
        # By number, so that a paragraph is tokenised once for all its questions.
        self._tokenised: dict[int, TokenisedText] = {}
        self._articles = _articles(questions.paragraphs)

    def __len__(self) -> int:
        return len(self._set.questions)

    def group(self, number: int, chance: random.Random) -> Group:
        """The windows of a question, the one that answers first; none where the answer is too far behind to be read."""
        question = self._set.questions[number]
        paragraph = self._set.paragraphs[question.paragraph]
        others = self._articles[question.paragraph]
        if question.sentence is not None and chance.random() < ALTERED:
            neighbours = [self._set.paragraphs[other].text for other in others]
            changed = altered_question(question.text, paragraph.text, neighbours, chance)
            if changed:
                question = replace(question, text=changed, sentence=None, span=None)
        asked = TokenisedText.of(self._tokenizer, _typed(question, chance))
        title = "" if chance.random() < UNTITLED else paragraph.title
        windows = [self._window(question, asked, title, chance)]
        if question.sentence is not None and windows[0].sentence is None:
            return ()
        if others and chance.random() < WITH_NULL:
            windows += self._null(question, asked, title, others, chance)
        return tuple(windows)

    def _window(self, question: ReaderQuestion, asked: TokenisedText, title: str, chance: random.Random) -> Window:
        paragraph = self._set.paragraphs[question.paragraph]
        around = question.sentence if question.sentence is not None else chance.randrange(len(paragraph.sentences))
        first, last = self._range(question.paragraph, around, chance)
        text = self._tokens(question.paragraph)
        begin, end = paragraph.sentences[first][0], paragraph.sentences[last][1]
        tokens = text.between(begin, end).ids
        span = text.tokens_of(*question.span) if question.span and question.sentence is not None else None
        sentence = text.tokens_of(*paragraph.sentences[around]) if question.sentence is not None else None
        shift = text.first_from(begin)
        if chance.random() < REPEATED:
            border = paragraph.sentences[chance.randint(first, last)][0]
            cut = text.first_from(border) - shift
            tokens = (*tokens[:cut], *asked.ids, *tokens[cut:])
            span, sentence = (_moved(one, shift + cut, len(asked)) for one in (span, sentence))
        made = ReaderInput.of(self._prompts, asked, self._title(title), tokens)
        offset = made.first - shift
        return Window(made, _shifted(span, offset, made), _shifted(sentence, offset, made))

    def _null(
        self,
        question: ReaderQuestion,
        asked: TokenisedText,
        title: str,
        others: Sequence[int],
        chance: random.Random,
    ) -> Iterator[Window]:
        """The window of the same article that is most like the question and does not have its answer."""
        answer = self._set.paragraphs[question.paragraph].text[slice(*question.span)] if question.span else None
        wanted = _keys(question.text)
        seen = chance.sample(others, min(_NULLS_LOOKED_AT, len(others)))
        seen = [other for other in seen if not answer or answer not in self._set.paragraphs[other].text]
        if not seen:
            return
        best = max(seen, key=lambda other: len(wanted & _keys(self._set.paragraphs[other].text)))
        paragraph = self._set.paragraphs[best]
        first, last = self._range(best, chance.randrange(len(paragraph.sentences)), chance)
        text = self._tokens(best).between(paragraph.sentences[first][0], paragraph.sentences[last][1])
        yield Window(ReaderInput.of(self._prompts, asked, self._title(title), text.ids))

    def _range(self, number: int, around: int, chance: random.Random) -> tuple[int, int]:
        """The first and the last sentence of a window that holds the sentence `around`."""
        sentences, text = self._set.paragraphs[number].sentences, self._tokens(number)
        most = chance.choice((MOST_TOKENS, FEWER_TOKENS))
        first = last = around
        while True:
            wider = [(first - 1, last)] if first else []
            wider += [(first, last + 1)] if last + 1 < len(sentences) else []
            wider = [(a, b) for a, b in wider if len(text.between(sentences[a][0], sentences[b][1])) <= most]
            if not wider:
                return first, last
            first, last = chance.choice(wider)

    def _tokens(self, number: int) -> TokenisedText:
        if number not in self._tokenised:
            self._tokenised[number] = TokenisedText.of(self._tokenizer, self._set.paragraphs[number].text)
        return self._tokenised[number]

    def _title(self, title: str) -> TokenisedText:
        return TokenisedText.of(self._tokenizer, title)


def _typed(question: ReaderQuestion, chance: random.Random) -> str:
    """The question as people type it: mostly as written."""
    text = composed(question.text)
    if question.language == "vi" and chance.random() < UNACCENTED:
        return " ".join(map(folded_key, words(text)))
    if chance.random() < CARELESS:
        return text.lower().rstrip(" ?.")
    return text


def _keys(text: str) -> set[str]:
    return set(map(folded_key, words(text)))


def _articles(paragraphs: Sequence[Paragraph]) -> list[list[int]]:
    """Of each paragraph the others of its article."""
    by_title: dict[str, list[int]] = {}
    for number, paragraph in enumerate(paragraphs):
        by_title.setdefault(paragraph.title, []).append(number)
    return [
        [other for other in by_title[paragraph.title] if other != number] if paragraph.title else []
        for number, paragraph in enumerate(paragraphs)
    ]


def _moved(tokens: tuple[int, int] | None, border: int, by: int) -> tuple[int, int] | None:
    """A range of tokens after `by` tokens were put in at `border`."""
    if tokens is None or tokens[0] < border:
        return tokens
    return tokens[0] + by, tokens[1] + by


def _shifted(tokens: tuple[int, int] | None, offset: int, made: ReaderInput) -> tuple[int, int] | None:
    """The range in the input; None where the input was cut off before its end."""
    if tokens is None or tokens[1] + offset > made.behind_last:
        return None
    return tokens[0] + offset, tokens[1] + offset
