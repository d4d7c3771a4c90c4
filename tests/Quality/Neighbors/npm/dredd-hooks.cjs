// What Dredd's documentation leaves to hooks: the credentials, what provokes an answer other than success, and the
// bodies of forms, whose examples it does not read from OpenAPI 3.
'use strict';

const hooks = require('hooks');

const quality = globalThis.quality;
const unknown = '999999';
const formType = 'application/x-www-form-urlencoded';

function pairs(value, name = '') {
  return Object.entries(value).flatMap(([key, member]) => {
    const inner = name ? `${name}[${Array.isArray(value) ? '' : key}]` : key;
    return member !== null && typeof member === 'object' ? pairs(member, inner) : [[inner, member === null ? '' : String(member)]];
  });
}

function provoke(transaction) {
  const { headers } = transaction.request;
  const status = String(transaction.expected.statusCode);
  // Optional headers of the document: some can only be refused.
  for (const name of Object.keys(headers).filter(name => /^x-/i.test(name) && status !== '412'))
    delete headers[name];
  if (status !== '401')
    headers[quality.header] = status === '403' ? quality.readOnlyKey : quality.key;
  if (status === '404')
    transaction.fullPath = transaction.fullPath.replace(/\/\d+(?=(\.\w+)?($|\?|\/[a-z]+(\.\w+)?($|\?)))/, `/${unknown}`);
  if (status === '406')
    transaction.fullPath = transaction.fullPath.replace('.json', '.unknown');
  if (/xml/.test(headers.Accept || ''))
    transaction.fullPath = transaction.fullPath.replace('.json', '.xml');
  if ((headers['Content-Type'] || '').startsWith(formType)) {
    const operation = quality.document.paths[transaction.origin.resourceName]?.[transaction.request.method.toLowerCase()];
    const example = operation?.requestBody?.content?.[formType]?.example;
    if (example)
      transaction.request.body = new URLSearchParams(pairs(example)).toString();
  }
}

hooks.beforeAll(transactions => {
  quality.tests = transactions.map(transaction => transaction.name);
  quality.places = new Map(transactions.map((transaction, place) => [transaction, place]));
  transactions.forEach((transaction, place) => {
    // Nobody can ask for an error of the server.
    transaction.skip = quality.only?.has(place) === false || String(transaction.expected.statusCode).startsWith('5');
    if (!transaction.skip)
      provoke(transaction);
  });
});

// A parameter such as the charset makes no other type of it; Dredd would want the very text.
hooks.beforeEachValidation(transaction => {
  const actual = transaction.real?.headers;
  if (actual?.['content-type'])
    actual['content-type'] = actual['content-type'].split(';')[0];
});

hooks.beforeEach(transaction => {
  quality.at = quality.places.get(transaction);
});
