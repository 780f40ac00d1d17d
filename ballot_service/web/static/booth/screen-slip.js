// Voting by a slip: the next member's screen, and the field for the slip's code, typed or scanned.
// Refuses a name, and a code that the browser would keep: no form, no autofill, no history.

import { Camera } from './camera.js';
import { button, el, icon, say } from './dom.js';
import { CODES } from './faults.js';
import { guide, state } from './screens-start.js';

const TYPING = {
  autocapitalize: 'characters', autocomplete: 'off', autocorrect: 'off', inputmode: 'text',
  enterkeyhint: 'go', maxlength: '60', rows: '1', spellcheck: 'false',
};

/** Between two members of a shared tablet. @param {string} tablet its name */
export function nextMember(tablet, { begin }) {
  return {
    narrow: true,
    main: [
      state('next', 'shared.next', 'shared.next_how'),
      guide(),
      el('p', { class: 'note', t: 'shared.tablet', f: { tablet } }),
    ],
    acts: [button('shared.begin', begin, { kind: 'btn--primary btn--big', id: 'begin' })],
  };
}

/** Until the vote is open a slip is of no use. @param {string} tablet '' on a member's own */
export function slipWaiting(tablet) {
  return {
    narrow: true,
    main: [
      state('clock', 'wait.title', 'slip.wait_how'),
      guide(),
      ...(tablet === '' ? [] : [el('p', { class: 'note', t: 'shared.tablet', f: { tablet } })]),
    ],
  };
}

/** The field for the code. Its text is taken out of the page as soon as it is handed on. */
export class SlipEntry {
  /** Of two lines on a small screen, where one would be too small to read. */
  #input = el('textarea', { class: 'code slip-code', set: { ...TYPING, id: 'slip' } });
  #message = el('div', { set: { id: 'slip-message', role: 'alert' } });
  #video = el('video', { class: 'camera', label: 'slip.camera', set: { playsinline: '' } });
  #camera = new Camera(this.#video);
  #scanner;
  #enter;

  /** @param {{ enter: (code: string) => void }} acts */
  constructor({ enter }) {
    this.#enter = enter;
    this.#video.muted = true;
    this.#video.hidden = true;
    this.#input.addEventListener('input', () => this.#group());
    this.#input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      this.#hand();
    });
    this.#scanner = button('slip.scan', () => this.#scan(), { kind: 'btn--big', id: 'scan' });
  }

  screen({ code, back }) {
    const label = el('label', { class: 'field', set: { for: 'slip' } },
      el('span', { t: 'slip.code' }), this.#input);
    return {
      narrow: true,
      main: [
        el('div', { class: 'page-head' },
          el('h1', { t: 'slip.title' }), el('p', { t: 'slip.how' })),
        this.#message,
        el('section', { class: 'card stack sign-in' },
          label, el('p', { class: 'note', t: 'slip.forgiving' }), this.#scanner, this.#video),
        el('section', { class: 'card stack stack--tight' },
          el('p', { t: 'slip.compare' }),
          el('p', { class: 'receipt__code code', set: { id: 'manifest-code' } }, code)),
      ],
      acts: [
        ...(back === undefined ? [] : [button('slip.back', back, { kind: 'btn--big' })]),
        button('slip.enter', () => this.#hand(), { kind: 'btn--primary btn--big', id: 'enter' }),
      ],
    };
  }

  /** Says why the code was not taken; the field is there again, with what was typed. */
  refuse(kind, code) {
    this.#input.value = code;
    this.#input.disabled = false;
    this.#input.setAttribute('aria-invalid', 'true');
    this.#input.focus({ preventScroll: true });
    this.#tell(`slip.${kind}`, CODES[kind]);
  }

  /** Nothing of the code, and no camera, stays behind. */
  end() {
    this.#camera.stop();
    this.#input.value = '';
    this.#input.remove();
  }

  #hand() {
    const code = this.#input.value;
    if (this.#input.disabled || code.trim() === '') return;
    this.#stop();
    this.#input.value = '';
    this.#input.disabled = true;
    this.#message.replaceChildren();
    this.#enter(code);
  }

  /** Writes groups of five while somebody types at the end of the field. */
  #group() {
    this.#input.removeAttribute('aria-invalid');
    const { value, selectionEnd } = this.#input;
    if (selectionEnd !== value.length) return;
    const plain = value.replace(/[^0-9a-z]/gi, '').toUpperCase();
    this.#input.value = plain.match(/.{1,5}/g)?.join('-') ?? '';
  }

  async #scan() {
    if (!this.#video.hidden) return this.#stop();
    this.#video.hidden = false;
    say(this.#scanner, { t: 'slip.scan_stop' });
    const fault = await this.#camera.start((text) => {
      this.#input.value = text.slice(0, 60);
      this.#hand();
      return true;
    });
    if (fault !== '') {
      this.#stop();
      this.#tell(fault);
    }
    return undefined;
  }

  #stop() {
    this.#camera.stop();
    this.#video.hidden = true;
    say(this.#scanner, { t: 'slip.scan' });
  }

  #tell(t, code) {
    const note = code === undefined
      ? [] : [el('p', { class: 'note', t: 'page.code', f: { code } })];
    this.#message.replaceChildren(
      el('div', { class: 'notice notice--fault' }, icon('alert'), el('p', { t }), ...note));
    // On a small screen the field alone would be seen, and not why it stands there again.
    this.#message.scrollIntoView();
  }
}
