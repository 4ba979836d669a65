// On no page kind does anything move while it loads or is read, and nothing is wider than the narrowest phone.
import { visitAll } from "../browser.mjs";
import { samples } from "../pages.mjs";

/** A phone of 320 pixels; a desk with a dark theme of the reader's choice. */
const VIEWS = [{ width: 320, height: 640 }, { width: 412, height: 823 }, { theme: "dark" }];

export async function check(site) {
  const pages = samples(site.pages);
  const faults = [];
  for (const view of VIEWS) faults.push(...await visit(site, pages, view));
  return { did: `${pages.length} pages × ${VIEWS.length} views for layout shifts and sideways scrolling`, faults };
}

async function visit(site, pages, view) {
  const name = `${view.width ?? 1440} pixels${view.theme ? `, ${view.theme}` : ""}`;
  return visitAll(site, pages, { ...view, first: noteShifts }, async ({ page, go }, { address }) => {
    await go(address);
    await page.evaluate(async () => {
      await document.fonts.ready;
      scrollTo(0, document.documentElement.scrollHeight);
      await new Promise((done) => setTimeout(done, 150));
    });
    const faults = [...await page.evaluate(() => window.__shifts), ...await page.evaluate(tooWide)];
    return faults.map((fault) => `/${address} at ${name}: ${fault}`);
  });
}

function noteShifts() {
  window.__shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      // Rounding of less than a pixel is no shift.
      if (value < 0.00005) continue;
      const moved = sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "something").slice(0, 120));
      window.__shifts.push(`a layout shift of ${value.toFixed(4)}: ${moved.join("; ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

function tooWide() {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const beyond = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5);
  return [`${scrollWidth} pixels wide: ${beyond.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)).join("; ")}`];
}
