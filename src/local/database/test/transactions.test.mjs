import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TABLE, aboutKey, databaseWithTable, failure, item, plain, put, putNew, read, records } from './fixture.mjs';

const transact = (database, items, more = {}) =>
  database.execute('TransactWriteItems', structuredClone({ TransactItems: items, ...more }));

test('all four actions take effect together', async () => {
  const database = await databaseWithTable();
  await database.execute('PutItem', put('checked', 'as expected'));
  await database.execute('PutItem', put('deleted', 'x'));
  const values = { ExpressionAttributeValues: { ':v': { S: 'as expected' } } };
  await transact(database, [
    { Put: putNew('put', 'new') },
    { Update: aboutKey('updated', { UpdateExpression: 'SET done = :v', ...values }) },
    { Delete: aboutKey('deleted') },
    {
      ConditionCheck: aboutKey('checked', {
        ConditionExpression: '#t = :v',
        ExpressionAttributeNames: { '#t': 'text' },
        ...values,
      }),
    },
  ]);
  assert.deepEqual(await read(database, 'put'), item('put', 'new'));
  assert.deepEqual((await read(database, 'updated')).done, { S: 'as expected' });
  assert.equal(await read(database, 'deleted'), undefined);
});

test('a cancelled transaction gives each action its reason, in order, and writes nothing', async () => {
  const database = await databaseWithTable();
  await database.execute('PutItem', put('b', 'earlier'));
  await database.execute('PutItem', put('d', 'earlier'));
  const before = await records(database);
  const error = await failure(() =>
    transact(database, [
      { Put: putNew('a', 'new') },
      { Put: putNew('b', 'new') },
      { ConditionCheck: aboutKey('c', { ConditionExpression: 'attribute_exists(PK)' }) },
      { Delete: aboutKey('d', { ConditionExpression: 'attribute_not_exists(PK)' }) },
    ]),
  );
  const message = 'The conditional request failed';
  assert.equal(error.type, 'TransactionCanceledException');
  assert.match(error.message, /\[None, ConditionalCheckFailed, ConditionalCheckFailed, ConditionalCheckFailed\]$/);
  assert.deepEqual(error.CancellationReasons, [
    { Code: 'None' },
    { Code: 'ConditionalCheckFailed', Message: message, Item: item('b', 'earlier') },
    { Code: 'ConditionalCheckFailed', Message: message },
    { Code: 'ConditionalCheckFailed', Message: message },
  ]);
  assert.equal(await read(database, 'a'), undefined);
  assert.deepEqual(await read(database, 'd'), item('d', 'earlier'));
  assert.deepEqual(await records(database), before);
});

test('an update that does not fit the item cancels with ValidationError', async () => {
  const database = await databaseWithTable();
  await database.execute('PutItem', put('a', 'text, not a number'));
  const add = { UpdateExpression: 'ADD #t :one', ExpressionAttributeNames: { '#t': 'text' } };
  const error = await failure(() =>
    transact(database, [
      { Put: putNew('b', 'new') },
      { Update: aboutKey('a', { ...add, ExpressionAttributeValues: { ':one': { N: '1' } } }) },
    ]),
  );
  assert.deepEqual(error.CancellationReasons.map(({ Code }) => Code), ['None', 'ValidationError']);
  assert.equal(await read(database, 'b'), undefined);
});

test('invalid requests are refused as a whole, as on AWS', async () => {
  const database = await databaseWithTable();
  const many = (count) => Array.from({ length: count }, (_, i) => ({ Put: put(`id-${i}`, 'x') }));
  const big = Array.from({ length: 12 }, (_, i) => ({ Put: put(`id-${i}`, 'x'.repeat(390_000)) }));
  for (const [items, message] of [
    [[{ Put: put('a', '1') }, { Delete: aboutKey('a') }], /multiple operations on one item/],
    [[{ Put: put('a', '1'), Delete: aboutKey('b') }], /can only contain one of/],
    [[{}], /can only contain one of/],
    [[], /length greater than or equal to 1/],
    [many(101), /length less than or equal to 100/],
    [[{ ConditionCheck: aboutKey('a') }], /ConditionExpression/],
    [[{ Update: aboutKey('a') }], /UpdateExpression/],
    [[{ Put: put('a', '1', { ConditionExpression: 'attribute_not_exists(' }) }], /Syntax error/],
    [[{ Put: { TableName: TABLE, Item: { PK: { S: 'a' } } } }], /Missing the key SK/],
    [big, /4 MB/],
  ]) {
    const error = await failure(() => transact(database, items));
    assert.equal(error.type, 'ValidationException');
    assert.match(error.message, message);
  }
  await transact(database, many(100));
  const elsewhere = await failure(() => transact(database, [{ Put: { ...put('a', '1'), TableName: 'other' } }]));
  assert.equal(elsewhere.type, 'ResourceNotFoundException');
});

