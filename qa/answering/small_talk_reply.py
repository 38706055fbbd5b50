"""What is the reply to a greeting, to thanks, or to the question who is answering?

Fixed sentences and the names of documents; nothing here is an answer, and nothing is cited.
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

# More names than this are a catalogue; GET /v1/documents has it.
_NAMED = 3


def small_talk_reply(kind: SmallTalk, view: SearchView) -> str:
    """The reply in Vietnamese, which names some of the documents that can be asked about."""
    return _REPLIES[kind].format(held=_held(view))


def _held(view: SearchView) -> str:
    if not view.document_count:
        return "Kho chưa có tài liệu nào."
    count = f"{view.document_count:,}".replace(",", ".")
    names = [f"“{name}”" for name in view.document_names(_NAMED)]
    among = " có" if view.document_count <= _NAMED else ", trong đó có"
    listed = " và ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"Câu trả lời lấy từ {count} tài liệu{among} {listed}."
