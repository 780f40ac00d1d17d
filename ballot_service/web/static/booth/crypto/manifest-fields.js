// The manifest's fields, one check for each rule of manifest.md 2 and 3.
// Refuses foreign fields and types, texts that are not NFC, and rules that contradict.

import {
  fromBase64, requireArray, requireFields, requireHex, requireInteger, requireString,
} from './encoding.js';
import { requireUuid } from './election.js';
import { BadManifest, BadText, WrongType } from './errors.js';
import { groupByName } from './group.js';

const SCHEMA = 'ballot-service/manifest/1';
const FIELDS = [
  'schema', 'uuid', 'run', 'group', 'title', 'body', 'date', 'step', 'kind', 'roll',
  'titles', 'nominees', 'questions', 'profile', 'committee', 'trustees', 'issuing_key',
  'receipt_key',
];
const TITLE_FIELDS = [
  'id', 'name', 'authority', 'authority_name', 'places', 'places_certain', 'structure',
];
const NOMINEE_FIELDS = [
  'id', 'name', 'birth_year', 'position', 'categories', 'planned_titles',
];
const KINDS = ['removal', 'consultation', 'addition', 'reballot'];
const AUTHORITIES = ['superior', 'own'];
const ROLES = ['head', 'member', 'secretary'];
const CATEGORIES = ['female', 'young', 'ethnic_minority', 'science_technology'];
const ID = /^[A-Za-z0-9_-]{1,40}$/;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const FORBIDDEN = /[\p{Cc}\p{Cs}]/u;

/** @param {unknown} manifest as parsed from canonical JSON */
export function checkManifest(manifest) {
  const found = requireFields(manifest, 'manifest', FIELDS);
  requireOneOf(found.schema, 'schema', [SCHEMA]);
  requireUuid(found.uuid);
  requireInteger(found.run, 'run', 1);
  requireString(found.group, 'group');
  groupByName(found.group);
  requireText(found.title, 'title');
  requireText(found.body, 'body');
  checkDate(found.date);
  requireInteger(found.step, 'step', 1, 4);
  requireOneOf(found.kind, 'kind', KINDS);
  const roll = requireFields(found.roll, 'roll', ['digest', 'members']);
  requireHex(roll.digest, 64);
  requireInteger(roll.members, 'roll.members', 1);
  checkRows(found);
  requireFields(found.profile, 'profile', Object.keys(found.profile ?? {}));
  requireIntegers(found.profile, 'profile');
  checkCommittee(found);
  fromBase64(found.issuing_key);
  checkReceiptKey(found.receipt_key);
}

/** The point is checked as strictly as any other: of prime order, in its canonical form. */
function checkReceiptKey(key) {
  const hex = Array.from(fromBase64(key, 32).reverse(), (byte) =>
    byte.toString(16).padStart(2, '0'));
  groupByName('Ed25519').parse(hex.join(''));
}

function checkDate(date) {
  requireString(date, 'date');
  const day = new Date(`${date}T00:00:00Z`);
  if (!DATE.test(date) || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(date)) {
    throw new BadManifest('date');
  }
}

function checkRows({ titles, nominees, questions }) {
  const titleIds = uniqueIds(requireArray(titles, 'titles', 1, 50), checkTitle, 'title');
  const nomineeIds = uniqueIds(
    requireArray(nominees, 'nominees', 1, 500), checkNominee, 'nominee',
  );
  const pairs = new Set();
  const used = { title: new Set(), nominee: new Set() };
  for (const row of requireArray(questions, 'questions', 1, 500)) {
    const { title, nominee } = requireFields(row, 'question', ['title', 'nominee']);
    requireString(title, 'question.title');
    requireString(nominee, 'question.nominee');
    if (!titleIds.has(title)) throw new BadManifest('a question names no title');
    if (!nomineeIds.has(nominee)) throw new BadManifest('a question names no nominee');
    pairs.add(JSON.stringify([title, nominee]));
    used.title.add(title);
    used.nominee.add(nominee);
  }
  if (pairs.size !== questions.length) throw new BadManifest('a question stands twice');
  if (used.title.size !== titleIds.size) throw new BadManifest('a title in no question');
  if (used.nominee.size !== nomineeIds.size) throw new BadManifest('a nominee in no question');
}

function checkTitle(title) {
  requireFields(title, 'title', TITLE_FIELDS);
  requireText(title.name, 'title.name');
  requireOneOf(title.authority, 'authority', AUTHORITIES);
  requireText(title.authority_name, 'authority_name');
  requireInteger(title.places, 'places', 0);
  requireInteger(title.places_certain, 'places_certain', 0);
  for (const part of requireArray(title.structure, 'structure', 0, 100)) {
    requireFields(part, 'structure', ['category', 'minimum', 'staying']);
    requireOneOf(part.category, 'category', CATEGORIES);
    requireInteger(part.minimum, 'minimum', 0);
    requireInteger(part.staying, 'staying', 0);
  }
}

function checkNominee(nominee) {
  requireFields(nominee, 'nominee', NOMINEE_FIELDS);
  requireText(nominee.name, 'nominee.name');
  requireInteger(nominee.birth_year, 'birth_year', Number.MIN_SAFE_INTEGER);
  requireText(nominee.position, 'position');
  const categories = requireArray(nominee.categories, 'categories', 0, CATEGORIES.length);
  for (const category of categories) requireOneOf(category, 'category', CATEGORIES);
  if (new Set(categories).size !== categories.length) throw new BadManifest('category twice');
  requireInteger(nominee.planned_titles, 'planned_titles', 0);
}

function checkCommittee({ committee, trustees }) {
  let heads = 0;
  for (const person of requireArray(committee, 'committee', 1, 15)) {
    requireFields(person, 'committee', ['name', 'role']);
    requireText(person.name, 'committee.name');
    requireOneOf(person.role, 'role', ROLES);
    if (person.role === 'head') heads += 1;
  }
  if (heads !== 1) throw new BadManifest('not exactly one head of the committee');
  const { size, threshold } = requireFields(trustees, 'trustees', ['size', 'threshold']);
  requireInteger(size, 'trustees.size', 1, 15);
  requireInteger(threshold, 'trustees.threshold', 1, size);
  if (2 * threshold <= size) throw new BadManifest('2t > n does not hold');
  if (committee.length !== size) throw new BadManifest('committee and trustees differ in size');
}

function uniqueIds(list, check, name) {
  const ids = new Set();
  for (const entry of list) {
    check(entry);
    requireString(entry.id, `${name}.id`);
    if (!ID.test(entry.id)) throw new BadManifest(`${name}.id`);
    ids.add(entry.id);
  }
  if (ids.size !== list.length) throw new BadManifest(`${name}.id stands twice`);
  return ids;
}

function requireText(value, name) {
  requireString(value, name);
  const { length } = [...value];
  const proper = length >= 1 && length <= 300 && !FORBIDDEN.test(value);
  if (!proper || value.normalize('NFC') !== value) throw new BadText(name);
}

function requireOneOf(value, name, allowed) {
  requireString(value, name);
  if (!allowed.includes(value)) throw new BadManifest(`${name}: ${value.slice(0, 40)}`);
}

/** The profile's meaning is the planning room's; here only what every part of a manifest keeps. */
function requireIntegers(value, name) {
  if (value === null) throw new WrongType(`null in ${name}`);
  if (typeof value === 'number') requireInteger(value, name, Number.MIN_SAFE_INTEGER);
  if (typeof value === 'object') {
    for (const part of Object.values(value)) requireIntegers(part, name);
  }
}
