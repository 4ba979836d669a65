// The table of contents: it leads to the sections and follows the reader.
import assert from "node:assert/strict";

const contents = (page) => page.getByRole("navigation", { name: "On this page" }).getByRole("link");

export const cases = {
  "the contents follow the reader": async ({ open, pages }) => {
    const { page, go } = await open({ height: 700 });
    await go(pages["briefs/*"].address);
    const links = await contents(page).all();
    assert(links.length > 4, "a brief has contents");
    // The last sections may be too short to ever stand at the top.
    for (const link of links.slice(0, -2)) {
      const id = (await link.getAttribute("href")).slice(1);
      await page.evaluate((target) => document.getElementById(target).scrollIntoView({ block: "start" }), id);
      await page.waitForFunction((target) => {
        const current = [...document.querySelectorAll("nav [aria-current=true][href^='#']")];
        return current.length === 1 && current[0].hash === `#${target}`;
      }, id).catch(() => assert.fail(`the contents do not follow to ${id}`));
    }
  },

  "Enter on an entry leads to its section, and Back returns": async ({ open, pages }) => {
    const { page, go } = await open();
    await go(pages["briefs/*"].address);
    const link = contents(page).nth(2);
    const id = (await link.getAttribute("href")).slice(1);
    await link.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/#${id}`);
    const { top } = await page.evaluate((target) => document.getElementById(target).getBoundingClientRect().toJSON(), id);
    assert(top >= 0 && top < 200, `the heading stands ${top} pixels below the top`);
    await page.goBack();
    assert.equal(new URL(page.url()).hash, "");
  },
};
