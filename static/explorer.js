// Narrows the list of claims down to what its reader chooses. The form's options say which claims each stands for
// (positions in the list); the choice is kept in the address, so that a view can be sent to others.
//
// A list on several pages has its index in a file, which is fetched when a reader asks for the filters or comes with a
// choice. What fits is then gathered from the pages that it stands on, some at a time.

(() => {
"use strict";
const form = document.querySelector(".filters");
if (!form) return;

/** How many claims of a list on several pages are gathered at a time. */
const AT_ONCE = 50;

const folded = form.querySelector("details");
const status = form.querySelector("[role=status]");
const shown = status.querySelector("b");
const clear = form.querySelector("[type=reset]");
const explored = document.querySelector(".explored");
const nothing = explored.querySelector(":scope > .empty");
const isWide = () => matchMedia("(width >= 60rem)").matches;

const claims = new Map();
const names = new Map();
let selects = [];
let list = null;

// A phone shows the list first, a wide page has room for both.
folded.open = isWide();
if (form.dataset.index) {
  const button = form.querySelector(".load");
  const open = async (focus) => {
    if (!await load(button)) return;
    begin(spread());
    if (focus) selects[0]?.focus();
  };
  button.addEventListener("click", () => open(true));
  if (location.search.length > 1) open(false);
} else begin(whole());

form.addEventListener("change", () => { apply(); write(); });
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const select of selects) select.value = "";
  apply();
  write();
  selects[0].focus();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!isWide()) folded.open = false;
  for (const link of explored.querySelectorAll(".claims > li a")) {
    if (link.checkVisibility()) return link.focus();
  }
});
addEventListener("popstate", () => { if (list) read(); });

/** Takes up the form once its options stand in it. */
function begin(found) {
  list = found;
  selects = [...form.querySelectorAll("select")];
  for (const option of form.querySelectorAll("option[data-claims]")) {
    claims.set(option, option.dataset.claims.split(" ").map(Number));
    names.set(option, option.text.replace(/ \(\d+\)$/, ""));
  }
  read();
}

/** Takes the choice from the address. What the form does not offer is no choice. */
function read() {
  const query = new URLSearchParams(location.search);
  for (const select of selects) {
    const wanted = query.get(select.name);
    select.value = [...select.options].some((option) => option.value === wanted) ? wanted : "";
  }
  apply();
}

/** Puts the choice into the address, as a step that the back button undoes. */
function write() {
  const query = new URLSearchParams(location.search);
  for (const { name, value } of selects) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  if (text !== location.search.slice(1)) history.pushState(null, "", (text ? `?${text}` : location.pathname) + location.hash);
}

/** Shows the claims that fit every choice, and beside each other choice how many would be left. */
function apply() {
  const chosen = selects.map((select) => claims.get(select.selectedOptions[0]));
  const wanted = chosen.filter(Boolean).length;
  const hits = new Uint8Array(list.total);
  for (const some of chosen) for (const row of some ?? []) hits[row] += 1;

  selects.forEach((select, at) => {
    const own = new Set(chosen[at]);
    const others = wanted - (chosen[at] ? 1 : 0);
    for (const option of select.options) {
      if (!claims.has(option)) continue;
      const left = claims.get(option).filter((row) => hits[row] - own.has(row) === others).length;
      option.text = `${names.get(option)} (${left})`;
      option.disabled = left === 0 && !option.selected;
    }
  });

  const fitting = [];
  hits.forEach((count, row) => { if (count >= wanted) fitting.push(row); });
  list.show(fitting, wanted > 0);
  shown.textContent = fitting.length;
  clear.disabled = wanted === 0;
  nothing.hidden = fitting.length > 0;
}

/** A list that stands on this page as a whole. */
function whole() {
  const rows = [...explored.querySelectorAll(".claims > li")];
  const groups = [...explored.querySelectorAll("section[aria-labelledby]")].map((section) => ({
    section,
    rows: [...section.querySelectorAll(".claims > li")],
    entry: document.querySelector(`.toc a[href="#${section.getAttribute("aria-labelledby")}"]`)?.parentElement,
  })).filter((group) => group.rows.length > 0);

  function show(fitting) {
    for (const row of rows) row.hidden = true;
    for (const at of fitting) rows[at].hidden = false;
    for (const group of groups) {
      const left = group.rows.filter((row) => !row.hidden).length;
      group.section.hidden = left === 0;
      if (group.entry) {
        group.entry.hidden = left === 0;
        group.entry.querySelector(".number").textContent = left;
      }
    }
  }
  return { total: rows.length, show };
}

