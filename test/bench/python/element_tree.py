"""Counts the errors of an XML log by kind and stack, as scripts around Valgrind do: with the whole tree."""

import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter

counts = Counter()
for error in ElementTree.parse(sys.argv[1]).getroot().iter("error"):
    stack = error.find("stack")
    frames = () if stack is None else tuple(frame.findtext("fn", "???") for frame in stack.iter("frame"))
    counts[error.findtext("kind"), frames] += 1
print(len(counts))
