// For readers who ask for less motion nothing moves, on any page kind.
import assert from "node:assert/strict";

import { citations } from "../citation.mjs";

function moving() {
  const faults = [];
  for (const element of document.querySelectorAll("*")) {
    for (const pseudo of [null, "::before", "::after", "::backdrop"]) {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element, pseudo);
      const name = `${element.localName}.${element.getAttribute("class") ?? ""}${pseudo ?? ""}`;
      if (animationName !== "none") faults.push(`${name} is animated: ${animationName}`);
      if (transitionDuration.split(",").some((time) => parseFloat(time) > 0.01)) faults.push(`${name} changes over ${transitionDuration}`);
      if (!pseudo && scrollBehavior === "smooth") faults.push(`${name} scrolls smoothly`);
    }
  }
  const running = document.getAnimations().length;
  return running ? [...faults, `${running} animations run`] : faults;
}

export const cases = {
  "nothing moves for those who ask for that": async ({ open, pages }) => {
    const { page, go } = await open({ reducedMotion: "reduce" });
    for (const { address, kind } of Object.values(pages)) {
      if (kind === "redirect") continue;
      await go(address);
      const citation = citations(page).first();
      if (await citation.count()) await citation.hover();
      assert.deepEqual(await page.evaluate(moving), [], address);
    }
  },
};
