// Writes of single items: dynalite's actions, plus the old item on a failed condition.

import { act, db, tableOf, validated } from './engine.mjs';
import { invalid, isConditionFailure } from './errors.mjs';

const RETURNS = new Set([undefined, null, 'NONE', 'ALL_OLD']);

/** Parses one Put, Update or Delete: `{operation, data, returnsOld}`; throws DynamoDB's validation errors. */
export function parsedWrite(operation, params, store) {
  const { ReturnValuesOnConditionCheckFailure: returns } = params;
  if (!RETURNS.has(returns))
    throw invalid(
      `1 validation error detected: Value '${returns}' at 'returnValuesOnConditionCheckFailure' ` +
        'failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]',
    );
  return { operation, data: validated(operation, params, store), returnsOld: returns === 'ALL_OLD' };
}

/** Stages one parsed write. A failed condition carries the current item if the caller requested it. */
export async function stageWrite({ operation, data, returnsOld }, staging) {
  try {
    return await act(operation, data, staging.view);
  } catch (error) {
    if (returnsOld && isConditionFailure(error)) {
      const item = await currentItem(data, staging.view);
      if (item) error.body = { __type: error.body.__type, Item: item, message: error.body.message };
    }
    throw error;
  }
}

/** The item that a request with `Key` or `Item` refers to, or undefined. */
export async function currentItem(data, view) {
  const table = await tableOf(view, data.TableName);
  const key = db.createKey(data.Key ?? data.Item, table);
  return new Promise((resolve, reject) => {
    view.getItemDb(data.TableName).get(key, (error, item) => (error ? reject(error) : resolve(item)));
  });
}
