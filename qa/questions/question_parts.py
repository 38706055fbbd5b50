"""Which parts does a question have: what it asks for, the names in it, its subject and its content?"""

import re

# Question words, wherever they stand in the question; the longest first.
ASKING = (
    r"(?:(?:vào|từ|đến|trong|ở|tại|là|với|cho|gồm|bởi) )?(?:những |các )?"
    r"(?:(?:khi|lúc|năm|ngày|tháng|nước|nơi|người|đâu|bao|vì|tại|làm|ra|như thế|thế|quốc gia)"
    r" (?:nào|giờ|lâu|nhiêu|sao|ai)|ai|đâu|mấy|gì|sao|nào)(?: vậy| thế)?"
)
ASKED = re.compile(rf"(?<!\w){ASKING}(?!\w)", re.IGNORECASE)
TIME = re.compile(
    r"(?:(?:ngày|mùng|tháng|năm|thế kỷ|thế kỉ|quý) ){1,4}[\w/]*\d[\w/]*(?: (?:tháng|năm) \d+)*"
    r"|\d{1,2}/\d{1,2}(?:/\d{4})?|\d{4}",
    re.IGNORECASE,
)
WORD = re.compile(r"\w+")

# The predicate begins with one of these, as a rule; the subject, or any noun phrase, ends before them.
_PREDICATE = re.compile(
    r"(?<!\w)(?:được|bị|là|do|có|đã|sẽ|vừa|gồm|diễn ra|xảy ra|kéo dài|bắt đầu|kết thúc|mở ra|dựa trên|mang|tròn|thuộc)"
    r"(?!\w)",
    re.IGNORECASE,
)


def names(text: str) -> list[tuple[int, int]]:
    """The offsets of runs of capitalised words; a capital on the first word alone does not make a name."""
    runs: list[tuple[int, int]] = []
    for word in WORD.finditer(text):
        start, end = word.span()
        if not word.group()[0].isupper():
            continue
        if runs and text[runs[-1][1] : start] == " ":
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return [(start, end) for start, end in runs if start or " " in text[:end]]


def as_words(words: str) -> re.Pattern[str]:
    """A pattern of these words as whole words, in any case."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)


def content(asked: str) -> str:
    """The question without its question words."""
    return " ".join(ASKED.sub(" ", asked).split()).strip(" ?!.,…")


def within(text: str) -> str:
    """A text as written within a sentence: a time in lower case; anything else may be a name."""
    return text[:1].lower() + text[1:] if TIME.match(text) else text


def subject_end(asked: str) -> int | None:
    """Where the subject of a question ends, before its predicate; None if the question begins with no subject."""
    said = _PREDICATE.search(asked)
    sought = ASKED.search(asked)
    if not said or not asked[: said.start()].strip() or (sought and sought.start() < said.start()):
        return None
    return len(asked[: said.start()].rstrip())


def phrase_end(text: str, start: int) -> int:
    """Where the noun phrase around `start` ends at the latest."""
    ends = [found.start() for pattern in (ASKED, _PREDICATE, _STOP) if (found := pattern.search(text, start))]
    return min(ends, default=len(text))


_STOP = re.compile(r"[.,;?!]|(?<!\w)(?:trong những|ở những|vào)(?!\w)")
