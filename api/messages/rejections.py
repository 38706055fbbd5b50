"""How is it said which documents of a batch were refused, and why?"""

from collections.abc import Sequence

from qa.types import Rejected

# A batch may hold a thousand refusals; the list beside the sentence has all of them.
_MOST = 3


def rejection(refused: Rejected) -> str:
    """What was refused and why; most reasons already begin with what they are about."""
    return refused.reason if refused.reason.startswith(refused.where) else f"{refused.where}: {refused.reason}"


def rejections(rejected: Sequence[Rejected]) -> str:
    """The first of several refusals, and how many more there are."""
    more = [f"và {len(rejected) - _MOST} mục nữa"] if len(rejected) > _MOST else []
    return "; ".join([rejection(one).rstrip(".") for one in rejected[:_MOST]] + more) + "."
