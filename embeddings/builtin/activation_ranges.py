"""How wide is each channel of what is multiplied with the model's matrices?

`scripts/measure_ranges` took the least and greatest values over texts of the Vietnamese Wikipedia and wrote them down.
"""

from collections.abc import Mapping, Sequence
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import ModelError

FILE_NAME = "activation_ranges.npz"

# By the name of the first matrix that the activation is multiplied with: (2, channels), least and greatest values.
Ranges = Mapping[str, NDArray[np.float16]]


def shared_input(names: Sequence[str]) -> str:
    """The key of the activation that the matrices `names` are all multiplied with."""
    return names[0]


def shipped_ranges() -> Ranges:
    """The measured ranges.

    Raises:
        ModelError: the file that ships with the program is missing or damaged.
    """
    try:
        with resources.files("embeddings.builtin").joinpath(FILE_NAME).open("rb") as file, np.load(file) as stored:
            return {name: stored[name] for name in stored.files}
    except (OSError, ValueError, EOFError) as error:
        raise ModelError(f"Tệp {FILE_NAME} của chương trình bị thiếu hoặc hỏng. Hãy cài lại hoidap.") from error
