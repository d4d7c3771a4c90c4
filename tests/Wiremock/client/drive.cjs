// Two real clients drive a server: node drive.cjs URL. What they see goes to the output, the same of WireMock and of the mock.
const { WireMock } = require('wiremock-captain');
const { WireMockRestClient } = require('wiremock-rest-client');

const url = process.argv[2];
const rest = new WireMockRestClient(url, { logLevel: 'silent' });
const captain = new WireMock(url);

// The order of members says nothing.
const sorted = (_, value) => value && typeof value === 'object' && !Array.isArray(value)
  ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
const say = (what, value) => console.log(`${what}: ${JSON.stringify(value, sorted)}`);

async function ask(method, path, { headers = {}, body } = {}) {
  const response = await fetch(url + path, { method, headers, body });
  // What is said where no stub matches is each server's own.
  return response.status === 404 ? 404 : { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
}

async function mappings() {
  const made = await rest.mappings.createMapping({
    name: 'one', metadata: { team: 'blue', size: 1 },
    request: { method: 'GET', urlPath: '/t/one', queryParameters: { page: { matches: '[0-9]+' } } },
    response: { status: 200, jsonBody: { items: [1, 2] }, headers: { 'Content-Type': 'application/json' } },
  });
  say('made', { name: made.name, same: made.id === made.uuid });
  say('answers', await ask('GET', '/t/one?page=2'));
  say('does not match', await ask('GET', '/t/one?page=two'));
  say('read again', (await rest.mappings.getMapping(made.id)).request);
  await rest.mappings.updateMapping(made.id, { ...made, response: { status: 503, body: 'closed' } });
  say('edited', await ask('GET', '/t/one?page=2'));
  await rest.mappings.createMapping({ metadata: { team: 'red' }, request: { url: '/t/two' }, response: { status: 204 } });
  const found = await rest.mappings.findByMetaData({ matchesJsonPath: { expression: '$.team', equalTo: 'red' } });
  say('found by metadata', found.mappings.map(stub => stub.request));
  await rest.mappings.removeByMetaData({ matchesJsonPath: { expression: '$.team', equalTo: 'red' } });
  say('left', (await rest.mappings.getAllMappings()).meta);
  await rest.mappings.deleteMapping(made.id);
  say('deleted', await ask('GET', '/t/one?page=2'));
}

async function verification() {
  await rest.requests.deleteAllRequests();
  await rest.mappings.createMapping({ request: { method: 'POST', urlPath: '/t/orders' }, response: { status: 201 } });
  await ask('POST', '/t/orders?n=1', { headers: { 'X-Who': 'ada' }, body: '{"total":5}' });
  await ask('POST', '/t/orders?n=2', { headers: { 'X-Who': 'zoe' }, body: '{"total":7}' });
  await ask('GET', '/t/orders');
  say('counted', await rest.requests.getCount({ method: 'POST', urlPath: '/t/orders', bodyPatterns: [{ matchesJsonPath: '$[?(@.total > 6)]' }] }));
  const found = await rest.requests.findRequests({ urlPath: '/t/orders', headers: { 'X-Who': { equalTo: 'ada' } } });
  say('found', found.requests.map(one => [one.method, one.url, one.body]));
  say('unmatched', (await rest.requests.getUnmatchedRequests()).requests.map(one => [one.method, one.url]));
  const near = await rest.requests.getUnmatchedNearMisses();
  say('near', near.nearMisses.map(miss => [miss.request.url, miss.stubMapping.request.urlPath, miss.matchResult.distance > 0]));
  const all = await rest.requests.getAllRequests();
  say('all, newest first', all.requests.map(one => [one.request.method, one.request.url, one.wasMatched]));
  say('one', (await rest.requests.getRequest(all.requests[1].id)).request.body);
  await rest.requests.removeRequests({ method: 'GET', urlPath: '/t/orders' });
  say('after removing', (await rest.requests.getAllRequests()).meta);
}

async function scenarios() {
  const state = (from, to, body) => ({
    scenarioName: 'door', requiredScenarioState: from, newScenarioState: to, request: { url: '/t/door' }, response: { body },
  });
  await rest.mappings.createMapping(state('Started', 'open', 'closed'));
  await rest.mappings.createMapping(state('open', undefined, 'open'));
  say('first', (await ask('GET', '/t/door')).body);
  say('then', (await ask('GET', '/t/door')).body);
  const show = async () => (await rest.scenarios.getAllScenarios()).scenarios.map(one => [one.name, one.state, one.possibleStates.sort()]);
  say('scenarios', await show());
  await rest.scenarios.resetAllScenarios();
  say('reset', await show());
  await rest.scenarios.setScenarioState('door', 'open');
  say('set', (await ask('GET', '/t/door')).body);
}

async function settingsAndFiles() {
  await rest.global.updateGlobalSettings({ fixedDelay: 1 });
  say('settings', (await (await fetch(`${url}/__admin/settings`)).json()).settings.fixedDelay);
  await fetch(`${url}/__admin/files/letter.txt`, { method: 'PUT', body: 'Dear Ada' });
  await rest.mappings.createMapping({ request: { url: '/t/letter' }, response: { bodyFileName: 'letter.txt', headers: { 'Content-Type': 'text/plain' } } });
  say('file', await ask('GET', '/t/letter'));
  await fetch(`${url}/__admin/files/letter.txt`, { method: 'DELETE' });
  await rest.global.resetAll();
  say('all reset', (await rest.mappings.getAllMappings()).meta);
}

async function theOther() {
  const made = await captain.register(
    { method: 'POST', endpoint: '/t/captain', body: { a: [1, 2] }, headers: { 'X-A': 'b' }, queryParameters: { q: 'r' } },
    { status: 201, body: { ok: true }, headers: { 'X-B': 'c' } },
    { requestIgnoreArrayOrder: true, requestIgnoreExtraElements: true, requestEndpointFeature: 'urlPath', stubPriority: 3 });
  say('captain', await ask('POST', '/t/captain?q=r', { headers: { 'X-A': 'b' }, body: '{"a":[2,1],"more":0}' }));
  say('captain, otherwise', await ask('POST', '/t/captain?q=r', { headers: { 'X-A': 'b' }, body: '{"a":[2,3]}' }));
  say('its stub', (await captain.getMapping(made.id)).priority);
  say('its requests', (await captain.getRequestsForAPI('POST', '/t/captain?q=r')).length);
  say('its unmatched', (await captain.getUnmatchedRequests()).length);
  await captain.register({ method: 'GET', endpoint: '/t/broken' }, { status: 200 }, { fault: 'EMPTY_RESPONSE' });
  say('broken', await ask('GET', '/t/broken').catch(error => error.message));
  await captain.clearAllExceptDefault();
  say('cleared', [(await captain.getAllMappings()).length, (await captain.getAllRequests()).length, (await captain.getAllScenarios()).length]);
}

(async () => {
  await mappings();
  await verification();
  await scenarios();
  await settingsAndFiles();
  await theOther();
})().catch(error => {
  console.error(error.stack);
  process.exitCode = 1;
});
