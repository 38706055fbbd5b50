"""What does the passage reader get of a question and a passage?

One sequence of tokens, as XLM-R joins two texts: start, question, end, end, title and passage, end. Both texts carry
E5's prompts, with which its layers were trained.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from tokenizers import Tokenizer

from embeddings.input_text import PASSAGE_PROMPT, QUERY_PROMPT

START, END = 0, 2  # ids that XLM-R gives to <s> and </s>

# Between the title and the passage, like the end of a sentence.
_BEHIND_TITLE = "."

# Of a question no more is read: longer ones are stories, and the passage needs the room.
MOST_QUESTION_TOKENS = 64
MOST_TITLE_TOKENS = 24
# Of all together. The model has 512 positions; time grows with the length.
MOST_TOKENS = 320


@dataclass(frozen=True)
class TokenisedText:
    """A text's tokens: ids, and where each starts and ends in the text's characters, both rising."""

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, tokenizer: Tokenizer, text: str) -> Self:
        """Without special tokens, however long."""
        encoding = tokenizer.encode(text, add_special_tokens=False)
        starts, ends = zip(*encoding.offsets, strict=True) if encoding.offsets else ((), ())
        return cls(tuple(encoding.ids), tuple(starts), tuple(ends))

    def __len__(self) -> int:
        return len(self.ids)

    def first_from(self, character: int) -> int:
        """The first token that ends behind `character`; their number where none does."""
        return bisect_right(self.ends, character)

    def tokens_of(self, start: int, end: int) -> tuple[int, int]:
        """The tokens with a character of [start, end), as [first, behind last)."""
        first = self.first_from(start)
        return first, max(first, bisect_left(self.starts, end))

    def between(self, start: int, end: int) -> "TokenisedText":
        """The part with a character of [start, end). Its offsets stay those in the whole text."""
        return self.part(*self.tokens_of(start, end))

    def part(self, first: int, behind_last: int) -> "TokenisedText":
        """The tokens [first, behind_last)."""
        return TokenisedText(*(one[first:behind_last] for one in (self.ids, self.starts, self.ends)))


@dataclass(frozen=True)
class ReaderInput:
    """The ids of a sequence; its tokens [first, behind_last) are those of the passage."""

    ids: tuple[int, ...]
    first: int
    behind_last: int

    @classmethod
    def of(cls, prompts: "Prompts", question: TokenisedText, title: TokenisedText, passage: Sequence[int]) -> Self:
        """Cuts off what is longer than the reader reads, from the question, the title and the passage each."""
        head = [START, *prompts.query, *question.ids[:MOST_QUESTION_TOKENS], END, END, *prompts.passage]
        if title.ids:
            head += [*title.ids[:MOST_TITLE_TOKENS], *prompts.behind_title]
        body = passage[: MOST_TOKENS - len(head) - 1]
        return cls((*head, *body, END), len(head), len(head) + len(body))


@dataclass(frozen=True)
class Prompts:
    """The ids of the fixed parts of a sequence, of one tokenizer."""

    query: tuple[int, ...]
    passage: tuple[int, ...]
    behind_title: tuple[int, ...]

    @classmethod
    def of(cls, tokenizer: Tokenizer) -> Self:
        """Tokenises them."""
        return cls(
            *(TokenisedText.of(tokenizer, text.rstrip()).ids for text in (QUERY_PROMPT, PASSAGE_PROMPT, _BEHIND_TITLE))
        )
