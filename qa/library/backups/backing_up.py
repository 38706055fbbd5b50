"""How is a library backed up while others read and write it?"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from qa.errors import LibraryError
from qa.library.backups.backup_file import Manifest, sha256_of, write_backup
from qa.library.copying import copy_library
from qa.library.store import DATABASE_NAME


def back_up(folder: Path, target: Path) -> Manifest:
    """Writes one state of the library in `folder` to the file `target`, with documents, their files, jobs and feedback.

    The copy is made beside `target` first, so that twice the library's size must be free there.

    Raises:
        LibraryError: there is a file already, the library cannot be read, or the backup not written.
    """
    if target.exists() or target.is_symlink():
        raise LibraryError(f"{target}: đã có tệp này; hãy chọn tên khác cho bản sao lưu.")
    try:
        with tempfile.TemporaryDirectory(prefix=".hoidap-backup-", dir=target.absolute().parent) as beside:
            copy_library(folder, Path(beside))
            database = Path(beside, DATABASE_NAME)
            manifest = _described(database)
            write_backup(database, target.absolute(), manifest)
    except OSError as error:
        raise LibraryError(f"{target}: không viết được bản sao lưu ({error.strerror or error}).") from error
    except sqlite3.Error as error:
        raise LibraryError(f"Kho tài liệu {folder}: không đọc được ({error}).") from error
    return manifest


def _described(database: Path) -> Manifest:
    with closing(sqlite3.connect(database)) as connection:
        # One file from now on: in the copy, a write-ahead log would have to be kept with it.
        connection.execute("PRAGMA journal_mode=DELETE").close()
        facts = dict(connection.execute("SELECT name, value FROM facts WHERE name IN ('identity', 'generation')"))
        documents = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
    return Manifest(
        identity=facts["identity"],
        generation=int(facts.get("generation", 0)),
        documents=documents,
        sha256=sha256_of(database),
        size=database.stat().st_size,
    )
