import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TABLE, aboutKey, databaseWithTable, failure, item, key } from './fixture.mjs';
import { put, putNew, records, tableRequest } from './fixture.mjs';

const NOW = 1_700_000_000_500;

test('a record has the form of a Lambda event', async () => {
  const database = await databaseWithTable(() => NOW);
  await database.execute('PutItem', put('a', 'one'));
  await database.execute('PutItem', put('a', 'two'));
  await database.execute('DeleteItem', aboutKey('a'));
  const [insert, modify, remove] = await records(database);
  const { eventID, eventSourceARN, ...rest } = modify;
  assert.match(eventID, /^[0-9a-f]{32}$/);
  assert.match(eventSourceARN, /^arn:aws:dynamodb:[^:]+:\d{12}:table\/tracks\/stream\/.+$/);
  assert.deepEqual(rest, {
    eventName: 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: eventSourceARN.split(':')[3],
    dynamodb: {
      ApproximateCreationDateTime: 1_700_000_000,
      Keys: key('a'),
      NewImage: item('a', 'two'),
      OldImage: item('a', 'one'),
      SequenceNumber: '000000000000000000002',
      SizeBytes: 9 + 16 + 16,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  });
  assert.deepEqual([insert.eventName, 'OldImage' in insert.dynamodb], ['INSERT', false]);
  assert.deepEqual([remove.eventName, 'NewImage' in remove.dynamodb], ['REMOVE', false]);
});

test('a write that changes nothing writes no record', async () => {
  const database = await databaseWithTable();
  await database.execute('PutItem', put('a', 'x'));
  const { length } = await records(database);
  await database.execute('PutItem', put('a', 'x'));
  await database.execute('DeleteItem', aboutKey('missing'));
  await database.execute('UpdateItem', aboutKey('a', { UpdateExpression: 'REMOVE absent' }));
  await failure(() => database.execute('PutItem', putNew('a', 'y')));
  assert.equal((await records(database)).length, length);
});

test('each item of a batch and of a transaction has its record', async () => {
  const database = await databaseWithTable();
  await database.execute('PutItem', put('gone', 'x'));
  await database.execute('BatchWriteItem', {
    RequestItems: {
      [TABLE]: [{ PutRequest: { Item: item('a', 'x') } }, { DeleteRequest: { Key: key('gone') } }],
    },
  });
  await database.execute('TransactWriteItems', { TransactItems: [{ Put: put('b', 'x') }, { Put: put('c', 'x') }] });
  const seen = (await records(database)).map(({ eventName, dynamodb }) => `${eventName} ${dynamodb.Keys.PK.S}`);
  assert.deepEqual(seen.slice(0, 1), ['INSERT gone']);
  assert.deepEqual(seen.slice(1, 3).sort(), ['INSERT a', 'REMOVE gone']);
  assert.deepEqual(seen.slice(3), ['INSERT b', 'INSERT c']);
});

test('a table without a stream writes no records', async () => {
  const database = await databaseWithTable();
  const { StreamSpecification: _, ...quiet } = tableRequest({ TableName: 'quiet' });
  await database.execute('CreateTable', quiet);
  await database.execute('PutItem', { ...put('a', 'x'), TableName: 'quiet' });
  assert.deepEqual(await records(database), []);
});

test('records are read after a number, up to a limit', async () => {
  const database = await databaseWithTable();
  for (let i = 0; i < 5; i++) await database.execute('PutItem', put(`id-${i}`, 'x'));
  const signal = new AbortController().signal;
  const first = await database.stream.read('', 2, 0, signal);
  const rest = await database.stream.read(first[1].dynamodb.SequenceNumber, 100, 0, signal);
  assert.deepEqual(
    [...first, ...rest].map(({ dynamodb }) => dynamodb.Keys.PK.S),
    ['id-0', 'id-1', 'id-2', 'id-3', 'id-4'],
  );
});

test('a waiting reader gets the next record immediately, and nothing after the time-out or an abort', async () => {
  const database = await databaseWithTable();
  const gone = new AbortController();
  const waiting = database.stream.read('', 100, 60_000, new AbortController().signal);
  const abandoned = database.stream.read('', 100, 60_000, gone.signal);
  gone.abort();
  assert.deepEqual(await abandoned, []);
  await database.execute('PutItem', put('a', 'x'));
  assert.equal((await waiting).length, 1);
  assert.deepEqual(await database.stream.read('000000000000000000001', 100, 1, new AbortController().signal), []);
});

test('trimming removes the records up to the number, which is never reused', async () => {
  const database = await databaseWithTable();
  for (let i = 0; i < 3; i++) await database.execute('PutItem', put(`id-${i}`, 'x'));
  const numbers = (await records(database)).map(({ dynamodb }) => dynamodb.SequenceNumber);
  assert.equal(await database.stream.trim(numbers[1]), 2);
  assert.deepEqual((await records(database)).map(({ dynamodb }) => dynamodb.SequenceNumber), [numbers[2]]);
  assert.equal(await database.stream.trim(numbers[2]), 1);
  await database.stream.open();
  await database.execute('PutItem', put('later', 'x'));
  const [later] = await records(database);
  assert.ok(later.dynamodb.SequenceNumber > numbers[2]);
});
