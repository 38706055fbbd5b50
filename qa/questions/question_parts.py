"""Which parts has a question: what it asks for, whom it names, what it is about?"""

import re

# What is asked for, wherever it stands in the question; the longest first.
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

# Behind the subject of a question stands one of these, as a rule; a noun phrase ends before them.
_SAYING = re.compile(
    r"(?<!\w)(?:được|bị|là|do|có|đã|sẽ|vừa|gồm|diễn ra|xảy ra|kéo dài|bắt đầu|kết thúc|mở ra|dựa trên|mang|tròn|thuộc)"
    r"(?!\w)",
    re.IGNORECASE,
)


def names(text: str) -> list[tuple[int, int]]:
    """The runs of capitalised words; a capital at the beginning alone says nothing."""
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
    """What finds these words where they stand as words, in whatever case."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)


def content(asked: str) -> str:
    """What was asked about, without what was asked for."""
    return " ".join(ASKED.sub(" ", asked).split()).strip(" ?!.,…")


def within(text: str) -> str:
    """A text as it is written behind other words: a time with a small letter; anything else may be a name."""
    return text[:1].lower() + text[1:] if TIME.match(text) else text


def subject_end(asked: str) -> int | None:
    """Where the subject of a question ends: before what is said of it; None where the question begins otherwise."""
    said = _SAYING.search(asked)
    sought = ASKED.search(asked)
    if not said or not asked[: said.start()].strip() or (sought and sought.start() < said.start()):
        return None
    return len(asked[: said.start()].rstrip())


def phrase_end(text: str, start: int) -> int:
    """Where a noun phrase ends at the latest that goes on at `start`."""
    ends = [found.start() for pattern in (ASKED, _SAYING, _STOP) if (found := pattern.search(text, start))]
    return min(ends, default=len(text))


_STOP = re.compile(r"[.,;?!]|(?<!\w)(?:trong những|ở những|vào)(?!\w)")
