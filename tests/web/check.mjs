// Reads every page of a built site with the Nu HTML checker (HTML, SVG, ARIA) and html-validate.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import vnu from "vnu-jar";

const site = resolve(process.argv[2] ?? "../../public");
const pages = readdirSync(site, { recursive: true })
  .filter((file) => file.endsWith(".html"))
  .map((file) => join(site, file));
if (pages.length === 0) {
  console.error(`no pages in ${site}`);
  process.exit(2);
}

function run(name, command, arguments_) {
  const { status, error } = spawnSync(command, arguments_, { stdio: "inherit" });
  if (error) throw error;
  console.log(`${name}: ${pages.length} pages, ${status === 0 ? "no errors" : "errors"}`);
  return status === 0;
}

const nu = run("Nu", "java", ["-Xss4m", "-jar", vnu, "--errors-only", "--also-check-svg", "--skip-non-html", site]);
const validate = run("html-validate", process.execPath, [
  join(import.meta.dirname, "node_modules/html-validate/bin/html-validate.mjs"),
  "--config",
  join(import.meta.dirname, "htmlvalidate.json"),
  ...pages,
]);
process.exit(nu && validate ? 0 : 1);
