// Every page kind is printed: on a number of sheets that its text explains, with nothing cut off or folded away.
import { visitAll } from "../browser.mjs";
import { longest } from "../pages.mjs";

/** The width of the text on A4 between the margins, in pixels of CSS. */
export const PAPER = 673;
/** Letters on a sheet, the first and the last apart: with fewer it is mostly white, with more nobody can read it. */
const SPARSE = 2500;
const DENSE = 8000;

export async function check(site) {
  const pages = longest(site.pages).filter(({ kind }) => kind !== "redirect");
  let sheets = 0;
  const faults = await visitAll(site, pages, { width: PAPER }, async ({ page, go }, { address }) => {
    await go(address);
    const count = countSheets(await page.pdf({ format: "A4", preferCSSPageSize: true }));
    sheets += count;
    await page.emulateMedia({ media: "print" });
    const { letters, cut } = await page.evaluate(read);
    await page.emulateMedia({ media: null });
    if (count < letters / DENSE || count > letters / SPARSE + 2) cut.push(`${letters} letters on ${count} sheets`);
    return cut.map((fault) => `/${address} printed: ${fault}`);
  });
  return { did: `${pages.length} pages on ${sheets} sheets of A4, looked at for text that is cut off or folded away`, faults };
}

const countSheets = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;

/** Runs in the page: how much text it shows, and which text it does not. */
function read() {
  const cut = [];
  const name = (element) => element.outerHTML.slice(0, 120);
  const shown = (element) => element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
  const forNobody = (element) => element.closest(".visually-hidden, [aria-hidden=true]") || getComputedStyle(element).clipPath !== "none";
  for (const element of document.querySelectorAll("main, main *")) {
    const { overflowX, overflowY } = getComputedStyle(element);
    if (!(element instanceof HTMLElement) || !shown(element) || forNobody(element)) continue;
    if (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) cut.push(`cut off at the side: ${name(element)}`);
    if (overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1) cut.push(`cut off below: ${name(element)}`);
    const { right, width } = element.getBoundingClientRect();
    if (width > 1 && right > document.documentElement.clientWidth + 1) cut.push(`beyond the edge: ${name(element)}`);
  }
  for (const fold of document.querySelectorAll("main details")) {
    const inner = fold.querySelector(":scope > :not(summary)");
    if (shown(fold) && inner && inner.getBoundingClientRect().height === 0) cut.push(`folded away: ${name(fold)}`);
  }
  return { letters: document.body.innerText.length, cut: cut.slice(0, 5) };
}
