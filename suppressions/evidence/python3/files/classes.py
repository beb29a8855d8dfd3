"""Classes of all kinds, generators, closures and exceptions."""
import abc
import dataclasses
import enum
import functools
import typing


class Shape(abc.ABC):
    __slots__ = ("name", "__weakref__")

    def __init__(self, name):
        self.name = name

    @abc.abstractmethod
    def area(self): ...

    @property
    def title(self):
        return f"{self.name}: {self.area():.2f}"


class Square(Shape):
    sides: typing.ClassVar[int] = 4

    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side**2


class Colour(enum.Enum):
    RED = enum.auto()
    BLUE = enum.auto()


@dataclasses.dataclass(frozen=True, order=True)
class Point:
    x: int
    y: int = 0
    tags: list = dataclasses.field(default_factory=list)


class Meta(type):
    def __new__(cls, name, bases, space):
        space["made_by"] = cls.__name__
        return super().__new__(cls, name, bases, space)


class Made(metaclass=Meta):
    def __del__(self):
        self.gone = True


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def numbers():
    try:
        yield from range(3)
    finally:
        pass


def fail(depth):
    if depth == 0:
        raise ValueError("at the bottom")
    try:
        fail(depth - 1)
    except ValueError as error:
        raise RuntimeError(depth) from error


circle = Made()
circle.itself = circle
try:
    fail(5)
except RuntimeError:
    pass
print(Square(3).title, list(Colour), sorted([Point(2), Point(1)]), Made().made_by, fib(50), sum(numbers()))
