// The quick box of the search: opened by a key or a button, driven by the keyboard, closed by Escape.
import assert from "node:assert/strict";

import { violations } from "../checks/axe.mjs";

const box = (page) => page.getByRole("dialog").getByRole("searchbox").or(page.getByRole("dialog").getByRole("combobox"));
/** What is found, in its order. */
const results = (page) => page.getByRole("dialog").getByRole("link").or(page.getByRole("dialog").getByRole("option"));

async function search({ open }, words, settings) {
  const tab = await open(settings);
  await tab.go("");
  await tab.page.keyboard.press("/");
  await box(tab.page).waitFor();
  await tab.page.keyboard.type(words);
  await results(tab.page).first().waitFor();
  return tab;
}

export const cases = {
  "/ opens the box, and kim finds Kim Jong Un first": async (reader) => {
    const { page } = await search(reader, "kim");
    assert.match(await results(page).first().innerText(), /^Kim Jong Un\b/);
    assert.deepEqual(await violations(page), []);
  },

  "arrow keys and Enter lead to what was found": async (reader) => {
    const { page } = await search(reader, "kim");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/actors/kim-jong-un/");
  },

  "Escape closes the box, and the focus is where it was": async ({ open }) => {
    const { page, go } = await open();
    await go("");
    const link = page.getByRole("main").getByRole("link").first();
    await link.focus();
    await page.keyboard.press("/");
    await box(page).waitFor();
    await page.keyboard.press("Escape");
    await box(page).waitFor({ state: "hidden" });
    assert(await link.evaluate((element) => element === document.activeElement));
  },

  "/ is a letter where a reader writes": async (reader) => {
    const { page } = await search(reader, "kim");
    await page.keyboard.type("/");
    assert.equal(await box(page).inputValue(), "kim/");
  },

  "the box fits a phone, by touch": async ({ open }) => {
    const { page, go } = await open({ width: 320, height: 640, hasTouch: true, isMobile: true, dark: true });
    await go("");
    await page.getByRole("banner").getByRole("button", { name: /search/i }).or(page.getByRole("banner").getByRole("link", { name: /search/i })).first().tap();
    await box(page).waitFor();
    await box(page).fill("kim");
    await results(page).first().waitFor();
    const { x, width } = await results(page).first().boundingBox();
    assert(x >= 0 && x + width <= 320, "what is found is in the window");
    assert.deepEqual(await violations(page), []);
    await results(page).first().tap();
    await page.waitForURL("**/actors/kim-jong-un/");
  },
};
