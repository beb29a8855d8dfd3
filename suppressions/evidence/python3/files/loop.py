"""An event loop, sockets and signals."""
import asyncio
import contextvars
import signal
import socket

who = contextvars.ContextVar("who", default="nobody")


async def serve(reader, writer):
    writer.write(await reader.readline())
    await writer.drain()
    writer.close()


async def main():
    who.set("me")
    here, there = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=here)
    other = await asyncio.open_connection(sock=there)
    task = asyncio.create_task(serve(*other))
    writer.write(b"hello\n")
    print(await reader.readline(), who.get())
    await asyncio.gather(task, asyncio.sleep(0.01))
    writer.close()


signal.signal(signal.SIGUSR1, lambda *_: None)
asyncio.run(main())
