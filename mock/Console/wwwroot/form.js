// A record as a form. It is sent through the API, or as administrator past it; what was refused stands at its field.
import { h, fill, button, pill, newId, alertBox } from './dom.js';
import { admin, operate, siloPath, NoAnswer, Refusal } from './http.js';
import { reference } from './data.js';

const dense = { date: 'YYYY-MM-DD', timestamp: 'YYYY-MM-DD hh:mm:ss' };

export function recordForm({ app, api, resource, record, path, close, done }) {
  const operation = kind => api.operations.find(one => one.id === resource.operations[kind]);
  const create = operation('create'), update = operation('update'), remove = operation('delete');
  const saving = record ? update : create;
  const alerts = h('div');
  const body = h('div', { class: 'fields' });
  const isAdministrator = h('input', { type: 'checkbox', checked: !saving, onchange: draw, id: newId() });
  const save = h('button', { class: 'primary' }, 'Save');
  const erase = record && button('Delete', () => act(deleteRecord), { class: 'danger' });
  let inputs = [];

  const form = h('form', { novalidate: true, onsubmit: event => { event.preventDefault(); act(saveRecord); } },
    h('div', { class: 'panel-head' }, h('h2', {}, record ? record.label : `${resource.name}, to be added`), record?.deleted ? pill('deleted', 'warn') : null,
      h('span', { class: 'grow' }), button('Close', close, { class: 'small' })),
    alerts, body,
    h('div', { class: 'actions' }, save, erase, h('span', { class: 'grow' }),
      h('span', { class: 'check' }, isAdministrator, h('label', { for: isAdministrator.id }, 'as administrator'))),
    record ? referring() : null);
  draw();
  return form;

  function draw() {
    const past = isAdministrator.checked;
    inputs = [];
    fill(body, parentField(), resource.fields.flatMap(field => field.linked && !record && !past ? field.linked.map(control) : [control(field)]));
    save.disabled = !past && !saving;
    save.title = save.disabled ? 'The API has no operation for this; an administrator can.' : '';
    if (erase) {
      erase.disabled = !past && !remove;
      erase.title = erase.disabled ? 'The API cannot delete it; an administrator can.' : '';
    }
  }

  // A nested record needs to know where.
  function parentField() {
    if (!resource.parent) return null;
    const parent = { name: resource.parent, type: 'integer', target: resource.parent, required: true, create: '$parent', description: `The ${resource.parent} that it belongs to.` };
    return control(record ? { ...parent, create: undefined, readOnly: true } : parent, record?.parent);
  }

  function control(field, given) {
    const past = isAdministrator.checked;
    const isParent = field.create === '$parent' || (field.name === resource.parent && given);
    const name = isParent ? field.create : past ? (field.name === resource.identity && record ? null : field.name) : record ? field.update : field.create;
    const isOpen = !!name && (past ? !field.writeOnly || !record : !field.readOnly);
    const value = given ?? (record ? record.values[field.name] : field.default ?? null);
    const id = newId();
    const hint = h('span', { class: 'hint', id: `${id}-hint` }, describe(field));
    const error = h('span', { class: 'error', id: `${id}-error` });
    const input = field.type === 'boolean'
      ? h('input', { type: 'checkbox', checked: value === true, disabled: !isOpen })
      : isLong(field) ? h('textarea', { rows: field.type === 'entries' ? 3 : 1, readOnly: !isOpen }) : h('input', { type: 'text', autocomplete: 'off', readOnly: !isOpen, placeholder: dense[field.type], inputmode: field.type === 'integer' ? 'numeric' : null });
    const text = toText(field, value);
    if (field.type !== 'boolean') input.value = text;
    input.id = id;
    input.setAttribute('aria-describedby', `${id}-error ${id}-hint`);
    if (field.required && isOpen) input.setAttribute('aria-required', 'true');
    const options = isOpen ? suggestions(field, input, `${id}-list`) : null;
    inputs.push({ field, name: isOpen ? name : null, input, error, before: field.type === 'boolean' ? value === true : text, isUnset: value === null });
    return h('div', { class: `field${isOpen ? '' : ' fixed'}${field.type === 'boolean' ? ' flag' : ''}` },
      h('span', { class: 'name' }, h('label', { for: id }, field.name), field.required && isOpen ? h('span', { class: 'required', 'aria-hidden': 'true' }, 'required') : null),
      input, options, links(field, value), error, hint);
  }

  function links(field, value) {
    const all = [value].flat().filter(one => field.target && one?.identity);
    return all.length ? h('span', { class: 'leads' }, all.map((one, at) => [at ? ', ' : '→ ', reference(field.target, one, app)])) : null;
  }

  // Values to choose from; other records are looked for while one types.
  function suggestions(field, input, id) {
    const values = field.values ?? field.suggestions;
    if (!values && !field.target || isLong(field)) return null;
    const list = h('datalist', { id }, values?.map(value => h('option', { value })));
    input.setAttribute('list', id);
    if (!values) input.addEventListener('focus', async () => {
      try {
        const found = await admin('GET', `${siloPath(app.key)}/records/${encodeURIComponent(api.api)}/${encodeURIComponent(field.target)}?limit=200`);
        fill(list, found.records.map(one => h('option', { value: one.identity }, one.label)));
      } catch { /* Without suggestions it can be typed all the same. */ }
    }, { once: true });
    return list;
  }

  function collect() {
    const past = isAdministrator.checked;
    const values = {};
    for (const { field, name, input, before, isUnset } of inputs) {
      if (!name) continue;
      const now = field.type === 'boolean' ? input.checked : input.value;
      if (now === before && (record || isUnset || field.default === undefined || !past)) continue;
      values[name] = field.type === 'boolean' ? now : fromText(field, now, past);
    }
    return values;
  }

  async function saveRecord() {
    const values = collect();
    if (record && Object.keys(values).length === 0) return done(record.identity, 'Nothing was changed.');
    await admin('PUT', `${siloPath(app.key)}/undo`);
    if (isAdministrator.checked) return saveAsAdministrator(values);
    const { $parent: parent, ...sent } = values;
    const entry = await operate(api, saving, app.key, { identity: record?.identity, parent: parent ?? record?.parent?.identity, values: sent });
    await done(record?.identity ?? entry?.record?.identity ?? null, record ? 'Saved.' : 'Added.');
  }

  async function saveAsAdministrator(values) {
    if (record) {
      await admin('PATCH', `${path}/${record.identity}`, values);
      return done(record.identity, 'Saved, past the API.');
    }
    const added = await admin('POST', path, values);
    return done(added.identity, 'Added, past the API.');
  }

  async function deleteRecord() {
    await admin('PUT', `${siloPath(app.key)}/undo`);
    if (isAdministrator.checked) await admin('DELETE', `${path}/${record.identity}`);
    else await operate(api, remove, app.key, { identity: record.identity, parent: record.parent?.identity });
    // What is only switched off is still there.
    const isThere = await admin('GET', `${path}/${record.identity}`).then(() => true, () => false);
    await done(isThere ? record.identity : null, 'Deleted.');
  }

  async function act(action) {
    clear();
    try {
      await action();
    } catch (wrong) {
      show(wrong);
    }
  }

  function clear() {
    fill(alerts);
    for (const { input, error } of inputs) {
      error.textContent = '';
      input.removeAttribute('aria-invalid');
    }
  }

  function show(wrong) {
    if (!(wrong instanceof Refusal)) {
      fill(alerts, alertBox(wrong instanceof NoAnswer ? wrong.message : `A bug of this page: ${wrong.message}`));
      return;
    }
    let first = null;
    for (const problem of wrong.problems) {
      const at = inputs.find(({ field, name }) => problem.field && (name === problem.field || field.name === problem.field || field.create === problem.field));
      if (!at) continue;
      at.error.textContent = problem.text;
      at.input.setAttribute('aria-invalid', 'true');
      first ??= at.input;
    }
    fill(alerts, alertBox(wrong.title, wrong.problems.map(problem => problem.field ? `${problem.field}: ${problem.text}` : problem.text)));
    first?.focus();
  }

  function referring() {
    return h('div', { class: 'referring' }, record.referring.map(({ resource: other, field, count, records }) => h('div', {},
      h('h3', {}, `${other}${field ? ` by ${field}` : ''} `, h('span', { class: 'soft' }, count)),
      h('p', {}, records.map((one, at) => [at ? ', ' : '', reference(other, one, app)]), count > records.length ? ' …' : ''))));
  }
}

