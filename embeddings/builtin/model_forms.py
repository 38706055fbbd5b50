"""In which form does the built-in model run on this processor?

Usually in 8 bits, on whose vectors the ranking was trained; with `HOIDAP_PRECISION=float32` in 32. In 8 bits the
weights are signed where their products are exact, and unsigned elsewhere: the same integers, so that all processors
have the same vectors.
"""

import platform
from pathlib import Path
from typing import Literal

Form = Literal["signed", "unsigned", "float32"]

# Instructions by which processors differ in these products.
INSTRUCTIONS = frozenset({"avx2", "avx_vnni", "avx512_vnni", "amx_int8", "asimddp", "i8mm"})


def processor() -> str:
    """The kind of processor, as far as it matters here; the same text on machines that compute alike."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    flags = {flag for line in lines if line.lower().startswith(("flags", "features")) for flag in line.split()}
    return " ".join([platform.machine(), *sorted(flags & INSTRUCTIONS)])


def form_here() -> Form:
    """Tries how this processor multiplies bytes.

    Raises:
        ModelError: the runtime is not installed.
    """
    # Here, for it needs `onnx`, and who finds a model that this processor made needs to try nothing.
    from embeddings.onnx.integer_products import signed_products_are_exact  # noqa: PLC0415 - see above

    return "signed" if signed_products_are_exact() else "unsigned"
