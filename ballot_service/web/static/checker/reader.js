// A QR read by the camera or a text pasted, for one step of the checker.
// Refuses to keep what it read: it is handed on, and the field is emptied.

import { Camera } from '../booth/camera.js';
import { button, el, say } from '../booth/dom.js';

/** @param {(text: string) => void} found @returns {{ nodes: Node[], stop: () => void }} */
export function reader(found) {
  const video = el('video', { class: 'camera', label: 'check.camera', set: { playsinline: '' } });
  video.muted = true;
  video.hidden = true;
  const camera = new Camera(video);
  const note = el('p', { class: 'note', set: { role: 'status' } });
  const field = el('textarea', {
    class: 'code', set: { autocomplete: 'off', id: 'text', rows: '3', spellcheck: 'false' },
  });
  const stop = () => {
    camera.stop();
    video.hidden = true;
  };
  const hand = (text) => {
    stop();
    field.value = '';
    found(text.trim());
  };
  const scan = button('check.scan', async () => {
    video.hidden = false;
    const fault = await camera.start((text) => {
      hand(text);
      return true;
    });
    if (fault !== '') {
      stop();
      say(note, { t: fault });
    }
  }, { kind: 'btn--primary btn--big', id: 'scan' });
  const paste = el('details', {},
    el('summary', { t: 'check.paste' }),
    el('label', { class: 'field', set: { for: 'text' } }, el('span', { t: 'check.text' }), field),
    button('check.read', () => hand(field.value), { id: 'read' }));
  return { nodes: [scan, video, note, paste], stop };
}
