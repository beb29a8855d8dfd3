"""A database, archives and checksums."""
import bz2
import hashlib
import lzma
import sqlite3
import tempfile
import zipfile

base = sqlite3.connect(":memory:")
base.create_function("twice", 1, lambda value: value * 2)
base.execute("create table t (a integer, b text)")
base.executemany("insert into t values (?, ?)", [(n, str(n)) for n in range(50)])
print(base.execute("select sum(twice(a)), max(b) from t").fetchone())
base.close()
print(hashlib.sha256(b"text").hexdigest(), hashlib.md5(b"text").hexdigest())
print(len(lzma.decompress(lzma.compress(b"text" * 100))), len(bz2.decompress(bz2.compress(b"text" * 100))))
with tempfile.TemporaryFile() as file:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a/b.txt", "text")
    with zipfile.ZipFile(file) as archive:
        print(archive.namelist(), archive.read("a/b.txt"))
