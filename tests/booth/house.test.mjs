// The house's rules for the booth's own files: imports, lengths, heads, names.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { CRYPTO_FOLDER } from './support.mjs';

const files = readdirSync(CRYPTO_FOLDER).map((name) => ({
  name, text: readFileSync(join(CRYPTO_FOLDER, name), 'utf8'),
}));

test('modules run as they lie: relative imports only, nothing of Node, nothing evaluated', () => {
  for (const { name, text } of files) {
    for (const [, from] of text.matchAll(/\bfrom '([^']+)'/g)) {
      assert.match(from, /^(\.|\.\.\/vendor)\/[a-z0-9-]+\.js$/, name);
    }
    const foreign = /\b(eval|Function|require|process|Buffer|window|document)[(.]\w/;
    assert.doesNotMatch(text, foreign, name);
    assert.doesNotMatch(text, /Math\.random|localStorage|sessionStorage|console\.|fetch\(/, name);
  }
});

test('two lines of head, 300 lines, 60 a function, 100 characters a line', () => {
  for (const { name, text } of files) {
    const lines = text.split('\n');
    assert.match(lines[0], /^\/\/ /, name);
    assert.match(lines[1], /^\/\/ .*\b[Rr]efuses\b/, name);
    assert.ok(lines.length <= 301, name);
    const long = lines.find((line) => line.length > 100);
    assert.equal(long, undefined, name);
    let start = 0;
    lines.forEach((line, index) => {
      if (/^(export )?(async )?function /.test(line)) start = index;
      if (line.startsWith('export class ')) start = undefined;
      if (line !== '}' || start === undefined) return;
      assert.ok(index - start < 60, `${name}:${start + 1}`);
    });
  }
});

test('errors are named after their class', async () => {
  const errors = await import(join(CRYPTO_FOLDER, 'errors.js'));
  for (const [name, Kind] of Object.entries(errors)) {
    const error = new Kind('seen');
    assert.equal(error.name, name);
    assert.equal(error.detail, 'seen');
    assert.ok(error instanceof errors.BallotServiceError && error instanceof Error);
  }
});

test('errors have the names of the Python tree, but for those of the booth alone', () => {
  const folder = join(CRYPTO_FOLDER, '..', '..', '..', '..', 'errors');
  const sources = readdirSync(folder).filter((name) => name.endsWith('.py'));
  const python = sources.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  const known = new Set([...python.matchAll(/^class (\w+)\(/gm)].map(([, name]) => name));
  const alone = new Set(['WrongOpening']);
  const own = files.find(({ name }) => name === 'errors.js').text;
  for (const [, name] of own.matchAll(/^export class (\w+)/gm)) {
    assert.ok(known.has(name) || alone.has(name), name);
  }
});
