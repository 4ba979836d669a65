// What only a browser shows of `sourcebook serve`: the reader's place after a save, and problems over the page.
//
//     node serve.mjs PROGRAM SITE        (SITE is copied; NODE_PATH or node_modules holds playwright-core)

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [program, site] = process.argv.slice(2);
const { chromium } = createRequire(join(process.cwd(), "package.json"))("playwright-core");

const root = mkdtempSync(join(tmpdir(), "serve-"));
for (const part of ["content", "static", "sourcebook.toml", "sourcebook.lock"]) {
  try { cpSync(join(site, part), join(root, part), { recursive: true }); } catch { /* a site needs not have it */ }
}
const server = spawn(program, ["serve", "--port", "0"], { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
const said = createInterface({ input: server.stderr });
const address = await new Promise((found) => {
  let at;
  said.on("line", (line) => {
    at ??= line.match(/http:\/\/\S+/)?.[0];
    if (line.startsWith("rebuilt in")) found(at);
  });
});

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
const faults = [];
page.on("pageerror", (error) => faults.push(error.message));
const brief = join(root, "content/briefs/who-wants-what.md");
const good = readFileSync(brief, "utf8");
const path = "briefs/who-wants-what/";
try {
  await theReaderStaysWhereTheyAre();
  await problemsStandOverThePage();
  await aStylesheetIsSwapped();
  assert.deepEqual(faults, []);
  console.log("serve.mjs: the place is kept, problems show and go, stylesheets are swapped");
} finally {
  await browser.close();
  server.kill("SIGINT");
  rmSync(root, { recursive: true, force: true });
}

/** Text that comes in above the reader moves nothing in sight; what was open and focused stays so. */
async function theReaderStaysWhereTheyAre() {
  await page.goto(address + path);
  const anchor = await page.evaluate(() => {
    const mark = [...document.querySelectorAll("main [id]")].filter((it) => it.getBoundingClientRect().top > innerHeight * 1.2)[0];
    scrollTo({ top: scrollY + mark.getBoundingClientRect().top - 100, behavior: "instant" });
    document.querySelectorAll("details").forEach((details) => { details.open = true; });
    return mark.id;
  });
  const before = await top(anchor);
  const end = good.indexOf("\n---\n") + 5;
  writeFileSync(brief, `${good.slice(0, end)}\n${"A long new beginning [@none]. ".repeat(60)}\n${good.slice(end)}`);
  await page.getByText("A long new beginning").first().waitFor({ state: "attached" });
  await page.waitForLoadState("load");
  await page.waitForTimeout(300);
  assert.ok(Math.abs(await top(anchor) - before) <= 2, `moved from ${before} to ${await top(anchor)}`);
  assert.ok(await page.evaluate(() => scrollY > 100));
  assert.ok(await page.evaluate(() => [...document.querySelectorAll("details")].every((details) => details.open)));
}

async function problemsStandOverThePage() {
  await page.goto(address + path);
  appendFileSync(brief, "\nIt rests on this [@quay-commentary/nothing].\n");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  assert.match(await dialog.innerText(), /error\[unknown-reference\][^]*who-wants-what\.md:\d+:\d+/);
  assert.equal(await page.locator("article, main").first().isVisible(), true, "the last good page is behind it");
  if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT });
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  writeFileSync(brief, `${good}\nAnother error [@quay-commentary/nothing-else].\n`);
  await dialog.waitFor();
  writeFileSync(brief, good);
  await dialog.waitFor({ state: "hidden" });
}

async function aStylesheetIsSwapped() {
  await page.goto(`${address}method/`);
  await page.evaluate(() => { window.isTheSamePage = true; });
  mkdirSync(join(root, "static"), { recursive: true });
  writeFileSync(join(root, "static/site.css"), "body { background: rgb(1, 2, 3) }");
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)");
  assert.ok(await page.evaluate(() => window.isTheSamePage), "it was not loaded again");
}

function top(id) {
  return page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, id);
}
