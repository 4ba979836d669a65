// A host for a built site, as such sites are hosted: files over loopback, compressed, under the path of the base address.
//
// In: the output folder and the path. Out: an address. Never: a file outside the folder; a header that a plain host of
// static files would not send.
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};
// What is compressed already gains nothing.
const PACKED = new Set([".png", ".woff2"]);

/** The number of bytes that a file takes on its way to a reader. */
export function weigh(path) {
  const bytes = readFileSync(path);
  return PACKED.has(extname(path)) ? bytes.length : gzipSync(bytes).length;
}

/** What a slow line brings at a time, in bytes, and how long it takes over it, in milliseconds. */
const PIECE = 6000;
const PAUSE = 15;

/** Serves `folder` under `path` until `close` is called. Robots ask the root of the host, whatever the path. Over a `slow`
    line pages arrive piece by piece. */
export async function serve(folder, path, { slow = false } = {}) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const inside = pathname === "/robots.txt" ? pathname : pathname.startsWith(path) && pathname.slice(path.length - 1);
    const file = inside && find(folder, decodeURIComponent(inside));
    if (slow && file && extname(file) === ".html") return trickle(response, file);
    send(response, file || find(folder, "/404.html"), file ? 200 : 404, request.headers["accept-encoding"] ?? "");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    address: `http://127.0.0.1:${server.address().port}${path}`,
    close: () => new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    }),
  };
}

function find(folder, address) {
  // Beginning at the root, no number of dots leads out of it.
  const file = join(folder, normalize(address.endsWith("/") ? `${address}index.html` : address));
  return statSync(file, { throwIfNoEntry: false })?.isFile() && file;
}

function send(response, file, status, accepted) {
  if (!file) return response.writeHead(status).end();
  let bytes = readFileSync(file);
  const headers = {
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    "cache-control": "max-age=600",
    vary: "accept-encoding",
  };
  if (accepted.includes("gzip") && !PACKED.has(extname(file))) {
    bytes = gzipSync(bytes);
    headers["content-encoding"] = "gzip";
  }
  return response.writeHead(status, { ...headers, "content-length": bytes.length }).end(bytes);
}

/** Sends `file` in pieces, each of which the browser may show before the next has come. */
async function trickle(response, file) {
  const bytes = readFileSync(file);
  response.writeHead(200, { "content-type": TYPES[extname(file)] });
  for (let at = 0; at < bytes.length; at += PIECE) {
    response.write(bytes.subarray(at, at + PIECE));
    await new Promise((done) => setTimeout(done, PAUSE));
  }
  response.end();
}
