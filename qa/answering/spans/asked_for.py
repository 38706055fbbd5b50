"""Does a question ask for a whole list, or for one thing that may be an item of it?"""

from dataclasses import dataclass
from functools import cached_property

from qa.questions.answer_types import AnswerType
from qa.questions.messages.lenient_patterns import lenient_words
from qa.questions.reading import ReadQuestion
from qa.text.keys import exact_keys, matching_keys

# These want all of a list.
_ALL = lenient_words(
    r"gồm (?:những |các )?(?:gì|ai|đâu)|bao gồm|những gì|những ai|những đâu|các bước|từng bước|mấy bước|bước nào"
    r"|liệt kê|kể tên|danh sách|(?:những|các) (?:\w{1,12} ){1,6}(?:nào|gì)"
)
# So do these, unless one thing is asked about them: "Nộp hồ sơ ở đâu?"
_OF_SEVERAL = lenient_words(r"quy trình|trình tự|thủ tục|cách thức|giấy tờ|hồ sơ|tài liệu|điều kiện|trường hợp")

# The others ask for one of many: a number, a day, a person.
_SEVERAL = frozenset({AnswerType.LIST, AnswerType.THING, AnswerType.MANNER, AnswerType.DEFINITION, AnswerType.REASON})
_YES_NO = lenient_words(r"(?:không|chưa)(?: ạ| vậy| thế)?[\s?.!]{0,6}+\Z")

# Words that most questions have and no lead-in repeats: they say nothing of what is asked about.
_COMMON = frozenset(
    exact_keys(
        "ai gì nào đâu sao mấy bao nhiêu lâu giờ khi thế như là thì mà có không được phải cần muốn để của và hay hoặc"
        " những các cho với tôi mình em anh chị bạn ạ vậy hỏi biết gồm đó này một cái người ta nên"
    )
)

# The share of the question's words that the lead-in of a list must have, with its heading: less, and it is a list of
# something else.
_ABOUT = 0.4


@dataclass(frozen=True)
class AskedFor:
    """What a question asks for."""

    question: ReadQuestion

    @cached_property
    def names_list(self) -> bool:
        """Whether it asks for a whole list in so many words."""
        text = self.question.text
        if _YES_NO.search(text):
            return False
        return _ALL.search(text) is not None or (self._of_several and _OF_SEVERAL.search(text) is not None)

    @cached_property
    def may_be_list(self) -> bool:
        """Whether a list can be its answer."""
        return self.names_list or (self._of_several and not _YES_NO.search(self.question.text))

    @property
    def _of_several(self) -> bool:
        return self.question.asks in _SEVERAL

    @cached_property
    def _words(self) -> frozenset[str]:
        own = frozenset(matching_keys(self.question.text))
        return own - _COMMON or own

    def share_in(self, text: str) -> float:
        """The share of the question's words that a text has, but for those that most questions have; from 0 to 1."""
        keys = self.question.said_in(set(matching_keys(text)))
        return len(self._words & keys) / len(self._words)

    def is_about(self, above: str, sentence: str) -> bool:
        """Whether it is about what stands `above` a sentence: more than about the sentence, unless it names a list."""
        return self.may_be_about(above) and (self.names_list or self.share_in(above) >= self.share_in(sentence))

    def may_be_about(self, above: str) -> bool:
        """Whether this has enough of the question's words."""
        return self.share_in(above) >= _ABOUT
