// DynamoDB with the low-level client, created once at init. Reads that decide are consistent.

import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { enrollments, key, plain, stepKey, trackKey } from './items.mjs';

const TableName = process.env.TRACKS_TABLE ?? 'tracks';
const CONFIG_CACHE = 5000;
const BATCH_ROUNDS = 6;
const CONTENDED = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];

const client = new DynamoDBClient({});
const cache = new Map();

export const track = (id) => configured(trackKey(id));
export const step = (trackId, id) => configured(stepKey(trackId, id));

/** Tracks and steps are cached for five seconds; an absent one is never cached. */
async function configured(plainKey) {
  const name = `${plainKey.PK}/${plainKey.SK}`;
  const kept = cache.get(name);
  if (kept && Date.now() < kept.until) return kept.value;
  const { Item } = await client.send(new GetItemCommand({ TableName, Key: key(plainKey), ConsistentRead: true }));
  if (!Item) {
    cache.delete(name);
    return undefined;
  }
  const value = plain(Item);
  cache.set(name, { value, until: Date.now() + CONFIG_CACHE });
  return value;
}

/** The items of the keys, in that order; undefined for a missing one. */
export async function batchGet(keys) {
  const found = new Map();
  let wanted = { Keys: [...new Map(keys.map((one) => [one.PK + one.SK, key(one)])).values()], ConsistentRead: true };
  for (let round = 0; wanted; round++) {
    if (round > BATCH_ROUNDS) throw new Error('DynamoDB throttled the batch');
    if (round > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * (20 << round)));
    const answer = await client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: wanted } }));
    for (const item of answer.Responses[TableName] ?? []) found.set(item.PK.S + item.SK.S, plain(item));
    const left = answer.UnprocessedKeys?.[TableName];
    wanted = left && { ...left, ConsistentRead: true };
  }
  return keys.map(({ PK, SK }) => found.get(PK + SK));
}

/** All instances of a track for a person, oldest first. */
export async function instances(participantId, trackId) {
  const all = [];
  let from;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :sk)',
        ExpressionAttributeNames: { '#pk': 'PK', '#sk': 'SK' },
        ExpressionAttributeValues: { ':pk': { S: `USER#${participantId}` }, ':sk': { S: enrollments(trackId) } },
        ExclusiveStartKey: from,
      }),
    );
    all.push(...page.Items.map(plain));
    from = page.LastEvaluatedKey;
  } while (from);
  return all;
}

/** Returns whether the run was written; false after a concurrent update: the caller reads again. */
export const putRun = (item, version) => written(new PutItemCommand({ TableName, Item: item, ...judged(version) }));

/** As putRun, with the enrollment: both are written, or neither. */
export function enroll(run, version, enrollment) {
  const TransactItems = [
    { Put: { TableName, Item: run, ...judged(version) } },
    { Put: { TableName, Item: enrollment, ConditionExpression: 'attribute_not_exists(PK)' } },
  ];
  return written(new TransactWriteItemsCommand({ TransactItems }));
}

function judged(version) {
  if (version === 1) return { ConditionExpression: 'attribute_not_exists(PK)' };
  return {
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': { N: String(version - 1) } },
  };
}

async function written(command) {
  try {
    await client.send(command);
    return true;
  } catch (error) {
    const codes = error.CancellationReasons?.map(({ Code }) => Code) ?? [];
    const lost = error.name === 'ConditionalCheckFailedException' || codes.includes('ConditionalCheckFailed');
    if (lost || codes.some((code) => CONTENDED.includes(code))) return false;
    throw error;
  }
}
