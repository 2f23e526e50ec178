import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Faults } from '../faults.mjs';
import { serve } from '../http.mjs';
import { Requests } from '../requests.mjs';
import { TABLE, aboutKey, databaseWithTable, item, key, put, putNew } from './fixture.mjs';

let server;
let base;

before(async () => {
  server = serve(await databaseWithTable(), new Faults(), new Requests());
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}`;
});

after(() => {
  server.close();
  server.closeAllConnections();
});

beforeEach(async () => {
  await fetch(`${base}/requests`, { method: 'DELETE' });
  await faults({});
});

async function call(operation, params) {
  const body = typeof params === 'string' ? params : JSON.stringify(params);
  const headers = { 'X-Amz-Target': `DynamoDB_20120810.${operation}`, 'Content-Type': 'application/x-amz-json-1.0' };
  const response = await fetch(base, { method: 'POST', headers, body });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
}

const typeOf = ({ body }) => body.__type.split('#')[1];
const json = async (path, options) => (await fetch(base + path, options)).json();
const faults = (counts) => json('/faults', { method: 'POST', body: JSON.stringify(counts) });

test('a response has the checksum and the content type of the protocol', async () => {
  const { status, headers, text } = await call('PutItem', put('a', 'x'));
  assert.equal(status, 200);
  assert.equal(text, '{}');
  assert.equal(headers.get('content-type'), 'application/x-amz-json-1.0');
  assert.equal(headers.get('x-amz-crc32'), '2745614147');
  assert.ok(headers.get('x-amzn-requestid'));
});

test('an error is a 400 with its type, message and item', async () => {
  await call('PutItem', put('b', 'first'));
  const { status, body } = await call('PutItem', putNew('b', 'second'));
  assert.equal(status, 400);
  assert.deepEqual(body, {
    __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
    Item: item('b', 'first'),
    message: 'The conditional request failed',
  });
});

test('a request outside the protocol is refused, and the server keeps running', async () => {
  assert.equal(typeOf(await call('PutItem', '{')), 'SerializationException');
  assert.equal(typeOf(await call('PutItem', '[]')), 'SerializationException');
  assert.equal(typeOf(await call('PutItem', '')), 'SerializationException');
  assert.equal(typeOf(await call('ExecuteStatement', {})), 'UnknownOperationException');
  assert.equal((await call('PutItem', put('c', 'x'.repeat(17 * 1024 * 1024)))).status, 413);
  assert.equal((await fetch(`${base}/nowhere`)).status, 404);
  assert.equal((await fetch(`${base}/stream?after=x`)).status, 400);
  assert.equal((await call('GetItem', aboutKey('c'))).status, 200);
});

test('requests are counted by operation, including refused ones', async () => {
  await call('PutItem', put('d', 'x'));
  await call('PutItem', putNew('d', 'y'));
  await call('GetItem', aboutKey('d'));
  assert.deepEqual(await json('/requests'), { PutItem: 2, GetItem: 1 });
  await json('/requests', { method: 'DELETE' });
  assert.deepEqual(await json('/requests'), {});
});

test('the stream is read and trimmed over HTTP', async () => {
  const { records: earlier } = await json('/stream?limit=1000');
  const after = earlier.at(-1)?.dynamodb.SequenceNumber ?? '';
  const waiting = json(`/stream?after=${after}&limit=10&wait=20000`);
  await call('PutItem', put('streamed', 'x'));
  const { records } = await waiting;
  assert.deepEqual(records.map(({ dynamodb }) => dynamodb.Keys), [key('streamed')]);
  await json(`/stream/trim?through=${records[0].dynamodb.SequenceNumber}`, { method: 'POST' });
  assert.deepEqual(await json('/stream'), { records: [] });
});

test('injected unprocessed keys alternate between half of them and all', async () => {
  for (const id of ['e', 'f']) await call('PutItem', put(id, 'x'));
  await faults({ unprocessedKeys: 3 });
  const request = { RequestItems: { [TABLE]: { Keys: [key('e'), key('f')], ConsistentRead: true } } };
  const seen = [];
  for (let i = 0; i < 4; i++) {
    const { body } = await call('BatchGetItem', structuredClone(request));
    const left = body.UnprocessedKeys[TABLE];
    seen.push([body.Responses[TABLE]?.length ?? 0, left?.Keys.length ?? 0]);
    if (left) assert.equal(left.ConsistentRead, true);
  }
  assert.deepEqual(seen, [[1, 1], [0, 2], [1, 1], [2, 0]]);
});

test('injected throttling fails the given number of requests', async () => {
  await faults({ throttle: 2 });
  assert.equal(typeOf(await call('PutItem', put('g', 'x'))), 'ProvisionedThroughputExceededException');
  assert.equal(typeOf(await call('GetItem', aboutKey('g'))), 'ProvisionedThroughputExceededException');
  assert.deepEqual((await call('GetItem', aboutKey('g'))).body, {});
});

test('injected transaction conflicts write nothing', async () => {
  await faults({ transactionConflict: 1 });
  const request = { TransactItems: [{ Put: put('h', 'x') }, { Put: put('i', 'x') }] };
  const { body } = await call('TransactWriteItems', request);
  assert.deepEqual(body.CancellationReasons.map(({ Code }) => Code), ['TransactionConflict', 'None']);
  assert.deepEqual((await call('GetItem', aboutKey('h'))).body, {});
  assert.equal((await call('TransactWriteItems', request)).status, 200);
});
