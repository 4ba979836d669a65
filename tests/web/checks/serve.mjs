// What only a browser shows of `sourcebook serve`, on a copy of the golden site: the reader's place after a save, problems
// over the page, a stylesheet swapped, a search that knows what was saved. Each page keeps its policy all the while.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { open } from "../browser.mjs";

const golden = join(import.meta.dirname, "../../golden/site");
const BRIEF = "content/briefs/who-wants-what.md";
const PAGE = "briefs/who-wants-what/";

const cases = { theReaderStaysWhereTheyAre, problemsStandOverThePage, aStylesheetIsSwapped, whatWasSavedIsFound };

export async function check(site) {
  const faults = [];
  for (const [name, act] of Object.entries(cases)) {
    const folder = mkdtempSync(join(tmpdir(), "serve-"));
    cpSync(golden, folder, { recursive: true });
    const server = await start(site.program, folder);
    const tab = await open({ ...site, server }, { width: 800, height: 600 });
    tab.page.setDefaultTimeout(15_000);
    try {
      await act(tab, folder);
      faults.push(...tab.faults.map((fault) => `${name}: ${fault}`));
    } catch (error) {
      faults.push(`${name}: ${error.message}`);
    } finally {
      await tab.close();
      await server.close();
      rmSync(folder, { recursive: true });
    }
  }
  return { did: `${Object.keys(cases).length} things that an author does while a page is open`, faults };
}

/** The program serving a folder on a port that the system chooses, once it has an edition. */
async function start(program, folder) {
  const server = spawn(program, ["serve", "--port", "0"], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise((resolve) => server.on("exit", resolve));
  const address = await new Promise((found, failed) => {
    let at;
    createInterface({ input: server.stderr }).on("line", (line) => {
      at ??= line.match(/http:\/\/\S+/)?.[0];
      if (line.startsWith("built in")) found(at);
    });
    ended.then((status) => failed(new Error(`the server ended with status ${status}`)));
  });
  return { address, close: () => { server.kill("SIGINT"); return ended; } };
}

/** Text that comes in above the reader moves nothing in sight; what was open stays so. */
async function theReaderStaysWhereTheyAre({ page, go }, folder) {
  const file = join(folder, BRIEF);
  const good = readFileSync(file, "utf8");
  await go(PAGE);
  const anchor = await page.evaluate(() => {
    const below = (mark) => mark.getBoundingClientRect().top > innerHeight * 1.2;
    const mark = [...document.querySelectorAll("main [id]")].find(below);
    scrollTo({ top: scrollY + mark.getBoundingClientRect().top - 100, behavior: "instant" });
    for (const details of document.querySelectorAll("details")) details.open = true;
    return mark.id;
  });
  const top = () => page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, anchor);
  const before = await top();
  const end = good.indexOf("\n---\n") + 5;
  writeFileSync(file, `${good.slice(0, end)}\n${"A long new beginning [@none]. ".repeat(60)}\n${good.slice(end)}`);
  await page.getByText("A long new beginning").first().waitFor({ state: "attached" });
  await page.waitForLoadState("load");
  await page.waitForTimeout(300);
  const after = await top();
  assert.ok(Math.abs(after - before) <= 2, `moved from ${before} to ${after}`);
  assert.ok(await page.evaluate(() => scrollY > 100), "it is at its top");
  assert.ok(await page.evaluate(() => [...document.querySelectorAll("details")].every((details) => details.open)), "something was closed");
}

async function problemsStandOverThePage({ page, go }, folder) {
  const file = join(folder, BRIEF);
  const good = readFileSync(file, "utf8");
  await go(PAGE);
  appendFileSync(file, "\nIt rests on this [@quay-commentary/nothing].\n");
  const dialog = page.getByRole("dialog", { name: "1 error" });
  await dialog.waitFor();
  assert.match(await dialog.innerText(), /error\[unknown-reference\][^]*who-wants-what\.md:\d+:\d+/);
  assert.ok(await page.locator("main").isVisible(), "the last good page is not behind it");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  writeFileSync(file, `${good}\nAnother error [@quay-commentary/nothing-else].\n`);
  await dialog.waitFor();
  writeFileSync(file, good);
  await dialog.waitFor({ state: "hidden" });
}

async function aStylesheetIsSwapped({ page, go }, folder) {
  await go("method/");
  await page.evaluate(() => { window.isTheSamePage = true; });
  mkdirSync(join(folder, "static"), { recursive: true });
  writeFileSync(join(folder, "static/site.css"), "body { background: rgb(1, 2, 3) }");
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)");
  assert.ok(await page.evaluate(() => window.isTheSamePage), "it was loaded again");
}

async function whatWasSavedIsFound({ page, go }, folder) {
  await go(PAGE);
  appendFileSync(join(folder, BRIEF), "\nA zeppelin was never asked for [@none].\n");
  await page.getByText("A zeppelin").waitFor();
  await go("search/?q=zeppelin");
  await page.locator("#search-results > li", { hasText: "A zeppelin was never asked for" }).waitFor();
}
