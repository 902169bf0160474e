#!/usr/bin/env python3
"""A chat server on loopback that takes a set time for every answer and puts candidates in the order of their labels."""

import argparse
import asyncio
import json

_HEAD = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n"


class RankingConnection(asyncio.Protocol):
    """One connection: requests come one after the other, each is answered after the delay."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._transport: asyncio.Transport
        self._received = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            length = end + 4 + _content_length(bytes(self._received[:end]))
            if len(self._received) < length:
                return
            body = bytes(self._received[end + 4 : length])
            del self._received[:length]
            # The delay counts from here: what this and other answers cost to make must not lengthen it.
            loop = asyncio.get_running_loop()
            loop.call_soon(self._prepare, body, loop.time() + self._delay)

    def _prepare(self, body: bytes, due: float) -> None:
        asyncio.get_running_loop().call_at(due, self._transport.write, _answer(body))


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


def _answer(body: bytes) -> bytes:
    schema = json.loads(body)["response_format"]["json_schema"]["schema"]["properties"]
    reply = {
        "order": sorted(schema["order"]["items"]["enum"]),
        "rationales": {name: "Clear, and rarely asked." for name in schema["rationales"]["properties"]},
    }
    completion = {
        "id": "answer",
        "object": "chat.completion",
        "model": "scripted",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": json.dumps(reply)},
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": len(body) // 4, "completion_tokens": 60},
    }
    text = json.dumps(completion).encode()
    return _HEAD.format(len(text)).encode() + text


async def serve(delay: float) -> None:
    """Serves until it is ended; prints the port first."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: RankingConnection(delay), "127.0.0.1", 0, backlog=256)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delay", type=float, default=0.2, help="seconds until an answer comes (0.2)")
    asyncio.run(serve(parser.parse_args().delay))
