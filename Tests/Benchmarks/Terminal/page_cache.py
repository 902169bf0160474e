"""Files kept in memory while something is measured: what a cold disk takes is not what is asked."""

import ctypes
import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)
_libc.mmap.restype = ctypes.c_void_p
_libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
_libc.mlock.argtypes = _libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]


@contextmanager
def in_memory(path: Path) -> Iterator[None]:
    """Reads a file through and, where this process may, locks it there: some systems forget files within seconds."""
    with path.open("rb") as file:
        while file.read(1 << 20):
            pass
        size = file.seek(0, 2)
        address = _libc.mmap(None, size, mmap.PROT_READ, mmap.MAP_SHARED, file.fileno(), 0)
    if address == ctypes.c_void_p(-1).value:
        yield
        return
    try:
        # Without the right to lock so much, that it has just been read must do.
        _libc.mlock(address, size)
        yield
    finally:
        _libc.munmap(address, size)
