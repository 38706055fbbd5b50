"""Which document does an e-mail, or a web page saved as one file (MHTML), hold?"""

from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from qa.errors import UnreadableError
from qa.reading.decoding import check_text
from qa.reading.formats.web.web_pages import read_web_page
from qa.reading.limits import ReadingLimits
from qa.reading.notes import notes_of
from qa.reading.source_fields import is_web_address, one_line
from qa.types import RawDocument, Source

_NO_MAIL = "không tìm thấy nội dung thư; tệp bị hỏng, hoặc không phải thư (.eml)"


def read_mail(data: bytes, origin: str, limits: ReadingLimits) -> RawDocument:
    """The text of the mail, or of its HTML where it has nothing else; attachments are files of their own.

    Raises:
        UnreadableError: it is no mail, or holds no text.
    """
    mail = _parsed(data)
    source = Source(title=_header(mail, "subject"), published_at=_day(mail), author=_sender(mail))
    notes = notes_of(attachment=_attachments(mail))
    body = _body(mail)
    if body.get_content_type() == "text/html":
        page = read_web_page(_content(body).encode(), origin, limits)
        title = source.title or page.source.title
        return replace(page, source=replace(source, title=title), notes=(*page.notes, *notes))
    text = _content(body)
    check_text(text, limits)
    return RawDocument(origin, source, text, notes=notes)


def read_saved_page(data: bytes, origin: str, limits: ReadingLimits) -> RawDocument:
    """The page among the parts of an MHTML file, with the address that it was saved from.

    Raises:
        UnreadableError: there is no page in it.
    """
    mail = _parsed(data)
    html = next((part for part in mail.walk() if part.get_content_type() == "text/html"), None)
    if not isinstance(html, EmailMessage):
        raise UnreadableError("không tìm thấy trang web trong tệp MHTML; hãy lưu lại trang ở dạng .html")
    page = read_web_page(_content(html).encode(), origin, limits)
    address = _header(mail, "snapshot-content-location") or _header(html, "content-location")
    url = address if address and is_web_address(address) else None
    title = page.source.title or _header(mail, "subject")
    return replace(page, source=replace(page.source, url=page.source.url or url, title=title))


def _parsed(data: bytes) -> EmailMessage:
    mail = message_from_bytes(data, policy=policy.default)
    if not isinstance(mail, EmailMessage) or not mail.keys():
        raise UnreadableError(_NO_MAIL)
    return mail


def _body(mail: EmailMessage) -> EmailMessage:
    try:
        body = mail.get_body(("plain", "html"))
    except MemoryError:  # a limit, which is no damage
        raise
    except Exception as error:  # the parser of the standard library raises anything on a damaged mail
        raise UnreadableError(_NO_MAIL) from error
    if not isinstance(body, EmailMessage):
        raise UnreadableError(_NO_MAIL)
    return body


def _attachments(mail: EmailMessage) -> list[str]:
    """The names of the files that came with it."""
    try:
        return [part.get_filename() or part.get_content_type() for part in mail.iter_attachments()]
    except Exception:  # as above
        return []


def _content(part: EmailMessage) -> str:
    try:
        content = part.get_content()
    except MemoryError:  # a limit, which is no damage
        raise
    except Exception as error:  # as above: an unknown encoding, a damaged one, a part that is none
        raise UnreadableError("thư ở bảng mã không đọc được; hãy lưu lại ở dạng UTF-8") from error
    return content.replace("\0", "") if isinstance(content, str) else ""


def _header(mail: EmailMessage, name: str) -> str | None:
    value = _value(mail, name)
    return None if value is None else one_line(str(value))


def _value(mail: EmailMessage, name: str) -> Any:  # noqa: ANN401 - a header of one of many classes
    try:
        return mail.get(name)
    except Exception:  # as above
        return None


def _sender(mail: EmailMessage) -> str | None:
    addresses = getattr(_value(mail, "from"), "addresses", ())
    return one_line(addresses[0].display_name or addresses[0].addr_spec) if addresses else None


def _day(mail: EmailMessage) -> date | None:
    sent = getattr(_value(mail, "date"), "datetime", None)
    return sent.date() if sent else None
