// How results look, in the box and on the page.

import { fold, words } from "./engine.js";

/** An element with its children: text or nodes. */
export function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** "Claim" for "claim". */
export const title = (word) => word[0].toUpperCase() + word.slice(1);

/** An entry that was found by its name. */
export function name(entry, query) {
  const also = (entry.also ?? []).filter((other) => entry.rank > 2 && fold(other) !== fold(entry.name));
  return item({ href: entry.url, text: marked(entry.name, query), detail: [title(entry.page), also.join(", ")] });
}

/** An entry that was found by its words. */
export function result(data, query) {
  const { page, detail = "" } = data.meta;
  return item({ href: data.url, text: marked(data.meta.title, query), detail: [title(page), detail], extract: extract(data.excerpt) });
}

/** How many results there are, in words. */
export function summary(count, absent) {
  if (count === 0) return "No page has these words. Their first letters alone may find more.";
  const missing = absent.map((word) => `“${word}”`).join(", ");
  return `${count} result${count === 1 ? "" : "s"}${missing && `; not found: ${missing}`}`;
}

function item({ href, text, detail, extract = [] }) {
  const made = element("li", { className: "search-hit" },
    element("a", { className: "search-link", href }, ...text),
    element("p", { className: "search-detail" }, detail.filter(Boolean).join(" · ")));
  if (extract.length > 0) made.append(element("p", { className: "search-extract" }, ...extract));
  return made;
}

/** A text with the words marked that begin as one that was asked for. */
function marked(text, query) {
  const asked = words(query);
  return text.split(/([\p{L}\p{N}\p{M}]+)/u).map((part, at) => {
    const hit = at % 2 === 1 && asked.some((word) => fold(part).startsWith(word));
    return hit ? element("mark", {}, part) : part;
  });
}

/** Pagefind gives text with `<` and `>` escaped, and marks in it as the only tags. Nothing of it is read as HTML. */
function extract(text) {
  const plain = (part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  const parts = text.split(/<mark>(.*?)<\/mark>/).map((part, at) => (at % 2 === 1 ? element("mark", {}, plain(part)) : plain(part)));
  return parts.filter(Boolean);
}
