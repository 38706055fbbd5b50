"""How is torch's library loaded without stopping every other thread?"""

import ctypes
import importlib.util
import os
import sys
from pathlib import Path

# Nearly all of torch: 400 MB of code that is not Python's.
_NAMES = {"linux": "libtorch_cpu.so", "darwin": "libtorch_cpu.dylib"}


def preload_torch_library() -> None:
    """Loads what `import torch` would load, so that the import finds it in memory.

    An import holds the interpreter's lock while the system loads and links a library: 0.3 to 0.6 seconds here, longer
    from a slow disk. A foreign function called through ctypes does not. Where it fails, the import does as ever.
    """
    found = importlib.util.find_spec("torch")
    if sys.platform not in _NAMES or found is None or not found.submodule_search_locations:
        return
    library = Path(found.submodule_search_locations[0]) / "lib" / _NAMES[sys.platform]
    # The function itself and not `ctypes.CDLL(library)`, which holds the lock as an import does.
    load = ctypes.CDLL(None).dlopen
    load.argtypes, load.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    load(os.fsencode(library), os.RTLD_LAZY)
