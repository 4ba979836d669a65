// Lists on several pages, on a copy of the golden site where four entries fit on one: read page by page without scripts,
// narrowed down over all pages with them, by keyboard, from a shared address; checked by axe and for the markup's form.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { open } from "../browser.mjs";
import { readPages } from "../pages.mjs";
import { serve } from "../server.mjs";
import { violations } from "./axe.mjs";

const golden = join(import.meta.dirname, "../../golden/site");
const CLAIMS = 18;

const cases = { everyClaimIsReachedWithoutScripts, filtersReachAllPages, aSharedAddressFilters, aFolderOffersNoFilters, aPhoneReadsThePages, nothingForAxe };

export async function check(site) {
  const folder = mkdtempSync(join(tmpdir(), "paging-"));
  const faults = [];
  try {
    cpSync(golden, folder, { recursive: true });
    const settings = join(folder, "sourcebook.toml");
    writeFileSync(settings, readFileSync(settings, "utf8").replace(/^page-size = .*$/m, "page-size = 4"));
    const output = join(folder, "public");
    execFileSync(site.program, ["--quiet", "--root", folder, "build", "--output", output], { stdio: ["ignore", "ignore", "pipe"] });
    const pages = readPages(output);
    const server = await serve(output, "/crossing/");
    for (const [name, act] of Object.entries(cases)) {
      const tabs = [];
      const start = async (settings) => { tabs.push(await open({ ...site, server }, settings)); return tabs.at(-1); };
      try {
        await act(start, pages, output);
      } catch (error) {
        faults.push(`${name}: ${error.message}`);
      }
      for (const tab of tabs) {
        faults.push(...tab.faults.map((fault) => `${name}: ${fault}`));
        await tab.close();
      }
    }
    await server.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { did: `${Object.keys(cases).length} things that a reader does with a list on several pages`, faults };
}

/** The claims that are shown, by their addresses. */
const shown = (page) => page.locator(".explored .claims > li .statement").evaluateAll((links) =>
  links.filter((link) => link.checkVisibility()).map((link) => new URL(link.href).pathname));

async function everyClaimIsReachedWithoutScripts(start) {
  const { page, go } = await start({ javaScriptEnabled: false });
  await go("claims/");
  assert.equal(await page.getByRole("combobox").count(), 0);
  assert.equal(await page.getByRole("button", { name: /^Filter/ }).filter({ visible: true }).count(), 0);
  const found = new Set();
  for (;;) {
    for (const claim of await shown(page)) found.add(claim);
    const next = page.getByRole("navigation", { name: "Pages of this list" }).getByRole("link", { name: "Next page" });
    if (await next.count() === 0) break;
    await next.click();
  }
  assert.match(await page.title(), /^Claims, page 5 of 5 /);
  assert.equal(found.size, CLAIMS);
}

async function filtersReachAllPages(start) {
  const { page, go } = await start();
  await go("claims/");
  const first = await shown(page);
  assert.equal(first.length, 4);
  // The keyboard alone.
  await page.getByRole("button", { name: `Filter all ${CLAIMS} claims` }).focus();
  await page.keyboard.press("Enter");
  const kind = page.getByRole("combobox", { name: "Kind", exact: true });
  await kind.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SELECT", "the first filter has the focus");
  const source = page.getByRole("combobox", { name: "Source", exact: true });
  const options = await source.locator("option").evaluateAll((all) => all.slice(1).map(({ value, text }) => ({ value, count: Number(/\((\d+)\)$/.exec(text)[1]) })));
  assert.equal(options.reduce((sum, { count }) => sum + count, 0), CLAIMS);
  for (const { value, count } of options) {
    await source.selectOption(value);
    await page.waitForURL(new RegExp(`[?&]source=${value}`));
    await page.waitForFunction((wanted) => document.querySelectorAll(".explored .claims > li .statement").values()
      .filter((link) => link.checkVisibility()).toArray().length === wanted, count);
    const claims = await shown(page);
    assert.ok(claims.every((claim) => claim.startsWith(`/crossing/claims/${value}/`)), claims.join());
  }
  await page.getByRole("button", { name: "Clear" }).click();
  assert.deepEqual(await shown(page), first, "cleared");
  await page.goBack();
  await page.waitForURL(/[?&]source=/);
}

async function aSharedAddressFilters(start) {
  const { page, go } = await start();
  await go("claims/?kind=forecast");
  await page.waitForFunction(() => document.querySelector("select[name=kind]")?.value === "forecast");
  await page.locator(".explored .claims > li .badge.is-forecast").first().waitFor();
  const claims = await shown(page);
  assert.equal(String(claims.length), await page.getByRole("status").locator("b").innerText());
  const link = page.locator(".explored .claims > li .statement").filter({ visible: true }).last();
  const to = await link.getAttribute("href");
  await link.click();
  assert.equal(new URL(page.url()).pathname, new URL(to, page.url()).pathname);
  assert.equal(await page.locator(".kicker").first().innerText().then((text) => /^claim of/i.test(text)), true, "a link leads to its claim");
}

/** What filters a list on several pages is fetched, which pages that were opened from a folder may not. */
async function aFolderOffersNoFilters(start, pages, output) {
  const offers = (page) => page.getByRole("main").getByText(/^Filter /).filter({ visible: true }).count();
  const narrows = pages.filter(({ address, html }) => address === "claims/" || html.includes('<p class="explore'));
  assert.ok(narrows.length > 3, `${narrows.length} pages`);
  for (const { address, file } of narrows) {
    const served = await start();
    await served.go(address);
    assert.ok(await offers(served.page) > 0, address);
    const { page } = await start();
    await page.goto(pathToFileURL(join(output, file)).href);
    assert.equal(await offers(page), 0, `${address} from a folder`);
  }
}

async function aPhoneReadsThePages(start) {
  const { page, go } = await start({ width: 320, height: 640, hasTouch: true, isMobile: true });
  await go("claims/page/3/");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it scrolls sideways");
  for (const link of await page.getByRole("navigation", { name: "Pages of this list" }).getByRole("link").all()) {
    const { width, height } = await link.boundingBox();
    assert.ok(width >= 24 && height >= 24, `a target of ${width} × ${height}`);
  }
}

/** Every kind of page that only paging makes. */
async function nothingForAxe(start, pages) {
  const kinds = new Map(pages.filter(({ address }) => /\/\d+\/$/.test(address))
    .map(({ address }) => [address.replace(/^(\w+)\/.*?(\w+)\/\d+\/$/, "$1/$2"), address]));
  assert.ok(kinds.size > 10, [...kinds.keys()].join());
  for (const address of kinds.values()) {
    const { page, go } = await start();
    await go(address);
    assert.deepEqual(await violations(page), [], address);
  }
}
