// Without JavaScript the site is whole.
import assert from "node:assert/strict";

import { citations } from "../citation.mjs";

const OFF = { javaScriptEnabled: false };

export const cases = {
  "a citation leads to its evidence, and that back to the text": async ({ open, pages }) => {
    const { page, go } = await open(OFF);
    await go(pages["briefs/*"].address);
    const citation = citations(page).nth(3);
    const target = await citation.getAttribute("href");
    const [number] = (await citation.getAttribute("aria-label")).match(/\d+/);
    await citation.click();
    assert.equal(new URL(page.url()).hash, target);
    const back = page.getByRole("link", { name: `Citation 1 of evidence ${number}` });
    const { y } = await back.boundingBox();
    assert(y > 0 && y < 900, "the entry is in the window");
    const entry = page.locator(target);
    await entry.getByRole("link").first().waitFor();
    await back.click();
    await page.waitForURL(`**/#${(await back.getAttribute("href")).slice(1)}`);
    const line = await page.locator(await back.getAttribute("href")).boundingBox();
    assert(line.y > 0 && line.y < 900, "the citation is in the window");
    await back.scrollIntoViewIfNeeded();
    await entry.getByRole("link").first().click();
    await page.waitForURL(/\/claims\/.+\/.+\//);
  },

  "every section is a few touches away on a phone": async ({ open, pages }) => {
    const { page, go } = await open({ ...OFF, width: 320, height: 640, hasTouch: true, isMobile: true });
    for (const name of ["Briefs", "Options", "Actors", "Claims", "Sources", "Compare"]) {
      await go(pages["claims/*/*"].address);
      await page.getByRole("button", { name: "Menu" }).tap();
      await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name, exact: true }).tap();
      await page.waitForURL(`**/${name.toLowerCase()}/`);
    }
  },

  "no control is shown that only a script could work": async ({ open, pages }) => {
    const { page, go } = await open(OFF);
    for (const { address } of Object.values(pages)) {
      await go(address);
      for (const control of await page.locator("button:visible, input:visible, select:visible").all()) {
        const works = await control.evaluate((element) => element.hasAttribute("popovertarget") || element.form?.hasAttribute("action"));
        assert(works, `/${address}: ${await control.evaluate((element) => element.outerHTML.slice(0, 120))}`);
      }
    }
  },

  "what is folded opens": async ({ open, pages }) => {
    const { page, go } = await open(OFF);
    const { address } = Object.values(pages).find(({ html }) => /<section[^]*<details/.test(html));
    await go(address);
    const fold = page.locator("main section details").filter({ has: page.locator("summary:visible") }).first();
    await fold.locator("summary").click();
    await fold.getByRole("link").first().waitFor();
  },
};
