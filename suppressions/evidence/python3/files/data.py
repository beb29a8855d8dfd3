"""Formats of data, as modules in C and in Python read and write them."""
import csv
import datetime
import io
import json
import pickle
import struct
import zlib

rows = [{"name": f"row {n}", "value": n / 3} for n in range(20)]
text = json.dumps(rows, indent=1)
print(len(json.loads(text)), len(pickle.loads(pickle.dumps(rows))))
out = io.StringIO()
csv.DictWriter(out, ["name", "value"]).writerows(rows)
print(len(list(csv.reader(io.StringIO(out.getvalue())))))
print(len(zlib.decompress(zlib.compress(text.encode()))), struct.unpack("<hI", struct.pack("<hI", 1, 2)))
print(datetime.datetime(2024, 1, 2).isoformat(), datetime.timedelta(days=1), datetime.date(2024, 2, 29).strftime("%j"))
