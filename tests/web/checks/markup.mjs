// Every page is read by the Nu HTML checker (HTML, SVG, ARIA) and by html-validate.
import { execFile } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import vnu from "vnu-jar";

const home = join(import.meta.dirname, "..");

export async function check({ folder, pages }) {
  const files = pages.map(({ file }) => join(folder, file));
  const faults = await Promise.all([
    run("java", ["-Xss4m", "-jar", vnu, "--errors-only", "--also-check-svg", "--skip-non-html", folder]),
    run(process.execPath, [
      join(home, "node_modules/html-validate/bin/html-validate.mjs"),
      "--config",
      join(home, "htmlvalidate.json"),
      ...files,
    ]),
  ]);
  return { did: `${pages.length} pages, read by Nu and by html-validate`, faults: faults.flat() };
}

/** The lines of a reader that found something. */
function run(command, arguments_) {
  return new Promise((done) => {
    execFile(command, arguments_, { maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      const said = `${stdout}${stderr}`.trim();
      done(error ? [...said.split("\n"), `${command}: ${error.code}`] : []);
    });
  });
}
