// The switch between light and dark: by keyboard and by touch, kept from page to page without a cookie.
import assert from "node:assert/strict";

const switchOf = (page) => page.getByRole("button", { name: /(dark|light) theme/i });

/** Whether the page is painted dark, by the lightness of its ground. */
const isDark = (page) => page.evaluate(() => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
  return red + green + blue < 384;
});

async function assertNoCookie({ page, context }) {
  assert.deepEqual(await context.cookies(), []);
  assert.equal(await page.evaluate(() => document.cookie), "");
}

export const cases = {
  "the keyboard switches it, and other pages keep the choice": async ({ open, pages }) => {
    const tab = await open();
    await tab.go("");
    assert.equal(await isDark(tab.page), false);
    await switchOf(tab.page).focus();
    await tab.page.keyboard.press("Enter");
    assert.equal(await isDark(tab.page), true, "Enter switches");
    await tab.page.reload();
    assert.equal(await isDark(tab.page), true, "a reload keeps the choice");
    await tab.go(pages["claims/*/*"].address);
    assert.equal(await isDark(tab.page), true, "another page keeps the choice");
    await assertNoCookie(tab);
    await switchOf(tab.page).focus();
    await tab.page.keyboard.press("Space");
    assert.equal(await isDark(tab.page), false, "Space switches back");
    await tab.go("");
    assert.equal(await isDark(tab.page), false);
    assert.equal(await tab.page.evaluate(() => localStorage.length), 0, "what the system says need not be remembered");
  },

  "touch switches it, and the button says what it will do": async ({ open }) => {
    const tab = await open({ width: 320, height: 640, hasTouch: true, isMobile: true, dark: true });
    await tab.go("");
    assert.equal(await isDark(tab.page), true, "the system's choice holds at first");
    await tab.page.getByRole("button", { name: "Light theme" }).tap();
    assert.equal(await isDark(tab.page), false);
    await tab.page.getByRole("button", { name: "Dark theme" }).waitFor();
    await assertNoCookie(tab);
  },

  "a stored choice holds from the first paint, however slow the script": async ({ open }) => {
    const tab = await open({ theme: "dark", first: () => {
      new PerformanceObserver(() => { window.__ground ??= getComputedStyle(document.body).backgroundColor; })
        .observe({ type: "paint", buffered: true });
    } });
    await tab.page.route("**/*.js", async (route) => {
      await new Promise((done) => setTimeout(done, 600));
      await route.continue();
    });
    await tab.go("");
    await tab.page.waitForFunction(() => window.__ground);
    const ground = await tab.page.evaluate(() => window.__ground);
    assert.equal(ground, await tab.page.evaluate(() => getComputedStyle(document.body).backgroundColor), "a flash of the other theme");
  },

  "without storage the switch works for the page": async ({ open }) => {
    const tab = await open({ first: () => {
      Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("denied", "SecurityError"); } });
    } });
    await tab.go("");
    await switchOf(tab.page).click();
    assert.equal(await isDark(tab.page), true);
  },
};
