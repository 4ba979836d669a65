// Lighthouse, with its preset for phones: 100 in accessibility, best practices and SEO, at least 99 in performance, layout
// shift 0, for the home page, a brief and a claim.
//
// Performance is a measurement on a machine that does other things too. Where the first run is below the bar there are two
// more, and the middle one counts; the other scores do not depend on the machine and count at once.
import lighthouse from "lighthouse";

import { byKind } from "../pages.mjs";

const KINDS = ["home", "briefs/*", "claims/*/*"];
const WHOLE = ["accessibility", "best-practices", "seo"];
const FAST = 99;

export async function check(site) {
  const kinds = byKind(site.pages);
  const results = [];
  // One after the other: they share the processor that they measure.
  for (const kind of KINDS) results.push(await judge(site, kinds.get(kind).at(-1)));
  return { did: results.map(({ did }) => did).join("; "), faults: results.flatMap(({ faults }) => faults) };
}

async function judge(site, { address, kind }) {
  const first = await run(site, address);
  const runs = [first];
  if (score(first, "performance") < FAST) runs.push(await run(site, address), await run(site, address));
  const speeds = runs.map((result) => score(result, "performance"));
  const speed = speeds.toSorted((a, b) => a - b)[Math.floor(runs.length / 2)];
  const shift = first.audits["cumulative-layout-shift"].numericValue;

  const faults = WHOLE.filter((category) => score(first, category) < 100).flatMap((category) => [
    `/${address}: ${category} ${score(first, category)}`,
    ...failures(first, category),
  ]);
  if (speed < FAST) faults.push(`/${address}: performance ${speeds.join(", ")}`, ...failures(runs.at(-1), "performance"));
  if (shift > 0) faults.push(`/${address}: a layout shift of ${shift}`);
  const whole = WHOLE.map((category) => score(first, category)).join("/");
  return { did: `${kind} ${whole}, performance ${speeds.join(", ")}, shift ${shift}`, faults };
}

async function run(site, address) {
  const { lhr } = await lighthouse(site.server.address + address, { port: site.port, logLevel: "silent", output: [] });
  if (lhr.runtimeError) throw new Error(`Lighthouse at ${address}: ${lhr.runtimeError.message}`);
  return lhr;
}

const score = (lhr, category) => Math.round(lhr.categories[category].score * 100);

/** The audits that cost points, with the first elements or addresses that they name. */
function failures(lhr, category) {
  const { auditRefs } = lhr.categories[category];
  const lost = auditRefs.filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1);
  return lost.map(({ id }) => {
    const { title, displayValue = "", details } = lhr.audits[id];
    const named = (details?.items ?? []).slice(0, 3).map((item) => item.node?.snippet ?? item.url ?? item.description ?? "");
    return `  ${id}: ${title} ${displayValue} ${named.join("; ")}`.trimEnd();
  });
}
