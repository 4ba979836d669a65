// The cells of /compare/ open their claims in place: by keyboard and by touch.
import assert from "node:assert/strict";

import { violations } from "../checks/axe.mjs";

/** The controls of the tables' cells that have claims. */
const cells = (page) => page.getByRole("main").locator("td").locator("button, summary").filter({ visible: true });
/** The claims that are shown. */
const claims = (page) => page.getByRole("main").locator("a[href*='/claims/']").filter({ visible: true });

const settings = {
  "the keyboard": { width: 1440 },
  "the keyboard at 320 pixels": { width: 320, height: 640 },
};

async function opensByKeyboard({ open, pages }, view) {
  const { page, go, requests } = await open(view);
  await go(pages.compare.address);
  const [before, asked] = [await claims(page).count(), requests.length];
  const cell = cells(page).first();
  assert.notEqual((await cell.innerText()).trim() + (await cell.getAttribute("aria-label") ?? ""), "", "the control has a name");
  await cell.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(([selector, number]) => {
    return [...document.querySelectorAll(selector)].filter((link) => link.checkVisibility()).length > number;
  }, ["main a[href*='/claims/']", before]);
  assert.equal(requests.length, asked, "nothing is fetched");
  await page.keyboard.press("Tab");
  assert(await page.evaluate(() => document.activeElement.matches("a[href*='/claims/'], a, button")), "its claims come next");
  await page.keyboard.press("Escape");
  await page.waitForTimeout(100);
  assert.equal(await claims(page).count(), before, "Escape closes");
  assert(await cell.evaluate((control) => control === document.activeElement), "the focus is back on the cell");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(100);
  assert.equal(await claims(page).count(), before, "the control closes what it opened");
}

export const cases = {
  ...Object.fromEntries(Object.entries(settings).map(([name, view]) => [
    `${name} opens a cell, and Escape closes it`, (reader) => opensByKeyboard(reader, view),
  ])),

  "on a wide page both tables are whole; where one is not, a shadow says so until its end is reached": async ({ open, pages }) => {
    for (const width of [1440, 960]) {
      const { page, go } = await open({ width });
      await go(pages.compare.address);
      const tables = page.getByRole("main").getByRole("group").filter({ has: page.locator("thead") });
      assert.equal(await tables.count(), 2);
      for (const table of await tables.all()) {
        const shade = () => table.evaluate((group) => Number(getComputedStyle(group, "::after").opacity));
        const hidden = await table.evaluate((group) => group.scrollWidth - group.clientWidth);
        assert.equal(hidden > 0, width < 1440, `${hidden} pixels are hidden of ${width}`);
        assert.equal(await shade(), hidden > 0 ? 1 : 0);
        await table.evaluate((group) => group.scrollTo(group.scrollWidth, group.scrollHeight));
        await page.waitForTimeout(100);
        assert.equal(await shade(), 0, "the end casts a shadow");
        const [box, head] = [await table.boundingBox(), await table.locator("thead th").first().boundingBox()];
        assert(Math.abs(head.x - box.x) < 2 && Math.abs(head.y - box.y) < 2, "the corner has scrolled away");
      }
    }
  },

  "a tablet upright shows all of both tables, row by row": async ({ open, pages }) => {
    const { page, go } = await open({ width: 768, height: 1024 });
    await go(pages.compare.address);
    const wide = await open({ width: 1440 });
    await wide.go(pages.compare.address);
    assert.equal(await cells(page).count(), await cells(wide.page).count());
    const hidden = await page.getByRole("main").getByRole("group").filter({ has: page.locator("table") })
      .evaluateAll((groups) => groups.map((group) => group.scrollWidth - group.clientWidth + group.scrollHeight - group.clientHeight));
    assert.deepEqual(hidden, [0, 0]);
  },

  "touch opens a cell, whose claims lead on": async ({ open, pages }) => {
    const { page, go } = await open({ width: 320, height: 640, hasTouch: true, isMobile: true });
    await go(pages.compare.address);
    await cells(page).first().tap();
    const claim = claims(page).first();
    await claim.waitFor();
    const { x, width } = await claim.boundingBox();
    assert(x >= 0 && x + width <= 320, "the claim is in the window");
    await claim.tap();
    await page.waitForURL(/\/claims\/.+\/.+\//);
  },

  "an open cell has nothing for axe to find": async ({ open, pages }) => {
    for (const view of [{}, { dark: true }, { width: 320, height: 640 }]) {
      const { page, go } = await open(view);
      await go(pages.compare.address);
      await cells(page).first().click();
      await claims(page).first().waitFor();
      assert.deepEqual(await violations(page), []);
    }
  },

  "every cell opens and shows at least one claim": async ({ open, pages }) => {
    const { page, go } = await open();
    await go(pages.compare.address);
    const before = await claims(page).count();
    const all = await cells(page).all();
    assert(all.length > 20, `${all.length} cells`);
    for (const cell of all) {
      await cell.focus();
      await page.keyboard.press("Enter");
      await page.waitForTimeout(20);
      assert(await claims(page).count() > before, `nothing opens at ${await cell.evaluate((control) => control.closest("td").textContent.slice(0, 60))}`);
      await page.keyboard.press("Escape");
    }
  },
};
