"""An app of a tab that starts at once: it says what it gets, and writes down what was typed.

    python parrot.py FILE

Typing "crash", "stuck" or "file" makes it do so.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import sleep

from lastmile_tui.packets import (
    FILE,
    HEAD,
    MESSAGE,
    TERMINAL,
    WHOLE,
    Attach,
    End,
    FileHead,
    file_content,
    pack,
    read_message,
)


def take(length):
    parts = b""
    while len(parts) < length and (part := os.read(0, length - len(parts))):
        parts += part
    return parts


def send(kind, content):
    os.write(1, pack(kind, content))


def main():
    typed = Path(sys.argv[1])
    send(TERMINAL, f"pid {os.getpid()};".encode())
    while head := take(HEAD.size):
        kind, length = HEAD.unpack(head)
        content = take(length)
        if kind == MESSAGE:
            order = read_message(content)
            if isinstance(order, End):
                return
            if isinstance(order, Attach):
                send(WHOLE, b"")
            send(TERMINAL, f"{type(order).__name__} {order.width}x{order.height};".encode())
            continue
        with typed.open("ab") as file:
            file.write(content)
        if content == b"crash":
            sys.exit("It <b>broke</b>.")
        if content == b"stuck":
            send(TERMINAL, b"stuck;")
            sleep(3600)
        if content == b"file":
            head = FileHead('road "1"\r\nX: y.svg', "image/svg+xml")
            send(FILE, file_content(head, b"<svg/>"))
        send(TERMINAL, b"typed " + content + b";")


if __name__ == "__main__":
    main()
