// The page of results. What is asked stands in the address, so that it can be shared and gone back to.

import { absent, byName, byWords, counts, labels } from "./engine.js";
import { name, result, summary, title } from "./show.js";

const FACETS = ["page", "kind", "actor", "option", "source"];
const STEP = 15;
const PAUSE = 150;
const TITLE = document.title;

const form = document.getElementById("search-form");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
const field = form.elements.q;
const clear = form.querySelector("[type=reset]");
let round = 0;
let named;
let pending = 0;

read();
find();

form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
form.addEventListener("change", (event) => ask(event.target === field ? "replaceState" : "pushState"));
field.addEventListener("input", () => { clearTimeout(pending); pending = setTimeout(() => ask(), PAUSE); });
clear.addEventListener("click", (event) => {
  event.preventDefault();
  for (const facet of FACETS) form.elements[facet].value = "";
  ask("pushState");
  field.focus();
});
addEventListener("popstate", () => { read(); find(); });

/** Takes what is asked from the address. */
function read() {
  const asked = new URLSearchParams(location.search);
  field.value = asked.get("q") ?? "";
  for (const facet of FACETS) choose(form.elements[facet], asked.get(facet) ?? "");
}

/** Chooses a value, which may not be on the list before there are results. */
function choose(select, value) {
  if (value && ![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
  select.value = value;
}

/** Puts what is asked into the address and looks for it. Each choice is a step that the back button undoes; letters as
    they are typed are none. */
function ask(step = "replaceState") {
  clearTimeout(pending);
  const asked = new URLSearchParams();
  if (field.value.trim()) asked.set("q", field.value.trim());
  for (const [facet, value] of Object.entries(filters())) asked.set(facet, value);
  const search = asked.size > 0 ? `?${asked}` : "";
  if (search !== location.search) history[step](null, "", location.pathname + search);
  find();
}

function filters() {
  return Object.fromEntries(FACETS.map((facet) => [facet, form.elements[facet].value]).filter(([, value]) => value));
}

async function find() {
  const current = ++round;
  const [query, chosen] = [field.value.trim(), filters()];
  clear.hidden = Object.keys(chosen).length === 0;
  try {
    const response = await byWords(query, chosen);
    const numbers = await counts(query, chosen, response);
    named ??= await labels();
    const [first, missing] = [await promoted(query, chosen), await absent(query)];
    if (current !== round) return;
    const asked = query || Object.keys(chosen).length > 0;
    offer(numbers);
    document.title = query ? `${query} – ${TITLE}` : TITLE;
    await show(current, query, asked ? response.results : [], first);
    if (current !== round) return;
    // What is announced is there.
    status.textContent = asked ? summary(Math.max(response.results.length, first.length), missing) : "";
  } catch {
    if (current !== round) return;
    status.textContent = "The search cannot be loaded. Is the site opened as files from a disk, or the connection lost?";
    document.documentElement.classList.remove("served");
  }
}

/** What bears the name comes first, unless results are narrowed by more than their sort of page. */
async function promoted(query, { page, ...others }) {
  if (Object.keys(others).length > 0) return [];
  return (await byName(query)).filter((entry) => !page || entry.page === page).slice(0, 5);
}

/** Fills the lists of what results can be narrowed to, each value with how many it would leave. */
function offer(numbers) {
  for (const facet of FACETS) {
    const select = form.elements[facet];
    const value = select.value;
    const text = (id) => named[facet]?.[id] ?? title(id);
    const offered = Object.entries(numbers[facet] ?? {}).filter(([id, number]) => number > 0 || id === value);
    if (value && !offered.some(([id]) => id === value)) offered.push([value, 0]);
    offered.sort(([one, many], [other, few]) => few - many || text(one).localeCompare(text(other)));
    select.replaceChildren(new Option("Any", ""), ...offered.map(([id, number]) => new Option(`${text(id)} (${number})`, id)));
    select.value = value;
    select.disabled = offered.length === 0;
  }
}

/** Shows the first results, and more when they are asked for. */
async function show(current, query, results, first) {
  const urlOf = (data) => new URL(data.url, location.href).href;
  const promoted = new Set(first.map((entry) => entry.url));
  let shown = 0;
  const next = async () => {
    const found = await Promise.all(results.slice(shown, shown + STEP).map((result) => result.data()));
    const isFirst = shown === 0;
    shown += STEP;
    const known = (entry) => found.find((data) => urlOf(data) === entry.url);
    const top = isFirst ? first.map((entry) => (known(entry) ? result(known(entry), query) : name(entry, query))) : [];
    return [...top, ...found.filter((data) => !promoted.has(urlOf(data))).map((data) => result(data, query))];
  };
  const items = await next();
  if (current !== round) return;
  list.replaceChildren(...items);
  more.hidden = shown >= results.length;
  more.onclick = async () => {
    const items = await next();
    if (current !== round) return;
    list.append(...items);
    items[0]?.querySelector("a").focus();
    more.hidden = shown >= results.length;
  };
}
