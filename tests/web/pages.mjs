// The pages of a built site, sorted by kind.
//
// In: the output folder. Out: every page with its address, kind and text. Never: a list of pages kept by hand; a kind is
// read off the address, so that a new one is checked from the day it is published.
import { readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";

/** The site's pages in the order of their addresses. A kind is the form of its addresses, stars for names. */
export function readPages(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith(".html"))
    .map((file) => page(folder, file.split(sep).join("/")))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

function page(folder, file) {
  const html = readFileSync(join(folder, file), "utf8");
  const address = file.replace(/(^|\/)index\.html$/, "$1");
  return { file, address, kind: kindOf(address, html), html };
}

function kindOf(address, html) {
  if (/<meta http-equiv="refresh"/i.test(html)) return "redirect";
  const [first, ...rest] = address.split("/");
  if (address === "" || rest.length === 0) return first || "home";
  return [first, ...rest.slice(0, -1).map(() => "*")].join("/");
}

/** Of every kind its longest page, and one of middling length where there are several. */
export function samples(pages) {
  return [...byKind(pages).values()].flatMap((same) => [...new Set([same.at(-1), same[Math.floor(same.length / 2)]])]);
}

/** The longest page of every kind. */
export function longest(pages) {
  return [...byKind(pages).values()].map((same) => same.at(-1));
}

/** The pages of every kind, the longest last. */
export function byKind(pages) {
  const kinds = Map.groupBy(pages, ({ kind }) => kind);
  for (const same of kinds.values()) same.sort((a, b) => a.html.length - b.html.length);
  return kinds;
}
