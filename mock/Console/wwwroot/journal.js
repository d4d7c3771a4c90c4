// What was asked and answered: live, filtered, grouped by why it was refused.
import { h, fill, select, setOptions, labelled, button, copyButton, pill, table, column, debounce, say, count, time, pretty, statusKind } from './dom.js';
import { admin, siloPath, stream, NoAnswer } from './http.js';

const pageSize = 100, most = 1000;
const filters = ['text', 'operation', 'method', 'status', 'by'];

export function open(main, app) {
  let live = null, entries = [], total = 0, isPaused = false, missed = 0, shownFor = '';
  const rows = h('tbody');
  const causes = h('ul', { class: 'causes' });
  const summary = h('span', { class: 'soft' });
  const panel = h('section', { class: 'panel wide', 'aria-label': 'Exchange', hidden: true });
  const place = h('div', { class: 'problems' });
  const search = h('input', { type: 'search', autocomplete: 'off', placeholder: 'path, query, bodies', oninput: debounce(() => filter({ text: search.value })) });
  const operation = select([], '', value => filter({ operation: value }));
  const method = select([['', 'any'], 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'], '', value => filter({ method: value }));
  const status = select([['', 'any'], ['refused', 'refused'], '2xx', '3xx', '4xx', '5xx'], '', value => filter({ status: value }));
  const by = select([], '', value => filter({ by: value }));
  const pause = button('Pause', () => setPaused(!isPaused), { 'aria-pressed': 'false' });
  const more = button('Older ones', () => app.run(older, place), { class: 'small' });
  const tabs = h('div', { class: 'tabs', role: 'group', 'aria-label': 'View' },
    [['', 'Exchanges'], ['causes', 'Refusals by cause']].map(([view, name]) => button(name, () => app.go({ view, entry: null }), { 'data-view': view, 'aria-pressed': 'false' })));
  const list = h('div', { class: 'list' },
    table('Exchanges', ['Time', 'Method', 'Operation', 'Status', 'Why', 'Key', 'ms', 'Answered by'].map(name => column(name, { class: name === 'ms' ? 'number' : null })), rows),
    h('div', { class: 'scroll', hidden: true }, causes), h('div', { class: 'pager' }, summary, more));
  const [tableBox, causesBox] = list.children;
  fill(main, h('h1', { class: 'hidden' }, 'Journal'),
    h('div', { class: 'toolbar' }, tabs, labelled('Search', search), labelled('Operation', operation), labelled('Method', method), labelled('Status', status), labelled('Key', by),
      h('span', { class: 'grow' }), pause, button('Clear', () => app.run(clear, place))),
    place, h('div', { class: 'split' }, list, panel));

  const query = () => {
    const asked = new URLSearchParams();
    for (const name of filters) if (app.params.get(name)) asked.set(name === 'by' ? 'key' : name, app.params.get(name));
    return asked;
  };
  const isCauses = () => app.params.get('view') === 'causes';
  const filter = changes => { app.note(changes); shownFor = ''; app.run(start, place); };

  async function load(offset = 0) {
    const asked = query();
    asked.set('limit', pageSize);
    if (offset) asked.set('offset', offset);
    const found = await admin('GET', `journal?${asked}`);
    total = found.total;
    return found.entries;
  }

  async function start() {
    live?.abort();
    live = new AbortController();
    missed = 0;
    const { signal } = live;
    const asked = query();
    asked.set('every', 250);
    // From here on nothing is missed: what comes while the list is read is known by its number.
    stream(`journal/stream?${asked}`, signal, take).catch(wrong => wrong instanceof NoAnswer && !signal.aborted ? reconnect(signal) : null);
    if (isCauses()) await loadCauses();
    entries = await load();
    draw();
  }

  function reconnect(signal) {
    summary.textContent = 'The mock does not answer; trying again.';
    setTimeout(() => { if (!signal.aborted) start().catch(() => reconnect(signal)); }, 1000);
  }

  const refreshCauses = debounce(() => app.run(loadCauses, place), 500);

  function take(batch) {
    missed += batch.dropped;
    const known = entries[0]?.id ?? 0;
    const fresh = batch.entries.filter(entry => entry.id > known).reverse();
    total += fresh.length + batch.dropped;
    if (isPaused) return summarize();
    if (isCauses()) refreshCauses();
    entries = [...fresh, ...entries].slice(0, most);
    rows.prepend(...fresh.map(row));
    while (rows.childElementCount > entries.length) rows.lastChild.remove();
    summarize();
  }

  function draw() {
    fill(rows, entries.map(row));
    summarize();
  }

  function summarize() {
    summary.textContent = isCauses() ? `${count(causes.childElementCount)} causes.`
      : `${count(entries.length)} of ${count(total)}${missed ? `, ${count(missed)} came too fast to be shown live` : ''}${isPaused ? ', paused' : ''}.`;
    more.hidden = isCauses() || entries.length >= total || entries.length >= most;
  }

  async function older() {
    const found = await load(entries.length);
    const last = entries.at(-1)?.id ?? Infinity;
    const fresh = found.filter(entry => entry.id < last);
    entries.push(...fresh);
    rows.append(...fresh.map(row));
    summarize();
  }

  function row(entry) {
    return h('tr', { class: `opens${app.params.get('entry') === String(entry.id) ? ' current' : ''}`, 'data-id': entry.id,
      onclick: event => { if (!event.target.closest('a')) app.go({ entry: entry.id }); } },
    h('td', {}, h('a', { href: app.href('journal', { ...Object.fromEntries(app.params), entry: entry.id }) }, time(entry.at))),
    h('td', {}, methodOf(entry.method)),
    h('td', {}, entry.operation ?? h('code', {}, entry.path)),
    h('td', {}, pill(entry.status || 'none', statusKind(entry.status, entry.refusal !== null))),
    h('td', {}, why(entry)), h('td', {}, entry.key ?? h('span', { class: 'soft' }, 'none')), h('td', { class: 'number' }, entry.elapsedMs.toFixed(1)),
    h('td', {}, entry.answeredBy === 'override' && entry.overrides.length ? `override ${entry.overrides.join(', ')}` : entry.answeredBy));
  }

  async function loadCauses() {
    const found = (await admin('GET', `journal/refusals?${query()}`)).refusals;
    fill(causes, found.map(cause => h('li', {}, h('strong', {}, `${count(cause.count)} ×`),
      h('a', { href: app.href('journal', { operation: cause.operation, status: 'refused', text: cause.field && cause.message, entry: cause.newest }) },
        [cause.field, cause.message || 'no message'].filter(Boolean).join(': ')),
      pill(cause.status || 'none', statusKind(cause.status, true)), h('span', { class: 'soft' }, cause.operation ?? 'no operation'))));
    if (!found.length) fill(causes, h('li', { class: 'soft' }, 'Nothing was refused.'));
    summarize();
  }

  function setPaused(paused) {
    isPaused = paused;
    pause.setAttribute('aria-pressed', String(paused));
    if (paused) summarize();
    else app.run(start, place);
  }

  async function clear() {
    await admin('DELETE', 'journal');
    await start();
  }

  async function openEntry() {
    const id = app.params.get('entry');
    for (const line of rows.children) line.classList.toggle('current', line.dataset.id === id);
    panel.hidden = !id;
    main.classList.toggle('has-panel', !!id);
    fill(panel);
    if (id) await app.run(async () => fill(panel, exchange(await admin('GET', `journal/${encodeURIComponent(id)}`))), panel);
  }

  function exchange(entry) {
    const again = async () => {
      const sent = await admin('POST', `journal/${entry.id}/send`);
      say(`Sent again: status ${sent.status}.`);
      app.go({ entry: sent.id });
    };
    const record = entry.record;
    return [
      h('div', { class: 'panel-head' }, h('h2', {}, methodOf(entry.method), ' ', entry.operation ?? entry.path), pill(entry.status || 'none', statusKind(entry.status, entry.refusal !== null)),
        h('span', { class: 'grow' }), button('Close', () => app.go({ entry: null }), { class: 'small' })),
      h('p', {}, h('code', {}, entry.path + (entry.query ? `?${entry.query}` : ''))),
      h('p', { class: 'soft' }, `${new Date(entry.at).toLocaleString()}, ${entry.elapsedMs} ms, answered by ${entry.answeredBy}${entry.overrides.length ? ` ${entry.overrides.join(', ')}` : ''}`),
      entry.refusal !== null || entry.errors.length ? h('div', { class: 'alert' }, h('strong', {}, entry.refusal || 'Refused'),
        h('ul', {}, entry.errors.map(error => h('li', {}, h('code', {}, error.field), `: ${error.message}`)))) : null,
      h('div', { class: 'switches' }, copyButton(() => curl(entry), 'the command', { name: 'Copy as curl' }), button('Send again', () => app.run(again, place), { class: 'small' }),
        entry.operation ? button('Make an override of it', () => { location.hash = app.href('overrides', { api: entry.api, operation: entry.operation, status: entry.status || null }); }, { class: 'small' }) : null,
        record ? button('Show the record', () => { location.hash = app.href('data', { api: entry.api, key: record.silo, resource: record.resource, record: record.identity }); }, { class: 'small' }) : null),
      message('Request', entry.request), message('Response', entry.response),
    ];
  }

  return {
    async update(isFresh) {
      const api = await app.api();
      setOptions(operation, [['', 'any'], ...api.operations.map(one => one.id)], app.params.get('operation') ?? '');
      setOptions(by, [['', 'any'], ...app.silos.flatMap(silo => silo.keys.map(right => right.key))], app.params.get('by') ?? '');
      method.value = app.params.get('method') ?? '';
      status.value = app.params.get('status') ?? '';
      if (document.activeElement !== search) search.value = app.params.get('text') ?? '';
      for (const tab of tabs.children) tab.setAttribute('aria-pressed', String(tab.dataset.view === (app.params.get('view') ?? '')));
      [tableBox.hidden, causesBox.hidden] = [isCauses(), !isCauses()];
      const now = `${query()}\n${app.params.get('view')}`;
      if (now !== shownFor || isFresh) await start();
      shownFor = now;
      await openEntry();
    },
    close: () => { live?.abort(); main.classList.remove('has-panel'); },
  };
}

export const methodOf = method => h('span', { class: `method ${method}` }, method);

const why = entry => entry.errors.length ? entry.errors.map(error => `${error.field}: ${error.message}`).join('; ') : entry.refusal ?? '';

function message(name, { headers, body, bodyBase64, contentType }) {
  const text = body ?? (bodyBase64 ? `${bodyBase64} (Base64)` : '');
  const shown = h('pre', { tabindex: 0 }, contentType?.includes('json') ? pretty(text) : text);
  const raw = button('Raw', () => {
    const isRaw = raw.getAttribute('aria-pressed') === 'true';
    raw.setAttribute('aria-pressed', String(!isRaw));
    shown.textContent = isRaw ? pretty(text) : text;
  }, { class: 'small', 'aria-pressed': 'false', 'aria-label': `Raw ${name.toLowerCase()}` });
  return h('section', { class: 'message', 'aria-label': name }, h('div', { class: 'panel-head' }, h('h3', {}, name), h('span', { class: 'grow' }), text ? raw : null),
    h('dl', {}, Object.entries(headers).flatMap(([header, value]) => [h('dt', {}, header), h('dd', {}, value)])), text ? shown : h('p', { class: 'soft' }, 'No body.'));
}

// Keys that are no secret stand in it as they are; of others the beginning.
function curl(entry) {
  const quote = text => `'${text.replaceAll("'", "'\\''")}'`;
  const skipped = new Set(['host', 'content-length', 'connection', 'accept-encoding', 'journal-entry']);
  const skips = name => skipped.has(name.toLowerCase()) || name.toLowerCase().startsWith('sec-');
  return ['curl', entry.method === 'GET' ? '' : `-X ${entry.method}`, quote(location.origin + entry.path + (entry.query ? `?${entry.query}` : '')),
    ...Object.entries(entry.request.headers).filter(([name]) => !skips(name)).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    entry.request.body ? `--data-raw ${quote(entry.request.body)}` : ''].filter(Boolean).join(' ');
}
