"""How is it said which documents of a batch were refused, and why?"""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from qa.types import Rejected

# A batch may hold a thousand refusals; the list beside the sentence has all of them.
_MOST = 3

# A backup may hold a hundred kinds; the commonest say what it is.
_MOST_KINDS = 10

# `.csv`, and `.csv.gz`, which says more than `.gz`; what follows the point of "2. Mục lục" is no kind.
_SUFFIX = re.compile(r"(?:\.[a-z0-9]{1,9})?\.(?:gz|bz2|xz|zst)$|\.[a-z0-9]{1,9}$")


def rejection(refused: Rejected) -> str:
    """What was refused and why; most reasons already begin with what they are about."""
    return refused.reason if refused.reason.startswith(refused.where) else f"{refused.where}: {refused.reason}"


def rejections(rejected: Sequence[Rejected]) -> str:
    """The first of several refusals, and how many more there are."""
    more = [f"và {len(rejected) - _MOST} mục nữa"] if len(rejected) > _MOST else []
    return "; ".join([rejection(one).rstrip(".") for one in rejected[:_MOST]] + more) + "."


def skipped_summary(unread: Sequence[Path]) -> str:
    """How many files of a folder were not read, and of which kinds: “Bỏ qua 3 tệp không đọc được: .csv (2), .xyz (1)”.

    Empty where there are none.
    """
    kinds = Counter(sorted(map(_kind, unread))).most_common()  # sorted: those of equal number in a fixed order
    if not kinds:
        return ""
    shown = [f"{kind} ({count})" for kind, count in kinds[:_MOST_KINDS]]
    more = [f"và {len(kinds) - _MOST_KINDS} loại nữa"] if len(kinds) > _MOST_KINDS else []
    return f"Bỏ qua {len(unread)} tệp không đọc được: {', '.join(shown + more)}"


def link_out(path: str) -> str:
    """That a link is not followed out of the folder that is read."""
    return f"Bỏ qua liên kết dẫn ra ngoài thư mục: {path}; cần đọc thì hãy nạp chính tệp ấy"


def _kind(path: Path) -> str:
    if path.is_dir():
        return "liên kết tới thư mục"
    suffix = _SUFFIX.search(path.name.lower())
    return suffix[0] if suffix else "không có đuôi"
