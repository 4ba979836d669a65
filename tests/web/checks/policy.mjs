// Every page has a content security policy that allows neither inline code nor another host.
const LOOSE = ["'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "https:", "data:", "blob:"];
/** What Pagefind's index is read with, and images that a style sheet holds. */
const MAY = { "script-src": ["'wasm-unsafe-eval'"], "img-src": ["data:"] };

export async function check({ pages }) {
  const policies = new Map();
  const faults = pages.flatMap(({ address, html }) => {
    const tag = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/i.exec(html);
    if (!tag) return [`/${address}: no policy`];
    policies.set(tag[1], address);
    // A policy does not bind what stands before it.
    const early = /<(script|link|style)\b/i.exec(html.slice(0, tag.index));
    return [...early ? [`/${address}: <${early[1]}> stands before the policy`] : [], ...judge(address, tag[1])];
  });
  return { did: `${pages.length} pages, ${policies.size} policies: ${[...policies.keys()].join(" | ")}`, faults };
}

function judge(address, policy) {
  const directives = new Map(policy.split(";").map((part) => part.trim().split(/\s+/)).map(([name, ...values]) => [name, values]));
  const faults = ["default-src", "base-uri", "form-action"].filter((name) => !directives.has(name)).map((name) => `no ${name}`);
  for (const [name, values] of directives) {
    for (const value of values) {
      const isLoose = LOOSE.includes(value) || /^https?:\/\//.test(value);
      if (isLoose && !MAY[name]?.includes(value)) faults.push(`${name} allows ${value}`);
    }
  }
  return faults.map((fault) => `/${address}: the policy: ${fault}: ${policy}`);
}
