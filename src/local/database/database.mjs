// The database: every supported operation of the DynamoDB API, by name. Reads run immediately and concurrently.
// Requests that write, and transactional reads, run one after another.

import { act, open, validated } from './engine.mjs';
import { unknownOperation } from './errors.mjs';
import { Staging } from './staging.mjs';
import { StreamLog } from './stream.mjs';
import { createTable, deleteTable, describeTimeToLive, updateTimeToLive } from './tables.mjs';
import { Tokens } from './tokens.mjs';
import { fingerprint, transactGetItems, transactWriteItems } from './transactions.mjs';
import { parsedWrite, stageWrite } from './writes.mjs';

const READS = ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'DescribeTable', 'ListTables', 'ListTagsOfResource'];
const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'];
// dynalite executes these itself, in several steps. They are not crash-safe and need not be.
const SETTINGS = ['UpdateTable', 'TagResource', 'UntagResource'];

export class Database {
  #store;
  #tokens;
  #turn = Promise.resolve();
  #unwritable;
  #operations = new Map();
  stream;

  constructor(store, clock, unwritable) {
    this.#store = store;
    this.#unwritable = unwritable;
    this.#tokens = new Tokens(store, clock);
    this.stream = new StreamLog(store, clock);
    for (const name of READS) this.#operations.set(name, (params) => this.#read(name, params));
    for (const name of SETTINGS) this.#operations.set(name, (params) => this.#inTurn(() => this.#read(name, params)));
    for (const name of WRITES) this.#operations.set(name, (params) => this.#write(name, params));
    this.#operations.set('TransactWriteItems', (params) => this.#transact(params));
    this.#operations.set('TransactGetItems', (params) => this.#inTurn(() => transactGetItems(params, store)));
    this.#operations.set('CreateTable', (params) => this.#commit((staging) => createTable(params, staging)));
    this.#operations.set('DeleteTable', (params) => this.#commit((staging) => deleteTable(params, staging, store)));
    this.#operations.set('UpdateTimeToLive', (params) =>
      this.#commit((staging) => updateTimeToLive(params, staging, store)),
    );
    this.#operations.set('DescribeTimeToLive', (params) => describeTimeToLive(params, store));
  }

  /**
   * Opens the database in a folder, or in memory if there is none. `clock` returns the milliseconds since 1970.
   * `unwritable` is called with the error of a write that fails on the folder's disk.
   */
  static async open(path, clock = Date.now, unwritable = () => {}) {
    const database = new Database(await open(path), clock, unwritable);
    await database.#tokens.open();
    await database.stream.open();
    return database;
  }

  knows(operation) {
    return this.#operations.has(operation);
  }

  /** Answers one request, or throws the DynamoDB error. */
  execute(operation, params) {
    if (!this.knows(operation)) throw unknownOperation();
    return this.#operations.get(operation)(params);
  }

  /** Waits for the writes in progress, then closes. */
  async close() {
    await this.#inTurn(() => this.#store.db.close());
  }

  #read(operation, params) {
    return act(operation, validated(operation, params, this.#store), this.#store);
  }

  #write(operation, params) {
    const write = parsedWrite(operation, params, this.#store);
    return this.#commit((staging) => stageWrite(write, staging));
  }

  #transact(params) {
    const { ClientRequestToken: token } = params;
    return this.#commit(async (staging) => {
      const print = fingerprint(params);
      if (this.#tokens.isDone(token, print)) return {};
      const answer = await transactWriteItems(params, staging, this.#store);
      this.#tokens.stage(token, print, staging);
      return answer;
    });
  }

  #commit(stage) {
    return this.#inTurn(async () => {
      const staging = new Staging(this.#store);
      const answer = await stage(staging);
      this.stream.stage(staging);
      await staging.commit().catch((error) => {
        this.#unwritable(error);
        throw error;
      });
      return answer;
    });
  }

  #inTurn(run) {
    const result = this.#turn.then(run);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}
