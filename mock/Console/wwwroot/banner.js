// What is switched on, visible on every page.
import { h, button, say, count } from './dom.js';
import { admin } from './http.js';

/** Whether an override changes answers: it is switched on, and not used up. */
export const isOn = override => override.enabled && !(override.times && override.used >= override.times);

/** Shows how many overrides are on, with a button that turns all off; nothing where none is. */
export function banner(overrides, place, afterwards) {
  const on = overrides.filter(isOn).length;
  const shown = document.getElementById('on');
  if (!on) return shown?.remove();
  if (shown?.dataset.on === String(on)) return;
  const box = h('section', { id: 'on', class: 'banner', 'aria-label': 'What is switched on', 'data-on': on },
    h('span', {}, `${count(on)} ${on === 1 ? 'override is' : 'overrides are'} on: answers are changed on purpose.`),
    button('Turn all off', () => afterwards(async () => {
      await admin('PATCH', 'overrides', { enabled: false });
      say('All overrides are off.');
    }), { class: 'small' }));
  if (shown) shown.replaceWith(box);
  else place.prepend(box);
}
