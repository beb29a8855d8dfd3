"""Runs the bugs of planted/extension.c."""
import os

null = os.open("/dev/null", os.O_WRONLY)


def use(text):
    return text + " and more of it, which makes it " + text


import bugs

bugs.run(use, "a text that is long enough to need memory", lambda data: os.write(null, data), ("encoded",))
thing = bugs.Thing()
thing.value
thing()
del thing
