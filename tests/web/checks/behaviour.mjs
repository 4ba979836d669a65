// What readers do: every case of every file in behaviour/, in a browser context of its own. A new file there is run.
//
// A file exports `cases`, or a function that makes them from the pages: by name, functions of a reader, who has
// `open(settings)` for tabs as browser.mjs makes them, `pages` (of every kind its longest, by kind) and `site`. A case fails
// by throwing, or by anything that a tab noted.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";

import { open } from "../browser.mjs";
import { longest } from "../pages.mjs";

const folder = join(import.meta.dirname, "../behaviour");

export async function check(site) {
  const pages = Object.fromEntries(longest(site.pages).map((page) => [page.kind, page]));
  const all = (await Promise.all(modules(folder).map((file) => load(file, pages)))).flat();
  const cases = all.filter(({ file, name }) => site.cases.test(`${file}: ${name}`));
  const queue = [...cases];
  const faults = [];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) faults.push(...await run(next, site, pages));
  };
  await Promise.all([worker(), worker()]);
  const files = [...new Set(cases.map(({ file }) => file))].join(", ");
  const waiting = modules(join(folder, "next"));
  const rest = waiting.length > 0 ? `; not run: next/${waiting.join(", next/")}` : "";
  return { did: `${cases.length} cases of ${files}${rest}`, faults };
}

function modules(within) {
  try {
    return readdirSync(within).filter((file) => file.endsWith(".mjs")).sort();
  } catch {
    return [];
  }
}

async function load(file, pages) {
  const { cases } = await import(join(folder, file));
  return Object.entries(typeof cases === "function" ? cases(pages) : cases).map(([name, act]) => ({ file: file.replace(/\.mjs$/, ""), name, act }));
}

async function run({ file, name, act }, site, pages) {
  const tabs = [];
  const reader = {
    site,
    pages,
    open: async (settings) => {
      const tab = await open(site, settings);
      tab.page.setDefaultTimeout(15_000);
      tabs.push(tab);
      return tab;
    },
  };
  try {
    await act(reader);
    return tabs.flatMap(({ faults }) => faults).map((fault) => `${file}: ${name}: ${fault}`);
  } catch (error) {
    const where = tabs.map(({ page }) => page.url().replace(site.server.address, "/")).join(", ");
    return [`${file}: ${name}: on ${where}: ${stripVTControlCharacters(error.message).split("\n").filter(Boolean).slice(0, 10).join(" ")}`];
  } finally {
    await Promise.all(tabs.map((tab) => tab.close()));
  }
}
