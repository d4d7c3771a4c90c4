// Requests: to the mock's own endpoints, and to the API itself as any client would send them.

const keyName = 'admin-key';

/** What an endpoint refused: sentences, each perhaps with the field that it is about. */
export class Refusal extends Error {
  constructor(status, problems, title) {
    super(problems.map(problem => problem.text).join(' ') || title || `Status ${status}.`);
    this.status = status;
    this.problems = problems;
    this.title = title ?? `Refused with status ${status}`;
  }
}

/** No answer came at all. */
export class NoAnswer extends Error {
  constructor() {
    super('The mock does not answer. Start it again; this page goes on by itself.');
  }
}

export const adminKey = () => sessionStorage.getItem(keyName);
export const setAdminKey = key => sessionStorage.setItem(keyName, key);

const adminHeaders = () => adminKey() ? { 'Admin-Key': adminKey() } : {};

async function ask(url, options) {
  try {
    return await fetch(url, { cache: 'no-store', ...options });
  } catch (wrong) {
    if (wrong.name === 'AbortError') throw wrong;
    throw new NoAnswer();
  }
}

/** Asks an endpoint under /__admin; the answer's JSON, or null without a body. */
export async function admin(method, path, body, signal) {
  const response = await ask(`/__admin/${path}`, {
    method, signal,
    headers: { ...adminHeaders(), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const json = parse(text);
  if (!response.ok) throw refusal(response.status, json);
  return json;
}

/** The text of an endpoint's answer, for downloads. */
export async function download(path) {
  const response = await ask(`/__admin/${path}`, { headers: adminHeaders() });
  if (!response.ok) throw refusal(response.status, parse(await response.text()));
  return response.blob();
}

/** Server-sent events, until the signal stops them. */
export async function stream(path, signal, take) {
  const response = await ask(`/__admin/${path}`, { signal, headers: adminHeaders() });
  if (!response.ok) throw refusal(response.status, parse(await response.text()));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = ''; ;) {
    let part;
    try {
      part = await reader.read();
    } catch {
      throw new NoAnswer();
    }
    if (part.done) throw new NoAnswer();
    const events = (rest + part.value).split('\n\n');
    rest = events.pop();
    for (const event of events) take(JSON.parse(event.slice('data: '.length)));
  }
}

function refusal(status, json) {
  const errors = json?.errors ?? [];
  return new Refusal(status, errors.map(error => ({ field: fieldOf(error.pointer), text: error.detail })), errors[0]?.title);
}

// "/address/2" is about the field address.
const fieldOf = pointer => pointer?.split('/')[1]?.replaceAll('~1', '/').replaceAll('~0', '~');

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

export const siloPath = key => `silos/${encodeURIComponent(key)}`;

/**
 * Carries out an operation of an API at a silo's base URL, with its key, as any client would.
 * Returns the journal's entry of it; throws a Refusal where it was refused.
 */
export async function operate(api, operation, key, { identity, parent, values } = {}) {
  const place = { identity, parent, format: operation.format };
  const path = operation.parameters.reduce((path, parameter) =>
    path.replace(`{${parameter.name}}`, encodeURIComponent(place[parameter.role] ?? '')), operation.path);
  const headers = { 'Journal-Entry': '1' };
  const query = carryKey(api.keys[0], key, headers);
  const resource = api.resources.find(one => one.id === operation.resource);
  const body = values === undefined ? undefined : encode(operation.body, values, resource.root, headers);
  const response = await ask(`/__admin/${siloPath(key)}/api${path}${query}`, { method: operation.method, headers, body });
  const text = await response.text();
  const id = response.headers.get('Journal-Entry');
  const entry = id ? await admin('GET', `journal/${id}`) : null;
  if (!response.ok || entry?.refusal !== undefined && entry?.refusal !== null)
    throw refused(response.status, entry, text);
  return entry;
}

// No JSON and no field: then the answer itself says why.
function refused(status, entry, text) {
  const problems = (entry?.errors ?? []).map(error => ({ field: error.field, text: error.message }));
  if (problems.length === 0)
    problems.push({ text: entry?.refusal || text.slice(0, 300) || 'The answer has no body.' });
  const by = entry?.answeredBy === 'override' ? ` by override ${entry.overrides.join(', ')}` : '';
  return new Refusal(status, problems, `Refused with status ${status}${by}`);
}

function carryKey(scheme, key, headers) {
  switch (scheme?.in) {
    case 'scheme': headers.Authorization = `${scheme.name} ${key}`; return '';
    case 'basic': headers.Authorization = `Basic ${btoa(`${key}:x`)}`; return '';
    case 'header': headers[scheme.name] = key; return '';
    case 'query': return `?${new URLSearchParams([[scheme.name, key]])}`;
    default: return '';
  }
}

function encode(type, values, root, headers) {
  headers['Content-Type'] = type ?? 'application/json';
  if (type?.includes('form')) return new URLSearchParams(Object.entries(values).map(([name, value]) => [name, value ?? ''])).toString();
  return JSON.stringify(root ? { [root]: values } : values);
}
