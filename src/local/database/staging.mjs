// Collects the writes of one request, so that they and their stream records become one atomic batch of LevelDB.
// LevelDB's own log is the write-ahead log: after a kill, either the whole batch is there or none of it.

import { invalid } from './errors.mjs';
import { emptyIndexKey, isSameItem } from './items.mjs';

/** The prefixes with which dynalite 4.0.0 separates its tables in one LevelDB. */
export const PREFIX = {
  table: 'table~',
  items: (table) => `item-${table}~`,
  index: (type, table, index) => `index-${type.toLowerCase()}~${table}~${index}~`,
  tags: (table) => `tag-${table}~`,
};

export class Staging {
  #db;
  #staged = new Map();
  #seen = new Map();
  #changed = new Map();
  #tables = new Map();
  #afterwards = [];

  /** What dynalite's actions use as the store. */
  view;

  constructor(store) {
    this.#db = store.db;
    this.view = {
      options: store.options,
      tableDb: Object.assign(this.#part(PREFIX.table), {
        awsAccountId: store.tableDb.awsAccountId,
        awsRegion: store.tableDb.awsRegion,
      }),
      getTable: (name, ...rest) => store.getTable(name, ...rest.slice(0, -1), this.#keepTable(name, rest.at(-1))),
      getItemDb: (table) => this.#part(PREFIX.items(table), table),
      getIndexDb: (type, table, index) => this.#part(PREFIX.index(type, table, index)),
    };
  }

  put(key, value) {
    this.#staged.set(key, { type: 'put', key, value });
  }

  del(key) {
    this.#staged.set(key, { type: 'del', key });
  }

  staged(key) {
    return this.#staged.get(key)?.value;
  }

  /** The items whose content differs from before, in the order of the writes: `{table, before, after}`. */
  changes() {
    return [...this.#changed]
      .map(([key, { table, after }]) => ({ table: this.#tables.get(table), before: this.#seen.get(key), after }))
      .filter(({ before, after }) => !isSameItem(before, after));
  }

  /** Registers a callback that runs only after everything is written. */
  afterwards(run) {
    this.#afterwards.push(run);
  }

  /** Writes everything or nothing. */
  async commit() {
    if (this.#staged.size > 0) await this.#db.batch([...this.#staged.values()]);
    for (const run of this.#afterwards) run();
  }

  #keepTable(name, callback) {
    return (error, table) => {
      if (table) this.#tables.set(name, table);
      callback(error, table);
    };
  }

  #part(prefix, table) {
    return {
      // Requests that write run one after another, so no lock is needed.
      lock: (_, run) => run((callback) => callback),
      get: (key, callback) => this.#get(prefix + key, callback),
      put: (key, value, callback) => {
        const problem = table && emptyIndexKey(value, this.#tables.get(table));
        if (problem) return callback(invalid(problem));
        this.put(prefix + key, value);
        if (table) this.#changed.set(prefix + key, { table, after: value });
        callback(null);
      },
      del: (key, callback) => {
        this.del(prefix + key);
        if (table) this.#changed.set(prefix + key, { table, after: undefined });
        callback(null);
      },
    };
  }

  #get(key, callback) {
    if (this.#staged.has(key)) return callback(null, this.#staged.get(key).value);
    this.#db.get(key, (error, value) => {
      if (!error) this.#seen.set(key, value);
      callback(error, value);
    });
  }
}
