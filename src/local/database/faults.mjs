// Injected faults, for tests of DynamoDB's behaviour under load. Each count is the number of requests that will fail.

import { canceled, throttled } from './errors.mjs';

const KINDS = ['unprocessedKeys', 'throttle', 'transactionConflict'];
const DATA = new Set([
  ...['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems'],
  ...['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'],
]);

export class Faults {
  #left = Object.fromEntries(KINDS.map((kind) => [kind, 0]));

  /** Replaces all counts. A count that is not given becomes 0. */
  set(counts) {
    for (const kind of KINDS) this.#left[kind] = Number(counts[kind] ?? 0);
  }

  get left() {
    return { ...this.#left };
  }

  /**
   * Throws the DynamoDB error if this request is to fail. Otherwise returns how to process the request: `params` to
   * execute (undefined: nothing) and `finish`, which turns the result into the response to send.
   */
  apply(operation, params) {
    if (DATA.has(operation) && this.#takes('throttle')) throw throttled();
    if (operation === 'TransactWriteItems' && this.#takes('transactionConflict')) throw conflict(params);
    if (operation === 'BatchGetItem' && this.#left.unprocessedKeys > 0) return this.#unprocessed(params);
    return { params, finish: (answer) => answer };
  }

  #takes(kind) {
    if (this.#left[kind] <= 0) return false;
    this.#left[kind]--;
    return true;
  }

  // Alternates between all keys and half of them.
  #unprocessed(params) {
    const all = this.#left.unprocessedKeys % 2 === 0;
    this.#left.unprocessedKeys--;
    const done = {};
    const left = {};
    for (const [table, request] of Object.entries(params.RequestItems ?? {})) {
      const half = all ? 0 : Math.floor(request.Keys.length / 2);
      if (half > 0) done[table] = { ...request, Keys: request.Keys.slice(0, half) };
      left[table] = { ...request, Keys: request.Keys.slice(half) };
    }
    if (Object.keys(done).length === 0)
      return { params: undefined, finish: () => ({ Responses: {}, UnprocessedKeys: left }) };
    const finish = (answer) => ({ ...answer, UnprocessedKeys: { ...left, ...answer.UnprocessedKeys } });
    return { params: { ...params, RequestItems: done }, finish };
  }
}

function conflict(params) {
  const reasons = (params.TransactItems ?? []).map(() => ({ Code: 'None' }));
  if (reasons.length > 0)
    reasons[0] = { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' };
  return canceled(reasons);
}
