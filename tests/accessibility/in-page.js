// What `Eyes` asks of a page from inside: axe, what is cut off or too wide, where the focus is.
// Refuses to change the page, but for a mark on what the focus has reached.

window.looks = (() => {
  const short = (node) => node.outerHTML.slice(0, 140);

  /** What axe finds under these tags: rule, impact and the first three nodes. */
  async function violations(tags) {
    const options = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] };
    const run = await window.axe.run(document, options);
    return run.violations.map(({ id, impact, nodes }) => {
      const places = nodes.slice(0, 3).map(({ html, target }) => `${html.slice(0, 140)} @ ${target}`);
      return `${id} (${impact}): ${places.join(' | ')}`;
    });
  }

  function isCut(node, style) {
    const cuts = (name) => ['hidden', 'clip'].includes(style[name]);
    return (cuts('overflowX') && node.scrollWidth > node.clientWidth + 1)
      || (cuts('overflowY') && node.scrollHeight > node.clientHeight + 1);
  }

  /** Too wide, cut off, in motion, or half hidden by bars. */
  function measure() {
    const found = [];
    const wider = document.documentElement.scrollWidth - innerWidth;
    if (wider > 0) found.push(`${wider} px wider than the screen`);
    const moving = document.getAnimations().some(({ playState }) => playState === 'running');
    if (moving) found.push('moves, where motion is unwanted');
    const bars = { top: 0, bottom: 0 }; // of those at the top, one stays at a time
    for (const node of document.querySelectorAll('body *')) {
      const style = getComputedStyle(node);
      const spoken = style.clipPath !== 'none'; // for screen readers alone
      const drawn = node.checkVisibility() && !node.closest('svg, option, input');
      if (spoken || !drawn) continue;
      const stays = ['fixed', 'sticky'].includes(style.position) && style.pointerEvents !== 'none';
      const edge = style.bottom === 'auto' ? 'top' : 'bottom';
      const bar = stays && !node.closest('dialog, .cover');
      if (bar) bars[edge] = Math.max(bars[edge], node.offsetHeight);
      if (isCut(node, style)) found.push(`cut off: ${short(node)}`);
    }
    const over = bars.top + bars.bottom;
    if (over > innerHeight / 2) found.push(`${over} px of bars over the page`);
    return found;
  }

  const isRinged = (part) => {
    const style = getComputedStyle(part);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  };

  /** After a press of Tab: null at the end, '' where all is well, else what shows no ring. */
  function focused() {
    const node = document.activeElement;
    if (!node || node === document.body) return '';
    if (node.dataset.reached) return null;
    node.dataset.reached = 'yes';
    const parts = [node, node.parentElement, node.closest('label, .btn, .choice')];
    return parts.some((part) => part && isRinged(part)) ? '' : short(node);
  }

  const CONTROLS = 'a[href], button, input, select, textarea, summary';
  const GROUP = (node) => `[name="${CSS.escape(node.name)}"][data-reached]`;

  /** Controls that Tab has not reached, those behind a question apart. */
  function unreached() {
    const root = document.querySelector('dialog:modal') ?? document;
    return [...root.querySelectorAll(CONTROLS)].filter((node) => {
      if (node.dataset.reached || node.disabled || node.type === 'hidden') return false;
      if (node.type === 'radio' && document.querySelector(GROUP(node))) return false;
      if (node.getAttribute('aria-hidden') === 'true') return false;
      return node.checkVisibility({ visibilityProperty: true });
    }).map(short);
  }

  return { focused, measure, unreached, violations };
})();
