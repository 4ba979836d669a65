// The search: what is found, in the box and on its page; the address that holds what was asked; Korean both ways.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { open as openAt } from "../browser.mjs";
import { serve } from "../server.mjs";

const PHONE = { width: 320, height: 640, hasTouch: true, isMobile: true };
const hits = (page) => page.locator("#search-results > li");
const settled = (page, text) => page.locator("#search-status").filter({ hasText: text }).waitFor();
const titles = (page) => hits(page).locator("a").allInnerTexts();

/** The page of results. */
async function look({ open }, query, settings) {
  const tab = await open(settings);
  await tab.go(`search/${query}`);
  await tab.page.locator("#search-form").waitFor();
  return tab;
}

/** The quick box with something typed into it. */
async function type({ open }, words, settings) {
  const tab = await open(settings);
  await tab.go("");
  await tab.page.keyboard.press("/");
  await tab.page.getByRole("dialog").getByRole("searchbox").waitFor();
  await tab.page.keyboard.type(words);
  return tab;
}

/** A small site with names and words in several scripts, built by the program. */
async function withKorean({ site }, act) {
  const folder = mkdtempSync(join(tmpdir(), "search-"));
  try {
    const files = {
      "sourcebook.toml": "title = \"다리\"\n",
      "content/actors/seoul-city.md": "---\nname: 서울시\nkind: organisation\nalso-known-as: [Müller und Söhne]\n---\n도시는 말이 없다. [@none]\n",
      "content/criteria/bare.md": "---\nname: 하나\n---\n서울 사람이 정상회담에 간다. [@none]\n",
      "content/criteria/joined.md": "---\nname: 둘\n---\n서울은 정상회의를 원하고 핵을 두려워한다. [@none]\n",
      "content/criteria/latin.md": "---\nname: Drei\n---\nÜber Zürich steht nichts. <b>Kein</b> Fett. [@none]\n",
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    execFileSync(site.program, ["--quiet", "--root", folder, "build"], { stdio: ["ignore", "ignore", "ignore"] });
    const server = await serve(join(folder, "public"), "/");
    const tab = await openAt({ ...site, server });
    const { page } = tab;
    const find = async (query) => {
      await page.goto(`${server.address}search/?q=${encodeURIComponent(query)}`);
      await settled(page, /result|No page/);
      return titles(page);
    };
    await act(find, page);
    assert.deepEqual(tab.faults, []);
    await tab.close();
    await server.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const cases = {
  "other names, beginnings of names and several words find the actor first": async (reader) => {
    for (const words of ["kim j", "KIM", "un kim", "the north korean leader"]) {
      const { page } = await type(reader, words);
      const first = page.getByRole("dialog").getByRole("link").first();
      await first.waitFor();
      assert.match(await first.innerText(), /^Kim Jong Un/, words);
    }
  },

  "nothing of the search is fetched before it is used": async ({ open }) => {
    const { page, go, requests } = await open();
    await go("", "networkidle");
    assert.deepEqual(requests.filter((url) => /\/search\//.test(url)), []);
    await page.keyboard.press("/");
    await page.getByRole("dialog").waitFor();
    assert(requests.some((url) => /\/search\/box\.js$/.test(url)));
  },

  "a key with Ctrl, or in a field, opens nothing; the box closes by its button and beside it": async ({ open }) => {
    const { page, go } = await open();
    await go("");
    const box = page.getByRole("dialog");
    await page.keyboard.press("Control+/");
    await page.waitForTimeout(300);
    assert.equal(await box.count(), 0);
    await page.keyboard.press("/");
    await box.waitFor();
    await box.getByRole("button", { name: "Close" }).click();
    await box.waitFor({ state: "hidden" });
    await page.keyboard.press("/");
    await box.waitFor();
    await page.mouse.click(5, 5);
    await box.waitFor({ state: "hidden" });
  },

  "arrow keys go round, typing goes on from anywhere, Enter shows all results": async (reader) => {
    const { page } = await type(reader, "kim");
    const box = page.getByRole("dialog");
    await box.getByRole("link", { name: /^All results/ }).waitFor();
    await page.keyboard.press("ArrowUp");
    assert.match(await page.evaluate(() => document.activeElement.innerText), /^All results/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.match(await page.evaluate(() => document.activeElement.innerText), /^Kim Jong Un/);
    await page.keyboard.type(" j");
    assert.equal(await box.getByRole("searchbox").inputValue(), "kim j");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search/?q=kim+j");
    await settled(page, /\d+ results/);
    assert.match((await titles(page))[0], /^Kim Jong Un/);
  },

  "the page takes its question from the address and puts it there": async (reader) => {
    const { page } = await look(reader, "?q=freeze&page=claim");
    await settled(page, /\d+ result/);
    await hits(page).first().waitFor();
    assert.equal(await page.getByLabel("Words or names").inputValue(), "freeze");
    for (const detail of await page.locator(".search-detail").allInnerTexts()) assert.match(detail, /^Claim · /);
    await page.getByLabel("Actor", { exact: true }).selectOption("north-korea");
    await page.waitForURL("**/search/?q=freeze&page=claim&actor=north-korea");
    await page.getByLabel("Words or names").fill("kim");
    await page.waitForURL("**/search/?q=kim&page=claim&actor=north-korea");
    await page.reload();
    await settled(page, /\d+ result/);
    assert.equal(await page.getByLabel("Actor", { exact: true }).inputValue(), "north-korea");
    await page.getByRole("button", { name: "Clear" }).click();
    await page.waitForURL("**/search/?q=kim");
  },

  "Back takes choices off one by one, and letters are no steps": async (reader) => {
    const { page } = await look(reader, "?q=kim");
    await settled(page, /\d+ result/);
    await page.getByLabel("Page", { exact: true }).selectOption("claim");
    await page.waitForURL("**/search/?q=kim&page=claim");
    await page.getByLabel("Words or names").fill("freeze");
    await page.waitForURL("**/search/?q=freeze&page=claim");
    await page.getByLabel("Actor", { exact: true }).selectOption("north-korea");
    await page.waitForURL("**/search/?q=freeze&page=claim&actor=north-korea");
    await page.goBack();
    await page.waitForURL("**/search/?q=freeze&page=claim");
    assert.equal(await page.getByLabel("Actor", { exact: true }).inputValue(), "");
    await page.goBack();
    await page.waitForURL("**/search/?q=kim");
    assert.equal(await page.getByLabel("Page", { exact: true }).inputValue(), "");
    assert.equal(await page.getByLabel("Words or names").inputValue(), "kim");
    await settled(page, /\d+ result/);
  },

  "a phone's reader unfolds what results can be narrowed to": async (reader) => {
    const { page } = await look(reader, "?q=kim", PHONE);
    await settled(page, /\d+ result/);
    const kind = page.getByLabel("Kind of claim");
    assert(!await kind.isVisible());
    await page.getByText("Narrow down").filter({ visible: true }).tap();
    await kind.waitFor();
    await kind.selectOption("forecast");
    await page.waitForURL(/kind=forecast/);
  },

  "the number beside a value is the number of results that it leaves": async (reader) => {
    const { page } = await look(reader, "?q=nuclear");
    for (const facet of ["Page", "Kind of claim", "Actor", "Option", "Source"]) {
      await settled(page, /\d+ result/);
      const select = page.getByLabel(facet, { exact: true });
      const option = select.locator("option").nth(1);
      const [value, text] = [await option.getAttribute("value"), await option.innerText()];
      const number = /\((\d+)\)$/.exec(text)[1];
      await select.selectOption(value);
      await settled(page, new RegExp(`^${number} result`));
      assert.equal(await select.locator("option:checked").innerText(), text, "its own number stays");
    }
  },

  "without words a choice shows all that passes it, a step at a time, by keyboard": async (reader) => {
    const { page } = await look(reader, "?page=claim&source=chun-summit");
    await settled(page, /\d+ results/);
    await hits(page).nth(14).waitFor();
    assert.equal(await hits(page).count(), 15);
    await page.getByRole("button", { name: "Show more" }).press("Enter");
    await hits(page).nth(20).waitFor();
    assert(await hits(page).nth(15).locator("a").evaluate((link) => link === document.activeElement), "the focus goes on");
  },

  "a result leads to the section of a brief that has the words": async (reader) => {
    const { page } = await look(reader, "?q=small+deal&page=brief");
    const link = hits(page).locator("a[href*='#']").first();
    await link.waitFor();
    const title = await link.innerText();
    await link.click();
    await page.waitForURL(/\/briefs\/.*#/);
    assert.equal((await page.locator(":target").innerText()).trim(), title);
  },

  "what is found shows the words marked, and how many there are is announced": async (reader) => {
    const { page } = await look(reader, "?q=freeze");
    await settled(page, /^\d+ results$/);
    await hits(page).first().waitFor();
    const marks = await page.locator("#search-results mark").allInnerTexts();
    assert(marks.length > 3 && marks.every((mark) => /fr(ee|o)z/i.test(mark)), marks.join());
    assert.equal(await page.locator("#search-status").getAttribute("role"), "status");
    await page.getByLabel("Words or names").fill("zzzz");
    await settled(page, /^No page has/);
  },

  "the page fits a phone, by touch": async (reader) => {
    const { page } = await look(reader, "?q=kim", PHONE);
    await hits(page).first().waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert(wide <= 320, `${wide} pixels wide`);
    await hits(page).first().locator("a").tap();
    await page.waitForURL("**/actors/kim-jong-un/");
  },

  "without JavaScript the page leads to the indexes": async ({ open }) => {
    const { page, go } = await open({ javaScriptEnabled: false });
    await go("search/");
    assert(await page.getByText("It needs JavaScript").isVisible());
    assert(!await page.locator("#search-form").isVisible());
    await page.getByRole("main").getByRole("link", { name: "Actors" }).click();
    await page.waitForURL("**/actors/");
  },

  "Korean is found with a particle and without, as letters too": async (reader) => {
    await withKorean(reader, async (find, page) => {
      assert.deepEqual((await find("서울")).toSorted(), ["둘", "서울시", "하나"].toSorted());
      assert.deepEqual((await find("서울은")).toSorted(), ["둘", "서울시", "하나"].toSorted());
      assert.deepEqual(await find("서울에서 정상회의는"), ["둘"]);
      assert.deepEqual((await find("정상회의"))[0], "둘", "what was typed comes before what only begins so");
      assert.deepEqual(await find("핵이"), ["둘"]);
      assert.deepEqual((await find("서울은".normalize("NFD"))).toSorted(), ["둘", "서울시", "하나"].toSorted());
      assert.deepEqual(await find("부산은"), []);
      assert.deepEqual(await find("muller"), ["서울시"]);
      assert.deepEqual(await find("zurich"), ["Drei"]);
      assert.equal(await page.locator(".search-extract").innerText(), "Über Zürich steht nichts. <b>Kein</b> Fett.");
    });
  },
};
