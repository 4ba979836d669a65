// axe finds nothing on any page kind, by the rules of WCAG 2.2 A and AA and by its own best practices: light and dark, wide
// and narrow, with all that opens open, and printed.
import axe from "axe-core";

import { visitAll } from "../browser.mjs";
import { cardOf, citations } from "../citation.mjs";
import { samples } from "../pages.mjs";
import { PAPER } from "./print.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const VIEWS = [
  { name: "light", prepare: [] },
  { name: "dark, opened", dark: true, prepare: [unfold, openCard] },
  { name: "320 pixels, opened", width: 320, height: 640, prepare: [unfold, openMenu, openCard] },
  // Nobody touches paper.
  { name: "print", width: PAPER, prepare: [(page) => page.emulateMedia({ media: "print" })], without: ["target-size"] },
];

export async function check(site) {
  // Redirect pages are left before anything can be read.
  const pages = samples(site.pages).filter(({ kind }) => kind !== "redirect");
  const faults = [];
  let cards = 0;
  for (const { name, prepare, without, ...settings } of VIEWS) {
    faults.push(...await visitAll(site, pages, settings, async ({ page, go }, { address }) => {
      await go(address);
      for (const step of prepare) if (await step(page) === "card") cards += 1;
      const found = await violations(page, without);
      return found.map((fault) => `/${address}, ${name}: ${fault}`);
    }));
  }
  if (cards === 0) faults.push("no citation card was opened");
  return { did: `${pages.length} pages × ${VIEWS.length} views, ${cards} of them with an open card, by ${TAGS.join(", ")}`, faults };
}

/** What axe has against a page as it stands, a line for each element. */
export async function violations(page, without = []) {
  // Not through a script element: the page's policy may forbid that.
  await page.evaluate(axe.source);
  const found = await page.evaluate(([values, off]) => window.axe.run(document, {
    runOnly: { type: "tag", values },
    rules: Object.fromEntries(off.map((rule) => [rule, { enabled: false }])),
    resultTypes: ["violations"],
  }), [TAGS, without]);
  return found.violations.flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary }) => {
    return `${id} (${help}): ${html.slice(0, 160)}: ${failureSummary.split("\n").at(-1).trim()}`;
  }));
}

function unfold(page) {
  return page.evaluate(() => { for (const fold of document.querySelectorAll("details")) fold.open = true; });
}

async function openMenu(page) {
  const button = page.getByRole("button", { name: "Menu" });
  if (await button.isVisible()) await button.click();
}

/** Opens the first citation's card, with the keyboard, if the page has citations. */
async function openCard(page) {
  const citation = citations(page).first();
  if (await citation.count() === 0) return "none";
  // This also closes the menu.
  await page.keyboard.press("Escape");
  await citation.focus();
  await (await cardOf(page, citation)).waitFor();
  return "card";
}
