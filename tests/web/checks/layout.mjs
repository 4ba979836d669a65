// On no page kind does anything move while it loads, over a slow line too, or is read, nothing is wider than the narrowest
// phone, and no running text is set in lines too long to find the next one.
import { visitAll } from "../browser.mjs";
import { samples } from "../pages.mjs";
import { serve } from "../server.mjs";

/** A phone of 320 pixels; a tablet; a desk with a dark theme of the reader's choice. */
const VIEWS = [{ width: 320, height: 640 }, { width: 412, height: 823 }, { width: 768, height: 1024 }, { theme: "dark" }];
/** Letters on a line: of the full lines of a text half have no more. */
const LONGEST = 75;

export async function check(site) {
  const pages = samples(site.pages);
  const server = await serve(site.folder, new URL(site.server.address).pathname, { slow: true });
  const faults = [];
  for (const view of VIEWS) faults.push(...await visit({ ...site, server }, pages, view));
  await server.close();
  return { did: `${pages.length} pages × ${VIEWS.length} views for layout shifts over a slow line, sideways scrolling and lines of more than ${LONGEST} letters`, faults };
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
    const faults = [...await page.evaluate(() => window.__shifts), ...await page.evaluate(tooWide), ...await page.evaluate(tooLong, LONGEST)];
    return faults.map((fault) => `/${address} at ${name}: ${fault}`);
  });
}

/** Runs in the page. Whatever moves is noted, except what has not arrived whole: words that have half come may need the next
    line when the rest comes, and the columns of a table take the widths of the rows that are there. */
function noteShifts() {
  const LATELY = 1000;
  /** When the page last ended in this node. */
  const ended = new WeakMap();
  new MutationObserver(() => {
    if (document.readyState !== "loading" || !document.body) return;
    let last = document.body;
    while (last.lastChild) last = last.lastChild;
    for (let node = last; node && node !== document.body; node = node.parentElement) {
      ended.set(node, performance.now());
      if (node instanceof Element && !node.closest("table") && isWhole(node)) break;
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });

  /** Whether `node` is set as one: a block of its own, not a part of an item in a row of items. */
  function isWhole(node) {
    if (/^(inline|contents)/.test(getComputedStyle(node).display)) return false;
    const row = node.parentElement?.parentElement;
    return !row || getComputedStyle(row).display !== "flex";
  }

  function hasArrived(node, time) {
    for (const part of [node, node?.parentElement?.closest("table")]) {
      if (part && time - (ended.get(part) ?? -Infinity) < LATELY) return false;
    }
    return true;
  }

  window.__shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources, startTime } of list.getEntries()) {
      // Rounding of less than a pixel is no shift.
      if (value < 0.00005 || !sources.some(({ node }) => hasArrived(node, startTime))) continue;
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

/** Runs in the page: every text of three lines and more whose lines are too long, by the median of those that are full,
    which the last is not. A text is the words of one block, wherever they stand in it. */
function tooLong(longest) {
  const range = document.createRange();
  const texts = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || !node.parentElement.checkVisibility()) continue;
    if (node.parentElement.closest("svg, pre, code, .visually-hidden")) continue;
    let block = node.parentElement;
    while (/^inline$|^contents$/.test(getComputedStyle(block).display)) block = block.parentElement;
    // Headings are balanced, and read one at a time.
    if (!block.closest("h1, h2, h3, h4, h5, h6")) texts.set(block, [...texts.get(block) ?? [], node]);
  }
  const faults = [];
  for (const [block, nodes] of texts) {
    const letters = nodes.reduce((sum, { length }) => sum + length, 0);
    if (letters <= 2 * longest) continue;
    const lines = linesOf(nodes);
    if (lines.length < 3) continue;
    const full = lines.slice(0, -1).sort((a, b) => a - b);
    const median = full[Math.floor(full.length / 2)];
    if (median > longest) faults.push(`lines of ${median} letters: ${block.outerHTML.slice(0, 120)}`);
  }
  return faults;

  /** The number of letters on each line. A new one begins where a letter stands left of the one before it. */
  function linesOf(nodes) {
    const lines = [];
    let before = Infinity;
    for (const node of nodes) {
      for (let at = 0; at < node.length; at += 1) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const { left, width } = range.getBoundingClientRect();
        // White space that is not shown.
        if (width === 0) continue;
        if (left < before) lines.push(0);
        lines[lines.length - 1] += 1;
        before = left;
      }
    }
    return lines;
  }
}
