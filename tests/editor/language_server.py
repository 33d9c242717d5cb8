"""A client of yaml-language-server that sends the requests of an editor.

In → Out: a schema and texts in; completions, hover texts and diagnostics out.
Must not: wait forever.
Source: the Language Server Protocol 3.17.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any

WAIT_SECONDS = 300
_CAPABILITIES = {
    "textDocument": {
        "completion": {
            "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
        },
        "hover": {"contentFormat": ["markdown"]},
    },
    "workspace": {"configuration": True},
}


class LanguageServer:
    """A running server that uses one schema for all YAML files."""

    def __init__(self, program: Path, schema: Path) -> None:
        self._process = subprocess.Popen(
            [program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._messages: queue.Queue[dict[str, Any]] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._requests = 0
        self._documents = 0
        self._found: dict[str, list[dict[str, Any]]] = {}
        self._settings = {
            "yaml": {
                "schemas": {schema.as_uri(): "*.yaml"},
                "schemaStore": {"enable": False},  # needs the network
                "validate": True,
                "hover": True,
                "completion": True,
            }
        }

    def __enter__(self) -> LanguageServer:
        """Initialize the server and wait until it uses the schema."""
        start = {"processId": os.getpid(), "rootUri": None, "capabilities": _CAPABILITIES}
        self._request("initialize", start)
        self._send("initialized", {})
        self._send("workspace/didChangeConfiguration", {"settings": self._settings})
        end = time.monotonic() + WAIT_SECONDS
        while not self.diagnostics("no_such_key: 1\n"):  # until it has read the settings
            assert time.monotonic() < end, "the server does not take its settings"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the server."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.kill()
        self._process.wait(timeout=WAIT_SECONDS)
        self._reader.join(timeout=WAIT_SECONDS)
        self._process.stdin.close()
        self._process.stdout.close()

    def open(self, text: str, address: str = "") -> str:
        """Open a document and return its address, by default that of a file that does not exist."""
        self._documents += 1
        address = address or f"file:///project/{self._documents}.yaml"
        document = {"uri": address, "languageId": "yaml", "version": 1, "text": text}
        self._send("textDocument/didOpen", {"textDocument": document})
        return address

    def diagnostics(self, text: str | Path) -> list[tuple[int, str]]:
        """Open a text or file, and list the line, from 0, and message of each problem."""
        if isinstance(text, Path):
            address = self.open(text.read_text(encoding="utf-8"), text.as_uri())
        else:
            address = self.open(text)
        while address not in self._found:
            self._receive()
        return [(d["range"]["start"]["line"], d["message"]) for d in self._found[address]]

    def complete(self, text: str) -> dict[str, str]:
        """Return the completions at the sign | in a text, each with its description."""
        answer = self._request("textDocument/completion", self._position(text))
        return {item["label"]: _words(item.get("documentation", "")) for item in answer["items"]}

    def hover(self, text: str) -> str:
        """Return the hover text at the sign | in a text."""
        answer = self._request("textDocument/hover", self._position(text))
        return _words(answer["contents"]) if answer else ""

    def _position(self, text: str) -> dict[str, Any]:
        before, _, after = text.partition("|")
        lines = before.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        return {"textDocument": {"uri": self.open(before + after)}, "position": position}

    def _request(self, method: str, parameters: object) -> Any:
        self._requests += 1
        number = self._requests
        self._write({"id": number, "method": method, "params": parameters})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _receive(self) -> dict[str, Any]:
        """Return the next message, and answer the server's own requests."""
        message = self._messages.get(timeout=WAIT_SECONDS)
        if "method" in message and "id" in message:
            items = message.get("params", {}).get("items", [])
            found = [self._settings.get(item.get("section", ""), {}) for item in items]
            self._write({"id": message["id"], "result": found or None})
        if message.get("method") == "textDocument/publishDiagnostics":
            published = message["params"]
            self._found[published["uri"]] = published["diagnostics"]
        return message

    def _send(self, method: str, parameters: object) -> None:
        self._write({"method": method, "params": parameters})

    def _write(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> None:
        """Read messages in a separate thread."""
        stream = self._process.stdout
        assert stream is not None
        end = time.monotonic() + 10 * WAIT_SECONDS
        while time.monotonic() < end:
            size = 0
            while line := stream.readline().strip():
                name, _, value = line.partition(b":")
                size = int(value) if name.lower() == b"content-length" else size
            if not size:
                return
            self._messages.put(json.loads(stream.read(size)))


def _words(text: str | dict[str, str]) -> str:
    return text if isinstance(text, str) else text["value"]
