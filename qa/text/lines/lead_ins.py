"""Does a sentence lead into what follows it, such as a list?"""

import re

# Signs that may close a lead-in besides its own: quotes, brackets, and Markdown's bold.
_CLOSING = " \t\xa0\"'”’»)*_"

# Without a colon, only these words announce a list.
_ANNOUNCING = re.compile(
    r"(?<!\w)(?:như sau|sau đây|dưới đây|(?:bao )?gồm(?: có)?|(?:các|những|\d{1,2}) (?:\w{1,12} ){1,5}sau)[.…;]?+\Z",
    re.IGNORECASE,
)
# In characters; no announcement is longer.
_END = 90


def is_lead_in(sentence: str) -> bool:
    """Whether it says nothing by itself, since it ends with a colon: "Hồ sơ gồm:"."""
    return sentence.rstrip(_CLOSING).endswith((":", "："))


def announces_list(sentence: str) -> bool:
    """Whether it leads into a list, by a colon or by its last words: "thực hiện các bước sau."."""
    return is_lead_in(sentence) or _ANNOUNCING.search(sentence.rstrip(_CLOSING)[-_END:]) is not None
