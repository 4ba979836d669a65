// The site is read from a folder, without a host.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

import { cardOf, citations } from "../citation.mjs";

export const cases = {
  "pages opened from a folder have their styles, cards and theme": async ({ open, site, pages }) => {
    const { page, requests } = await open();
    await page.goto(pathToFileURL(join(site.folder, pages["briefs/*"].file)).href);
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).marginTop), "8px", "the styles are missing");
    const citation = citations(page).first();
    await citation.hover();
    await (await cardOf(page, citation)).waitFor();
    await page.mouse.move(2, 2);
    await page.getByRole("button", { name: "Dark theme" }).click();
    await page.getByRole("button", { name: "Light theme" }).waitFor();
    assert(requests.every((address) => address.startsWith("file:")), "nothing but files is asked for");
  },

  "every page kind opens from a folder without complaint": async ({ open, site, pages }) => {
    const { page } = await open();
    for (const { file, kind } of Object.values(pages)) {
      // A redirect and the error page name a host.
      if (kind === "redirect" || kind === "404.html") continue;
      await page.goto(pathToFileURL(join(site.folder, file)).href);
      await page.getByRole("heading", { level: 1 }).waitFor();
    }
  },
};
