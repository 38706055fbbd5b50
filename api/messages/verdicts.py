"""How is the verdict on a citation put into words?"""

from collections.abc import Mapping

from qa.citing.claims import Reason, Status

SENTENCES: Mapping[Reason, str] = {
    Reason.AT_PLACE: "Đúng từng chữ, tại đúng vị trí đã dẫn.",
    Reason.IN_TEXT: "Có đúng từng chữ trong tài liệu.",
    Reason.ELSEWHERE: "Đúng từng chữ, nhưng ở vị trí khác trong tài liệu.",
    Reason.OTHER_VERSION: "Tài liệu đã thay đổi từ khi được dẫn; những chữ này vẫn còn nguyên văn trong đó.",
    Reason.OTHER_FORM: "Không đúng từng ký tự: tài liệu có những chữ này với khoảng trắng hay cách mã hoá dấu khác.",
    Reason.EDITED: "Tài liệu đã thay đổi từ khi được dẫn và không còn những chữ này.",
    Reason.NOT_IN_DOCUMENT: "Tài liệu không có những chữ này.",
    Reason.NOWHERE: "Không tài liệu nào có những chữ này.",
    Reason.NO_DOCUMENT: "Không có tài liệu nào mang mã này.",
}

# One word for each, for a line.
IN_SHORT: Mapping[Status, str] = {
    Status.EXACT: "đúng nguyên văn",
    Status.MOVED: "đã chuyển chỗ",
    Status.CHANGED: "đã thay đổi",
    Status.MISSING: "không thấy",
}
