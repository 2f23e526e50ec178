// dynalite's expression engine, validations and actions, called in this process, wrapped in promises.

import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);
const validations = require('dynalite/validations/index.js');

export const db = require('dynalite/db/index.js');

const modules = new Map();

function load(folder, operation) {
  const path = `dynalite/${folder}/${validations.toLowerFirst(operation)}.js`;
  if (!modules.has(path)) modules.set(path, require(path));
  return modules.get(path);
}

/** Opens the store: LevelDB in the folder `path`, or memory without one. */
export async function open(path) {
  const store = db.create({ path, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  await store.db.open();
  return store;
}

/** Checks and parses the parameters of an operation that dynalite knows; throws DynamoDB's error. */
export function validated(operation, params, store) {
  const rules = load('validations', operation);
  const data = validations.checkTypes(params, rules.types);
  validations.checkValidations(data, rules.types, rules.custom, store);
  return data;
}

/** Runs a validated operation on a store, or on the view of one (see staging.mjs). */
export const act = (operation, data, store) => promisify(load('actions', operation))(store, data);

export const tableOf = (store, name) => promisify(store.getTable)(name, false);
