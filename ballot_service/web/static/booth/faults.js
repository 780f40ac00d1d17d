// What can go wrong in a booth, one kind a screen: the page chooses its words by the kind.
// Refuses to guess: an error that this table does not know stops the booth as "unexpected".

/** Kinds after which nothing is lost and the same step may simply be tried again. */
export const PASSING = new Set(['offline', 'paused', 'notOpen']);

/** The message catalogue's code of each kind that has one. */
export const CODES = Object.freeze({
  alreadySent: 'E05',
  changed: 'E09',
  closed: 'E04',
  issuedElsewhere: 'E25',
  notOnRoll: 'E01',
  notOpen: 'E03',
  notPresent: 'E02',
  offline: 'E07',
  rejected: 'E08',
});

const KIND_OF_CODE = new Map(Object.entries(CODES).map(([kind, code]) => [code, kind]));

/** What a check of the booth's cryptography means for the member, by the error's name. */
const KIND_OF_NAME = new Map(Object.entries({
  BadManifest: 'badManifest',
  BadSlip: 'badSlip',
  CredentialsNotSorted: 'badSetup',
  DuplicateCredential: 'badSetup',
  ElectionNotFromManifest: 'badSetup',
  TooManyCredentials: 'badSetup',
  UnknownCredential: 'notListed',
  WrongManifest: 'badSetup',
  WrongPublicKey: 'badSetup',
  WrongSetupHash: 'badSetup',
  WrongTrusteeGroup: 'badSetup',
}));

/** An error whose kind the page can show. */
export class BoothFault extends Error {
  /**
   * @param {string} kind
   * @param {string} [detail] what was seen, for a technician; never a secret
   */
  constructor(kind, detail = '') {
    super(detail === '' ? kind : `${kind}: ${detail}`);
    this.name = 'BoothFault';
    this.kind = kind;
    this.detail = detail;
  }
}

/**
 * @param {unknown} error anything that was thrown
 * @param {string} [otherwise] the kind of an error that no table names
 * @returns {BoothFault}
 */
export function faultOf(error, otherwise = 'unexpected') {
  if (error instanceof BoothFault) return error;
  const name = error instanceof Error ? error.name : String(error);
  return new BoothFault(KIND_OF_NAME.get(name) ?? otherwise, name);
}

/**
 * The fault that a refusal of the service stands for.
 * @param {number} status of the answer
 * @param {unknown} body its parsed JSON, or undefined
 * @returns {BoothFault}
 */
export function faultOfAnswer(status, body) {
  const code = typeof body?.error === 'string' ? body.error.slice(0, 40) : '';
  const kind = KIND_OF_CODE.get(code);
  if (kind !== undefined && kind !== 'offline') return new BoothFault(kind, code);
  if (status === 401 || status === 403) return new BoothFault('sessionExpired', `${status}`);
  if (status === 404) return new BoothFault('wrongMeeting', '404');
  if (status === 409) return new BoothFault('conflict', code);
  if (status === 413 || status === 422) return new BoothFault('rejected', `${status} ${code}`);
  return new BoothFault('offline', `${status}`);
}

/**
 * Runs a step and names what it throws.
 * @template T
 * @param {string} otherwise the kind of an error that no table names
 * @param {() => T | Promise<T>} step
 * @returns {Promise<T>}
 */
export async function naming(otherwise, step) {
  try {
    return await step();
  } catch (error) {
    throw faultOf(error, otherwise);
  }
}
