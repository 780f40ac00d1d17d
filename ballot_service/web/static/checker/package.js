// What a checker brings on a medium: manifest and Setup of one vote, recomputed before use.
// Refuses a package whose pieces do not fit each other; that they are the vote's, paper says.

import { longCode } from '../booth/crypto/codes.js';
import { parseJson, requireFields, requireString, utf8 } from '../booth/crypto/encoding.js';
import { BadOpening } from '../booth/crypto/errors.js';
import { electionOfManifest, parseManifest } from '../booth/crypto/manifest.js';
import { parseCredentials, setupHash } from '../booth/crypto/setup.js';

const SCHEMA = 'ballot-service/check/1';
const FIELDS = ['schema', 'manifest', 'election', 'trustees', 'credentials'];
const MAX = 48 * 1024 * 1024;

/**
 * @param {string} text of the file check.json
 * @returns what `checkOpening` needs, with the codes to compare and the rows to show
 */
export function readPackage(text) {
  const found = requireFields(parseJson(text, MAX), 'check', FIELDS);
  for (const name of FIELDS) requireString(found[name], name);
  if (found.schema !== SCHEMA) throw new BadOpening('another schema');
  const manifest = parseManifest(utf8(found.manifest));
  const { fields } = manifest;
  const election = electionOfManifest(manifest, found.election);
  const hash = setupHash(found);
  return {
    election,
    setupHash: hash,
    receiptKey: fields.receipt_key,
    listed: parseCredentials(found.credentials, fields.roll.members),
    title: fields.title,
    body: fields.body,
    kind: fields.kind,
    rows: rowsOf(fields),
    codes: { manifest: longCode(manifest.hash), setup: longCode(hash) },
  };
}

function rowsOf({ nominees, titles, questions }) {
  const nameOf = new Map(nominees.map(({ id, name }) => [id, name]));
  const titleOf = new Map(titles.map(({ id, name }) => [id, name]));
  return questions.map(({ nominee, title }) => ({
    name: nameOf.get(nominee), title: titleOf.get(title),
  }));
}
