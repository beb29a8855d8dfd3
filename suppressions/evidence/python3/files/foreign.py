"""Functions and structures of C, and exact numbers."""
import ctypes
import ctypes.util
import decimal
import fractions

libc = ctypes.CDLL("libc.so.6")
libc.strlen.argtypes = [ctypes.c_char_p]
libc.strlen.restype = ctypes.c_size_t


class Pair(ctypes.Structure):
    _fields_ = [("a", ctypes.c_int), ("b", ctypes.c_double * 2)]


compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))
numbers = (ctypes.c_int * 3)(3, 1, 2)
libc.qsort(numbers, 3, ctypes.sizeof(ctypes.c_int), compare(lambda a, b: a[0] - b[0]))
print(libc.strlen(b"text"), Pair(1).a, list(numbers))
print(decimal.Decimal("1.1") ** 20, fractions.Fraction(1, 3) + 1)
