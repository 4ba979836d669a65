// Pictures of every page kind for review: at 320, 768 and 1440 pixels, light and dark, and printed. Nothing is compared.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { visitAll } from "../browser.mjs";
import { longest } from "../pages.mjs";

const VIEWS = [320, 768, 1440].flatMap((width) => [
  { name: `${width}-light`, width },
  { name: `${width}-dark`, width, dark: true },
]);
/** Beyond this a picture shows nothing new and takes long. */
const TALLEST = 6000;

export async function check(site) {
  const pages = longest(site.pages).filter(({ kind }) => kind !== "redirect");
  rmSync(site.pictures, { recursive: true, force: true });
  mkdirSync(site.pictures, { recursive: true });
  const faults = [];
  for (const { name, ...settings } of VIEWS) {
    faults.push(...await visitAll(site, pages, settings, async ({ page, go }, { kind, address }) => {
      await go(address);
      const height = Math.min(TALLEST, await page.evaluate(() => document.documentElement.scrollHeight));
      await page.screenshot({
        path: join(site.pictures, file(kind, name)),
        fullPage: true,
        clip: { x: 0, y: 0, width: settings.width, height },
      });
      if (settings.width === 1440 && !settings.dark) {
        await page.pdf({ path: join(site.pictures, `${stem(kind)}.pdf`), format: "A4", preferCSSPageSize: true });
      }
    }));
  }
  writeFileSync(join(site.pictures, "index.html"), index(pages));
  return { did: `${pages.length} page kinds × ${VIEWS.length} pictures and a print, in ${join(site.pictures, "index.html")}`, faults };
}

const stem = (kind) => kind.replaceAll("/*", "-one").replace(/\.html$/, "");
const file = (kind, view) => `${stem(kind)}-${view}.png`;

function index(pages) {
  const rows = pages.map(({ kind, address }) => {
    const pictures = VIEWS.map(({ name }) => {
      return `<td><a href="${file(kind, name)}"><img src="${file(kind, name)}" alt="${kind}, ${name}" width="180" loading="lazy"></a></td>`;
    });
    return `<tr><th scope="row">${kind}<br>${address}<br><a href="${stem(kind)}.pdf">printed</a></th>${pictures.join("")}</tr>`;
  });
  const heads = VIEWS.map(({ name }) => `<th scope="col">${name}</th>`).join("");
  return `<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>Pictures of every page kind</title>
<style>body { font: 1rem sans-serif } :is(th, td) { vertical-align: top; text-align: left; padding: 0.5rem }</style>
<table><thead><tr><th scope="col">Page</th>${heads}</tr></thead><tbody>
${rows.join("\n")}
</tbody></table>
</html>
`;
}
