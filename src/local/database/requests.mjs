// Counts of the requests received, for the tests of the request budgets.

export class Requests {
  #counts = new Map();

  count(operation) {
    this.#counts.set(operation, (this.#counts.get(operation) ?? 0) + 1);
  }

  get counts() {
    return Object.fromEntries(this.#counts);
  }

  reset() {
    this.#counts.clear();
  }
}
