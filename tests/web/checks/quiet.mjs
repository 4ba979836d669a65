// Every page kind asks no other host, gets all that it asks for, breaks no policy of its own and complains of nothing.
import { visitAll } from "../browser.mjs";
import { samples } from "../pages.mjs";

export async function check(site) {
  const pages = samples(site.pages);
  let cookies = 0;
  const faults = await visitAll(site, pages, {}, async (tab, { address }) => {
    await tab.go(address, "networkidle");
    // What loads lazily loads now.
    await tab.page.keyboard.press("End");
    await tab.page.waitForTimeout(100);
    const kept = await tab.context.cookies();
    cookies += kept.length;
    return kept.map(({ name }) => `/${address}: a cookie: ${name}`);
  });
  return { did: `${pages.length} pages ask no other host, miss no file, set ${cookies} cookies, complain of nothing`, faults };
}
