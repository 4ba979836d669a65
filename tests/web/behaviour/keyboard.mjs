// The keyboard alone reaches everything, in the order of the page, and the reader sees where it is.
import assert from "node:assert/strict";

/** What can be operated and seen, as the page stands. */
const OPERABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']";

/** Runs in each page: `window.__stops` is what Tab must reach, with its look while it has no focus. */
function survey() {
  const look = (element) => [element, ...element.querySelectorAll("*")].map((part) => {
    const style = getComputedStyle(part);
    return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.stroke, style.strokeWidth, style.backgroundColor, style.borderColor].join();
  }).join("|");
  window.__name = (element) => `${element.localName} “${(element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 60)}”`;
  window.__look = look;
  window.__start = (selector) => {
    window.__stops = [...document.querySelectorAll(selector)].filter((element) => {
      return element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && element.tabIndex >= 0 && !element.disabled;
    });
    window.__looks = new Map(window.__stops.map((element) => [element, look(element)]));
    window.__visited = [];
  };
  /** What is wrong with where the focus now is; null at the end of the page, after which it may begin again. */
  window.__stop = () => {
    const element = document.activeElement;
    const index = window.__stops.indexOf(element);
    if (element === document.body || (index === 0 && window.__visited.length > 0)) return null;
    // A card's links come and go; a box that scrolls may take the focus by itself.
    if (index < 0) return [];
    const faults = [];
    if (index <= (window.__visited.at(-1) ?? -1)) faults.push(`${window.__name(element)} comes out of order`);
    window.__visited.push(index);
    if (look(element) === window.__looks.get(element)) faults.push(`${window.__name(element)} does not show the focus`);
    const parts = [...element.getClientRects()].filter(({ width, height }) => width && height);
    const isSeen = parts.some((part) => {
      const [left, right] = [Math.max(part.left, 0), Math.min(part.right, innerWidth)];
      const middle = (Math.max(part.top, 0) + Math.min(part.bottom, innerHeight)) / 2;
      return [0.1, 0.5, 0.9].some((share) => {
        const hit = document.elementFromPoint(left + (right - left) * share, middle);
        return hit && (element.contains(hit) || hit.contains(element));
      });
    });
    if (!isSeen) faults.push(`${window.__name(element)} has the focus under something else`);
    return faults;
  };
  window.__missed = () => window.__stops.filter((_, index) => !window.__visited.includes(index)).map(window.__name);
}

async function tabThrough(tab, address) {
  await tab.go(address);
  await tab.page.evaluate((selector) => window.__start(selector), OPERABLE);
  const most = await tab.page.evaluate(() => window.__stops.length) * 2 + 400;
  const faults = [];
  for (let presses = 0; presses < most; presses += 1) {
    await tab.page.keyboard.press("Tab");
    const found = await tab.page.evaluate(() => window.__stop());
    if (found === null) break;
    faults.push(...found);
  }
  const missed = await tab.page.evaluate(() => window.__missed());
  return [...faults, ...missed.map((name) => `${name} is never reached`)].slice(0, 8).map((fault) => `/${address}: ${fault}`);
}

/** One case a page, so that several are read at once. */
const reaches = (kind, width) => async ({ open, pages }) => {
  const faults = await tabThrough(await open({ width, first: survey }), pages[kind].address);
  assert.deepEqual(faults, [], faults.join("; "));
};

const PHONE = ["home", "briefs/*", "claims/*/*", "compare", "claims"];

export const cases = (pages) => ({
  ...Object.fromEntries(Object.keys(pages)
    .filter((kind) => kind !== "redirect")
    .map((kind) => [`Tab reaches everything, kind ${kind}`, reaches(kind, 1440)])),
  ...Object.fromEntries(PHONE.map((kind) => [`Tab reaches everything at 320 pixels, kind ${kind}`, reaches(kind, 320)])),

  "the first stop skips the header": async ({ open, pages }) => {
    const { page, go } = await open();
    await go(pages["briefs/*"].address);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: /skip/i });
    const { x, y, height } = await skip.boundingBox();
    assert(x >= 0 && y >= 0 && height > 20, "the link is seen while it has the focus");
    await page.keyboard.press("Enter");
    assert(await page.getByRole("main").evaluate((main) => main === document.activeElement), "the text has the focus");
    await page.keyboard.press("Tab");
    assert(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)), "the next stop is in the text");
  },

  "the keyboard opens the sections on a phone, and Escape closes them": async ({ open }) => {
    const { page, go } = await open({ width: 320, height: 640 });
    await go("");
    const menu = page.getByRole("button", { name: "Menu" });
    const claims = page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Claims" });
    await menu.focus();
    await page.keyboard.press("Enter");
    await claims.waitFor();
    await page.keyboard.press("Tab");
    assert(await page.evaluate(() => document.activeElement.closest("nav") !== null), "the sections come next");
    await page.keyboard.press("Escape");
    await claims.waitFor({ state: "hidden" });
    assert(await menu.evaluate((button) => button === document.activeElement), "the focus is back on the button");
    await page.keyboard.press("Enter");
    await claims.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/claims/");
  },

  "touch opens the sections on a phone": async ({ open }) => {
    const { page, go } = await open({ width: 320, height: 640, hasTouch: true, isMobile: true });
    await go("");
    await page.getByRole("button", { name: "Menu" }).tap();
    await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Compare" }).tap();
    await page.waitForURL("**/compare/");
  },
});
