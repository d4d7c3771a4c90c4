// Answers changed on purpose: a switch for each documented status, a delay and a fault of each operation.
import { h, fill, select, labelled, button, pill, table, column, say, count } from './dom.js';
import { admin } from './http.js';
import { isOn } from './banner.js';
import { methodOf } from './journal.js';

const often = [['next', 'next time only'], ['always', 'always'], ['tenth', 'one in ten']];
const faults = ['reset', 'empty', 'truncated', 'garbage'];
const limits = { next: { times: 1 }, always: {}, tenth: { probability: 0.1 } };

export function open(main, app) {
  let api;
  const place = h('div', { class: 'problems' });
  const when = select(often, 'next');
  const who = select([], '');
  const delay = h('input', { type: 'text', inputmode: 'numeric', value: '1000', size: 6 });
  const made = h('div');
  const rows = h('tbody');
  const search = h('input', { type: 'search', autocomplete: 'off', placeholder: 'operations', value: app.params.get('operation') ?? '', oninput: () => { app.note({ operation: search.value, status: null }); draw(); } });
  fill(main, h('h1', {}, 'Overrides'), h('p', { class: 'soft' }, 'Each switch changes the answers of one operation in the API’s own words; the contract answers again when it is off.'), place, made,
    h('div', { class: 'toolbar' }, labelled('How often', when), labelled('For the key', who), labelled('Delay in ms', delay), labelled('Search', search)),
    table('Operations', ['Operation', 'Status', 'Delay', 'Fault'].map(name => column(name)), rows));

  const changes = override => ['status', 'delay', 'fault', 'set', 'remove', 'merge'].filter(name => name in override);
  // The switch of an override: the one that does this and nothing else.
  const find = (operation, name, value) => app.overrides.find(one => one.operation === operation.id && isOn(one)
    && changes(one).join() === name && (name === 'delay' || one[name] === value) && (one.key ?? '') === who.value);

  async function toggle(operation, name, value) {
    await app.run(async () => {
      const on = find(operation, name, value);
      if (on) await admin('DELETE', `overrides/${on.id}`);
      else await admin('POST', 'overrides', { api: api.api, operation: operation.id, ...(who.value ? { key: who.value } : {}), ...limits[when.value], [name]: value });
      place.replaceChildren();
      say(on ? `${operation.id} answers as the contract says.` : `${operation.id}: ${name} ${value}, ${often.find(([id]) => id === when.value)[1]}.`);
      await app.refresh();
      draw();
    }, place);
  }

  function operationRow(operation) {
    const toggles = (name, value, text) => button(text, () => toggle(operation, name, value),
      { role: 'switch', class: 'small', 'aria-checked': String(!!find(operation, name, value)), 'aria-label': `${operation.id}: ${name} ${text}` });
    const milliseconds = /^\d+$/.test(delay.value.trim()) ? Number(delay.value) : delay.value;
    const fault = faults.find(one => find(operation, 'fault', one)) ?? '';
    return h('tr', {}, h('td', {}, methodOf(operation.method), ' ', operation.id, h('div', { class: 'soft' }, operation.summary)),
      h('td', {}, h('div', { class: 'switches' }, [...new Set([...operation.statuses, 503])].map(status => toggles('status', status, String(status))))),
      h('td', {}, toggles('delay', milliseconds, 'slow')),
      h('td', {}, select([['', 'none'], ...faults], fault, value => toggle(operation, 'fault', value || fault), { 'aria-label': `Fault of ${operation.id}` })));
  }

  function overrideRow(override) {
    return h('tr', { class: isOn(override) ? null : 'off' }, h('td', {}, override.operation ?? override.resource), h('td', {}, changed(override)), h('td', {}, limited(override)),
      h('td', {}, override.key ?? 'any'), h('td', { class: 'number' }, count(override.used)),
      h('td', {}, isOn(override) ? pill('on', 'warn') : pill(override.enabled ? 'used up' : 'off')),
      h('td', {}, h('span', { class: 'switches' }, button(override.enabled ? 'Turn off' : 'Turn on', () => act(() => admin('PATCH', `overrides/${override.id}`, { enabled: !override.enabled })), { class: 'small' }),
        button('Remove', () => act(() => admin('DELETE', `overrides/${override.id}`)), { class: 'small' }))));
  }

  const act = action => app.run(async () => {
    await action();
    await app.refresh();
    draw();
  }, place);

  function draw() {
    fill(made, app.overrides.length === 0 ? null : h('div', { class: 'card' }, h('h2', {}, 'Made'),
      table('Overrides', ['Operation', 'Change', 'How often', 'Key', 'Used', 'State', 'Actions'].map(name => column(name, { class: name === 'Used' ? 'number' : null })), h('tbody', {}, app.overrides.map(overrideRow)))));
    const wanted = search.value.toLowerCase();
    fill(rows, api.operations.filter(one => `${one.id} ${one.resource} ${one.summary}`.toLowerCase().includes(wanted)).map(operationRow));
  }

  delay.addEventListener('change', draw);
  who.addEventListener('change', draw);

  return {
    async update() {
      api = await app.api();
      const chosen = who.value;
      fill(who, h('option', { value: '' }, 'any'), app.silos.flatMap(silo => silo.keys.map(right => h('option', {}, right.key))));
      who.value = chosen;
      await app.refresh();
      draw();
    },
  };
}

const limited = override => [override.times && (override.times === 1 ? 'next time only' : `${override.times} times`), override.probability && `${override.probability * 100} %`,
  override.after && `after ${override.after}`].filter(Boolean).join(', ') || 'always';

const changed = override => ['status', 'delay', 'fault', 'retryAfter', 'set', 'remove', 'merge'].filter(name => name in override)
  .map(name => `${name} ${typeof override[name] === 'object' ? JSON.stringify(override[name]) : override[name]}`).join(', ');
