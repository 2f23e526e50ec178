// Client request tokens: a transaction repeated with the same token within ten minutes succeeds without being applied
// again.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html

import { invalid, parameterMismatch } from './errors.mjs';

const TOKEN = 'token~';
const VALIDITY = 10 * 60 * 1000;

export class Tokens {
  #level;
  #clock;
  // Oldest first.
  #known = new Map();

  constructor(store, clock) {
    this.#level = store.db;
    this.#clock = clock;
  }

  async open() {
    const entries = await this.#level.iterator({ gt: TOKEN, lt: `${TOKEN}~` }).all();
    entries.sort(([, one], [, other]) => one.at - other.at);
    for (const [key, value] of entries) this.#known.set(key, value);
  }

  /** Whether this token's transaction has been applied; throws if the token belongs to a different transaction. */
  isDone(token, fingerprint) {
    if (token === undefined) return false;
    if (typeof token !== 'string' || token.length < 1 || token.length > 36)
      throw invalid(
        "1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint: " +
          'Member must have length between 1 and 36',
      );
    const done = this.#known.get(TOKEN + token);
    if (!done || this.#isOld(done)) return false;
    if (done.fingerprint !== fingerprint) throw parameterMismatch();
    return true;
  }

  /** Stages the token of the transaction and the removal of expired tokens. */
  stage(token, fingerprint, staging) {
    if (token === undefined) return;
    const key = TOKEN + token;
    const value = { fingerprint, at: this.#clock() };
    const old = this.#old();
    for (const oldKey of old) staging.del(oldKey);
    staging.put(key, value);
    staging.afterwards(() => {
      for (const oldKey of [...old, key]) this.#known.delete(oldKey);
      this.#known.set(key, value);
    });
  }

  #old() {
    const old = [];
    for (const [key, value] of this.#known) {
      if (!this.#isOld(value)) break;
      old.push(key);
    }
    return old;
  }

  #isOld({ at }) {
    return this.#clock() - at >= VALIDITY;
  }
}
