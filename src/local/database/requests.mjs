// Counts of the requests on the wire, for the tests that hold the budgets.

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
