// Opens originals by the links of a small site, in a real browser, and asks which paragraph it scrolled to: the proof
// that text fragments find their words, in scripts with spaces and without.
//
//     node tests/web/fragments.mjs PROGRAM      with playwright-core at hand and Chromium at CHROMIUM or /usr/bin/chromium
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

// A paragraph of the original with its id; and, where a claim rests on it, the excerpt and the context that settles it.
const paragraphs = [
  ["heading-like", "The Road To A Déal is a title."],
  ["case", "We saw the road to a deal ahead of us all.", { exact: "the road to a deal" }],
  ["short", "A “small deal” with us, and a small deal without them.", { exact: "small deal", prefix: "and a" }],
  ["first", "One says that talks may begin soon."],
  ["second", "The other says that talks may begin late.", { exact: "says that talks may begin", prefix: "The other" }],
  ["korean", "북한은 지금 핵무력 고도화를 계속 한다.", { exact: "핵무력 고도화", prefix: "지금" }],
  ["korean-again", "협상은 끝났다. 핵무력 고도화는 끝나지 않았다.", { exact: "핵무력 고도화", prefix: "끝났다." }],
  ["chinese", "朝鲜说，朝鲜继续发展核武器。后来呢？", { exact: "继续发展", suffix: "核武器" }],
  ["chinese-again", "核武器在朝鲜继续发展，大家都知道。", { exact: "继续发展", prefix: "在朝鲜" }],
  ["signs", "A long‑range — “strategic” — plan, for A&amp;B - all, of us.", { exact: 'long-range - "strategic" - plan, for A&B - all' }],
  ["elided", "The ferry and the mill stand by the river at dawn.", { exact: "The ferry … by the river" }],
];

const gap = '<div style="height: 3000px"></div>';
const body = paragraphs.map(([id, text]) => `<p id="${id}">${text}</p>`).join(gap);
const original = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Original</title><main><h1>Original</h1>${body}${gap}</main>`;
const server = createServer((_, response) => response.setHeader("content-type", "text/html").end(original));
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${server.address().port}/original.html`;

const site = mkdtempSync(join(tmpdir(), "fragments-"));
mkdirSync(join(site, "content/sources"), { recursive: true });
mkdirSync(join(site, "archives"));
writeFileSync(join(site, "archives/original.html"), original);
writeFileSync(join(site, "sourcebook.toml"), 'title = "Fragments"\narchives = ["archives"]\n');
const cited = paragraphs.filter(([, , excerpt]) => excerpt);
const claims = cited.map(([id, , excerpt]) => ({ id, statement: "A claim.", kind: "fact", quotes: [excerpt] }));
// YAML takes JSON as it is.
const record = { type: "article", title: "Original", url: `${address}#heading-like`, archive: "original.html", claims };
writeFileSync(join(site, "content/sources/original.yaml"), JSON.stringify(record));
execFileSync(process.argv[2], ["verify", "--root", site], { stdio: "inherit" });
execFileSync(process.argv[2], ["build", "--root", site], { stdio: "inherit" });

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
let failures = 0;
for (const [id] of cited) {
  const page = readFileSync(join(site, `public/claims/original/${id}/index.html`), "utf8");
  const link = /href="([^"]*:~:text=[^"]*)"/.exec(page)[1].replaceAll("&amp;", "&");
  // Each in a context of its own: a second visit to the same address would keep the first one's place.
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
  const tab = await context.newPage();
  await tab.goto(link);
  await tab.waitForFunction(() => scrollY > 0, undefined, { timeout: 5000 }).catch(() => {});
  const seen = await tab.evaluate(() => {
    const inView = (element) => element.getBoundingClientRect().top >= 0 && element.getBoundingClientRect().bottom <= innerHeight;
    return [...document.querySelectorAll("p")].filter(inView).map((element) => element.id);
  });
  if (seen.join() !== id) {
    failures += 1;
    console.error(`${id}: the browser shows ${seen.join() || "nothing"} for ${link}`);
  }
  await context.close();
}
await browser.close();
server.close();
console.log(`${cited.length - failures} of ${cited.length} links lead to their words`);
process.exitCode = failures > 0 ? 1 : 0;
