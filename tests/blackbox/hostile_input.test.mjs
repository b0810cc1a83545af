// Hostile input for every operation of every contract. Each answer must be the vendor's own, judged by an implementation of
// JSON Schema that nobody here wrote (ajv); and the mock must live on, and find nothing wrong with itself.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { npm_package, run, seconds, source_dir, start_mock, within } from './support.mjs';

const yaml = npm_package('js-yaml');
const Ajv = npm_package('ajv/dist/2020').default;
const add_formats = npm_package('ajv-formats').default;

const kContracts = [['reveng'], ['waldur'], ['pipeshub'], ['pipeshub', 'served'], ['sema4'], ['pieces']];
const kMethods = ['get', 'post', 'put', 'patch', 'delete'];
const kDeep = 10_000;
const deep = '['.repeat(kDeep) + ']'.repeat(kDeep);
const deep_objects = '{"a":'.repeat(kDeep) + '1' + '}'.repeat(kDeep);

class Contract {
  constructor(vendor, contract = '') {
    this.document = yaml.load(readFileSync(join(source_dir, 'spec/vendors', vendor, contract, 'openapi.yaml'), 'utf8'));
    this.ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
    add_formats(this.ajv);
    this.ajv.addSchema(this.document, 'doc');
  }

  at(pointer) {
    const value = pointer.split('/').slice(1).reduce((at, key) => at?.[key.replace(/~1/g, '/').replace(/~0/g, '~')], this.document);
    return value?.$ref ? this.at(value.$ref.slice(1)) : value && { value, pointer };
  }

  operations() {
    return Object.entries(this.document.paths).flatMap(([path, item]) => kMethods.filter((method) => item[method]).map((method) => {
      const pointer = `/paths/${path.replace(/~/g, '~0').replace(/\//g, '~1')}/${method}`;
      const parameters = [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map((one) => (one.$ref ? this.at(one.$ref.slice(1)).value : one));
      return { id: item[method].operationId, path, method, pointer, parameters, body: this.body_of(pointer), offered: kMethods.filter((other) => item[other]) };
    }));
  }

  body_of(pointer) {
    const body = this.at(`${pointer}/requestBody`);
    const schema = body && this.at(`${body.pointer}/content/application~1json/schema`);
    return body && { json: schema !== undefined, properties: Object.keys(schema?.value.properties ?? {}) };
  }

  /** What is wrong with an answer, or nothing: its status is declared and its body as declared, or like another refusal's. */
  fault_of(operation, { status, type, text }) {
    const declared = this.at(`${operation.pointer}/responses/${status}`);
    const refusal = Object.keys(this.at(`${operation.pointer}/responses`).value).find((one) => Number(one) >= 400);
    const response = declared ?? (status >= 400 && refusal ? this.at(`${operation.pointer}/responses/${refusal}`) : undefined);
    if (!response) return status >= 400 ? '' : `status ${status} is not declared`;
    const content = response.value.content ?? {};
    const media = Object.keys(content).find((one) => one === '*/*' || type.startsWith(one));
    if (!media) return Object.keys(content).length === 0 ? '' : `status ${status} as '${type}', not ${Object.keys(content).join(', ')}`;
    if (media !== 'application/json' || !content[media].schema) return '';
    const validate = this.ajv.compile({ $ref: `doc#${encodeURI(`${response.pointer}/content/application~1json/schema`).replace(/\{/g, '%7B').replace(/\}/g, '%7D')}` });
    try {
      return validate(JSON.parse(text)) ? '' : `status ${status}: ${this.ajv.errorsText(validate.errors)} in ${text.slice(0, 300)}`;
    } catch {
      return `status ${status} with a body that is no JSON: ${text.slice(0, 300)}`;
    }
  }
}

test('an answer that is not the contract\'s is a fault', () => {
  const it = new Contract('sema4');
  const list = it.operations().find(({ id }) => id === 'list_conversations');
  const json = (status, value) => it.fault_of(list, { status, type: 'application/json', text: JSON.stringify(value) });
  assert.equal(json(200, { next: null, has_more: false, data: [] }), '');
  assert.match(json(200, { next: null, data: [] }), /has_more/);
  assert.match(json(404, { message: 'no' }), /status 404/);
  assert.match(json(405, 'not allowed'), /status 405/);
  assert.match(json(204), /not declared/);
  assert.match(it.fault_of(list, { status: 200, type: 'text/html', text: '' }), /text\/html/);
  assert.match(it.fault_of(list, { status: 200, type: 'application/json', text: '{' }), /no JSON/);
});

const agent = new http.Agent({ keepAlive: true });
/** Sends bytes as they are. Resolves when the head has come and the body ended, or is a stream. */
function ask(port, method, path, headers, body) {
  return within(new Promise((resolve, reject) => {
    const request = http.request({ port, host: '127.0.0.1', method, path, headers, agent }, (response) => {
      const type = response.headers['content-type'] ?? '', status = response.statusCode;
      const parts = [];
      if (/event-stream|ndjson/.test(type)) {
        response.destroy();
        return resolve({ status, type, text: '', streams: true });
      }
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ status, type, text: Buffer.concat(parts).toString() }));
      response.on('error', reject);
    });
    // What is refused for its size may be cut off while it is still being sent: the answer then stands, if it came.
    request.on('error', reject);
    request.end(body);
  }), `${method} ${path.slice(0, 200)} is answered`, seconds(20));
}

