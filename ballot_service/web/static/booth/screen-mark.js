// The ballot to mark: rows grouped by title, two large choices a row and "clear", made once.
// Refuses a form, a preselected choice, and to be made again while it is half filled.

import { markKey } from './ballot-view.js';
import { el, icon } from './dom.js';

const VALUES = ['agree', 'disagree', 'unmarked'];

/** A ballot on the screen. Its marks are its radios; nothing else holds them. */
export class Sheet {
  #groups = [];
  #count;

  /** @param {any} view of ballot-view.js @param {{ reloaded: boolean, changed: () => void }} how */
  constructor(view, { reloaded, changed }) {
    this.#count = view.rowCount;
    this.#groups = view.groups.map((group) => this.#group(view, group));
    this.nodes = [
      el('div', { class: 'page-head' },
        el('h1', {}, view.title),
        el('p', { t: `mark.ask_${view.kind}` }),
        el('p', { t: view.kind === 'removal' ? 'mark.how_removal' : 'mark.how' }),
        el('p', { class: 'note', t: 'mark.not_kept' })),
      ...(reloaded ? [el('div', { class: 'notice notice--caution' },
        icon('alert'), el('p', { t: 'mark.reloaded' }))] : []),
      ...this.#groups,
    ];
    for (const group of this.#groups) group.addEventListener('change', changed);
  }

  /** @returns {string[]} one mark a row, in the manifest's order */
  marks() {
    const marks = Array(this.#count).fill('unmarked');
    for (const group of this.#groups) {
      for (const input of group.querySelectorAll('input:checked')) {
        marks[Number(input.dataset.index)] = input.value;
      }
    }
    return marks;
  }

  /** @param {number} at the group's place, from 0 */
  reveal(at) {
    const heading = this.#groups[at].querySelector('h2');
    this.#groups[at].scrollIntoView();
    heading.setAttribute('tabindex', '-1');
    heading.focus({ preventScroll: true });
  }

  /** Takes every mark away: nothing of them stays in the page's nodes. */
  wipe() {
    for (const group of this.#groups) {
      for (const input of group.querySelectorAll('input')) input.checked = false;
      group.replaceChildren();
    }
    this.nodes = [];
    this.#groups = [];
  }

  #group(view, group) {
    const id = `title-${group.letter}`;
    return el('section', { class: 'title-group', set: { 'aria-labelledby': id } },
      el('div', { class: 'title-head title-head--sticky' },
        el('h2', { set: { id } },
          el('span', {}, `${group.letter}.`), ' ',
          el('span', { t: 'mark.group', f: { name: group.name } })),
        facts(view, group)),
      ...group.rows.map((row) => ballotRow(view.kind, id, row)));
  }
}

function facts(view, { places, structure, authority, authorityName }) {
  const entries = [];
  if (places !== null) entries.push(fact('mark.places', ...placesNodes(places, structure)));
  const by = authority === 'superior' && view.kind === 'removal' ? 'removal' : authority;
  entries.push(fact('mark.authority',
    el('span', { t: `mark.authority_${by}`, f: { name: authorityName } })));
  entries.push(fact('mark.basis', basisNode(view)));
  return el('dl', { class: 'facts' }, ...entries);
}

const fact = (t, ...value) => el('div', {}, el('dt', { t }), el('dd', {}, ...value));

function placesNodes({ expected, certain }, structure) {
  const places = expected === certain
    ? el('span', { t: 'mark.places_value', f: { count: expected } })
    : el('span', { t: 'mark.places_two', f: { expected, certain } });
  const parts = structure.map(({ category, count }) =>
    el('b', { t: `mark.structure_${category}`, f: { count } }));
  return [places, ...parts.flatMap((part) => [', ', part])];
}

function basisNode({ basis, members }) {
  if (basis === null) return el('span', { t: 'mark.basis_none', f: { members } });
  const { over, under, least, half } = basis;
  return half
    ? el('span', { t: 'mark.basis_half', f: { members, least } })
    : el('span', {
      t: 'mark.basis_other', f: { members, least, over: String(over), under: String(under) },
    });
}

function ballotRow(kind, group, { index, number, name, year, position }) {
  const id = `row-${index}`;
  const who = el('p', { class: 'who' },
    el('span', { class: 'who__no' }, String(number)), ' ',
    el('span', { class: 'who__name', set: { id } }, name), ' ',
    el('span', { class: 'who__post', t: 'mark.post', f: { year: String(year), position } }));
  return el('div', {
    class: 'ballot-row', set: { role: 'radiogroup', 'aria-labelledby': `${group} ${id}` },
  }, who, ...VALUES.map((value) => choice(kind, index, name, value)));
}

/** Agree and disagree of one weight; the third one clears, and says so where a mark stands. */
function choice(kind, index, name, value) {
  const clear = value === 'unmarked';
  const input = el('input', {
    label: clear ? 'mark.clear_label' : `${markKey(kind, value)}_label`,
    f: { name },
    set: { type: 'radio', name: `row-${index}`, value, autocomplete: 'off', 'data-index': index },
  });
  input.checked = clear;
  const texts = clear
    ? [el('span', { class: 'choice__is', t: 'mark.unmarked' }),
      el('span', { class: 'choice__do', t: 'mark.clear' })]
    : [el('span', { t: markKey(kind, value) })];
  return el('label', { class: clear ? 'choice choice--none' : 'choice' }, input, ...texts);
}
