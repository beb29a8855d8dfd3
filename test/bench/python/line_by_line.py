"""Counts the errors of a text log by stack, as scripts around Valgrind do: a regular expression for each line."""

import re
import sys
from collections import Counter

line_form = re.compile(r"==\d+== (?:   (?:at|by) 0x[0-9A-F]+: (?P<name>.*?)(?: \(.*\))?$|(?P<text>.*))")

counts = Counter()
stack = []
with open(sys.argv[1], encoding="latin-1") as log:
    for line in log:
        match = line_form.match(line)
        if match is None:
            continue
        if match["name"] is not None:
            stack.append(match["name"])
        elif stack and match["text"] == "":
            counts[tuple(stack)] += 1
            stack = []
print(len(counts))
