// Narrows the list of claims down to what its reader chooses. The form's own options say which claims each stands for
// (positions in the list); the choice is kept in the address, so that a view can be sent to others.

(() => {
"use strict";
const form = document.querySelector(".filters");
if (!form) return;

const rows = [...document.querySelectorAll(".explored .claims > li")];
const selects = [...form.querySelectorAll("select")];
const claims = new Map();
const names = new Map();
for (const option of form.querySelectorAll("option[data-claims]")) {
  claims.set(option, option.dataset.claims.split(" ").map(Number));
  names.set(option, option.text.replace(/ \(\d+\)$/, ""));
}
const groups = [...document.querySelectorAll(".explored section[aria-labelledby]")].map((section) => ({
  section,
  rows: [...section.querySelectorAll(".claims > li")],
  entry: document.querySelector(`.toc a[href="#${section.getAttribute("aria-labelledby")}"]`)?.parentElement,
})).filter((group) => group.rows.length > 0);
const folded = form.querySelector("details");
const status = form.querySelector("[role=status]");
const shown = status.querySelector("b");
const clear = form.querySelector("[type=reset]");
const nothing = document.querySelector(".explored > .empty");

read();
// A phone shows the list first, a wide page has room for both.
folded.open = matchMedia("(width >= 60rem)").matches;

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
  if (!matchMedia("(width >= 60rem)").matches) folded.open = false;
  const first = document.querySelector(".explored .claims > li:not([hidden]) a");
  first?.focus();
});
addEventListener("popstate", read);

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
  const hits = new Uint8Array(rows.length);
  for (const list of chosen) for (const row of list ?? []) hits[row] += 1;
  rows.forEach((row, at) => { row.hidden = hits[at] < wanted; });

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

  let total = 0;
  for (const group of groups) {
    const left = group.rows.filter((row) => !row.hidden).length;
    total += left;
    group.section.hidden = left === 0;
    if (group.entry) {
      group.entry.hidden = left === 0;
      group.entry.querySelector(".number").textContent = left;
    }
  }
  shown.textContent = total;
  clear.disabled = wanted === 0;
  nothing.hidden = total > 0;
}
})();
