import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TABLE, databaseWithTable, failure, put, read, records, tableRequest } from './fixture.mjs';

const timeToLive = (enabled) => ({
  TableName: TABLE,
  TimeToLiveSpecification: { AttributeName: 'expiresAtEpoch', Enabled: enabled },
});

test('a table can be used as soon as it is created, and its description has its stream', async () => {
  const database = await databaseWithTable();
  const { Table: table } = await database.execute('DescribeTable', { TableName: TABLE });
  assert.equal(table.TableStatus, 'ACTIVE');
  assert.deepEqual(table.GlobalSecondaryIndexes.map(({ IndexStatus }) => IndexStatus), ['ACTIVE']);
  assert.deepEqual(table.StreamSpecification, tableRequest().StreamSpecification);
  assert.ok(table.LatestStreamArn.endsWith(`/stream/${table.LatestStreamLabel}`));
});

test('a table that exists is not created again', async () => {
  const database = await databaseWithTable();
  const error = await failure(() => database.execute('CreateTable', tableRequest()));
  assert.equal(error.type, 'ResourceInUseException');
});

test('the time to live is stored, and a setting that changes nothing is refused', async () => {
  const database = await databaseWithTable();
  const describe = async () =>
    (await database.execute('DescribeTimeToLive', { TableName: TABLE })).TimeToLiveDescription;
  assert.deepEqual(await describe(), { TimeToLiveStatus: 'DISABLED' });
  await database.execute('UpdateTimeToLive', timeToLive(true));
  assert.deepEqual(await describe(), { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAtEpoch' });
  const again = await failure(() => database.execute('UpdateTimeToLive', timeToLive(true)));
  assert.deepEqual([again.type, again.message], ['ValidationException', 'TimeToLive is already enabled']);
  await database.execute('UpdateTimeToLive', timeToLive(false));
  assert.deepEqual(await describe(), { TimeToLiveStatus: 'DISABLED' });
});

test('deleting a table deletes its items but not its stream', async () => {
  const database = await databaseWithTable();
  await database.execute('PutItem', put('a', 'x'));
  await database.execute('UpdateTimeToLive', timeToLive(true));
  await database.execute('DeleteTable', { TableName: TABLE });
  const missing = await failure(() => database.execute('DescribeTable', { TableName: TABLE }));
  assert.equal(missing.type, 'ResourceNotFoundException');
  await database.execute('CreateTable', tableRequest());
  assert.equal(await read(database, 'a'), undefined);
  assert.equal((await records(database)).length, 1);
});
