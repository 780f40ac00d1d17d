// What this tab keeps over a reload: the worker's snapshot and the chosen language, nothing else.
// Refuses localStorage, cookies and IndexedDB: what is here ends with the tab.

const LANGUAGE = 'booth-language';
const name = (uuid) => `booth-${uuid}`;

/** @param {string} uuid @returns {string | undefined} */
export function keptSnapshot(uuid) {
  return sessionStorage.getItem(name(uuid)) ?? undefined;
}

/** @param {string} uuid @param {string} snapshot '' keeps nothing */
export function keepSnapshot(uuid, snapshot) {
  if (snapshot === '') sessionStorage.removeItem(name(uuid));
  else sessionStorage.setItem(name(uuid), snapshot);
}

/** @returns {string | null} */
export function keptLanguage() {
  return sessionStorage.getItem(LANGUAGE);
}

/** @param {string} language */
export function keepLanguage(language) {
  sessionStorage.setItem(LANGUAGE, language);
}

/** Nothing of this tab is kept: between two members of a shared tablet. */
export function forgetAll() {
  sessionStorage.clear();
}
