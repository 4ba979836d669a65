// Proves of pages that nothing which stands in them as content has run.
//
// In: addresses of a served site whose content tries `__ran=1` in every way it knows. Out: what ran, was asked for, or
// could have run. Never: trust in silence; `wouldNotice` shows that a page which does harm is noticed.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { visitAll } from "./browser.mjs";
import { serve } from "./server.mjs";

/** Opens the pages, works everything in them, and gives what should not have been. */
export function proveHarmless(site, addresses, settings = {}) {
  return visitAll(site, addresses, settings, async (tab, address) => {
    const { page } = tab;
    const faults = [];
    const note = (dialog) => {
      faults.push(`a dialog: ${dialog.message()}`);
      return dialog.dismiss();
    };
    page.on("dialog", note);
    await tab.go(address);
    const url = page.url();
    // As it is served: what the site's own scripts set is theirs.
    faults.push(...await page.evaluate(dangers, await (await tab.context.request.get(url)).text()));
    await page.evaluate(provoke);
    await page.waitForTimeout(50);
    if (page.url() !== url) faults.push(`it led away to ${page.url()}`);
    for (const frame of page.frames()) {
      if (await frame.evaluate(() => "__ran" in window)) faults.push(`content has run in ${frame.url()}`);
    }
    page.off("dialog", note);
    return faults.map((fault) => `/${address}: ${fault}`);
  });
}

const HARM = {
  "by-itself.html": "<script>__ran=1</script>",
  "on-a-touch.html": "<p onmouseover='__ran=1'>x",
  "by-an-address.html": "<a href='javascript:void(__ran=1)'>x</a>",
  "in-a-frame.html": "<iframe srcdoc='<script>__ran=1</script>'></iframe>",
};

/** Gives the ways of running that would go unnoticed, of those that pages with no guard at all have. */
export async function wouldNotice(site, folder) {
  for (const [file, html] of Object.entries(HARM)) writeFileSync(join(folder, file), `<!DOCTYPE html><title>x</title>${html}`);
  const server = await serve(folder, "/");
  const faults = await proveHarmless({ ...site, server }, Object.keys(HARM));
  await server.close();
  const missed = Object.keys(HARM).filter((file) => !faults.some((fault) => fault.startsWith(`/${file}: content has run`)));
  return missed.map((file) => `harm done ${file.replace(".html", "")} is not noticed`);
}

/** Runs in the page: markup that could run something, or bring it in. */
function dangers(html) {
  const faults = [];
  for (const element of new DOMParser().parseFromString(html, "text/html").querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      const shown = `${element.localName} with ${name}="${value.slice(0, 80)}"`;
      if (name.startsWith("on") || ["style", "srcdoc"].includes(name)) faults.push(shown);
      if (/^(href|src|action|formaction|data|xlink:href|poster)$/.test(name) && /^\s*(javascript|data|vbscript|file):/i.test(value)) faults.push(shown);
    }
    // The theme's own forms, which lead nowhere else.
    if (element.matches("form.filters, form.search-form")) continue;
    if (/^(iframe|object|embed|base|form|style|math|marquee)$/.test(element.localName)) faults.push(`${element.localName}: ${element.outerHTML.slice(0, 80)}`);
    // A block of data has a type of its own and no address; ours have addresses on this site.
    const runs = element.localName === "script" && (!element.type || /javascript|module/i.test(element.type));
    if (runs && !/^(?![a-z]+:|\/\/)./i.test(element.getAttribute("src") ?? "")) faults.push(`script: ${element.outerHTML.slice(0, 80)}`);
    if (element.localName === "meta" && element.httpEquiv === "refresh" && !element.content.includes("url=.")) faults.push(element.outerHTML);
  }
  return faults;
}

/** Runs in the page: points at, focuses and clicks everything, but follows no link that only leads to a page, and sends
    none of the theme's own forms, which lead to their page again. */
function provoke() {
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form.filters, form.search-form")) event.preventDefault();
  }, true);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a");
    if (link && /^(https?|mailto|file):/.test(link.protocol ?? new URL(link.href.baseVal, document.baseURI).protocol)) event.preventDefault();
  }, true);
  for (const element of document.querySelectorAll("body *")) {
    for (const type of ["pointerover", "mouseover", "mouseenter", "pointerdown", "load", "error", "toggle"]) {
      element.dispatchEvent(new PointerEvent(type, { bubbles: type !== "error" && type !== "load" }));
    }
    element.focus?.();
    element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
}
