// Records as a table, and one of them as a form.
import { h, fill, select, setOptions, labelled, button, pill, table, column, debounce, say, count } from './dom.js';
import { admin, siloPath } from './http.js';
import { recordForm } from './form.js';

const pageSize = 100;

export function open(main, app) {
  let api, resource, asking, shownFor = '', undoState = null;
  const rows = h('tbody');
  const heading = h('tr');
  const summary = h('span', { class: 'soft', 'aria-live': 'polite' });
  const panel = h('section', { class: 'panel', 'aria-label': 'Record', hidden: true });
  const resourceSelect = select([], '', value => app.go({ resource: value, search: null, sort: null, order: null, state: null, offset: null, record: null }));
  const search = h('input', { type: 'search', autocomplete: 'off', placeholder: 'in all fields', oninput: debounce(() => filter({ search: search.value })) });
  const stateSelect = select([['', 'all'], 'active', 'deleted'], '', value => filter({ state: value }));
  const stateLabel = labelled('Show', stateSelect);
  const create = button('New', () => app.go({ record: 'new' }), { class: 'primary' });
  const undo = button('Undo', takeBack, { hidden: true, title: 'Takes the last change back' });
  const previous = button('Previous page', () => turn(-pageSize), { class: 'small' });
  const next = button('Next page', () => turn(pageSize), { class: 'small' });
  const list = h('div', { class: 'list' }, table('Records', [], rows), h('div', { class: 'pager' }, summary, previous, next));
  list.querySelector('thead').replaceChildren(heading);
  const place = h('div', { class: 'problems' });
  fill(main, h('h1', { class: 'hidden' }, 'Records'), h('div', { class: 'toolbar' }, labelled('Resource', resourceSelect), labelled('Search', search), stateLabel,
    h('span', { class: 'grow' }), undo, create), place, h('div', { class: 'split' }, list, panel));

  const path = () => `${siloPath(app.key)}/records/${encodeURIComponent(api.api)}/${encodeURIComponent(resource.id)}`;
  const filter = changes => { app.note({ ...changes, offset: null }); load(); };
  const turn = by => { app.note({ offset: Math.max(0, Number(app.params.get('offset') ?? 0) + by) || null }); load(); };

  async function load() {
    asking?.abort();
    asking = new AbortController();
    const query = new URLSearchParams({ limit: pageSize });
    for (const name of ['search', 'sort', 'order', 'state', 'offset'])
      if (app.params.get(name)) query.set(name, app.params.get(name));
    const { signal } = asking;
    await app.run(async () => {
      const found = await admin('GET', `${path()}?${query}`, undefined, signal);
      place.replaceChildren();
      show(found);
    }, place);
  }

  function show(found) {
    const offset = Number(app.params.get('offset') ?? 0);
    const isIdentity = field => field.name === resource.identity;
    const fields = resource.fields.filter(field => !field.writeOnly).sort((a, b) => isIdentity(b) - isIdentity(a));
    fill(heading, fields.map(head));
    fill(rows, found.records.map(record => row(record, fields)));
    summary.textContent = found.matching === 0 ? 'No records.'
      : `${count(offset + 1)}–${count(offset + found.records.length)} of ${count(found.matching)}${found.matching < found.total ? ` (${count(found.total)} in all)` : ''}`;
    previous.hidden = next.hidden = found.matching <= pageSize;
    previous.disabled = offset === 0;
    next.disabled = offset + found.records.length >= found.matching;
  }

  function head(field) {
    const isSorted = (app.params.get('sort') ?? resource.identity) === field.name;
    const isDown = isSorted && app.params.get('order') === 'descending';
    return column(button([field.name, isSorted ? h('span', { 'aria-hidden': 'true' }, isDown ? ' ↓' : ' ↑') : ''],
      () => filter({ sort: field.name, order: isSorted && !isDown ? 'descending' : null }), { class: 'plain' }),
    { 'aria-sort': isSorted ? (isDown ? 'descending' : 'ascending') : 'none' });
  }

  function row(record, fields) {
    const isOpen = app.params.get('record') === String(record.identity);
    return h('tr', {
      class: `opens${record.deleted ? ' off' : ''}${isOpen ? ' current' : ''}`, 'data-identity': record.identity,
      onclick: event => { if (!event.target.closest('a')) app.go({ record: record.identity }); },
    }, fields.map(field => h('td', {}, cell(record, field))));
  }

  function cell(record, field) {
    const value = record.values[field.name];
    if (field.name === resource.identity) return h('a', { href: app.href('data', { ...kept(), record: record.identity }) }, record.identity);
    return shown(value, field, app);
  }

  const kept = () => Object.fromEntries([...app.params].filter(([name]) => name !== 'record'));

  async function openRecord() {
    const wanted = app.params.get('record');
    for (const line of rows.children) line.classList.toggle('current', line.dataset.identity === wanted);
    panel.hidden = !wanted;
    main.classList.toggle('has-panel', !!wanted);
    if (!wanted) return fill(panel);
    await app.run(async () => {
      const record = wanted === 'new' ? null : await admin('GET', `${path()}/${encodeURIComponent(wanted)}`);
      fill(panel, recordForm({ app, api, resource, record, path: path(), close: () => app.go({ record: null }), done }));
    }, fill(panel, button('Close', () => app.go({ record: null }), { class: 'small' })));
  }

  // After a change through the form: the table follows, the record stays open.
  async function done(identity, message) {
    undoState = (await admin('GET', `${path()}?limit=0`)).state;
    undo.hidden = false;
    if (identity !== null && String(identity) !== app.params.get('record')) app.note({ record: identity });
    if (identity === null) app.note({ record: null });
    await Promise.all([load(), openRecord()]);
    say(message);
  }

  async function takeBack() {
    const isBack = await app.run(() => admin('POST', `${siloPath(app.key)}/undo`, undoState ? { state: undoState } : {}), place);
    if (!isBack) return;
    undo.hidden = true;
    say('The last change is taken back.');
    await load();
    const open = app.params.get('record');
    if (open && open !== 'new' && !await exists(open)) app.note({ record: null });
    await openRecord();
  }

  async function exists(identity) {
    try {
      await admin('GET', `${path()}/${encodeURIComponent(identity)}`);
      return true;
    } catch {
      return false;
    }
  }

  return {
    async update(isFresh) {
      api = await app.api();
      const name = app.params.get('resource');
      resource = api.resources.find(one => one.id === name) ?? api.resources[0];
      setOptions(resourceSelect, api.resources.map(one => [one.id, one.name]), resource.id);
      if (document.activeElement !== search) search.value = app.params.get('search') ?? '';
      stateSelect.value = app.params.get('state') ?? '';
      stateLabel.hidden = !resource.active;
      const now = [app.key, api.api, resource.id, ...['search', 'sort', 'order', 'state', 'offset'].map(name => app.params.get(name))].join('\n');
      await Promise.all([now !== shownFor || isFresh ? load() : null, openRecord()]);
      shownFor = now;
    },
    close: () => { asking?.abort(); main.classList.remove('has-panel'); },
  };
}

/** A value in a cell; other records are links. */
function shown(value, field, app) {
  if (value === null || value === undefined || value === '') return h('span', { class: 'soft' }, '–');
  if (typeof value === 'boolean') return value ? pill('yes', 'good') : pill('no');
  if (Array.isArray(value)) return value.length === 0 ? h('span', { class: 'soft' }, '–') : value.map((one, at) => [at ? ', ' : '', shown(one, field, app)]);
  if (typeof value === 'object') return field.target && 'identity' in value ? reference(field.target, value, app) : Object.values(value).join(' ');
  return String(value);
}

export function reference(resource, value, app) {
  const label = value.label ?? `${value.identity} (gone)`;
  return value.label === null ? label : h('a', { href: app.href('data', { resource, record: value.identity }) }, label);
}
