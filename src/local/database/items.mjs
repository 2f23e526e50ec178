// Items and keys in DynamoDB's JSON.

const SETS = new Set(['SS', 'NS', 'BS']);

/** JSON with sorted names and sorted sets, so that equal values have equal text. */
export function canonical(value, type) {
  if (Array.isArray(value)) {
    const parts = value.map((part) => canonical(part));
    return `[${(SETS.has(type) ? parts.sort() : parts).join(',')}]`;
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name], name)}`).join(',')}}`;
}

/** Whether two images (undefined: no item) are equal; sets have no order. */
export function isSameItem(one, other) {
  if (!one || !other) return !one && !other;
  return canonical(one) === canonical(other);
}

/** DynamoDB's error for an empty string as an index key, which dynalite does not check; undefined if there is none. */
export function emptyIndexKey(item, table) {
  for (const { IndexName: index, KeySchema: schema } of table.GlobalSecondaryIndexes ?? []) {
    const key = schema.map(({ AttributeName: name }) => name).find((name) => item[name]?.S === '');
    if (key)
      return (
        'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
        'The AttributeValue for a key attribute cannot contain an empty string value. ' +
        `IndexName: ${index}, IndexKey: ${key}`
      );
  }
  return undefined;
}

/** The primary key attributes of an item. */
export function keyOf(item, table) {
  return Object.fromEntries(table.KeySchema.map(({ AttributeName: name }) => [name, item[name]]));
}
