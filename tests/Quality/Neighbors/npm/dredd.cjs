// Dredd as a library: one process, one document, one silo after the other. The document is parsed once, since that
// takes longer than all of its tests. Harness.cs says how the two programs speak.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const readline = require('node:readline');
const { EventEmitter } = require('node:events');

const document = process.argv[2];
const say = (...fields) => fs.writeSync(1, fields.map(field => String(field).replace(/\s+/g, ' ')).join('\t') + '\n');

// What Dredd reports to people would stand between the answers.
process.stdout.write = () => true;
process.stderr.write = () => true;

const parser = require.resolve('dredd-transactions/parse', { paths: [path.dirname(require.resolve('dredd'))] });
const parse = require(parser);
let parsed;
require.cache[parser].exports = (content, done) => {
  if (parsed) {
    process.nextTick(done, null, parsed);
    return;
  }
  parse(content, (error, result) => {
    parsed = error ? undefined : result;
    done(error, result);
  });
};
const compiler = require.resolve('dredd-transactions/compile', { paths: [path.dirname(require.resolve('dredd'))] });
const compile = require(compiler);
let compiled;
require.cache[compiler].exports = (...about) => {
  compiled ??= compile(...about);
  // A run changes its tests.
  return structuredClone(compiled);
};
const Dredd = require('dredd');

async function run(endpoint, state) {
  globalThis.quality = { document: JSON.parse(fs.readFileSync(document, 'utf8')), ...state };
  const emitter = new EventEmitter();
  const tell = (word, test, reason) => globalThis.quality.tests[globalThis.quality.at]
    && say(word, globalThis.quality.at, globalThis.quality.tests[globalThis.quality.at], reason);
  emitter.on('test pass', test => tell('pass', test, ''));
  emitter.on('test fail', test => tell('fail', test, test.message || ''));
  emitter.on('test error', (error, test) => tell('fail', test, error.message));
  const dredd = new Dredd({
    server: endpoint,
    emitter,
    // Sorted: deletes come last, so that what they delete is still there for the others.
    options: { sorted: true, path: [document], hookfiles: [path.join(__dirname, 'dredd-hooks.cjs')], loglevel: 'silent', color: false },
  });
  await new Promise((resolve, reject) => dredd.run(error => (error ? reject(error) : resolve())));
}

async function serve() {
  // Nothing listens there: this run only counts the tests, and learns whether the document can be read.
  await run('http://127.0.0.1:9', { only: new Set(), header: 'authorization', key: '', readOnlyKey: '' });
  say('ready', globalThis.quality.tests.length);
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [endpoint, header, key, readOnlyKey, only] = line.split('\t');
    await run(endpoint, { header, key, readOnlyKey, only: only === '*' ? null : new Set(only.split(',').map(Number)) });
    say('end');
  }
}

serve().then(() => process.exit(0), error => {
  say('error', error.message);
  process.exit(1);
});
