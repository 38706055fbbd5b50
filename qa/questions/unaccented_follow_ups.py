"""Which follow-up was typed here without accents?

"o dau vay" is too short for a model of syllables to prefer "ở đâu vậy" to "ở đầu váy"; after another question it is
clear.
"""

from qa.text.keys import folded_key, has_accents, words

# Complete follow-ups, with their accents; the longest have four words.
_BARE = """
    ở đâu|tại đâu|đâu|từ đâu|đi đâu|ở nước nào|ở chỗ nào|khi nào|lúc nào|hồi nào|bao giờ|từ khi nào|từ bao giờ|mấy giờ
    năm nào|ngày nào|tháng nào|vào ngày nào|vào năm nào|năm bao nhiêu|vì sao|tại sao|vì sao thế|do đâu|vì cái gì
    ai|là ai|ai nữa|còn ai nữa|với ai|cho ai|tới ai|đến ai|gửi ai|gửi cho ai|gửi tới ai|gì|gì nữa|còn gì nữa|làm gì
    để làm gì|nhằm làm gì|như thế nào|thế nào|ra sao|bằng cách nào|bao lâu|trong bao lâu|mấy ngày|trong mấy ngày
    bao nhiêu|bao nhiêu người|mấy người|mấy lần|bao nhiêu lần|bao nhiêu năm|cái nào|người nào|nước nào|nhân dịp gì
    kéo dài bao lâu|kéo dài mấy ngày|diễn ra ở đâu|diễn ra khi nào|tổ chức ở đâu|tổ chức khi nào
"""
_TAILS = {"vay": "vậy", "v": "vậy", "the": "thế", "a": "ạ", "nhi": "nhỉ", "ha": "hả", "ban": "bạn", "roi": "rồi"}
_OPENERS = {"the con": "thế còn", "vay con": "vậy còn", "con": "còn"}

# "Con" is also "child" and a classifier of animals; before one of these, or with "thì sao", it is "còn".
_AFTER_CON = frozenset({"ong", "ba", "anh", "chi", "co", "nam", "thang", "ngay"})
_CLOSES = ("thi sao", "thi the nao")
_ASKS = frozenset({"gi", "nao", "ai", "dau", "sao", "may"})


def _folded(text: str) -> str:
    return " ".join(folded_key(word) for word in words(text))


_ACCENTED = {_folded(phrase): phrase for line in _BARE.split("\n") for phrase in line.strip().split("|") if phrase}


def as_follow_up(typed: str) -> str:
    """The typed text with its accents, if it is one of the known follow-ups; otherwise unchanged."""
    if has_accents(typed):
        return typed
    plain = _folded(typed).split()
    tail: list[str] = []
    while plain[1:] and plain[-1] in _TAILS and " ".join(plain) not in _ACCENTED:
        tail.insert(0, _TAILS[plain.pop()])
    accented = _ACCENTED.get(" ".join(plain))
    return " ".join([accented, *tail]) if accented else _opened(typed)


def _opened(typed: str) -> str:
    """The text with "còn" restored at its beginning ("con ba Khamphao"); the rest is left to the corrector."""
    plain = _folded(typed)
    for opener, accented in _OPENERS.items():
        if plain.startswith(f"{opener} "):
            rest = plain.removeprefix(f"{opener} ")
            another = rest.split()[0] in _AFTER_CON and not _ASKS & set(rest.split())
            if another or rest.endswith(_CLOSES):
                return " ".join([accented, *typed.split()[len(opener.split()) :]])
    return typed
