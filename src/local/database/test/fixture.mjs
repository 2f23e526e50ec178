// The table of most tests, and short functions that write its requests.

import { Database } from '../database.mjs';

export const TABLE = 'tracks';

const keys = (...names) => [
  { AttributeName: names[0], KeyType: 'HASH' },
  { AttributeName: names[1], KeyType: 'RANGE' },
];

export const tableRequest = (more = {}) => ({
  TableName: TABLE,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['PK', 'SK', 'GSI1PK', 'GSI1SK'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
  KeySchema: keys('PK', 'SK'),
  GlobalSecondaryIndexes: [
    { IndexName: 'GSI1', KeySchema: keys('GSI1PK', 'GSI1SK'), Projection: { ProjectionType: 'ALL' } },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  ...more,
});

/** A database in memory with the table. */
export async function databaseWithTable(clock) {
  const database = await Database.open(undefined, clock);
  await database.execute('CreateTable', tableRequest());
  return database;
}

export const key = (id) => ({ PK: { S: id }, SK: { S: 'ITEM' } });
export const item = (id, text, more = {}) => ({ ...key(id), text: { S: text }, ...more });
export const put = (id, text, more = {}) => ({ TableName: TABLE, Item: item(id, text), ...more });
export const putNew = (id, text, more = {}) =>
  put(id, text, {
    ConditionExpression: 'attribute_not_exists(PK)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    ...more,
  });
export const aboutKey = (id, more = {}) => ({ TableName: TABLE, Key: key(id), ...more });

export async function read(database, id) {
  const { Item } = await database.execute('GetItem', aboutKey(id, { ConsistentRead: true }));
  return Item && plain(Item);
}

/** As a client would receive it: parsed JSON has plain objects only. */
export const plain = (value) => JSON.parse(JSON.stringify(value));

/** The body of the error that `run` throws. */
export async function failure(run) {
  try {
    await run();
  } catch (error) {
    if (error.body) return { ...plain(error.body), type: error.body.__type.split('#')[1] };
    throw error;
  }
  throw new Error('Nothing failed');
}

export const records = (database, after = '') => database.stream.read(after, 1000, 0, new AbortController().signal);
