// One Chromium for all checks, and pages in it that are watched.
//
// In: a Chromium on this machine. Out: pages, each in a context of its own, each with the list of what it did and no page
// may do. Never: a request that leaves the machine; a cookie or a choice that goes from one page to another's context.
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import process from "node:process";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

/** The machine's Chromium: the one that the variable CHROMIUM names, else Debian's or Google's. */
function findChromium() {
  const place = process.env.CHROMIUM ?? PLACES.find((path) => existsSync(path));
  if (place && existsSync(place)) return place;
  throw new Error(
    process.env.CHROMIUM
      ? `CHROMIUM names ${place}, where nothing is`
      : "no Chromium on this machine: run `apt-get install chromium`, or set CHROMIUM to the path of one",
  );
}

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Starts Chromium with no way to another host. `port` is where a debugger such as Lighthouse meets it. */
export async function launch() {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-quic",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      `--remote-debugging-port=${port}`,
    ],
  });
  return { browser, port, version: browser.version() };
}

/** Opens an empty page. Of the settings, `width`, `height`, `dark`, `theme` (a reader's stored choice) and `first` (a function
    that runs in each page before its own scripts) are ours, and the rest Playwright's for a context. */
export async function open(site, { width = 1440, height = 900, dark = false, theme, first, ...settings } = {}) {
  const context = await site.browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    ...settings,
  });
  if (theme) await context.addInitScript((value) => localStorage.setItem("sourcebook-theme", value), theme);
  if (first) await context.addInitScript(first);
  const page = await context.newPage();
  const tab = { page, context, ...await watch(page, site), close: () => context.close() };
  tab.go = (address, waitUntil = "load") => page.goto(site.server.address + address, { waitUntil });
  return tab;
}

/** Notes what no page may do: ask another host, fail to get what it asks for, break its own policy, complain. */
async function watch(page, site) {
  const faults = [];
  const requests = [];
  const { origin } = new URL(site.server.address);
  const fault = (text) => faults.push(`${page.url().replace(site.server.address, "/")}: ${text}`);
  page.on("request", (request) => {
    requests.push(request.url());
    if (!/^(data|blob|file):/.test(request.url()) && new URL(request.url()).origin !== origin) {
      fault(`a request to another host: ${request.url()}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) fault(`${response.status()} for ${response.url()}`);
  });
  page.on("pageerror", (error) => fault(`an exception: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) fault(`the console says: ${message.text()}`);
  });
  await page.exposeBinding("__violated", (_, rule) => fault(`the content security policy forbids ${rule}`));
  await page.addInitScript(() => addEventListener("securitypolicyviolation", (event) => {
    window.__violated(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  }));
  return { faults, requests };
}

/** Runs `visit` on every item, two at a time, each with a tab of its own opened as `settings` say. Gives the faults, which
    are those that the visits return and those that the tabs noted. */
export async function visitAll(site, items, settings, visit) {
  const queue = [...items];
  const faults = [];
  const worker = async () => {
    const tab = await open(site, settings);
    try {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) faults.push(...await visit(tab, item) ?? []);
      faults.push(...tab.faults);
    } finally {
      await tab.close();
    }
  };
  await Promise.all([worker(), worker()]);
  return faults;
}
