"""The program as it is; when it ends it writes to stderr which modules it had loaded."""

import atexit
import sys

from api.cli import main


def list_modules() -> None:
    sys.stderr.write(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))


if __name__ == "__main__":
    atexit.register(list_modules)
    main()
