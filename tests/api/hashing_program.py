"""Which program do tests start that need a process and no model? `hoidap`, with the stand-in for the model."""

import api.wiring
from api.cli import main
from tests.fakes import HashingEncoder

if __name__ == "__main__":
    api.wiring.ensure_builtin_model = lambda folder, *_: folder  # type: ignore[assignment]
    api.wiring.SentenceTransformerEncoder = lambda *_, **__: HashingEncoder()  # type: ignore[assignment,misc]
    main()
