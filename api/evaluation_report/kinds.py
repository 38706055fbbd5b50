"""What does `hoidap evaluate --kinds` print of each kind of questions?"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from api.evaluation_report.report import optional
from qa.evaluation.kinds import KindFigures, least_precise

_HEADS = ("loại", "số câu", "hit@1", "trả lời đúng", "câu đúng được đưa ra", "từ chối khi không có")


def kind_lines(kinds: Sequence[KindFigures]) -> Iterator[str]:
    """A table, one line a kind, and the worst of them."""
    if not kinds:
        return
    width = max(len(_HEADS[0]), *(len(one.kind) for one in kinds))
    yield ""
    yield "  ".join((_HEADS[0].ljust(width), *_HEADS[1:]))
    for one in kinds:
        shares = (one.hit_at_1, one.precision, one.right_answered, one.refused)
        values = (str(one.questions), *(optional(share, ".1%") for share in shares))
        cells = (value.rjust(len(head)) for head, value in zip(_HEADS[1:], values, strict=True))
        yield "  ".join((one.kind.ljust(width), *cells))
    worst = least_precise(kinds)
    if worst:
        yield f"Kém nhất: {worst.kind}, {optional(worst.precision, '.1%')} số câu được trả lời là đúng."


def kinds_json(kinds: Sequence[KindFigures]) -> list[dict[str, object]]:
    """The same for `--json`, shares from 0 to 1."""
    return [asdict(one) for one in kinds]
