#!/usr/bin/env python3
"""Recording reverse proxy: what an MLflow client and an MLflow server say to each other.

    record.py listen PORT TARGET OUT.jsonl      passes everything on to TARGET and writes one line per exchange
    record.py distil OUT.jsonl SESSION.json --client TEXT --server TEXT [--note TEXT] [--hide REGEX=TEXT]... [--whole N]

`distil` turns the lines into one session file: JSON bodies as JSON, short texts as text, everything else as
its length and SHA-256. README.md beside this file describes the form. Only the standard library is used.
"""
import argparse
import base64
import hashlib
import http.client
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

KEPT_REQUEST = ("content-type", "range", "accept")
KEPT_RESPONSE = ("content-type", "content-disposition", "x-content-type-options", "allow", "location", "accept-ranges", "content-range")
HOP = ("connection", "keep-alive", "transfer-encoding", "te", "upgrade", "host", "content-length")
USUAL = {("content-type", "application/json"), ("x-content-type-options", "nosniff")}
KEEP_BYTES = 262144


def listen(port, target, out):
    to = urlsplit(target)
    lock = threading.Lock()
    sink = open(out, "a", encoding="utf-8")
    here = threading.local()

    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args):
            pass

        def body(self):
            if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
                parts = []
                while True:
                    size = int(self.rfile.readline().split(b";")[0], 16)
                    parts.append(self.rfile.read(size))
                    self.rfile.readline()
                    if size == 0:
                        return b"".join(parts)
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))

        def ask(self, sent):
            headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP}
            for attempt in (1, 2):
                conn = getattr(here, "conn", None)
                if conn is None:
                    conn = here.conn = http.client.HTTPConnection(to.hostname, to.port, timeout=120)
                try:
                    conn.request(self.command, self.path, body=sent if sent or self.command in ("POST", "PUT", "PATCH") else None, headers=headers)
                    answer = conn.getresponse()
                    return answer, answer.read()
                except (http.client.HTTPException, OSError):
                    conn.close()
                    here.conn = None
                    if attempt == 2:
                        raise

        def handle_one(self):
            sent = self.body()
            answer, got = self.ask(sent)
            self.send_response_only(answer.status, answer.reason)
            for k, v in answer.getheaders():
                if k.lower() not in HOP:
                    self.send_header(k, v)
            self.send_header("Content-Length", str(len(got)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(got)
            line = json.dumps({
                "method": self.command, "path": self.path, "status": answer.status,
                "requestHeaders": {k.lower(): v for k, v in self.headers.items() if k.lower() in KEPT_REQUEST},
                "responseHeaders": {k.lower(): v for k, v in answer.getheaders() if k.lower() in KEPT_RESPONSE},
                "request": packed(sent), "response": packed(got)})
            with lock:
                sink.write(line + "\n")
                sink.flush()

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = handle_one

    server = ThreadingHTTPServer(("127.0.0.1", port), Proxy)
    server.daemon_threads = True
    server.serve_forever()


def packed(data):
    """Bytes as base64, or only length and digest when there are many."""
    if len(data) > KEEP_BYTES:
        return {"length": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return base64.b64encode(data).decode()


def shown(packed_body, content_type):
    """A body in the form a reader and a test like best; None when there is none."""
    if isinstance(packed_body, dict):
        return packed_body
    data = base64.b64decode(packed_body)
    if not data:
        return None
    short = {"length": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return short
    if "json" in (content_type or ""):
        try:
            return {"json": json.loads(text, parse_constant=refuse)}
        except ValueError:
            pass
    return {"text": text} if len(text) <= 1024 and "\0" not in text else short


def refuse(name):
    raise ValueError(name)


def folded(value):
    """Strings of one character over and over, in a short form."""
    if isinstance(value, dict):
        return {k: folded(v) for k, v in value.items()}
    if isinstance(value, list):
        return [folded(v) for v in value]
    if isinstance(value, str) and len(value) > 200 and value == value[0] * len(value):
        return f"§repeat:{value[0]}:{len(value)}§"
    return value


def trimmed(answer):
    """A page of runs with only who they are."""
    runs = [{"info": {k: r["info"][k] for k in ("run_id", "run_name")}} for r in answer["runs"]]
    return {**answer, "runs": runs}


def distil(source, target, about, note, hide, whole):
    exchanges, seen, searches = [], set(), 0
    for line in open(source, encoding="utf-8"):
        x = json.loads(line)
        path, _, query = x["path"].partition("?")
        e = {"method": x["method"], "path": path}
        if query:
            e["query"] = query
        asked = shown(x["request"], x["requestHeaders"].get("content-type"))
        if asked and x["requestHeaders"].get("content-type", "application/json") != "application/json":
            e["contentType"] = x["requestHeaders"]["content-type"]
        if asked:
            e["request"] = folded(asked)
        e["status"] = x["status"]
        headers = {k: v for k, v in x["responseHeaders"].items() if (k, v) not in USUAL}
        if headers:
            e["headers"] = headers
        told = shown(x["response"], x["responseHeaders"].get("content-type"))
        if told:
            e["response"] = folded(told)
        key = json.dumps(e)
        if key in seen and (x["method"] == "GET" or x["status"] >= 500):
            continue
        seen.add(key)
        if path.endswith("/runs/search") and "runs" in (told or {}).get("json", {}):
            searches += 1
            if whole is not None and searches > whole:
                e["trimmed"] = True
                e["response"] = {"json": trimmed(told["json"])}
        exchanges.append(e)
    text = ",\n".join(json.dumps(e, ensure_ascii=False, separators=(",", ":")) for e in exchanges)
    for rule in hide:
        pattern, _, instead = rule.rpartition("=")
        text = re.sub(pattern, instead, text)
    with open(target, "w", encoding="utf-8") as out:
        out.write('{\n"source": ' + json.dumps(about) + ",\n")
        out.write('"note": ' + json.dumps(note) + ',\n"exchanges": [\n' + text + "\n]\n}\n")


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    sub = p.add_subparsers(dest="verb", required=True)
    a = sub.add_parser("listen")
    a.add_argument("port", type=int), a.add_argument("target"), a.add_argument("out")
    a = sub.add_parser("distil")
    a.add_argument("source"), a.add_argument("target"), a.add_argument("--client", required=True), a.add_argument("--server", required=True), a.add_argument("--note", default="")
    a.add_argument("--hide", action="append", default=[]), a.add_argument("--whole", type=int)
    o = p.parse_args()
    if o.verb == "listen":
        listen(o.port, o.target, o.out)
    else:
        distil(o.source, o.target, {"client": o.client, "server": o.server}, o.note, o.hide, o.whole)
