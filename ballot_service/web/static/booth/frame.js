// The frame around every screen: header with codes, action bar, cover, language. Filled in place.
// Refuses to hold a name, a mark or a secret: whatever it shows may stand on the wall.

import { button, el, pairs, say, sayOnce, speakAll, words } from './dom.js';
import { keepLanguage, keptLanguage } from './keeping.js';

const at = (id) => document.getElementById(id);

/** The frame; screens come and go inside it. */
export class Frame {
  #language = 'vi';
  #detached = [];
  #codes = {};

  constructor() {
    this.main = at('main');
    this.banner = at('banner');
    this.bulletin = document.body.dataset.bulletin ?? '';
    this.#buildCover();
    say(at('language'), { t: 'page.other_language' });
    at('language').addEventListener('click', () =>
      this.speak(this.#language === 'vi' ? 'en' : 'vi'));
    this.speak(keptLanguage() ?? document.documentElement.lang);
  }

  /** Who meets, and about what: from the manifest, whose code stands beside it. */
  describe(view, code) {
    at('org').textContent = view.body;
    const run = el('span', { t: 'meeting.run', f: { run: String(view.run) } });
    const meeting = el('span', { t: `meeting.${view.step}` });
    at('meeting').replaceChildren(meeting, ...(view.run > 1 ? [' – ', run] : []));
    this.#codes.manifest = code;
    this.#showCodes();
  }

  /** @param {string} code of the opening, or '' */
  showSetup(code) {
    this.#codes.setup = code;
    this.#showCodes();
  }

  /**
   * Puts a screen on.
   * @param {object} screen
   * @param {Node[]} screen.main
   * @param {Node[]} [screen.banner] across the page, above the rest
   * @param {Node[]} [screen.acts] buttons of the action bar
   * @param {boolean} [screen.narrow]
   * @param {boolean} [screen.unsent] whether the cover says that the ballot is not sent
   * @param {boolean} [screen.bar] whether the action bar is there at all
   */
  show({ main, banner = [], acts = [], narrow = false, unsent = false, bar = true }) {
    this.main.className = narrow ? 'page page--narrow stack' : 'page stack';
    this.main.replaceChildren(...main);
    this.banner.replaceChildren(...banner);
    at('acts').replaceChildren(...acts);
    at('bar').hidden = !bar;
    this.tell();
    say(at('covered'), { t: unsent ? 'page.covered_unsent' : 'page.covered' });
    scrollTo(0, 0);
    const heading = document.querySelector('main h1, #banner h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  }

  /** The one line that may change while a screen stands. */
  tell(t, f) {
    sayOnce(at('status'), t, f);
    if (t === undefined) at('status').replaceChildren();
  }

  /** Nodes that are off the page but come back: they follow the language too. */
  follow(...nodes) {
    this.#detached = nodes;
  }

  speak(language) {
    this.#language = language === 'en' ? 'en' : 'vi';
    keepLanguage(this.#language);
    speakAll(this.#language, document.body, ...this.#detached);
    document.title = words('page.title');
  }

  #showCodes() {
    const { manifest, setup = '' } = this.#codes;
    const entries = [['code.manifest', manifest, { class: 'code' }]];
    if (setup !== '') entries.push(['code.setup', setup, { class: 'code' }]);
    at('codes').replaceChildren(...pairs('codes', entries).children);
  }

  /** The checkbox of the style sheet does the covering; the buttons are there for every hand. */
  #buildCover() {
    const box = at('che-man-hinh');
    box.checked = false;
    this.cover = (on) => {
      // A question makes all behind it inert, the cover's own button too: it is answered "no".
      at('confirm').close('no');
      box.checked = on;
      at(on ? 'uncover' : 'cover').focus();
    };
    at('cover').replaceWith(button('page.cover', () => this.cover(true), { id: 'cover' }));
    at('covering').replaceChildren(
      el('p', { set: { id: 'covered' } }),
      button('page.uncover', () => this.cover(false), { kind: 'btn--big', id: 'uncover' }),
    );
  }
}
