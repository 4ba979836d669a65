// How the checks find a citation and its card: by what they are called, as a reader who hears the page does.

/** The citations of a page's text. */
export const citations = (page) => page.getByRole("main").getByRole("link", { name: /^Evidence \d+/ });

/** The card that a citation opens bears the citation's own name. */
export async function cardOf(page, citation) {
  return page.getByRole("group", { name: await citation.getAttribute("aria-label"), exact: true });
}
