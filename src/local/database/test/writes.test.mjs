import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TABLE, aboutKey, databaseWithTable, failure, item, put, putNew, read } from './fixture.mjs';

const NEVER = { ConditionExpression: 'attribute_exists(absent)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };

test('a failed condition of a put, an update or a delete returns the current item', async () => {
  const database = await databaseWithTable();
  await database.execute('PutItem', put('a', 'first'));
  const update = { ...NEVER, UpdateExpression: 'SET x = :x', ExpressionAttributeValues: { ':x': { S: 'x' } } };
  for (const [operation, params] of [
    ['PutItem', putNew('a', 'second')],
    ['UpdateItem', aboutKey('a', update)],
    ['DeleteItem', aboutKey('a', NEVER)],
  ]) {
    const error = await failure(() => database.execute(operation, params));
    assert.equal(error.type, 'ConditionalCheckFailedException');
    assert.deepEqual(error.Item, item('a', 'first'));
  }
  assert.deepEqual(await read(database, 'a'), item('a', 'first'));
});

test('a failed condition returns no item if none was requested or none exists', async () => {
  const database = await databaseWithTable();
  await database.execute('PutItem', put('a', 'first'));
  const unasked = putNew('a', 'second', { ReturnValuesOnConditionCheckFailure: 'NONE' });
  assert.equal('Item' in (await failure(() => database.execute('PutItem', unasked))), false);
  assert.equal('Item' in (await failure(() => database.execute('DeleteItem', aboutKey('b', NEVER)))), false);
});

test('an unknown value of ReturnValuesOnConditionCheckFailure is refused', async () => {
  const database = await databaseWithTable();
  const params = putNew('a', 'x', { ReturnValuesOnConditionCheckFailure: 'ALL_NEW' });
  assert.equal((await failure(() => database.execute('PutItem', params))).type, 'ValidationException');
});

test('of many concurrent puts with the same condition exactly one succeeds', async () => {
  const database = await databaseWithTable();
  const attempts = Array.from({ length: 50 }, (_, i) => database.execute('PutItem', putNew('a', `attempt ${i}`)));
  const won = (await Promise.allSettled(attempts)).filter(({ status }) => status === 'fulfilled');
  assert.equal(won.length, 1);
});

test('concurrent increments lose no count', async () => {
  const database = await databaseWithTable();
  const add = () =>
    aboutKey('n', { UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': { N: '1' } } });
  await Promise.all(Array.from({ length: 50 }, () => database.execute('UpdateItem', add())));
  assert.deepEqual((await read(database, 'n')).n, { N: '50' });
});

test('an index contains the items that have its keys, under their current keys only', async () => {
  const database = await databaseWithTable();
  const indexed = (id, partition, sort) => ({
    TableName: TABLE,
    Item: item(id, 'x', { GSI1PK: { S: partition }, GSI1SK: { S: sort } }),
  });
  await database.execute('PutItem', indexed('a', 'p', '2'));
  await database.execute('PutItem', indexed('b', 'p', '1'));
  await database.execute('PutItem', indexed('c', 'p', '3'));
  await database.execute('PutItem', put('unindexed', 'x'));
  await database.execute('PutItem', indexed('a', 'p', '4'));
  await database.execute('UpdateItem', aboutKey('c', { UpdateExpression: 'REMOVE GSI1PK, GSI1SK' }));
  const { Items } = await database.execute('Query', {
    TableName: TABLE,
    IndexName: 'GSI1',
    KeyConditionExpression: 'GSI1PK = :p',
    ExpressionAttributeValues: { ':p': { S: 'p' } },
  });
  assert.deepEqual(Items.map(({ PK }) => PK.S), ['b', 'a']);
});

test('pages of an index, forwards and backwards, return each item once', async () => {
  const database = await databaseWithTable();
  const expected = [];
  for (let i = 0; i < 25; i++) {
    const index = { GSI1PK: { S: 'p' }, GSI1SK: { S: `at ${String(i % 7)}` } };
    await database.execute('PutItem', { TableName: TABLE, Item: item(`id-${i}`, 'x', index) });
    expected.push(`id-${i}`);
  }
  for (const forwards of [true, false]) {
    const seen = [];
    let start;
    do {
      const page = await database.execute('Query', {
        TableName: TABLE,
        IndexName: 'GSI1',
        Limit: 4,
        ScanIndexForward: forwards,
        ExclusiveStartKey: start,
        KeyConditionExpression: 'GSI1PK = :p',
        ExpressionAttributeValues: { ':p': { S: 'p' } },
      });
      seen.push(...page.Items.map(({ PK, GSI1SK }) => ({ id: PK.S, at: GSI1SK.S })));
      start = page.LastEvaluatedKey;
    } while (start);
    const times = seen.map(({ at }) => at);
    assert.deepEqual(times, forwards ? times.toSorted() : times.toSorted().reverse());
    assert.deepEqual(seen.map(({ id }) => id).sort(), expected.toSorted());
  }
});

test('an empty string as an index key is refused, alone and in a transaction', async () => {
  const database = await databaseWithTable();
  const wrong = { TableName: TABLE, Item: item('a', 'x', { GSI1PK: { S: 'p' }, GSI1SK: { S: '' } }) };
  const alone = await failure(() => database.execute('PutItem', structuredClone(wrong)));
  assert.equal(alone.type, 'ValidationException');
  assert.match(alone.message, /IndexName: GSI1, IndexKey: GSI1SK/);
  const together = { TransactItems: [{ Put: wrong }] };
  const { CancellationReasons: reasons } = await failure(() => database.execute('TransactWriteItems', together));
  assert.equal(reasons[0].Code, 'ValidationError');
  assert.equal(await read(database, 'a'), undefined);
});
