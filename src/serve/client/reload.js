// Keeps a page as its files are: loads it again when it has changed, where the reader stands, and shows what is wrong
// over the last good page. Part of the server, never of a published site.

(() => {
"use strict";

const own = document.currentScript;
const page = own.dataset.page;
let version = own.dataset.version;
let dialog = null;
const kept = "sourcebook-place";

let events = null;
let returning = false;
restore();
listen();
// Browsers open a few connections to a server at a time: pages that nobody sees leave them to others.
document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => {
  events?.close();
  history.scrollRestoration = returning ? "manual" : "auto";
});
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

/** Listens while the page is in sight. What changed meanwhile is told at once, by the page's version. */
function listen() {
  events?.close();
  events = null;
  if (document.hidden) return;
  events = new EventSource(`/.sourcebook/events?page=${encodeURIComponent(page)}&version=${version}`);
  events.addEventListener("reload", () => { remember(); events.close(); location.reload(); });
  events.addEventListener("styles", (event) => { version = event.data; styles(); close(); });
  events.addEventListener("well", close);
  events.addEventListener("gone", () => show({ summary: "This page is gone", texts: [`There is no page at /${page} any more.`] }));
  events.addEventListener("problems", (event) => show(JSON.parse(event.data)));
}

/** Where the reader stands: the first element in sight that has an identifier, what is open, and the focus. */
function remember() {
  returning = true;
  const marks = [...document.querySelectorAll("main [id]")].filter(scrolls);
  const anchor = marks.find((mark) => mark.getBoundingClientRect().top >= 0) ?? marks.at(-1);
  const open = [...document.querySelectorAll("details")].map((details) => details.open);
  const place = {
    path: location.pathname,
    x: scrollX,
    y: scrollY,
    anchor: anchor && scrollY > 0 ? { id: anchor.id, top: anchor.getBoundingClientRect().top } : null,
    open,
    focus: document.activeElement?.id ?? "",
  };
  store((storage) => storage.setItem(kept, JSON.stringify(place)));
}

/** Whether an element is drawn and moves with the text: a list of contents may be hidden, or stay in sight. */
function scrolls(element) {
  if (element.getClientRects().length === 0) return false;
  for (let part = element; part; part = part.parentElement) {
    if (["sticky", "fixed"].includes(getComputedStyle(part).position)) return false;
  }
  return true;
}

/** Back to where the reader stood, though the text above may have grown; once more when everything is there. The browser
    keeps from setting its own place, which it might do later still, until the reader leaves. */
function restore() {
  const place = JSON.parse(store((storage) => storage.getItem(kept)) ?? "null");
  store((storage) => storage.removeItem(kept));
  if (place?.path !== location.pathname) return;
  history.scrollRestoration = "manual";
  const all = [...document.querySelectorAll("details")];
  if (all.length === place.open.length) all.forEach((details, index) => { details.open = place.open[index]; });
  const scroll = () => {
    const anchor = place.anchor && document.getElementById(place.anchor.id);
    if (anchor) scrollTo({ left: place.x, top: scrollY + anchor.getBoundingClientRect().top - place.anchor.top, behavior: "instant" });
    else scrollTo({ left: place.x, top: place.y, behavior: "instant" });
  };
  scroll();
  if (place.focus) document.getElementById(place.focus)?.focus({ preventScroll: true });
  addEventListener("load", scroll, { once: true });
}

/** Storage may be forbidden; then a changed page begins at its top. */
function store(use) {
  try { return use(sessionStorage); } catch { return null; }
}

/** Takes the stylesheets of this site anew; the old ones go when the new ones are there. */
function styles() {
  for (const sheet of document.querySelectorAll("link[rel=stylesheet]")) {
    const address = new URL(sheet.href);
    if (address.origin !== location.origin || address.pathname.startsWith("/.sourcebook/")) continue;
    address.searchParams.set("version", version);
    const next = sheet.cloneNode();
    next.href = address.href;
    next.addEventListener("load", () => sheet.remove());
    next.addEventListener("error", () => next.remove());
    sheet.after(next);
  }
}

/** Shows problems over the page, or in a page that shows nothing else. */
function show(problems) {
  const alone = document.querySelector("main.sourcebook-problems");
  if (alone) {
    const heading = document.createElement("h1");
    alone.replaceChildren(heading);
    document.title = problems.summary;
    fill(heading, alone, problems);
    return;
  }
  if (!dialog) {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = "/.sourcebook/overlay.css";
    document.head.append(sheet);
    dialog = document.createElement("dialog");
    dialog.className = "sourcebook-problems";
    dialog.setAttribute("aria-labelledby", "sourcebook-problems");
    document.body.append(dialog);
  }
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Close";
  button.addEventListener("click", () => dialog.close());
  const heading = document.createElement("h1");
  heading.id = "sourcebook-problems";
  dialog.replaceChildren(heading, button);
  fill(heading, dialog, problems);
  if (!dialog.open) dialog.showModal();
}

function fill(heading, into, problems) {
  heading.textContent = problems.summary;
  for (const text of problems.texts) {
    const block = document.createElement("pre");
    block.tabIndex = 0;
    block.textContent = text;
    into.append(block);
  }
}

function close() {
  if (dialog?.open) dialog.close();
}
})();
