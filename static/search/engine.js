// Finds what the site holds: by name at once, from one small file, and by its words with Pagefind. Nothing is fetched
// before it is asked for, and nothing from elsewhere.

import { withoutParticles } from "./korean.js";

/** The site's own root. */
export const root = new URL("..", import.meta.url);

/** Loads once; after a failure, again. */
const once = (load) => {
  let loading;
  return () => (loading ??= load().catch((error) => { loading = undefined; throw error; }));
};

const names = once(async () => {
  const response = await fetch(new URL("names.json", import.meta.url));
  if (!response.ok) throw new Error(`names.json: ${response.status}`);
  return (await response.json()).names.map((entry) => ({ ...entry, forms: [entry.name, ...(entry.also ?? [])].map(fold) }));
});

const index = once(async () => {
  const { createInstance } = await import("./pagefind/pagefind.js");
  const instance = createInstance({
    noWorker: true,
    baseUrl: root.pathname,
    excerptLength: 24,
    excerptEllipsis: "…",
    ranking: { metaWeights: { title: 5, also: 5, detail: 1, page: 0 } },
  });
  // The numbers beside the facets need all of them.
  await instance.filters();
  return instance;
});

/** Fetches what a first search will need. */
export const warm = () => Promise.all([names(), index()]);

/** One spelling for all that readers take for the same: without case and diacritics, Hangul by its letters. */
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The words of a text, folded. */
export const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** What bears a name that begins as typed, best first: actors before options before the rest where all else is equal. */
export async function byName(query) {
  const typed = fold(query.trim());
  const asked = words(query).map((word) => [word, fold(withoutParticles(word, 2))]);
  if (asked.length === 0) return [];
  const found = [];
  for (const entry of await names()) {
    const rank = Math.min(...entry.forms.map((form, at) => rankOf(form, at > 0, typed, asked)));
    if (rank < Infinity) found.push({ ...entry, rank, url: new URL(entry.address, root).href });
  }
  return found.sort((one, other) => one.rank - other.rank);
}

/** How well a name fits: the whole of it, its beginning, the beginnings of its words. Other names come after names. */
function rankOf(form, isOther, typed, asked) {
  if (form === typed) return 0;
  const other = isOther ? 2 : 0;
  if (form.startsWith(typed)) return 1 + other;
  const parts = words(form);
  const fits = ([word, bare]) => parts.some((part) => part.startsWith(word) || part.startsWith(bare));
  return asked.every(fits) ? 2 + other : Infinity;
}

/** The names of records by sort of page and identifier, for labels. */
export async function labels() {
  const found = {};
  for (const { page, address, name } of await names()) {
    (found[page] ??= {})[address.split("/")[1]] = name;
  }
  return found;
}

/** Entries that hold all the words, or all that pass the filters if there are no words, best first. A filter is a facet's
    name and one value. Korean words are asked for without their particles: a word begins with its stem, so that finds all
    that the words as typed would, and more. */
export async function byWords(query, filters = {}) {
  const pagefind = await index();
  const ask = (term) => pagefind.search(term || null, { filters });
  const typed = query.trim().normalize("NFC");
  const stems = withoutParticles(typed, 2);
  let response = await ask(stems);
  if (response.results.length === 0) response = await ask(withoutParticles(typed, 1));
  return stems === typed ? response : { ...response, results: await asTypedFirst(response.results, words(typed)) };
}

/** Puts what has the words as they were typed before what has only their stems. What looks like a particle may be none. */
async function asTypedFirst(results, typed) {
  /** Nobody looks further; and each must be loaded. */
  const LOOKED_AT = 30;
  const rated = await Promise.all(results.slice(0, LOOKED_AT).map(async (result) => {
    const { content, meta } = await result.data();
    const held = words([meta.title, meta.also ?? "", content].join(" "));
    return { result, count: typed.filter((word) => held.some((part) => part.startsWith(word))).length };
  }));
  const first = rated.sort((one, other) => other.count - one.count).map(({ result }) => result);
  return [...first, ...results.slice(LOOKED_AT)];
}

/** The words of a query that nothing on the site has. Pagefind finds what has the others. */
export async function absent(query) {
  const typed = query.trim().split(/\s+/).filter((word) => words(word).length > 0);
  if (typed.length < 2 || query.includes('"')) return [];
  const counts = await Promise.all(typed.map(async (word) => (await byWords(word)).results.length));
  return typed.filter((_, at) => counts[at] === 0);
}

/** How many results each value of a facet would leave: for a facet that is in use, without its own filter. */
export async function counts(query, filters, response) {
  const found = { ...response.filters };
  for (const facet of Object.keys(filters)) {
    const { [facet]: _, ...others } = filters;
    found[facet] = (await byWords(query, others)).filters[facet];
  }
  return found;
}
