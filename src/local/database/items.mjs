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

/** Whether two images (undefined: no item) say the same; sets have no order. */
export function isSameItem(one, other) {
  if (!one || !other) return !one && !other;
  return canonical(one) === canonical(other);
}

/** The primary key attributes of an item. */
export function keyOf(item, table) {
  return Object.fromEntries(table.KeySchema.map(({ AttributeName: name }) => [name, item[name]]));
}
