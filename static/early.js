// What must be known before anything is painted: that scripts run, and which theme the reader chose. Small, because
// the page waits for it.

(() => {
"use strict";
const root = document.documentElement;
root.classList.add("scripted");
try {
  const theme = localStorage.getItem("sourcebook-theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
} catch {
  // Storage may be forbidden; then the system's preference holds.
}
})();
