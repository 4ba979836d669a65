// Everything that only an outside reader of the built site can tell.
//
//     node run.mjs SITE [--program PATH] [--pictures FOLDER] [--only CHECK,CHECK] [--cases PATTERN]
//
// In: a built site; the program that builds one, for content that means harm. Out: a line for every check, with what it did
// and found, and pictures for review. Ends with status 1 where a check failed. Never: a check that is passed over in silence.
import { readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";

import { launch } from "./browser.mjs";
import { readPages } from "./pages.mjs";
import { serve } from "./server.mjs";

/** In this order: what is cheap and likely to fail first. Lighthouse measures time, so nothing else runs beside it. */
const CHECKS = ["markup", "weights", "policy", "quiet", "layout", "print", "behaviour", "paging", "serve", "hostile", "axe", "lighthouse", "pictures"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    program: { type: "string", default: "../../target/release/sourcebook" },
    pictures: { type: "string", default: "../../target/pictures" },
    only: { type: "string", default: CHECKS.join() },
    cases: { type: "string", default: "" },
  },
});
const folder = resolve(positionals[0] ?? "../../public");
const pages = readPages(folder);
if (pages.length === 0) throw new Error(`no pages in ${folder}`);

const { browser, port, version } = await launch();
const server = await serve(folder, basePath(pages));
const site = {
  folder,
  pages,
  browser,
  port,
  server,
  program: resolve(values.program),
  pictures: resolve(values.pictures),
  cases: new RegExp(values.cases),
};
console.log(`${pages.length} pages, Chromium ${version}, Node ${process.versions.node}`);

let failed = 0;
for (const name of values.only.split(",")) {
  const { check } = await import(`./checks/${name}.mjs`);
  const start = performance.now();
  const { did, faults } = await check(site).catch((error) => ({ did: "broke off", faults: [error.stack] }));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${faults.length ? "FAILED" : "ok"} ${name}: ${did} (${seconds} s)`);
  for (const fault of faults) console.log(`    ${fault.replaceAll(/\s*\n\s*/g, " ")}`);
  failed += faults.length ? 1 : 0;
}
const passedOver = readdirSync(join(import.meta.dirname, "checks"))
  .map((file) => basename(file, ".mjs"))
  .filter((name) => !values.only.split(",").includes(name));
if (passedOver.length > 0) console.log(`not run: ${passedOver.join(", ")}`);
await browser.close();
await server.close();
process.exit(failed ? 1 : 0);

/** The path of the site's base address, which its error page's links begin with. */
function basePath(all) {
  const home = all.find(({ address }) => address === "");
  const canonical = /<link rel="canonical" href="([^"]*)"/.exec(home?.html ?? "");
  return canonical ? new URL(canonical[1]).pathname : "/";
}
