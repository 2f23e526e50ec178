// The data after a kill: each write is complete, with its records, or absent.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Database } from '../database.mjs';
import { TABLE, aboutKey, put, putNew, records, tableRequest } from './fixture.mjs';
import { start, startOnSmallDisk } from './process.mjs';

const ROUNDS = 20;
const WRITERS = 4;
const SEED = 20260101;

/** A small pseudo-random generator of numbers from 0 to below `bound`; the same seed gives the same numbers. */
function generator(seed) {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * bound);
  };
}

/** Two new items and a count in one transaction; every third write is a single put instead. */
function writeOf(number) {
  if (number % 3 === 2) return ['PutItem', putNew(`single-${number}`, `single ${number}`)];
  const count = { UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': { N: '1' } } };
  const items = [
    { Put: putNew(`left-${number}`, `left ${number}`, { Item: put(`left-${number}`, 'x'.repeat(500)).Item }) },
    { Update: aboutKey('count', count) },
    { Put: putNew(`right-${number}`, `right ${number}`) },
  ];
  return ['TransactWriteItems', { ClientRequestToken: `token-${number}`, TransactItems: items }];
}

/** Writes from several concurrent clients until the server is killed, after the given number of responses. */
async function writeUntilKilled(server, answersBeforeKill, writes) {
  let answers = 0;
  const writer = async () => {
    for (;;) {
      const number = writes.issued++;
      try {
        const [operation, params] = writeOf(number);
        assert.equal(await server.call(operation, params), 200);
        writes.acknowledged.add(number);
        if (++answers === answersBeforeKill) return await server.kill();
      } catch (error) {
        if (error.code === 'ERR_ASSERTION') throw error;
        return undefined;
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
}

/** Checks all invariants of the data; returns the numbers of the completed writes. */
async function consistentWrites(data, issued) {
  const database = await Database.open(data);
  const items = await allItems(database);
  const log = await allRecords(database);
  await database.close();

  const done = new Set();
  for (let number = 0; number < issued; number++) {
    const ids = number % 3 === 2 ? [`single-${number}`] : [`left-${number}`, `right-${number}`];
    const present = ids.filter((id) => items.has(id));
    assert.ok(present.length === 0 || present.length === ids.length, `write ${number} is partly done`);
    if (present.length > 0) done.add(number);
  }
  const transactions = [...done].filter((number) => number % 3 !== 2).length;
  assert.equal(Number(items.get('count')?.n.N ?? 0), transactions);

  assert.deepEqual(replayed(log), items);
  const numbers = log.map(({ dynamodb }) => dynamodb.SequenceNumber);
  assert.deepEqual(numbers, numbers.toSorted());
  assert.equal(new Set(numbers).size, numbers.length);
  assert.equal(log.length, [...done].reduce((sum, number) => sum + (number % 3 === 2 ? 1 : 3), 0));
  return done;
}

async function allItems(database) {
  const items = new Map();
  let start;
  do {
    const page = await database.execute('Scan', { TableName: TABLE, ExclusiveStartKey: start });
    for (const item of page.Items) items.set(item.PK.S, item);
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

async function allRecords(database) {
  const all = [];
  for (let page = await records(database); page.length > 0; ) {
    all.push(...page);
    page = await records(database, page.at(-1).dynamodb.SequenceNumber);
  }
  return all;
}

/** The items that result from the records. Each old image must equal the result of the records before it. */
function replayed(log) {
  const items = new Map();
  for (const { dynamodb } of log) {
    const id = dynamodb.Keys.PK.S;
    assert.deepEqual(dynamodb.OldImage, items.get(id));
    items.set(id, dynamodb.NewImage);
  }
  return items;
}

async function withFolder(run) {
  const folder = await mkdtemp(join(tmpdir(), 'database-crash-'));
  try {
    await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a process killed at any moment loses no acknowledged write and leaves none partly done', () =>
  withFolder(async (data) => {
    const random = generator(SEED);
    const writes = { issued: 0, acknowledged: new Set() };
    let port = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const server = await start(data, port);
      port = server.port;
      if (round === 0) assert.equal(await server.call('CreateTable', tableRequest()), 200);
      await writeUntilKilled(server, 1 + random(60), writes);
      const done = await consistentWrites(data, writes.issued);
      for (const number of writes.acknowledged) assert.ok(done.has(number), `acknowledged write ${number} is lost`);
    }
    assert.ok(writes.acknowledged.size >= ROUNDS);
  }));

test('a log truncated anywhere in its last lines gives the state before the truncated write', () =>
  withFolder(async (folder) => {
    const data = join(folder, 'data');
    const writes = { issued: 0, acknowledged: new Set() };
    const server = await start(data);
    assert.equal(await server.call('CreateTable', tableRequest()), 200);
    await writeUntilKilled(server, 30, writes);
    const whole = (await consistentWrites(await copy(data, folder), writes.issued)).size;
    const random = generator(SEED);
    let fewest = whole;
    for (let cut = 1; cut < 6000; cut += 1 + random(600)) {
      const torn = await copy(data, folder);
      await shortenLog(torn, cut);
      fewest = Math.min(fewest, (await consistentWrites(torn, writes.issued)).size);
    }
    assert.ok(fewest < whole);
  }));

async function copy(data, folder) {
  const target = join(folder, 'copy');
  await rm(target, { recursive: true, force: true });
  await cp(data, target, { recursive: true });
  return target;
}

async function shortenLog(data, bytes) {
  const logs = (await readdir(data)).filter((name) => name.endsWith('.log')).sort();
  const log = join(data, logs.at(-1));
  await truncate(log, (await stat(log)).size - bytes);
}

test('the process writes all data and ends when its standard input closes', () =>
  withFolder(async (data) => {
    const server = await start(data);
    assert.equal(await server.call('CreateTable', tableRequest()), 200);
    assert.equal(await server.call('PutItem', put('a', 'x')), 200);
    assert.equal(await server.closeInput(), 0);
    const database = await Database.open(data);
    assert.deepEqual([...(await allItems(database)).keys()], ['a']);
    await database.close();
  }));

test('temporary data survive a kill and an interrupt, and are removed when the standard input closes', () =>
  withFolder(async (folder) => {
    const data = join(folder, 'temporary');
    const killed = await start(data, 0, '--temporary');
    assert.equal(await killed.call('CreateTable', tableRequest()), 200);
    await killed.kill();
    const server = await start(data, 0, '--temporary');
    server.interrupt();
    assert.equal(await server.call('PutItem', put('a', 'x')), 200);
    assert.deepEqual(await readdir(folder), ['temporary']);
    assert.equal(await server.closeInput(), 0);
    assert.deepEqual(await readdir(folder), []);
  }));

test('a server that cannot write ends before it answers, and keeps what it has answered', { timeout: 60_000 }, async (t) => {
  const data = await mkdtemp(join(tmpdir(), 'tracks-full-'));
  t.after(() => rm(data, { recursive: true, force: true }));
  const small = await startOnSmallDisk(data, 400);
  assert.equal(await small.call('CreateTable', tableRequest()), 200);

  let acknowledged = 0;
  try {
    for (;;) {
      assert.equal(await small.call('PutItem', put(`item-${acknowledged}`, 'x'.repeat(5000))), 200);
      acknowledged++;
    }
  } catch (error) {
    assert.notEqual(error.code, 'ERR_ASSERTION');
  }
  const { code, said } = await small.ended();

  assert.equal(code, 74);
  assert.match(said, /File too large/);
  assert.ok(acknowledged > 10);
  const database = await Database.open(data);
  const items = await allItems(database);
  for (let number = 0; number < acknowledged; number++) assert.ok(items.has(`item-${number}`), `item-${number}`);
  await database.close();
});
