// The contract as a table: what each rule says, where it comes from, and how it is read in this silo.
import { h, fill, select, labelled, pill, button, table, column, say, count } from './dom.js';
import { admin, siloPath } from './http.js';

const drawn = 100;

export function open(main, app) {
  let rules = [], limit = drawn, verdicts = null, shownFor = '';
  const place = h('div', { class: 'problems' });
  const rows = h('tbody');
  const summary = h('span', { class: 'soft', 'aria-live': 'polite' });
  const heading = h('tr');
  const search = h('input', { type: 'search', autocomplete: 'off', placeholder: 'id, sentence, place', oninput: () => filter({ search: search.value }) });
  const standing = select([['', 'any'], 'documented', 'inferred', 'decided'], '', value => filter({ standing: value }));
  const which = select([['', 'all'], ['open', 'with several readings'], ['switched', 'switched here'], ['failed', 'failed in the report']], '', value => filter({ which: value }));
  const more = button('Show more', () => { limit += drawn; draw(); }, { class: 'small' });
  const file = h('input', { type: 'file', accept: '.json,application/json', onchange: () => app.run(() => report(file.files[0]), place) });
  const drop = labelled('Report of the suite', file, 'labelled drop');
  for (const type of ['dragover', 'drop', 'dragleave']) main.addEventListener(type, onDrag);
  const box = table('Rules', [], rows);
  box.querySelector('thead').replaceChildren(heading);
  fill(main, h('h1', { class: 'hidden' }, 'Rules'), h('div', { class: 'toolbar' }, labelled('Search', search), labelled('Standing', standing), labelled('Which', which), h('span', { class: 'grow' }), drop),
    place, box, h('div', { class: 'pager' }, summary, more));

  const filter = changes => { app.note(changes); limit = drawn; draw(); };
  const isSwitched = rule => rule.inForce.join() !== rule.readings[0].name;

  function onDrag(event) {
    event.preventDefault();
    drop.classList.toggle('over', event.type === 'dragover');
    if (event.type === 'drop' && event.dataTransfer.files[0]) app.run(() => report(event.dataTransfer.files[0]), place);
  }

  async function report(dropped) {
    place.replaceChildren();
    let json;
    try {
      json = JSON.parse(await dropped.text());
    } catch {
      json = null;
    }
    if (!Array.isArray(json?.rules)) {
      return fill(place, h('div', { role: 'alert', class: 'alert' }, `${dropped.name} is no report of the suite: expected report.json, with a list of rules.`));
    }
    verdicts = new Map(json.rules.map(rule => [rule.id, rule]));
    say(`Verdicts of ${json.target ?? dropped.name}.`);
    draw();
  }

  async function load() {
    rules = (await admin('GET', `${siloPath(app.key)}/rules/${encodeURIComponent(app.apiName)}`)).rules;
  }

  function draw() {
    const [text, stands, kind] = [search.value.toLowerCase(), standing.value, which.value];
    const taken = rules.filter(rule => (!stands || rule.standing === stands)
      && (!kind || (kind === 'open' ? rule.readings.length > 1 : kind === 'switched' ? isSwitched(rule) : verdicts?.get(rule.id)?.verdict === 'fail'))
      && (!text || `${rule.id} ${rule.summary} ${rule.source} ${placeOf(rule)}`.toLowerCase().includes(text)));
    fill(heading, ['Rule', 'Source', 'Standing', 'In force here', ...(verdicts ? ['Verdict'] : [])].map(name => column(name)));
    fill(rows, taken.slice(0, limit).map(row));
    summary.textContent = `${count(Math.min(limit, taken.length))} of ${count(taken.length)} rules.`;
    more.hidden = taken.length <= limit;
  }

  function row(rule) {
    const chosen = rule.inForce[0];
    const options = list => list.map(mode => h('option', { value: mode.name, selected: mode.name === chosen }, mode.name));
    const sentence = h('div', { class: 'soft' }, sentenceOf(rule, chosen));
    const control = h('select', { 'aria-label': `In force for ${rule.id}`, onchange: () => switchTo(rule, control.value) },
      h('optgroup', { label: 'Readings' }, options(rule.readings)), rule.breakages.length ? h('optgroup', { label: 'Breakages' }, options(rule.breakages)) : null);
    return h('tr', {}, h('td', {}, h('code', {}, rule.id), h('div', {}, rule.summary), h('div', { class: 'soft' }, placeOf(rule))), h('td', {}, rule.source),
      h('td', {}, pill(rule.standing, { documented: 'good', decided: 'warn' }[rule.standing])),
      h('td', {}, rule.readings.length + rule.breakages.length > 1 ? control : rule.readings[0].name, isSwitched(rule) ? [' ', pill('switched', 'warn')] : null, sentence),
      verdicts ? h('td', {}, verdict(rule)) : null);
  }

  function verdict(rule) {
    const known = verdicts.get(rule.id);
    if (!known) return h('span', { class: 'soft' }, 'not in the report');
    return [pill(known.verdict, { pass: 'good', fail: 'bad' }[known.verdict] ?? 'warn'), h('div', { class: 'soft' }, [known.reading, known.message].filter(Boolean).join(': '))];
  }

  async function switchTo(rule, mode) {
    await app.run(async () => {
      const silo = await admin('GET', siloPath(app.key));
      const isReading = rule.readings.some(reading => reading.name === mode);
      const broken = silo.broken.filter(one => one !== rule.id && !one.startsWith(`${rule.id}=`));
      await admin('PATCH', siloPath(app.key), {
        profile: { [rule.id]: isReading && mode !== rule.readings[0].name ? mode : null },
        broken: isReading ? broken : [...broken, `${rule.id}=${mode}`],
      });
      place.replaceChildren();
      say(`${rule.id}: ${mode}.`);
    }, place);
    // A refused switch stands where it stood.
    await app.run(load, place);
    draw();
  }

  return {
    async update(isFresh) {
      standing.value = app.params.get('standing') ?? '';
      which.value = app.params.get('which') ?? '';
      if (document.activeElement !== search) search.value = app.params.get('search') ?? '';
      const now = `${app.key}\n${app.apiName}`;
      if (now !== shownFor || isFresh) await load();
      shownFor = now;
      draw();
    },
    close: () => { for (const type of ['dragover', 'drop', 'dragleave']) main.removeEventListener(type, onDrag); main.classList.remove('has-panel'); },
  };
}

const placeOf = rule => rule.operation ?? ([rule.resource, rule.field].filter(Boolean).join('.') || 'the whole API');

const sentenceOf = (rule, name) => [...rule.readings, ...rule.breakages].find(mode => mode.name === name)?.sentence ?? name;
