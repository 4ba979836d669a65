// What the pages do beyond what they say. Each part looks for its place and does nothing where that is missing;
// without any of this the pages are whole.

(() => {
"use strict";

theme(document.querySelector(".theme-switch"));
citationCards();
marginNotes(document.querySelector(".with-notes"));
contents(document.querySelectorAll(".toc a[href^='#']"));
search(document.getElementById("search"));

/** The switch between light and dark. It remembers only a choice that differs from the system's; `early.js` applies it. */
function theme(button) {
  const key = "sourcebook-theme";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const now = () => root.dataset.theme ?? (dark.matches ? "dark" : "light");
  // Storage may be forbidden; then a choice lasts for one page.
  const stored = (use) => { try { use(localStorage); } catch { /* as said */ } };
  if (!button) return;

  const text = button.querySelector(".label");
  const label = () => { text.textContent = now() === "dark" ? button.dataset.light : button.dataset.dark; };
  button.addEventListener("click", () => {
    const next = now() === "dark" ? "light" : "dark";
    if (next === (dark.matches ? "dark" : "light")) {
      delete root.dataset.theme;
      stored((storage) => storage.removeItem(key));
    } else {
      root.dataset.theme = next;
      stored((storage) => storage.setItem(key, next));
    }
    label();
  });
  dark.addEventListener("change", label);
  label();
}

/** The entry of the list of evidence that a citation leads to. */
function entryOf(link) {
  return document.getElementById(decodeURIComponent(link.hash.slice(1)));
}

/** Shows the cited claim beside its citation, on hover, focus and touch (WCAG 2.2, 1.4.13). */
function citationCards() {
  let open = null;
  let timer = 0;
  let touched = false;
  let quiet = false;
  const after = (delay, run) => { clearTimeout(timer); timer = setTimeout(run, delay); };
  const linkAt = (target) => (target instanceof Element ? target.closest(".cite-link") : null);
  const isOpen = (target) => open && (open.card.contains(target) || open.link.contains(target));

  function close() {
    clearTimeout(timer);
    if (!open) return;
    const { card, link } = open;
    open = null;
    const inside = card.contains(document.activeElement);
    card.remove();
    link.classList.remove("is-open");
    if (inside) {
      quiet = true;
      link.focus();
      quiet = false;
    }
  }

  function show(link) {
    clearTimeout(timer);
    if (open?.link === link) return;
    const claim = entryOf(link)?.querySelector(".evidence-claim");
    if (!claim) return;
    close();
    const card = document.createElement("div");
    card.className = "cite-card";
    card.setAttribute("role", "group");
    card.setAttribute("aria-label", link.getAttribute("aria-label"));
    card.append(...claim.cloneNode(true).childNodes);
    for (const element of card.querySelectorAll("[id]")) element.removeAttribute("id");
    card.append(foot(card.querySelector(".statement").href));
    // Next to its citation in the order of focus too.
    link.after(card);
    link.classList.add("is-open");
    open = { link, card };
    place(link, card);
  }

  /** The way on to the claim's page; where the card is a sheet, also a way out that a finger finds. */
  function foot(href) {
    const line = document.createElement("p");
    line.className = "card-foot";
    const on = Object.assign(document.createElement("a"), { href, textContent: "The claim’s page" });
    const out = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: "Close" });
    out.addEventListener("click", close);
    line.append(on, out);
    return line;
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkAt(event.target);
    if (link) after(150, () => show(link));
    else if (isOpen(event.target)) clearTimeout(timer);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch") return;
    if (linkAt(event.target) && !open) clearTimeout(timer);
    if (isOpen(event.target) && !open.card.contains(document.activeElement)) after(300, close);
  });
  document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
  document.addEventListener("click", (event) => {
    const link = linkAt(event.target);
    if (link && touched && open?.link !== link) {
      event.preventDefault();
      show(link);
    } else if (link || !isOpen(event.target)) close();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event.target);
    if (quiet) return;
    if (link?.matches(":focus-visible")) show(link);
    else if (!isOpen(event.target)) close();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  // A phone's window gets taller and lower while it scrolls: that moves no line.
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== width) close();
    width = innerWidth;
  });
}

