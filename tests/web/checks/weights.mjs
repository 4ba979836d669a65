// What a reader has to load: style sheets, scripts, claims and briefs, compressed as a host sends them.
import { readFileSync, readdirSync } from "node:fs";
import { extname, join, posix } from "node:path";

import { open } from "../browser.mjs";
import { weigh } from "../server.mjs";

const KB = 1024;
const BUDGETS = { ".css": 12 * KB, ".js": 15 * KB, "claims/*/*": 30 * KB, "briefs/*": 100 * KB };
// What only a reader who searches loads.
const SEARCH = /^(search|pagefind)\b/;

export async function check(site) {
  const types = [".css", ".js"].map((type) => weighType(site.folder, type));
  const kinds = await Promise.all(["claims/*/*", "briefs/*"].map((kind) => weighKind(site, kind)));
  const all = [...types, ...kinds];
  return { did: all.map(({ did }) => did).join("; "), faults: all.flatMap(({ faults }) => faults) };
}

function weighType(folder, type) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => extname(file) === type && !SEARCH.test(file));
  const weights = files.map((file) => [file, weigh(join(folder, file))]);
  const total = weights.reduce((sum, [, bytes]) => sum + bytes, 0);
  const faults = total > BUDGETS[type] ? [`${type}: ${of(total, BUDGETS[type])}: ${weights.join("; ")}`] : [];
  if (files.length === 0) faults.push(`no ${type} file was found`);
  return { did: `${type} ${of(total, BUDGETS[type])}`, faults };
}

/** Every page of a kind is reckoned from its markup. What Chromium loads for the heaviest must be no more than that. */
async function weighKind(site, kind) {
  const weights = site.pages
    .filter((page) => page.kind === kind)
    .map((page) => ({ ...page, bytes: reckon(site.folder, page) }))
    .sort((a, b) => b.bytes - a.bytes);
  if (weights.length === 0) return { did: `${kind} none`, faults: [`no page of the kind ${kind}`] };
  const [heaviest] = weights;
  const loaded = await load(site, heaviest.address);
  const faults = weights
    .filter(({ bytes }) => bytes > BUDGETS[kind])
    .map(({ address, bytes }) => `/${address}: ${of(bytes, BUDGETS[kind])}`);
  if (loaded > heaviest.bytes) faults.push(`/${heaviest.address}: Chromium loads ${loaded} bytes, its markup names ${heaviest.bytes}`);
  const did = `${weights.length} ${kind}, the heaviest ${of(heaviest.bytes, BUDGETS[kind])} (${round(loaded)} loaded)`;
  return { did, faults };
}

/** A page with the files that it and its style sheets name. */
function reckon(folder, { file, html }) {
  const named = [...html.matchAll(/<(?:script|img|source)\b[^>]*\bsrc="([^"]*)"|<link\b[^>]*>/g)].flatMap(([tag, src]) => {
    if (src) return [src];
    return /\brel="(icon|stylesheet|preload|modulepreload)"/.test(tag) ? [/\bhref="([^"]*)"/.exec(tag)[1]] : [];
  });
  const assets = new Set(named.map((address) => posix.join(posix.dirname(file), address.split(/[?#]/)[0])));
  for (const sheet of [...assets].filter((asset) => asset.endsWith(".css"))) {
    const css = readFileSync(join(folder, sheet), "utf8");
    for (const [, address] of css.matchAll(/url\(["']?(?!data:|#)([^"')]+)/g)) assets.add(posix.join(posix.dirname(sheet), address));
  }
  return [file, ...assets].reduce((sum, asset) => sum + weigh(join(folder, asset)), 0);
}

/** The bytes of all bodies that Chromium receives for a page, until nothing more is asked for. */
async function load(site, address) {
  const tab = await open(site);
  const sizes = [];
  tab.page.on("requestfinished", (request) => sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize)));
  await tab.go(address, "networkidle");
  const total = (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
  await tab.close();
  return total;
}

const round = (bytes) => `${(bytes / KB).toFixed(1)} KB`;
const of = (bytes, budget) => `${round(bytes)} of ${budget / KB}`;
