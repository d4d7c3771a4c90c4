// The state of silos: saved, brought back, compared with now; silos made and taken away.
import { h, fill, select, labelled, button, copyButton, alertBox, table, column, say, count, newId } from './dom.js';
import { admin, download, siloPath } from './http.js';

export function open(main, app) {
  const place = h('div', { class: 'problems' });
  const rows = h('tbody');
  const silos = h('tbody');
  const difference = h('section', { class: 'card', 'aria-label': 'Compared with now', hidden: true });
  const name = h('input', { type: 'text', autocomplete: 'off' });
  const extent = select([['', 'all silos'], ['key', 'this silo alone']], '');
  const withOverrides = checkbox('with what is overridden');
  const upload = h('input', { type: 'file', accept: '.json,application/json', onchange: () => app.run(takeFile, place) });
  const chosen = new Map();
  const chosenList = h('ul', { class: 'chosen' });
  const modes = h('datalist', { id: newId() });
  const fields = { key: text('one is made up'), seed: text('1'), records: text('50') };
  const mode = h('input', { type: 'text', list: modes.id, autocomplete: 'off', placeholder: 'rule = reading' });
  const siloAlert = h('div');

  fill(main, h('h1', {}, 'Snapshots'), place,
    h('form', { class: 'toolbar', novalidate: true, onsubmit: event => { event.preventDefault(); app.run(save, place); } }, labelled('Name', name), labelled('Of', extent), withOverrides.box,
      h('button', { class: 'primary' }, 'Save snapshot'), h('span', { class: 'grow' }), labelled('Upload', upload, 'labelled drop'),
      button('Put everything back', () => app.run(resetAll, place), { title: 'All silos, overrides and the journal, back to the start' })),
    table('Snapshots', ['Name', 'Saved', 'Silos', 'Records', 'Actions'].map(title => column(title, { class: title === 'Records' ? 'number' : null })), rows), difference,
    h('h2', { class: 'section' }, 'Silos'),
    h('div', { class: 'columns' }, h('div', {}, table('Silos', ['Keys', 'Start', 'Actions'].map(title => column(title)), silos)),
      h('form', { class: 'card form', novalidate: true, onsubmit: event => { event.preventDefault(); app.run(makeSilo, siloAlert); } }, h('h2', {}, 'Another silo'), siloAlert,
        labelled('Key', fields.key), labelled('Seed', fields.seed), labelled('Records', fields.records), labelled('Behaves', mode), modes,
        button('Add', addMode, { class: 'small' }), chosenList, h('button', { class: 'primary' }, 'Make silo'))));

  const path = snapshot => `snapshots/${encodeURIComponent(snapshot)}`;

  async function save() {
    const given = name.value.trim() || `snapshot-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`;
    const query = new URLSearchParams();
    if (extent.value) query.set('key', app.key);
    if (withOverrides.input.checked) query.set('overrides', 'true');
    await admin('PUT', `${path(given)}?${query}`);
    name.value = '';
    await load();
    say(`Saved as ${given}.`);
  }

  async function takeFile() {
    const file = upload.files[0];
    if (!file) return;
    const given = name.value.trim() || file.name.replace(/\.json$/, '');
    upload.value = '';
    const added = await admin('PUT', path(given), await file.text());
    await load();
    say(`Uploaded as ${given}.`);
    if (added.discarded) fill(place, alertBox('What does not fit the contract was left out', added.discarded.map(one => one.detail)));
  }

  function row(snapshot) {
    const act = (action, message) => app.run(async () => {
      place.replaceChildren();
      await action();
      await app.refresh();
      await load();
      if (message) say(message);
    }, place);
    const rename = h('input', { type: 'text', value: snapshot.name, 'aria-label': `New name of ${snapshot.name}`, hidden: true, onkeydown: event => {
      if (event.key === 'Enter') act(() => admin('PATCH', path(snapshot.name), { name: rename.value }), `Renamed to ${rename.value}.`);
      if (event.key === 'Escape') rename.hidden = true;
    } });
    return h('tr', {}, h('td', {}, h('strong', {}, snapshot.name), ' ', rename), h('td', {}, new Date(snapshot.time).toLocaleString()),
      h('td', {}, snapshot.silos.map(silo => silo.name ?? silo.keys?.[0]?.key ?? silo).join(', ')), h('td', { class: 'number' }, count(total(snapshot))),
      h('td', {}, h('span', { class: 'switches' },
        button('Restore', () => act(() => admin('POST', `${path(snapshot.name)}/restore`), `Everything is as in ${snapshot.name}.`), { class: 'small' }),
        button('Compare with now', () => act(() => compare(snapshot.name)), { class: 'small' }),
        button('Rename', () => { rename.hidden = false; rename.select(); rename.focus(); }, { class: 'small' }),
        button('Download', () => act(() => store(snapshot.name)), { class: 'small' }),
        button('Delete', () => act(() => admin('DELETE', path(snapshot.name)), 'Deleted.'), { class: 'small danger' }))));
  }

  async function store(snapshot) {
    const url = URL.createObjectURL(await download(path(snapshot)));
    h('a', { href: url, download: `${snapshot}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  async function compare(snapshot) {
    const { changes } = await admin('GET', `${path(snapshot)}/changes`);
    difference.hidden = false;
    fill(difference, h('div', { class: 'panel-head' }, h('h2', {}, `Since ${snapshot}`), h('span', { class: 'grow' }), button('Close', () => { difference.hidden = true; }, { class: 'small' })),
      changes.length === 0 ? h('p', {}, 'Nothing has changed.') : h('ul', {}, changes.map(change => change.gone ? h('li', {}, `The silo ${change.silo} is gone.`)
        : h('li', {}, `${change.silo}, ${change.api} ${change.resource}: `, ['came', 'went', 'changed'].filter(kind => change[kind].count).map((kind, at) =>
          [at ? '; ' : '', `${count(change[kind].count)} ${kind} (`, change[kind].identities.map((identity, index) => [index ? ', ' : '',
            kind === 'went' ? identity : h('a', { href: app.href('data', { api: change.api, key: change.silo, resource: change.resource, record: identity }) }, identity)]),
          change[kind].count > change[kind].identities.length ? ', …)' : ')'])))));
  }

  async function resetAll() {
    await admin('POST', 'reset');
    await app.refresh();
    await load();
    say('Everything is back where it began.');
  }

  // Silos.

  function siloRow(silo) {
    const special = [...Object.entries(silo.profile).map(([rule, reading]) => `${rule}: ${reading}`), ...silo.broken.map(rule => `broken: ${rule}`)];
    const records = typeof silo.records === 'number' ? silo.records : JSON.stringify(silo.records);
    return h('tr', {}, h('td', {}, silo.keys.map(right => h('div', { class: 'switches' }, h('code', {}, right.key), right.canWrite ? null : h('span', { class: 'soft' }, right.canRead ? 'reads only' : 'no rights'),
      copyButton(right.key, `the key ${right.key}`)))), h('td', {}, `${records} records, seed ${silo.seed}`, special.map(one => h('div', { class: 'soft' }, one))),
    h('td', {}, h('span', { class: 'switches' }, copyButton(silo.url, `the base URL of ${silo.name}`, { name: 'Copy URL' }), silo.name === app.silos[0].name ? null
      : button('Delete', () => app.run(() => remove(silo), place), { class: 'small danger' }))));
  }

  async function remove(silo) {
    await admin('DELETE', siloPath(silo.name));
    await app.refresh();
    if (silo.keys.some(right => right.key === app.key)) app.go({ key: null });
    else await load();
    say(`The silo ${silo.name} is gone.`);
  }

  function addMode() {
    const [rule, reading] = mode.value.split('=').map(part => part.trim());
    if (!rule || !reading) return say('Choose from the list: a rule and a reading or breakage of it.');
    chosen.set(rule, reading);
    mode.value = '';
    drawChosen();
  }

  function drawChosen() {
    fill(chosenList, [...chosen].map(([rule, reading]) => h('li', {}, h('code', {}, `${rule} = ${reading}`), button('Remove', () => { chosen.delete(rule); drawChosen(); }, { class: 'small' }))));
  }

  async function makeSilo() {
    siloAlert.replaceChildren();
    const number = value => /^-?\d+$/.test(value.trim()) ? Number(value) : asJson(value);
    const body = { profile: {}, broken: [] };
    for (const part of ['key', 'seed', 'records'])
      if (fields[part].value.trim()) body[part] = part === 'key' ? fields[part].value.trim() : number(fields[part].value);
    for (const [rule, reading] of chosen) {
      if (known.get(rule)?.readings.includes(reading) ?? true) body.profile[rule] = reading;
      else body.broken.push(`${rule}=${reading}`);
    }
    const made = await admin('POST', 'silos', body);
    chosen.clear();
    drawChosen();
    for (const field of Object.values(fields)) field.value = '';
    await app.refresh();
    app.go({ key: made.keys[0].key });
    say(`Made: ${made.name}.`);
  }

  const known = new Map();

  async function load() {
    const found = await admin('GET', 'snapshots');
    fill(rows, found.snapshots.length ? found.snapshots.map(row) : h('tr', {}, h('td', { colspan: 5, class: 'soft' }, 'None yet.')));
    fill(silos, app.silos.slice(0, 100).map(siloRow));
  }

  return {
    async update() {
      await load();
      const { rules } = await admin('GET', `${siloPath(app.key)}/rules/${encodeURIComponent(app.apiName)}`);
      for (const rule of rules) known.set(rule.id, { readings: rule.readings.map(reading => reading.name) });
      fill(modes, rules.flatMap(rule => [...rule.readings.slice(1), ...rule.breakages].map(one => h('option', { value: `${rule.id} = ${one.name}` }, one.sentence))));
    },
  };
}

function total(snapshot) {
  let sum = 0;
  const walk = node => typeof node === 'number' ? sum += node : node && typeof node === 'object' ? Object.values(node).forEach(walk) : 0;
  for (const silo of snapshot.silos) walk(silo.records ?? silo.counts);
  return sum;
}

function asJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function checkbox(name) {
  const input = h('input', { type: 'checkbox', id: newId() });
  return { input, box: h('span', { class: 'check' }, input, h('label', { for: input.id }, name)) };
}

const text = placeholder => h('input', { type: 'text', autocomplete: 'off', placeholder });