/** Fetches the index of a list on several pages and puts it into the form. Whether that succeeded. */
async function load(button) {
  button.disabled = true;
  try {
    const answer = await fetch(form.dataset.index);
    if (!answer.ok) throw new Error(answer.statusText);
    const { total, page_size: size, facets } = await answer.json();
    Object.assign(form.dataset, { total, size });
    button.parentElement.replaceWith(...facets.map(field));
    return true;
  } catch {
    // The pages are there without it.
    button.disabled = false;
    button.textContent = "The filters could not be fetched: try again";
    return false;
  }
}

/** The control of one facet. */
function field({ key, label, values }) {
  const paragraph = document.createElement("p");
  paragraph.className = "field";
  const name = document.createElement("label");
  name.htmlFor = `sb-${key}`;
  name.textContent = label;
  const select = document.createElement("select");
  Object.assign(select, { id: `sb-${key}`, name: key });
  select.append(new Option("Any", ""));
  for (const { value, text, claims } of values) {
    const option = new Option(text, value);
    let at = 0;
    option.dataset.claims = claims.split(" ").map((gap) => (at += Number(gap))).join(" ");
    select.append(option);
  }
  paragraph.append(name, select);
  return paragraph;
}

/** A list that is spread over several pages, of which this is the first. */
function spread() {
  const size = Number(form.dataset.size);
  const first = new URL(".", new URL(form.dataset.index, location.href));
  const own = [...explored.querySelectorAll("section")].filter((section) => section.querySelector(".claims > li"));
  const beside = [document.querySelector(".toc"), document.querySelector("nav.parts")];
  const results = document.createElement("div");
  const more = document.createElement("button");
  Object.assign(more, { type: "button", className: "button" });
  nothing.before(results, more);
  const pages = new Map([[1, Promise.resolve(rowsOf(document, location.href))]]);
  let asked = 0;

  /** The claims of one page, each with the heading that it stands under. */
  const page = (number) => {
    if (!pages.has(number)) {
      const address = new URL(`page/${number}/`, first);
      const read = fetch(address).then((answer) => answer.text());
      pages.set(number, read.then((text) => rowsOf(new DOMParser().parseFromString(text, "text/html"), address)));
    }
    return pages.get(number);
  };

  /** Adds the next of what fits. What was asked for before and comes later is dropped. */
  async function add(fitting, from) {
    const ticket = ++asked;
    more.hidden = true;
    const some = fitting.slice(from, from + AT_ONCE);
    const found = await Promise.all(some.map((at) => page(Math.floor(at / size) + 1).then((rows) => rows[at % size])));
    if (ticket !== asked) return;
    let last = from > 0 ? results.lastElementChild : null;
    for (const { row, heading } of found.filter(Boolean)) {
      if (last?.querySelector("h2")?.textContent !== heading.textContent) {
        last = document.createElement("section");
        const name = heading.cloneNode(true);
        name.removeAttribute("id");
        const list = document.createElement("ul");
        list.className = "claims";
        last.append(name, list);
        results.append(last);
      }
      last.lastElementChild.append(row.cloneNode(true));
    }
    const left = fitting.length - from - some.length;
    more.hidden = left === 0;
    more.textContent = `Show ${Math.min(left, AT_ONCE)} of ${left} more`;
    more.onclick = async () => {
      const before = results.querySelectorAll("li").length;
      await add(fitting, from + AT_ONCE);
      results.querySelectorAll("li")[before]?.querySelector("a")?.focus();
    };
  }

  function show(fitting, isNarrowed) {
    for (const element of [...own, ...beside]) if (element) element.hidden = isNarrowed;
    results.replaceChildren();
    asked += 1;
    more.hidden = true;
    if (isNarrowed) add(fitting, 0);
  }
  return { total: Number(form.dataset.total), show };
}

/** The claims of a page of the list, with links that lead to the same places from here. */
function rowsOf(page, address) {
  for (const link of page.querySelectorAll(".explored a[href]")) link.href = new URL(link.getAttribute("href"), address);
  return [...page.querySelectorAll(".explored .claims > li")].map((row) => ({ row, heading: row.closest("section").querySelector("h2") }));
}
})();
