// The groups by their names in the record, each with its generator's table made once.
// Refuses every name but "Ed25519" and "BELENIOS-2048".

import { belenios2048Group } from './group-belenios2048.js';
import { ed25519Group } from './group-ed25519.js';
import { UnknownGroup } from './errors.js';

/** @typedef {typeof ed25519Group | typeof belenios2048Group} Group */

const GROUPS = new Map();
for (const group of [ed25519Group, belenios2048Group]) {
  GROUPS.set(group.name, { group, powerOfGenerator: group.fixed(group.generator) });
}

/**
 * @param {string} name
 * @returns {Group}
 */
export function groupByName(name) {
  return entry(name).group;
}

/**
 * @param {Group} group
 * @returns {(exponent: bigint) => object} g^exponent, for secret exponents
 */
export function powerOfGenerator(group) {
  return entry(group.name).powerOfGenerator;
}

/** The number in 0 <= x < order that is congruent to this one. */
export function reduce(value, order) {
  const rest = value % order;
  return rest < 0n ? rest + order : rest;
}

function entry(name) {
  const found = GROUPS.get(name);
  if (found === undefined) throw new UnknownGroup(String(name).slice(0, 40));
  return found;
}
