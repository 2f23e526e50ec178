// Table features that dynalite does not support: stream and time to live. Tables are created and deleted atomically.

import { act, tableOf, validated } from './engine.mjs';
import { invalid, missingMember } from './errors.mjs';
import { PREFIX } from './staging.mjs';

const timeToLive = (table) => `ttl~${table}`;

/** Creates the table, active immediately: a kill never leaves a partly created table. */
export async function createTable(params, staging) {
  const { StreamSpecification: stream } = params;
  const data = validated('CreateTable', params, staging.view);
  const { TableDescription: description } = await act('CreateTable', data, staging.view);
  if (stream?.StreamEnabled) {
    const label = new Date(description.CreationDateTime * 1000).toISOString().slice(0, -1);
    Object.assign(description, {
      StreamSpecification: stream,
      LatestStreamLabel: label,
      LatestStreamArn: `${description.TableArn}/stream/${label}`,
    });
  }
  const answer = structuredClone({ TableDescription: description });
  const indexes = description.GlobalSecondaryIndexes?.map((index) => ({ ...index, IndexStatus: 'ACTIVE' }));
  staging.put(PREFIX.table + description.TableName, {
    ...structuredClone(description),
    TableStatus: 'ACTIVE',
    ...(indexes && { GlobalSecondaryIndexes: indexes }),
  });
  return answer;
}

/** Deletes the table with its items, index entries, tags and time to live. Its stream stays readable, as in AWS. */
export async function deleteTable(params, staging, store) {
  const { TableName: name } = validated('DeleteTable', params, store);
  const table = await tableOf(store, name);
  const indexes = ['Local', 'Global'].flatMap((type) =>
    (table[`${type}SecondaryIndexes`] ?? []).map((index) => PREFIX.index(type, name, index.IndexName)),
  );
  for (const prefix of [PREFIX.items(name), PREFIX.tags(name), ...indexes]) {
    for await (const key of store.db.keys({ gte: prefix, lt: `${prefix}\xff` })) staging.del(key);
  }
  staging.del(PREFIX.table + name);
  staging.del(timeToLive(name));
  return { TableDescription: { ...table, TableStatus: 'DELETING' } };
}

/** Stores the setting only: no item expires here. AWS deletes expired items days late, so no code may rely on it. */
export async function updateTimeToLive(params, staging, store) {
  const { TableName: name, TimeToLiveSpecification: wanted } = params;
  validated('DescribeTimeToLive', { TableName: name }, store);
  if (!wanted?.AttributeName || typeof wanted.Enabled !== 'boolean')
    throw missingMember('timeToLiveSpecification');
  await tableOf(store, name);
  const current = await store.db.get(timeToLive(name));
  if (wanted.Enabled === Boolean(current)) throw invalid(`TimeToLive is already ${current ? 'enabled' : 'disabled'}`);
  if (wanted.Enabled) staging.put(timeToLive(name), wanted.AttributeName);
  else staging.del(timeToLive(name));
  return { TimeToLiveSpecification: { AttributeName: wanted.AttributeName, Enabled: wanted.Enabled } };
}

export async function describeTimeToLive(params, store) {
  const { TableName: name } = validated('DescribeTimeToLive', params, store);
  await tableOf(store, name);
  const attribute = await store.db.get(timeToLive(name));
  return {
    TimeToLiveDescription: attribute
      ? { TimeToLiveStatus: 'ENABLED', AttributeName: attribute }
      : { TimeToLiveStatus: 'DISABLED' },
  };
}
