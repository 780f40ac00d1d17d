// Bundles the booth's pinned npm packages, once, into ES modules that any browser loads.
// Refuses versions that the lock file does not pin, and bundles that ask for Node or evaluate text.

import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const OUT = join(ROOT, 'ballot_service', 'web', 'static', 'booth', 'vendor');

/** Where the hashes of all the booth's files lie, in the form of `sha256sum`. */
const HASHES = 'SHA256SUMS';

/** What each bundle offers; the booth's own modules import from `../vendor/NAME.js`. */
const BUNDLES = {
  noble: `
    export { ed25519 } from '@noble/curves/ed25519.js';
    export { sha256, sha512 } from '@noble/hashes/sha2.js';
    export { hmac } from '@noble/hashes/hmac.js';
    export { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';`,
  blindrsa: `export { RSABSSA } from '@cloudflare/blindrsa-ts';`,
  canonicalize: `export { default as canonicalize } from 'canonicalize';`,
  qr: `export { encodeQR } from 'qr';`,
  'qr-read': `export { decodeQR } from 'qr/decode.js';`,
};

/** Text that must not occur in a bundle: the booth's CSP forbids it or no browser has it. */
const FORBIDDEN = [/\beval\s*\(/, /\bnew\s+Function\b/, /\brequire\s*\(/, /\bfrom\s*["']node:/];

/** Every package that is bundled, direct or not, has the version that the lock file pins. */
async function requirePinned() {
  const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  const names = [];
  for (const [path, { dev, version: pinned }] of Object.entries(packages)) {
    if (path === '' || dev) continue;
    const text = await readFile(join(ROOT, path, 'package.json'), 'utf8');
    const { name, version } = JSON.parse(text);
    if (version !== pinned) throw new Error(`${name}: ${version} installed, ${pinned} pinned`);
    names.push(name);
  }
  return names;
}

/** One bundle, checked; its name and size. */
async function bundle(name, contents) {
  const result = await build({
    stdin: { contents, resolveDir: ROOT, sourcefile: `${name}-entry.js` },
    absWorkingDir: ROOT,
    bundle: true,
    charset: 'utf8',
    // A CommonJS probe inside one package would look for Node's own crypto.
    define: { module: 'undefined', require: 'undefined' },
    format: 'esm',
    legalComments: 'eof',
    logLevel: 'warning',
    minifySyntax: true,
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  const [{ text }] = result.outputFiles;
  for (const pattern of FORBIDDEN) {
    if (pattern.test(text)) throw new Error(`${name}.js holds ${pattern}`);
  }
  await writeFile(join(OUT, `${name}.js`), text);
  return `${name}.js ${text.length}`;
}

/** The licences of what was bundled travel with it. */
async function collectLicences(packages) {
  const parts = [];
  for (const name of packages) {
    const folder = join(ROOT, 'node_modules', name);
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no licence file`);
    parts.push(`== ${name} ==\n\n${(await readFile(join(folder, file), 'utf8')).trim()}\n`);
  }
  await writeFile(join(OUT, 'LICENSES.txt'), parts.join('\n'));
}

/** Every file of the booth with its hash: `ballot-service doctor` compares before a meeting. */
async function writeHashes() {
  const booth = dirname(OUT);
  const lines = [];
  for (const entry of await readdir(booth, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === HASHES) continue;
    const path = join(entry.parentPath, entry.name);
    const digest = createHash('sha256').update(await readFile(path)).digest('hex');
    lines.push(`${digest}  ${relative(booth, path).split(sep).join('/')}`);
  }
  await writeFile(join(OUT, HASHES), `${lines.sort().join('\n')}\n`);
}

/** The checker as one folder that a medium carries: a classic script runs from file: too. */
async function buildChecker() {
  const web = join(ROOT, 'ballot_service', 'web', 'static');
  const from = join(web, 'checker');
  const out = join(from, 'vendor');
  await mkdir(out, { recursive: true });
  const { outputFiles: [{ text }] } = await build({
    entryPoints: [join(from, 'checker.js')],
    bundle: true,
    charset: 'utf8',
    format: 'iife',
    legalComments: 'eof',
    logLevel: 'warning',
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  for (const pattern of FORBIDDEN) {
    if (pattern.test(text)) throw new Error(`checker.js holds ${pattern}`);
  }
  const sheets = ['css/tokens.css', 'css/base.css', 'booth/booth.css'];
  const css = await Promise.all(sheets.map((name) => readFile(join(web, name), 'utf8')));
  const page = (await readFile(join(from, 'index.html'), 'utf8'))
    .replace(/<meta http-equiv[^>]*>\n/, '')
    .replace(/<link rel="stylesheet"[^>]*>\n/g, '')
    .replace('<script type="module" src="checker.js"></script>',
      '<link rel="stylesheet" href="checker.css">\n<script defer src="checker.js"></script>');
  await writeFile(join(out, 'index.html'), page);
  await writeFile(join(out, 'checker.js'), text);
  await writeFile(join(out, 'checker.css'), css.join('\n'));
  await writeFile(join(out, 'LICENSES.txt'), await readFile(join(OUT, 'LICENSES.txt')));
  return `checker/vendor ${text.length}`;
}

const packages = await requirePinned();
await mkdir(OUT, { recursive: true });
for (const [name, contents] of Object.entries(BUNDLES)) {
  console.log(await bundle(name, contents));
}
await collectLicences(packages);
console.log(await buildChecker());
await writeHashes();
