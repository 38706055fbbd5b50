"""Which id does a document get?"""

import hashlib
import re
from pathlib import PurePath

from qa.text.keys import folded_key

_UNFIT = re.compile(r"[^a-z0-9]+")
_FIT_FOR_URLS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,127}")

# Eight hex digits: enough for 65,000 files of one name before two are likely to share them.
_DIGEST = 8


def document_id(origin: str) -> str:
    """A readable id that stays the same for an origin: the `_id` of a JSON line itself where a URL can hold it,
    otherwise the file's name in plain letters and the beginning of a hash of the whole origin.
    """
    if _FIT_FOR_URLS.fullmatch(origin):
        return origin
    digest = hashlib.sha256(origin.encode()).hexdigest()[:_DIGEST]
    name = _UNFIT.sub("-", folded_key(PurePath(origin).stem)).strip("-")[:64]
    return f"{name}-{digest}" if name else digest
