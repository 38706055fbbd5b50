"""How is an ONNX graph run on many texts of many lengths?

For any graph that reads `ids` and `mask` of a batch of texts, such as the encoder's.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from embeddings.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

# Of a batch, padding included. What a layer writes of so many stays in a core's cache: with 1,024 it takes 6% longer,
# with 2,048 a quarter. A question waits for 0.05 s at most behind a batch of documents.
BATCH_TOKENS = 512


class OnnxRunner:
    """One graph. Safe to call from several threads: the runtime lets go of Python's lock.

    A call of one batch, such as a question, has one thread: to share its products out takes longer, and other questions
    want the other cores. A call of several has more. Each of the two has a session of its own, opened when its first
    call comes: with its copy of the weights.
    """

    def __init__(self, model: Path | bytes, *, threads: int = 0, padding: int = 0) -> None:
        """The graph is a file or its bytes. `threads` are those of a call of several batches, 0 means one for each
        core; `padding` is an id of the graph's vocabulary, which it looks up and passes by.
        """
        self._open = partial(open_session, model)
        self._threads, self._padding = threads, padding

    @cached_property
    def _single(self) -> Any:  # noqa: ANN401 - the runtime ships no types
        return self._open(threads=1)

    @cached_property
    def _shared(self) -> Any:  # noqa: ANN401 - the runtime ships no types
        return self._open(threads=self._threads)

    def run(self, texts: Sequence[Sequence[int]]) -> Iterator[tuple[list[int], list[NDArray[np.float32]]]]:
        """Batch by batch, the longest texts first: the positions of its texts, and every output, a row for each.

        A text is its token ids. Outputs with a column for each token are as wide as the longest text of the batch.

        Raises:
            ModelError: the runtime is not installed, or cannot run this graph.
        """
        batches = list(_batches([len(text) for text in texts]))
        session = self._shared if len(batches) > 1 else self._single
        for positions in batches:
            shape = (len(positions), max(1, len(texts[positions[0]])))
            ids, mask = np.full(shape, self._padding, np.int64), np.zeros(shape, np.int32)
            for row, position in enumerate(positions):
                length = len(texts[position])
                ids[row, :length] = texts[position]
                mask[row, :length] = 1
            yield positions, session.run(None, {"ids": ids, "mask": mask})


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions by falling length, as many as fill `BATCH_TOKENS` when padded to the longest; one at least."""
    order = sorted(range(len(lengths)), key=lambda position: -lengths[position])
    start = 0
    while start < len(order):
        size = max(1, BATCH_TOKENS // max(1, lengths[order[start]]))
        yield order[start : start + size]
        start += size


def open_session(model: Path | bytes, *, threads: int) -> Any:  # noqa: ANN401 - the runtime ships no types
    """A session of the runtime over a graph; `threads` 0 means one for each core.

    Raises:
        ModelError: the runtime is not installed, or cannot run this graph.
    """
    try:
        import onnxruntime  # noqa: PLC0415 - loads 60 MB, and importing this module must cost nothing
    except ImportError as error:
        raise ModelError("Chưa cài gói onnxruntime. Hãy cài lại hoidap.") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # A thread that waits for work must not burn a core that another process, or the search, could use.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3  # errors only; they are raised as well
    try:
        source = model if isinstance(model, bytes) else str(model)
        return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
    # The runtime's errors have no common class, and a damaged file can raise any of them.
    except Exception as error:
        raise ModelError(f"Không nạp được mô hình ONNX: {str(error).splitlines()[0]}") from error
