"""How is a file read or written, or named where that cannot be done?"""

from pathlib import Path

from qa.errors import EvaluationError


def read_bytes(path: Path) -> bytes:
    """The whole file.

    Raises:
        EvaluationError: it is missing or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise EvaluationError(f"Không có tệp {path}.") from error
    except OSError as error:
        raise EvaluationError(f"Không đọc được tệp {path}: {error.strerror}.") from error


def write_text(path: Path, text: str) -> None:
    """Writes the text, in place of what was in the file.

    Raises:
        EvaluationError: it cannot be written.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"Không ghi được tệp {path}: {error.strerror}.") from error
