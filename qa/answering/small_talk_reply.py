"""What is said to somebody who greets, thanks, or asks who is answering?

Fixed sentences and the names of documents; nothing here is an answer, and nothing is cited.
"""

import numpy as np

from qa.questions.small_talk import SmallTalk
from qa.retrieval.snapshot import Snapshot

_SAID = {
    SmallTalk.GREETING: "Xin chào. {held} Bạn muốn biết điều gì?",
    SmallTalk.THANKS: "Không có gì. {held} Bạn cứ hỏi tiếp.",
    SmallTalk.FAREWELL: "Tạm biệt. {held} Hẹn gặp lại bạn.",
    SmallTalk.IDENTITY: "Đây là Hỏi Đáp. Câu trả lời là câu chép nguyên văn, kèm nguồn để kiểm tra. {held}",
    SmallTalk.HELP: "Bạn hỏi bằng tiếng Việt, có dấu hay không dấu đều được. {held} Tài liệu không nói thì không đoán.",
}

# More names than this are a catalogue; GET /v1/documents has it.
_NAMED = 3


def small_talk_reply(kind: SmallTalk, snapshot: Snapshot) -> str:
    """The reply in Vietnamese, which names some of the documents that can be asked about."""
    return _SAID[kind].format(held=_held(snapshot))


def _held(snapshot: Snapshot) -> str:
    documents = np.unique(snapshot.units.document_of[snapshot.live])
    if not len(documents):
        return "Kho chưa có tài liệu nào."
    count = f"{len(documents):,}".replace(",", ".")
    names = [f"“{snapshot.units.documents[place].display_title}”" for place in documents[:_NAMED]]
    among = " có" if len(documents) <= _NAMED else ", trong đó có"
    told = " và ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"Câu trả lời lấy từ {count} tài liệu{among} {told}."
