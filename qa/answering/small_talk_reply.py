"""What is the reply to small talk?

Fixed sentences and titles of documents; none of it is an answer, and nothing is cited.
"""

from qa.questions.small_talk import SmallTalk
from qa.retrieval.search_engine import SearchView

_REPLIES = {
    SmallTalk.GREETING: "Xin chào. {held} Bạn muốn biết điều gì?",
    SmallTalk.THANKS: "Không có gì. {held} Bạn cứ hỏi tiếp.",
    SmallTalk.FAREWELL: "Tạm biệt. {held} Hẹn gặp lại bạn.",
    SmallTalk.IDENTITY: "Đây là Hỏi Đáp. Câu trả lời là câu chép nguyên văn, kèm nguồn để kiểm tra. {held}",
    SmallTalk.HELP: "Bạn hỏi bằng tiếng Việt, có dấu hay không dấu đều được. {held} Tài liệu không nói thì không đoán.",
}

# More titles would be a catalogue, which GET /v1/documents is.
_NAMED = 3


def small_talk_reply(kind: SmallTalk, view: SearchView) -> str:
    """The reply in Vietnamese, with the titles of some documents."""
    return _REPLIES[kind].format(held=_held(view))


def _held(view: SearchView) -> str:
    if not view.document_count:
        return "Kho chưa có tài liệu nào."
    count = f"{view.document_count:,}".replace(",", ".")
    names = [f"“{name}”" for name in view.document_names(_NAMED)]
    among = " có" if view.document_count <= _NAMED else ", trong đó có"
    listed = " và ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"Câu trả lời lấy từ {count} tài liệu{among} {listed}."
