// TransactWriteItems and TransactGetItems. Requests that write run one after another, and a transaction's writes are
// one batch. That gives atomicity and isolation without further code.

import { createHash } from 'node:crypto';
import { act, db, tableOf, validated } from './engine.mjs';
import { canceled, invalid, isConditionFailure, isValidation, missingMember } from './errors.mjs';
import { canonical } from './items.mjs';
import { currentItem, parsedWrite, stageWrite } from './writes.mjs';

const ACTIONS = { Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', ConditionCheck: 'ConditionCheck' };
const MOST_ACTIONS = 100;
const MOST_BYTES = 4 * 1024 * 1024;

/** Stages all actions, or throws a reason for each. */
export async function transactWriteItems(params, staging, store) {
  const { ReturnConsumedCapacity } = params;
  const actions = checkedActions(params, 'ConditionCheck, Put, Update, Delete', ACTIONS).map(([name, action]) =>
    parsedAction(ACTIONS[name], { ...action, ReturnConsumedCapacity }, store),
  );
  await refuseDuplicates(actions, store);
  const reasons = [];
  const answers = [];
  for (const action of actions) reasons.push(await attempt(action, staging, answers));
  if (reasons.some((reason) => reason.Code !== 'None')) throw canceled(reasons);
  refuseSize(staging);
  return consumed(answers, ReturnConsumedCapacity);
}

/** Reads all items at one moment: the caller permits no write in between. */
export async function transactGetItems(params, store) {
  const { ReturnConsumedCapacity } = params;
  const gets = checkedActions(params, 'Get', { Get: 'GetItem' }).map(([, get]) => ({
    data: validated('GetItem', { ...get, ConsistentRead: true, ReturnConsumedCapacity }, store),
  }));
  await refuseDuplicates(gets, store);
  const answers = [];
  for (const { data } of gets) answers.push(await act('GetItem', data, store));
  const responses = answers.map(({ Item }) => (Item ? { Item } : {}));
  return { ...consumed(answers, ReturnConsumedCapacity), Responses: responses };
}

/** A string that is equal for two requests if and only if one client token may stand for both. */
export const fingerprint = (params) => createHash('sha256').update(canonical(params.TransactItems)).digest('base64');

function checkedActions(params, names, known) {
  const items = params.TransactItems;
  if (!Array.isArray(items) || items.length < 1 || items.length > MOST_ACTIONS) {
    const bound = items?.length > MOST_ACTIONS ? `less than or equal to ${MOST_ACTIONS}` : 'greater than or equal to 1';
    throw invalid(
      "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: " +
        `Member must have length ${bound}`,
    );
  }
  return items.map((item) => {
    const actions = Object.entries(item).filter(([name, action]) => action && known[name]);
    if (actions.length !== 1) throw invalid(`TransactItems can only contain one of ${names}`);
    return actions[0];
  });
}

function parsedAction(operation, params, store) {
  const required = { UpdateItem: 'UpdateExpression', ConditionCheck: 'ConditionExpression' }[operation];
  if (required && !params[required]) throw missingMember(required);
  // A condition check has the parameters of a delete with a condition.
  if (operation === 'ConditionCheck') return { ...parsedWrite('DeleteItem', params, store), operation };
  return parsedWrite(operation, params, store);
}

async function refuseDuplicates(actions, store) {
  const keys = new Set();
  for (const { data } of actions) {
    const table = await tableOf(store, data.TableName);
    const wrong = data.Item ? db.validateItem(data.Item, table) : db.validateKey(data.Key, table);
    if (wrong) throw wrong;
    const key = `${data.TableName} ${db.createKey(data.Key ?? data.Item, table)}`;
    if (keys.has(key)) throw invalid('Transaction request cannot include multiple operations on one item');
    keys.add(key);
  }
}

async function attempt(action, staging, answers) {
  try {
    if (action.operation === 'ConditionCheck') await checkCondition(action, staging);
    else answers.push(await stageWrite(action, staging));
    return { Code: 'None' };
  } catch (error) {
    const { Item } = error.body ?? {};
    if (isConditionFailure(error))
      return { Code: 'ConditionalCheckFailed', Message: error.message, ...(Item && { Item }) };
    if (isValidation(error)) return { Code: 'ValidationError', Message: error.message };
    throw error;
  }
}

async function checkCondition({ data, returnsOld }, staging) {
  const item = await currentItem(data, staging.view);
  const failure = db.checkConditional(data, item);
  if (!failure) return;
  if (returnsOld && item) failure.body.Item = item;
  throw failure;
}

function refuseSize(staging) {
  const bytes = staging.changes().reduce((sum, { before, after }) => sum + db.itemSize(after ?? before), 0);
  if (bytes > MOST_BYTES) throw invalid('Aggregate size of items in the transaction cannot exceed 4 MB');
}

// Transactions consume twice the capacity.
function consumed(answers, wanted) {
  if (!['TOTAL', 'INDEXES'].includes(wanted)) return {};
  const units = new Map();
  for (const { ConsumedCapacity: capacity } of answers.filter((answer) => answer.ConsumedCapacity))
    units.set(capacity.TableName, (units.get(capacity.TableName) ?? 0) + 2 * capacity.CapacityUnits);
  return { ConsumedCapacity: [...units].map(([TableName, CapacityUnits]) => ({ TableName, CapacityUnits })) };
}
