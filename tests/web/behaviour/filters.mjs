// The filters of /claims/: by keyboard and by touch, shared as an address, and back again.
import assert from "node:assert/strict";

import { violations } from "../checks/axe.mjs";

const NAMES = ["Actor", "Option", "Criterion", "Kind", "Source", "Proof", "Relation"];

const field = (page, name) => page.getByRole("main").getByRole("combobox", { name, exact: true });

/** The claims that are shown, by their addresses. */
const shown = (page) => page.getByRole("main").locator("li").getByRole("link").evaluateAll((links) => {
  const claims = links.filter((link) => /\/claims\/[^/]+\/[^/]+\/$/.test(link.href) && link.checkVisibility());
  return [...new Set(claims.map((link) => link.href))];
});

const status = (page) => page.getByRole("main").getByRole("status");
/** The first number in the status text: of the claims that are shown. */
const count = async (page) => Number(/\d+/.exec(await status(page).innerText())?.[0]);

async function start({ open, pages }, settings, query = "") {
  const tab = await open(settings);
  await tab.go(pages.claims.address + query);
  // On a phone the filters are folded.
  const fold = tab.page.locator("main details", { has: tab.page.locator("select") }).locator("summary").filter({ visible: true });
  if (await fold.count()) await (settings?.hasTouch ? fold.tap() : fold.click());
  await field(tab.page, "Actor").waitFor();
  return tab;
}

async function choose(page, name, value) {
  await field(page, name).selectOption(value);
  await page.waitForURL((url) => url.searchParams.get(name.toLowerCase()) === value);
}

export const cases = {
  "every filter narrows the list, says so, and stands in the address": async (reader) => {
    const { page } = await start(reader);
    const all = await shown(page);
    for (const name of NAMES) {
      const values = await field(page, name).locator("option").evaluateAll((options) => options.map(({ value }) => value).filter(Boolean));
      assert(values.length > 0, `${name} has nothing to choose`);
      await choose(page, name, values[0]);
      const some = await shown(page);
      assert(some.length <= all.length && some.every((claim) => all.includes(claim)), `${name} shows claims from elsewhere`);
      assert.equal(await count(page), some.length, `${name}: the status text`);
      await field(page, name).selectOption("");
      await page.waitForURL((url) => !url.searchParams.get(name.toLowerCase()));
      assert.equal((await shown(page)).length, all.length, `${name} is taken back`);
    }
  },

  "an address restores the view that it was shared from": async (reader) => {
    const { page, go } = await start(reader, {}, "?actor=kim-jong-un");
    assert.equal(await field(page, "Actor").inputValue(), "kim-jong-un");
    const shared = await shown(page);
    await go(reader.pages.claims.address);
    await choose(page, "Actor", "kim-jong-un");
    assert.deepEqual(await shown(page), shared);
    assert(shared.length > 0 && shared.length < 150, `${shared.length} claims`);
  },

  "two filters together, and Back takes them off one by one": async (reader) => {
    const { page } = await start(reader);
    const all = await shown(page);
    await choose(page, "Actor", "north-korea");
    const one = await shown(page);
    await choose(page, "Kind", "forecast");
    const two = await shown(page);
    assert(two.length < one.length && one.length < all.length, `${all.length}, ${one.length}, ${two.length}`);
    await page.goBack();
    assert.deepEqual(await shown(page), one, "Back");
    assert.equal(await field(page, "Kind").inputValue(), "");
    await page.goForward();
    assert.deepEqual(await shown(page), two, "Forward");
  },

  "the keyboard alone filters": async (reader) => {
    const { page } = await start(reader);
    const all = await shown(page);
    await field(page, "Kind").focus();
    await page.keyboard.type("forecast");
    await page.keyboard.press("Tab");
    await page.waitForURL(/[?&]kind=forecast/);
    const some = await shown(page);
    assert(some.length > 0 && some.length < all.length);
    assert.equal(await count(page), some.length);
  },

  "a phone's reader unfolds the filters and chooses": async (reader) => {
    const { page } = await start(reader, { width: 320, height: 640, hasTouch: true, isMobile: true });
    const { x, width } = await field(page, "Relation").boundingBox();
    assert(x >= 0 && x + width <= 320, "the field is in the window");
    const all = await shown(page);
    await choose(page, "Actor", "kim-jong-un");
    assert((await shown(page)).length < all.length);
    assert(await status(page).isVisible(), "the number of claims is seen");
  },

  "a filtered list has nothing for axe to find": async (reader) => {
    for (const settings of [{}, { width: 320, height: 640, dark: true }]) {
      const { page } = await start(reader, settings, "?actor=kim-jong-un&kind=forecast");
      assert.deepEqual(await violations(page), []);
    }
  },

  "an address that names nothing shows what there is": async (reader) => {
    const { page } = await start(reader, {}, "?actor=nobody&unheard=of");
    assert.equal((await shown(page)).length, await count(page));
  },

  "without JavaScript the whole list is there and no filter": async ({ open, pages }) => {
    const { page, go } = await open({ javaScriptEnabled: false });
    await go(pages.claims.address);
    assert.equal(await page.getByRole("combobox").count(), 0);
    assert((await shown(page)).length > 100);
  },
};
