"""Threads, processes and what they share."""
import concurrent.futures
import queue
import subprocess
import threading
import weakref

todo = queue.Queue()
local = threading.local()
lock = threading.RLock()
done = []


def work():
    local.mine = []
    while (item := todo.get()) is not None:
        with lock:
            done.append(item * 2)
            local.mine.append(item)


threads = [threading.Thread(target=work, name=f"worker {n}") for n in range(3)]
for thread in threads:
    thread.start()
for item in [*range(20), None, None, None]:
    todo.put(item)
for thread in threads:
    thread.join()
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    print(sum(pool.map(abs, range(-5, 5))), len(done))
timer = threading.Timer(0.01, done.clear)
timer.start()
timer.join()
print(weakref.ref(timer)() is timer, subprocess.run(["true"]).returncode)
