"""Which form of the built-in model runs on this processor?

Usually the one in 32 bits, on whose vectors the ranking was trained. For `HOIDAP_PRECISION=int8` `form_writing`
chooses, when the model's folder is made, the fastest of the others that is faithful, and the stamp keeps it with the
kind of processor. On another kind the folder falls back on the form that is faithful everywhere.
"""

import platform
from collections.abc import Mapping
from pathlib import Path

# The file of each form, in the model's folder.
FORMS = {"float32": "model.float32.onnx", "int8": "model.int8.onnx", "int4": "model.int4.onnx"}

# The same numbers as torch computes in 32 bits.
EXACT = "float32"

# Its products do not overflow on processors without instructions for 8-bit integers.
ANYWHERE = "int4"

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


def stored_form(stamp: Mapping[str, object]) -> str:
    """The form to use here, of a folder whose stamp is this; "" for none."""
    form = stamp.get("form")
    if not isinstance(form, str) or form not in FORMS:
        return ""
    return form if stamp.get("processor") == processor() else ANYWHERE
