// A site whose content means harm is built, and nothing of it runs: behind the pages' policy, and without it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { proveHarmless, wouldNotice } from "../harm.mjs";
import { readPages } from "../pages.mjs";
import { serve } from "../server.mjs";

const content = join(import.meta.dirname, "../hostile");
/** Opens no door by itself: what the markup lets through must not need the policy to be held. */
const BARE = { bypassCSP: true };

export async function check(site) {
  const folder = mkdtempSync(join(tmpdir(), "hostile-"));
  try {
    const output = join(folder, "public");
    execFileSync(site.program, ["--quiet", "--root", content, "build", "--output", output], { stdio: ["ignore", "ignore", "pipe"] });
    const server = await serve(output, "/");
    const addresses = readPages(output).map(({ address }) => address);
    const hostile = { ...site, server };
    const faults = [
      ...await wouldNotice(site, folder),
      ...await proveHarmless(hostile, addresses),
      ...await proveHarmless(hostile, addresses, BARE),
    ];
    await server.close();
    return { did: `${addresses.length} pages of content that means harm, worked all over with their policy and without it`, faults };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