function* bodies_for({ json, properties }) {
  yield ['no body', ''];
  if (!json) return yield ['no form', 'x'.repeat(100)];
  for (const text of ['null', '[]', '42', '"text"', 'true', '{', '{"a":1,}', '{} {}', '\ufeff{}', 'NaN', "{'a':1}"]) yield [text, text];
  yield ['nested arrays', deep];
  yield ['nested objects', deep_objects];
  yield ['invalid UTF-8', Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xff, 0xc0, 0xaf]), Buffer.from('"}')])];
  yield ['a lone surrogate', '{"x":"\\ud800"}'];
  yield ['a huge number', '{"x":1e999999}'];
  yield ['oversize', `{"x":"${'o'.repeat(9 << 20)}"}`];
  for (const property of properties) {
    const key = JSON.stringify(property);
    for (const value of ['null', '{}', '[]', '42', '""', '"\\u0000"', '-1', '1.5', 'true', '[null]', '{"a":{"b":[]}}'])
      yield [`${property} is ${value}`, `{${key}:${value}}`];
    yield [`${property} twice`, `{${key}:"one",${key}:"two"}`];
    yield [`${property} nested`, `{${key}:${deep}}`];
  }
}

const kSegments = ['%00', '..%2f..%2fetc%2fpasswd', '%ff%fe', 'x'.repeat(8000), '%F0%9F%91%A9', '-1', "'%20or%201=1", '%250a'];
const kValues = ['', '-1', '0', '99999999999999999999', 'NaN', '%00', '%ff', 'true', '%5B%5D', 'x'.repeat(4000), '1&{}=2', '%E2%80%AE'];
const filled = (path, segment) => path.replace(/\{[^}]+\}/g, segment);

function* requests_for(operation) {
  const { method, path, parameters, body } = operation;
  const known = filled(path, '00000000-0000-4000-8000-000000000000');
  if (/\{/.test(path)) for (const segment of kSegments) yield [`path ${segment.slice(0, 20)}`, method, filled(path, segment)];
  for (const { name } of parameters.filter((one) => one.in === 'query'))
    for (const value of kValues) yield [`query ${name}=${value.slice(0, 20)}`, method, `${known}?${name}=${value.replace('{}', name)}`];
  yield ['a query without names', method, `${known}?&&==&%`];
  if (body) for (const [what, bytes] of bodies_for(body)) yield [`body: ${what}`, method, known, bytes];
  else yield ['a body where none belongs', method, known, deep];
}

/** An answer, or, for what is far too large, the connection's end: nothing else may break one off. */
async function answered(mock, [what, method, path, body], headers) {
  const sent = { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }) };
  try {
    return await ask(mock.port, method.toUpperCase(), path, sent, body);
  } catch (error) {
    if (what.endsWith('oversize') && ['EPIPE', 'ECONNRESET'].includes(error.code)) return null;
    throw new Error(`${what}: ${error.message}`);
  }
}

for (const [vendor, contract] of kContracts) {
  const name = [vendor, contract].filter(Boolean).join('.');
  describe(name, () => {
    test('whatever is sent to an operation, the answer is the vendor\'s', async () => {
      const flags = contract ? ['--contract', contract] : [];
      const people = JSON.parse((await run(['list', 'personas', vendor, ...flags, '--json'])).stdout);
      const credential = people.find(({ persona }) => persona === 'default')?.credential;
      const { auth } = yaml.load(readFileSync(join(source_dir, 'spec/vendors', vendor, contract ?? '', 'deployment.yaml'), 'utf8'));
      const headers = auth ? { [auth.header]: `${auth.prefix ?? ''}${credential}` } : {};
      const mock = await start_mock(flags, vendor);
      const it = new Contract(vendor, contract);
      const faults = [];
      let asked = 0;
      for (const operation of it.operations()) {
        for (const request of requests_for(operation)) {
          const answer = await answered(mock, request, headers);
          ++asked;
          const fault = !answer || answer.streams ? '' : it.fault_of(operation, answer);
          if (fault) faults.push(`${operation.id}, ${request[0]}: ${fault}`);
          if (answer?.status === 500 && vendor !== 'pieces') faults.push(`${operation.id}, ${request[0]}: 500 ${answer.text.slice(0, 300)}`);
        }
        for (const method of ['PROPFIND', 'TRACE', 'PATCH'].filter((one) => !operation.offered.includes(one.toLowerCase()))) {
          const { status } = await answered(mock, ['an unknown method', method, filled(operation.path, 'x')], headers);
          if (![401, 403, 404, 405, 500, 501].includes(status)) faults.push(`${operation.id}: ${method} is answered ${status}`);
        }
      }
      for (const path of ['/nowhere', '//', '/%', '/..', '/%2e%2e/', '/a'.repeat(2000), '/?', '/\u0001'.replace('\u0001', '%01')]) {
        const { status } = await answered(mock, [path, 'GET', path], headers);
        if (!(status >= 400 && status < 500) && !(vendor === 'sema4' && status === 200)) faults.push(`GET ${path.slice(0, 40)} is answered ${status}`);
      }
      const health = await ask(mock.port, 'GET', '/_confab/health', {});
      const { code, stderr } = await mock.stop();
      console.log(`${name}: ${asked} requests`);
      assert.deepEqual(faults, []);
      assert.equal(health.status, 200);
      assert.equal(code, 0);
      assert.doesNotMatch(stderr, /breaks its own contract|invariant/i);
    });
  });
}