const isLong = field => ['texts', 'entries'].includes(field.type) || (field.type === 'text' && field.maxLength > 250);

/** What stands in the input: lists by line or comma, entries as JSON. */
function toText(field, value) {
  if (value === null || value === undefined) return '';
  if (field.type === 'texts') return [value].flat().join('\n');
  if (field.type === 'entries') return JSON.stringify(value, null, 1);
  if (Array.isArray(value)) return value.map(one => one.identity ?? one).join(', ');
  return String(value.identity ?? value);
}

/** What is sent. What is no number stays text, so that the API can refuse it. */
function fromText(field, text, past) {
  const trimmed = text.trim();
  const number = one => /^-?\d+$/.test(one.trim()) ? Number(one) : one.trim();
  switch (field.type) {
    case 'integer': case 'link': return trimmed === '' ? null : number(trimmed);
    case 'references': case 'identities': return trimmed === '' ? [] : trimmed.split(',').map(number);
    case 'texts': return trimmed === '' ? [] : text.split('\n').filter(Boolean);
    case 'entries': return asJson(trimmed || '[]');
    case 'date': case 'timestamp': return trimmed === '' && past ? null : trimmed;
    default: return text;
  }
}

function asJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function describe(field) {
  const limits = [
    { text: '', link: 'identity', references: 'identities', texts: 'one a line', entries: 'JSON' }[field.type] ?? field.type,
    field.format, field.unique && 'unique', field.pattern && `matches ${field.pattern}`,
    field.minimum !== undefined && `from ${field.minimum}`, field.maximum !== undefined && `to ${field.maximum}`,
    field.minLength && `at least ${field.minLength} characters`, field.maxLength && `at most ${field.maxLength} characters`,
    field.values && field.values.join(' | '), field.readOnly && 'set by the server',
  ].filter((part, at, all) => part && all.indexOf(part) === at);
  return [limits.join(', '), field.description].filter(Boolean).join(' · ');
}
