// What must be known before anything is painted: that scripts run, that they may fetch, and which theme the reader
// chose. Small, because the page waits for it.

(() => {
"use strict";
const root = document.documentElement;
root.classList.add("scripted");
// Nothing can be fetched beside a page that was opened as a file.
root.classList.toggle("served", location.protocol !== "file:");
try {
  const theme = localStorage.getItem("sourcebook-theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
} catch {
  // Storage may be forbidden; then the system's preference holds.
}
})();
