// The contract by Swagger UI, at this mock's address and with a key already.
import { h, fill, select, labelled, alertBox } from './dom.js';
import { banner } from './banner.js';
import { admin } from './http.js';

const nav = document.getElementById('nav');

// The dark colors of Swagger UI go by a class.
const dark = matchMedia('(prefers-color-scheme: dark)');
const recolor = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', recolor);
recolor();

try {
  const [{ apis }, { silos }] = await Promise.all([admin('GET', 'apis'), admin('GET', 'silos')]);
  const name = decodeURIComponent(location.pathname.split('/')[2] ?? '') || apis[0].api;
  const known = new URLSearchParams(location.search).get('key');
  const keys = silos.flatMap(silo => silo.keys.map(right => right.key));
  const key = keys.includes(known) ? known : keys[0];
  const query = new URLSearchParams({ api: name, key });
  fill(nav, ['Data', 'Journal', 'Overrides', 'Snapshots', 'Rules'].map(page => h('a', { href: `/#/${page.toLowerCase()}?${query}` }, page)),
    h('a', { href: `/docs/${encodeURIComponent(name)}`, 'aria-current': 'page' }, 'Docs'));
  const go = (api, key) => location.assign(`/docs/${encodeURIComponent(api)}?${new URLSearchParams({ key })}`);
  fill(document.getElementById('scope'), labelled('API', select(apis.map(one => one.api), name, value => go(value, key))),
    labelled('Silo', select(keys, key, value => go(name, value))));
  const [described, response] = await Promise.all([admin('GET', `apis/${encodeURIComponent(name)}?key=${encodeURIComponent(key)}`), fetch(`/openapi/${encodeURIComponent(name)}.json`)]);
  show(await response.json(), described, key);
  await watch();
} catch (wrong) {
  fill(document.getElementById('notices'), alertBox(wrong.message));
}

async function watch(action = () => {}) {
  try {
    await action();
    banner((await admin('GET', 'overrides')).overrides, document.getElementById('notices'), watch);
  } catch { /* The answers to what is tried out tell it. */ }
}
setInterval(() => watch(), 2000);

function show(document, described, key) {
  for (const parameter of parametersOf(document)) if (!parameter.required) delete parameter.example;
  document.servers = [{ url: location.origin, description: 'This mock.' }];
  for (const operation of described.operations) {
    const documented = document.paths[operation.path]?.[operation.method.toLowerCase()];
    if (documented) documented.description = `${documented.description ?? ''}\n\n\`\`\`\n${operation.curl}\n\`\`\``;
  }
  const ui = SwaggerUIBundle({
    spec: document, dom_id: '#swagger', deepLinking: true, docExpansion: 'list', defaultModelsExpandDepth: 0, persistAuthorization: false, validatorUrl: null,
    tryItOutEnabled: true, requestSnippetsEnabled: false, filter: true, plugins: [accessible],
    onComplete: () => {
      const [first] = Object.entries(document.security?.[0] ?? document.components?.securitySchemes ?? {});
      const scheme = document.components?.securitySchemes?.[first?.[0]];
      if (scheme?.scheme === 'basic') ui.preauthorizeBasic(first[0], key, 'x');
      else if (scheme) ui.preauthorizeApiKey(first[0], key);
    },
  });
}

// A link within the button that opens an operation cannot be reached by a screen reader, and a list without a name is none to it.
function accessible({ React }) {
  return {
    wrapComponents: {
      DeepLink: () => ({ text }) => React.createElement('span', null, text),
      ServersContainer: Original => properties => React.createElement('div', { ref: part => part?.querySelector('select')?.setAttribute('aria-label', 'Server') },
        React.createElement(Original, properties)),
    },
  };
}

// What may be left out is left out, unless somebody fills it in: not every value of an example is right together with all others.
function parametersOf(document) {
  return [...Object.values(document.components?.parameters ?? {}),
    ...Object.values(document.paths).flatMap(path => [path, ...Object.values(path)].flatMap(part => part?.parameters ?? []))];
}
