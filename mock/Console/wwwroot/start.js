// The first minute: the address, the keys, three things to try.
import { h, fill, command, copyButton, pill, table, column } from './dom.js';

export function open(main, app) {
  return {
    async update() {
      const api = await app.api();
      const key = app.key;
      const silos = app.silos.slice(0, 12);
      const first = kind => api.operations.find(operation => operation.kind === kind);
      const create = first('create');
      fill(main, h('div', { class: 'start' },
        h('h1', {}, 'A mock that remembers'),
        h('p', { class: 'lead' }, 'Records are made up, what you write stays until you reset it, and each key opens a silo of its own.'),
        h('section', { class: 'card' }, h('h2', {}, 'Address'), command(location.origin, 'the address')),
        h('section', { class: 'card' }, h('h2', {}, 'Three things to try'),
          h('ol', { class: 'steps' },
            h('li', {}, h('p', {}, 'Read something.'), command((first('list') ?? api.operations[0]).curl, 'the first command')),
            create && h('li', {}, h('p', {}, 'Write something, and find it in the table of records.'), command(create.curl, 'the second command')),
            h('li', {}, h('p', {}, 'Have the next request fail.'),
              command(`curl ${location.origin}/__admin/overrides -d '{ "operation": "*", "times": 1, "status": 503, "retryAfter": 5 }'`, 'the third command')))),
        h('section', { class: 'card' }, h('h2', {}, 'Keys'),
          table('Keys', ['Key', 'Rights', 'Silo'].map(name => column(name)), h('tbody', {}, silos.flatMap(silo => silo.keys.map(right => h('tr', {},
            h('td', {}, h('code', {}, right.key), ' ', copyButton(right.key, `the key ${right.key}`)),
            h('td', {}, right.canWrite ? 'all' : right.canRead ? 'reads only' : pill('none', 'warn')),
            h('td', {}, describe(silo)))))))),
        h('section', { class: 'card' }, h('h2', {}, 'Use it'),
          h('p', {}, 'Types for TypeScript:'),
          command(`npx openapi-typescript ${location.origin}/openapi/${api.api}.yaml -o ${api.api}.ts`, 'the command for types'),
          h('p', {}, 'Does a server conform? The suite judges any, this one too:'),
          command(`dotnet run --project conformance -- --target ${location.origin} --api ${api.api} --key ${key}`, 'the command for the suite'),
          h('p', {}, 'The contracts: ', app.apis.map((one, at) => [at ? ', ' : '', h('a', { href: `/openapi/${one.api}.yaml` }, `${one.api}.yaml`), ' and ',
            h('a', { href: `/openapi/${one.api}.json` }, '.json')])))));
    },
  };
}

function describe(silo) {
  const records = typeof silo.records === 'number' ? `${silo.records} records of each resource`
    : Object.entries(silo.records).map(([name, number]) => `${name === '*' ? 'others' : name}: ${number}`).join(', ');
  const special = Object.keys(silo.profile).length + silo.broken.length;
  return `${silo.name}: ${records}, seed ${silo.seed}${special ? `, ${special} rules switched` : ''}`;
}
