"""Text, numbers and bytes: formatting, patterns, encodings, large integers."""
import re
import string
import textwrap
import unicodedata

words = "Größe naïve 日本 and \U0001f600".split()
print(*(unicodedata.normalize("NFD", word).encode("utf-8") for word in words))
print("".join(words).encode("utf-16").decode("utf-16").upper().casefold())
print(re.sub(r"(?P<head>\w)(\w*)", lambda found: found["head"].upper() + found[2], "some words here"))
print(re.findall(r"(?:a|b)+c{2,3}", "aabbccc abcc"), re.compile(r"\d+(?=px)", re.I).search("12PX"))
print(string.Template("$who likes $what").substitute(who="nobody", what="templates"), textwrap.fill("a b " * 40, 30))
print(2**1000 % 97, int("9" * 300) // 7, f"{1 / 3:.30f}", complex(1, 2) ** 3, hash("text") is None)
print(bytes(range(20)).hex(), bytearray(b"abc" * 100).find(b"ca"), memoryview(b"some bytes")[2:5].tobytes())
print("{:>10} {!r} {:,}".format("right", "quoted", 1234567), "%05d %s" % (42, "old"))
