// The frame around all pages: which page the URL names, the API and silo in force, and what is switched on.
import { h, fill, select, setOptions, labelled, button, alertBox, say } from './dom.js';
import { banner } from './banner.js';
import { admin, adminKey, setAdminKey, NoAnswer, Refusal } from './http.js';

const pages = {
  data: 'Data', journal: 'Journal', overrides: 'Overrides', snapshots: 'Snapshots', rules: 'Rules',
};
const everywhere = ['api', 'key'];

const main = document.getElementById('main');
const notices = document.getElementById('notices');
const state = { page: '', params: new URLSearchParams(), apis: [], silos: [], overrides: [], described: new Map() };
let current = null;
let apiSelect, siloSelect;

/** What pages are given. */
const app = {
  get params() { return state.params; },
  get key() { return state.params.get('key') ?? state.silos[0]?.keys[0].key; },
  get apiName() { return state.params.get('api') ?? state.apis[0]?.api; },
  get silos() { return state.silos; },
  get overrides() { return state.overrides; },
  get apis() { return state.apis; },

  /** The API in force, as the mock describes it. */
  async api(name = app.apiName, fresh = false) {
    if (fresh || !state.described.has(name)) state.described.set(name, admin('GET', `apis/${encodeURIComponent(name)}`));
    try {
      return await state.described.get(name);
    } catch (wrong) {
      state.described.delete(name);
      throw wrong;
    }
  },

  /** The address of a page with these parameters, besides API and silo. */
  href: (page, params = {}) => {
    const query = new URLSearchParams();
    for (const [name, value] of [...everywhere.map(name => [name, state.params.get(name)]), ...Object.entries(params)]) {
      if (value === null || value === undefined || value === '') query.delete(name);
      else query.set(name, value);
    }
    return `#/${page}${query.size ? `?${query}` : ''}`;
  },

  /** Goes on with some parameters changed; a step back in the browser comes back. */
  go(changes) { location.hash = changed(changes); },

  /** Notes parameters in the URL, of which the page knows already. */
  note(changes) {
    const hash = changed(changes);
    history.replaceState(null, '', hash);
    state.params = new URLSearchParams(hash.split('?')[1] ?? '');
    navigation();
  },

  /** Runs an action; what goes wrong is shown instead of thrown. */
  async run(action, place = notices) {
    try {
      await action();
      return true;
    } catch (wrong) {
      show(wrong, place);
      return false;
    }
  },

  refresh,
};

function changed(changes) {
  const query = new URLSearchParams(state.params);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  return `#/${state.page}${query.size ? `?${query}` : ''}`;
}

function show(wrong, place) {
  if (wrong.name === 'AbortError') return;
  if (wrong instanceof Refusal && wrong.status === 401 && !place.closest('form')) return demandKey();
  place.querySelector(':scope > [role=alert]')?.remove();
  const box = wrong instanceof Refusal
    ? alertBox(wrong.title, wrong.problems.map(problem => problem.field ? `${problem.field}: ${problem.text}` : problem.text))
    : alertBox(wrong instanceof NoAnswer ? wrong.message : `A bug of this page: ${wrong.message}`);
  if (wrong instanceof NoAnswer) box.dataset.gone = '';
  box.append(button('Close', () => box.remove(), { class: 'small' }));
  place.prepend(box);
}

function demandKey() {
  const input = h('input', { type: 'password', autocomplete: 'off' });
  const form = h('form', { novalidate: true, class: 'card narrow', onsubmit: event => {
    event.preventDefault();
    setAdminKey(input.value);
    location.reload();
  } }, h('h1', {}, 'Admin key'), h('p', {}, 'This mock was started with ', h('code', {}, '--admin-key'), '. The key stays in this tab.'),
  adminKey() ? alertBox('The key is not right.') : null, labelled('Key', input), h('button', {}, 'Open'));
  fill(main, form);
  input.focus();
}

// The frame.

function navigation() {
  fill(document.getElementById('nav'), Object.entries(pages).map(([page, name]) =>
    h('a', { href: app.href(page), 'aria-current': page === state.page ? 'page' : null }, name)),
  h('a', { href: `/docs/${encodeURIComponent(app.apiName)}` }, 'Docs'));
}

function scope() {
  apiSelect = select(state.apis.map(api => api.api), app.apiName, value => move({ api: value }));
  siloSelect = select(keys(), app.key, value => move({ key: value }));
  fill(document.getElementById('scope'), labelled('API', apiSelect), labelled('Silo', siloSelect),
    button('Reset', reset, { title: 'Puts the silo back to where it began: records, readings, and what is tied to its keys.' }));
}

// What a page shows of another API or silo is not what was looked for.
const move = changes => { location.hash = `#/${state.page}?${new URLSearchParams({ api: app.apiName, key: app.key, ...changes })}`; };

const keys = () => state.silos.flatMap(silo => silo.keys.map(right => right.key));

async function reset() {
  await app.run(async () => {
    const done = await admin('POST', `reset?key=${encodeURIComponent(app.key)}`);
    say(`The silo ${done.reset.join(', ')} is back where it began.`);
    await refresh();
    await current?.update?.(true);
  });
}

/** Reads what is switched on, and the silos; where nothing was done here, only if there are others. */
async function refresh(isWatching = false) {
  const [health, overrides] = await Promise.all([admin('GET', 'health'), admin('GET', 'overrides')]);
  const silos = isWatching && health.silos === state.silos.length ? { silos: state.silos } : await admin('GET', 'silos');
  const before = keys().join();
  [state.silos, state.overrides] = [silos.silos, overrides.overrides];
  if (siloSelect && before !== keys().join()) setOptions(siloSelect, keys(), app.key);
  notices.querySelector('[data-gone]')?.remove();
  banner(state.overrides, notices, turnOff);
}

const turnOff = action => app.run(async () => {
  await action();
  await refresh();
  await current?.update?.(true);
});

// Which page.

async function route() {
  const [path, query] = location.hash.slice(1).split('?');
  const page = path.replace(/^\//, '');
  state.params = new URLSearchParams(query ?? '');
  const isSame = page === state.page && current;
  state.page = page;
  navigation();
  apiSelect.value = app.apiName;
  siloSelect.value = app.key;
  if (isSame) {
    await app.run(() => current.update());
    return;
  }
  current?.close?.();
  notices.querySelectorAll(':scope > [role=alert]').forEach(alert => alert.remove());
  document.title = `${pages[page] ?? 'Start'} · PlanisoContract mock`;
  await app.run(async () => {
    const { open } = await import(`./${pages[page] ? page : 'start'}.js`);
    fill(main);
    current = open(main, app);
    await current.update();
  });
}

async function watch() {
  if (!document.hidden) await app.run(() => refresh(true));
  setTimeout(watch, 2000);
}

const started = await app.run(async () => {
  state.apis = (await admin('GET', 'apis')).apis;
  await refresh();
  scope();
  addEventListener('hashchange', () => { if (location.hash.startsWith('#/') || !location.hash) route(); });
  await route();
});
if (started) setTimeout(watch, 2000);