/** Below its citation, or above where there is more room; never beyond the window's edges. The style sheet fixes it to
    the foot of a narrow window: then the citation moves up, so that the card does not cover it. */
function place(link, card) {
  const margin = 16;
  const at = link.getBoundingClientRect();
  if (getComputedStyle(card).position === "fixed") {
    const covered = at.bottom + margin - card.getBoundingClientRect().top;
    if (covered > 0) scrollBy(0, covered);
    return;
  }
  const origin = (card.offsetParent ?? document.body).getBoundingClientRect();
  const widest = document.documentElement.clientWidth - card.offsetWidth - margin;
  const left = Math.max(margin, Math.min(at.left - margin, widest));
  const below = innerHeight - at.bottom;
  const above = below < card.offsetHeight + margin && at.top > below;
  card.style.maxHeight = `${(above ? at.top : below) - margin}px`;
  card.style.left = `${left - origin.left}px`;
  card.style.top = `${(above ? at.top - card.offsetHeight - 4 : at.bottom + 4) - origin.top}px`;
}

/** Beside each citation, in the margin of a wide page, the words that the claim rests on. Those who hear the page have
    the citations themselves. */
function marginNotes(article) {
  if (!article) return;
  const margin = document.createElement("div");
  margin.className = "notes";
  margin.setAttribute("aria-hidden", "true");
  const notes = [];
  const seen = new Set();
  for (const link of article.querySelectorAll(".cite-link")) {
    const entry = entryOf(link);
    const quote = entry?.querySelector(".quote");
    if (!quote || seen.has(entry)) continue;
    seen.add(entry);
    const note = document.createElement("p");
    const number = document.createElement("b");
    number.textContent = link.textContent;
    note.className = "note";
    const source = document.createElement("i");
    source.textContent = entry.querySelector("figcaption a").textContent;
    note.append(number, quote.textContent.trim(), " ", source);
    notes.push({ link, note });
    margin.append(note);
  }
  article.append(margin);

  const layOut = () => {
    if (getComputedStyle(margin).display === "none") return;
    const { top, bottom } = article.getBoundingClientRect();
    let free = 0;
    const places = notes.map(({ link, note }) => {
      const place = Math.max(free, link.getBoundingClientRect().top - top - 4);
      free = place + note.offsetHeight + 10;
      return place;
    });
    notes.forEach(({ note }, index) => {
      note.style.top = `${places[index]}px`;
      note.hidden = places[index] + 40 > bottom - top;
    });
  };
  // At once, before they are painted anywhere else.
  layOut();
  new ResizeObserver(layOut).observe(article);
}

/** The quick search, opened by its link and by `/`. What it needs is fetched at its first use; where that fails, the link
    leads to the page that says why. On that page the search begins at once. */
function search(link) {
  if (!link) return;
  const isServed = document.documentElement.classList.contains("served");
  if (isServed && document.getElementById("search-form")) import("./search/page.js");
  const open = async () => {
    const field = document.getElementById("search-query");
    if (field) return field.focus();
    try { (await import("./search/box.js")).open(); } catch { location.assign(link.href); }
  };
  const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.altKey);
  link.addEventListener("click", (event) => {
    if (!isPlain(event) || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const writes = event.target.closest?.("input, select, textarea, [contenteditable], dialog");
    if (event.key !== "/" || writes || !isPlain(event)) return;
    event.preventDefault();
    open();
  });
}

/** Marks in the table of contents what is being read: the last section that begins in the window's upper quarter. */
function contents(links) {
  const sections = [...links].map((link) => ({ link, target: entryOf(link) })).filter(({ target }) => target);
  if (sections.length === 0) return;
  const list = sections[0].link.closest(".toc");
  let current = null;
  let waiting = false;

  const mark = () => {
    waiting = false;
    const reading = sections.findLast(({ target }) => target.getBoundingClientRect().top < innerHeight / 4)?.link;
    if (reading === current) return;
    current?.removeAttribute("aria-current");
    reading?.setAttribute("aria-current", "true");
    current = reading;
    // A list that is longer than the window follows.
    if (reading) list.scrollTop = reading.offsetTop - list.clientHeight / 2;
  };
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(mark);
  };
  document.addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  soon();
}
})();