test('a transaction repeated with the same token within ten minutes succeeds without being applied again', async () => {
  let now = 1_700_000_000_000;
  const database = await databaseWithTable(() => now);
  const add = { UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': { N: '1' } } };
  const count = () => transact(database, [{ Update: aboutKey('n', add) }], { ClientRequestToken: 'token' });
  await count();
  now += 9 * 60_000;
  await count();
  assert.deepEqual((await read(database, 'n')).n, { N: '1' });
  const other = await failure(() => transact(database, [{ Put: put('b', 'x') }], { ClientRequestToken: 'token' }));
  assert.equal(other.type, 'IdempotentParameterMismatchException');
  now += 60_000;
  await count();
  assert.deepEqual((await read(database, 'n')).n, { N: '2' });
});

test('a cancelled transaction can be retried with the same token', async () => {
  const database = await databaseWithTable();
  const token = { ClientRequestToken: 'token' };
  const update = { UpdateExpression: 'REMOVE x', ConditionExpression: 'attribute_exists(PK)' };
  const items = [{ Update: aboutKey('a', update) }];
  assert.equal((await failure(() => transact(database, items, token))).type, 'TransactionCanceledException');
  await database.execute('PutItem', put('a', 'x'));
  assert.deepEqual(await transact(database, items, token), {});
});

test('concurrent transactions never interleave', async () => {
  const database = await databaseWithTable();
  const increment = (id, n) =>
    aboutKey(id, {
      UpdateExpression: 'SET n = :next',
      ConditionExpression: n === 0 ? 'attribute_not_exists(PK)' : 'n = :n',
      ExpressionAttributeValues: { ':next': { N: String(n + 1) }, ...(n > 0 && { ':n': { N: String(n) } }) },
    });
  for (let n = 0; n < 10; n++) {
    const attempts = Array.from({ length: 8 }, () =>
      transact(database, [{ Update: increment('a', n) }, { Update: increment('b', n) }]),
    );
    const won = (await Promise.allSettled(attempts)).filter(({ status }) => status === 'fulfilled');
    assert.equal(won.length, 1);
  }
  assert.deepEqual((await read(database, 'a')).n, (await read(database, 'b')).n);
});

test('a transactional read returns one consistent snapshot, in the order of the request', async () => {
  const database = await databaseWithTable();
  const both = (text) => transact(database, [{ Put: put('a', text) }, { Put: put('b', text) }]);
  const look = async () => {
    const gets = ['a', 'missing', 'b'].map((id) => ({ Get: aboutKey(id) }));
    return plain(await database.execute('TransactGetItems', { TransactItems: gets })).Responses;
  };
  await both('0');
  const work = Array.from({ length: 20 }, (_, i) => [both(String(i)), look()]).flat();
  const looks = (await Promise.all(work)).filter(Array.isArray);
  assert.equal(looks.length, 20);
  for (const [a, missing, b] of looks) {
    assert.deepEqual(missing, {});
    assert.deepEqual([a.Item.PK.S, b.Item.PK.S], ['a', 'b']);
    assert.deepEqual(a.Item.text, b.Item.text);
  }
});

test('a transaction consumes twice the capacity', async () => {
  const database = await databaseWithTable();
  const answer = await transact(database, [{ Put: put('a', 'x') }, { Put: put('b', 'x') }], {
    ReturnConsumedCapacity: 'TOTAL',
  });
  assert.deepEqual(answer, { ConsumedCapacity: [{ TableName: TABLE, CapacityUnits: 4 }] });
});
