// The quick box: names at once, then the words of every page. A list of links that arrow keys walk, so that all that
// works with links works here.

import { absent, byName, byWords, root, warm } from "./engine.js";
import { element, name, result, summary } from "./show.js";

const MOST_NAMES = 5;
const MOST_RESULTS = 6;
const PAUSE = 120;

let box;

/** Opens the box, made at its first use. The browser gives the focus back when it closes. */
export async function open() {
  box ??= make();
  const { dialog, field, styled } = await box;
  await styled;
  if (dialog.open) return;
  dialog.showModal();
  field.select();
}

async function make() {
  const styled = style();
  const field = element("input", { className: "search-field", type: "search", name: "q", autocomplete: "off", spellcheck: false });
  field.setAttribute("aria-label", "Words or names");
  field.setAttribute("autocapitalize", "none");
  field.setAttribute("enterkeyhint", "search");
  const close = element("button", { className: "button", type: "button" }, "Close");
  const form = element("form", { className: "search-ask", action: new URL("search/", root).href }, field, close);
  form.setAttribute("role", "search");
  const status = element("p", { className: "search-status" });
  status.setAttribute("role", "status");
  const hits = element("ul", { className: "search-hits" });
  const help = element("p", { className: "search-help" });
  help.append(...keys("↓ ↑", "to choose"), ...keys("Enter", "for all results"), ...keys("Esc", "to close"));
  const dialog = element("dialog", { className: "search-box" }, form, status, hits, help);
  dialog.setAttribute("aria-label", "Search");
  document.body.append(dialog);

  let round = 0;
  field.addEventListener("input", () => find(++round));
  close.addEventListener("click", () => dialog.close());
  // On the backdrop, which is the dialog itself outside its content.
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("keydown", (event) => walk(event, dialog, field, hits));
  warm().catch(() => { status.textContent = "The search cannot be loaded."; });
  return { dialog, field, styled };

  async function find(current) {
    const query = field.value.trim();
    if (!query) {
      hits.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const named = (await byName(query)).slice(0, MOST_NAMES);
      if (current !== round) return;
      const first = named.map((entry) => name(entry, query));
      hits.replaceChildren(...first);
      await new Promise((resume) => setTimeout(resume, PAUSE));
      if (current !== round) return;
      const [{ results }, missing] = await Promise.all([byWords(query), absent(query)]);
      const known = new Set(named.map((entry) => entry.url));
      const found = await Promise.all(results.slice(0, MOST_RESULTS + named.length).map((found) => found.data()));
      if (current !== round) return;
      const more = found.filter((data) => !known.has(new URL(data.url, root).href)).slice(0, MOST_RESULTS);
      const all = element("a", { className: "search-all", href: new URL(`search/?q=${encodeURIComponent(query)}`, root).href },
        `All results for “${query}”`);
      const shown = [...first, ...more.map((data) => result(data, query))];
      hits.append(...shown.slice(first.length));
      if (shown.length > 0) hits.append(element("li", {}, all));
      status.textContent = summary(Math.max(results.length, shown.length), missing);
    } catch {
      if (current === round) status.textContent = "The search cannot be loaded.";
    }
  }
}

/** The styles of the search, which pages do without until now. */
function style() {
  const link = element("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url).href });
  return new Promise((resume) => {
    link.addEventListener("load", resume);
    link.addEventListener("error", resume);
    document.head.append(link);
  });
}

function keys(key, does) {
  return [element("kbd", {}, key), ` ${does} `];
}

/** Arrow keys walk through the field and the links; what is typed goes to the field from anywhere. */
function walk(event, dialog, field, hits) {
  const stops = [field, ...hits.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    event.preventDefault();
    dialog.close();
  } else if (step && at >= 0) {
    event.preventDefault();
    stops[(at + step + stops.length) % stops.length].focus();
  } else if (at > 0 && (event.key.length === 1 || event.key === "Backspace") && !event.ctrlKey && !event.metaKey && !event.altKey) {
    field.focus();
  }
}
