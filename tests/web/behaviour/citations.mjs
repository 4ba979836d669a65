// Citation cards, by pointer, keyboard and touch (WCAG 2.2, 1.4.13): dismissible, hoverable, lasting, and never fetched.
import assert from "node:assert/strict";

import { cardOf, citations } from "../citation.mjs";

const PHONE = { width: 320, height: 640, hasTouch: true, isMobile: true };
/** Longer than any delay before a card opens or goes. */
const LONG = 700;

/** The brief with most to cite, at its first citation, which is read without anything being fetched. */
async function read({ open, pages }, settings) {
  const tab = await open(settings);
  await tab.go(pages["briefs/*"].address, "networkidle");
  const citation = citations(tab.page).first();
  await citation.scrollIntoViewIfNeeded();
  const asked = tab.requests.length;
  return {
    ...tab,
    citation,
    card: await cardOf(tab.page, citation),
    start: tab.page.url(),
    assertNothingFetched: () => assert.deepEqual(tab.requests.slice(asked), [], "a card is never fetched"),
  };
}

async function centre(locator) {
  const { x, y, width, height } = await locator.boundingBox();
  return [x + width / 2, y + height / 2];
}

export const cases = {
  "a card stays while the pointer goes to it and rests there, and goes after it": async (reader) => {
    const { page, citation, card, assertNothingFetched } = await read(reader);
    await page.mouse.move(...await centre(citation));
    await card.waitFor();
    await page.mouse.move(...await centre(card), { steps: 12 });
    await page.waitForTimeout(LONG);
    assert(await card.isVisible(), "the card went while the pointer was on it");
    await page.mouse.move(2, 2, { steps: 4 });
    await card.waitFor({ state: "detached" });
    assertNothingFetched();
  },

  "a pointer that only passes over a citation opens nothing": async (reader) => {
    const { page, citation, card } = await read(reader);
    const [x, y] = await centre(citation);
    await page.mouse.move(x, y);
    await page.mouse.move(x, 2);
    await page.waitForTimeout(LONG);
    assert.equal(await card.count(), 0);
  },

  "Escape closes a card that the pointer opened, without moving it": async (reader) => {
    const { page, citation, card } = await read(reader);
    await page.mouse.move(...await centre(citation));
    await card.waitFor();
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "detached" });
  },

  "focus opens a card, Escape closes it, and the focus stays": async (reader) => {
    const { page, citation, card, assertNothingFetched } = await read(reader);
    await page.keyboard.press("Tab");
    await citation.focus();
    await card.waitFor();
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "detached" });
    assert(await citation.evaluate((link) => link === document.activeElement), "the focus was moved");
    assertNothingFetched();
  },

  "from a citation Tab goes into its card, and Escape in the card goes back": async (reader) => {
    const { page, citation, card } = await read(reader);
    await page.keyboard.press("Tab");
    await citation.focus();
    await card.waitFor();
    await page.keyboard.press("Tab");
    assert(await card.evaluate((group) => group.contains(document.activeElement)), "the card is not next in order");
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "detached" });
    assert(await citation.evaluate((link) => link === document.activeElement), "the focus was lost");
  },

  "with the keyboard a card goes when the focus has left it": async (reader) => {
    const { page, citation, card } = await read(reader);
    await page.keyboard.press("Tab");
    await citation.focus();
    await card.waitFor();
    await page.keyboard.press("Shift+Tab");
    await card.waitFor({ state: "detached" });
  },

  "a card says what is claimed, of what kind, in whose words, where, and whether that is proved": async (reader) => {
    const { page, citation, card } = await read(reader);
    await page.mouse.move(...await centre(citation));
    const text = await card.innerText();
    const statement = (await citation.getAttribute("aria-label")).replace(/^Evidence \d+: /, "");
    assert(text.includes(statement), `no statement in: ${text}`);
    assert.match(text, /fact|assessment|forecast|conditional|recommendation|report/, "no kind");
    assert.match(text, /“.+”/s, "no excerpt");
    assert.match(text, /paragraph|page|line/, "no locator");
    assert.match(text, /proved/, "no proof");
    await card.getByRole("link", { name: statement }).click();
    await page.waitForURL(/\/claims\//);
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), statement);
  },

  "touch opens a card in the window, and its link leads to the claim": async (reader) => {
    const { page, citation, card, start, assertNothingFetched } = await read(reader, PHONE);
    await citation.tap();
    await card.waitFor();
    assert.equal(page.url(), start, "the first touch opens and does not follow");
    assertNothingFetched();
    const { x, width } = await card.boundingBox();
    assert(x >= 0 && x + width <= 320, `the card spans ${x} to ${x + width} of 320 pixels`);
    await card.getByRole("link").first().tap();
    await page.waitForURL(/\/claims\//);
  },

  "a second touch of a citation follows it to the list of evidence": async (reader) => {
    const { page, citation, card, start } = await read(reader, PHONE);
    await citation.tap();
    await card.waitFor();
    await citation.tap();
    await page.waitForURL((url) => url.href === start + url.hash && url.hash !== "");
    assert.equal(await card.count(), 0, "the card is in the way");
  },

  "a touch elsewhere closes a card": async (reader) => {
    const { page, citation, card } = await read(reader, PHONE);
    await citation.tap();
    await card.waitFor();
    await page.touchscreen.tap(4, 100);
    await card.waitFor({ state: "detached" });
  },

  "on a phone a card is a sheet that scrolls, leaves its citation in sight and has a button to close it": async (reader) => {
    const { page } = await read(reader, PHONE);
    for (const citation of await citations(page).all()) {
      await citation.tap();
      const card = await cardOf(page, citation);
      await card.waitFor();
      const [sheet, at] = [await card.boundingBox(), await citation.boundingBox()];
      assert.equal(Math.round(sheet.y + sheet.height), 640, "it stands at the foot of the window");
      assert(at.y >= 0 && at.y + at.height <= sheet.y, `the citation at ${at.y} is behind the sheet at ${sheet.y}`);
      const on = await card.getByRole("link", { name: "The claim’s page" }).boundingBox();
      assert(on.y + on.height <= 640, "the way on is in sight before the sheet is scrolled");
      const close = card.getByRole("button", { name: "Close" });
      await close.tap();
      await card.waitFor({ state: "detached" });
    }
  },

  "every citation of every brief has its card": async ({ open, site }) => {
    const tab = await open();
    let count = 0;
    for (const { address } of site.pages.filter(({ kind }) => kind === "briefs/*")) {
      await tab.go(address);
      await tab.page.keyboard.press("Tab");
      for (const citation of await citations(tab.page).all()) {
        await citation.focus();
        const card = await cardOf(tab.page, citation);
        assert(await card.isVisible(), `/${address}: ${await citation.getAttribute("aria-label")}`);
        count += 1;
      }
    }
    assert(count > 50, `${count} citations are too few for this to be a test`);
  },
};
