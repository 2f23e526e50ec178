// The stream: a log of item changes in the form in which Lambda receives DynamoDB Streams records. It is stored in the
// same LevelDB as the items: each record is written in the same batch as its change.

import { randomUUID } from 'node:crypto';
import { db } from './engine.mjs';
import { keyOf } from './items.mjs';

const RECORD = 'stream~record~';
const TRIMMED = 'stream~trimmed';
const AFTER_RECORDS = 'stream~record~~';

const sequenceNumber = (number) => String(number).padStart(21, '0');

export class StreamLog {
  #level;
  #clock;
  #last = 0;
  #trimmed = 0;
  #waiting = new Set();

  constructor(store, clock) {
    this.#level = store.db;
    this.#clock = clock;
  }

  /** Finds the last sequence number used, so that numbers increase across restarts and trims. */
  async open() {
    const [last] = await this.#level.keys({ gt: RECORD, lt: AFTER_RECORDS, reverse: true, limit: 1 }).all();
    const trimmed = await this.#level.get(TRIMMED);
    this.#trimmed = Number(trimmed ?? 0);
    this.#last = Math.max(Number(last?.slice(RECORD.length) ?? 0), this.#trimmed);
  }

  /** The sequence numbers of the last written and the last trimmed record; 0 if there is none. */
  position() {
    return { last: this.#last, trimmed: this.#trimmed };
  }

  /** Stages a record for each change of a table that has a stream. */
  stage(staging) {
    for (const change of staging.changes()) {
      if (!change.table.StreamSpecification?.StreamEnabled) continue;
      const number = sequenceNumber(++this.#last);
      staging.put(RECORD + number, this.#record(change, number));
    }
    staging.afterwards(() => this.#waiting.forEach((resume) => resume()));
  }

  /**
   * Up to `limit` records after a sequence number. Waits up to `wait` ms for the first one, or until the signal
   * aborts.
   */
  async read(after, limit, wait, signal) {
    const deadline = performance.now() + wait;
    for (;;) {
      const arrived = this.#arrival(deadline, signal);
      const records = await this.#after(after, limit);
      if (records.length > 0 || signal.aborted || performance.now() >= deadline) {
        arrived.cancel();
        return records;
      }
      await arrived.promise;
    }
  }

  /** Trims the records up to and including a sequence number. */
  async trim(through) {
    const keys = await this.#level.keys({ gt: RECORD, lte: RECORD + through }).all();
    const last = keys.at(-1)?.slice(RECORD.length);
    if (!last) return 0;
    const deletes = keys.map((key) => ({ type: 'del', key }));
    await this.#level.batch([...deletes, { type: 'put', key: TRIMMED, value: last }]);
    this.#trimmed = Number(last);
    return keys.length;
  }

  #after(after, limit) {
    return this.#level.values({ gt: RECORD + after, lt: AFTER_RECORDS, limit }).all();
  }

  // Registered before the read, so that a record written during the read is not missed.
  #arrival(deadline, signal) {
    let cancel;
    const promise = new Promise((resolve) => {
      const timer = setTimeout(() => cancel(), Math.max(0, deadline - performance.now()));
      cancel = () => {
        clearTimeout(timer);
        this.#waiting.delete(cancel);
        signal.removeEventListener('abort', cancel);
        resolve();
      };
      this.#waiting.add(cancel);
      signal.addEventListener('abort', cancel);
    });
    return { promise, cancel };
  }

  #record({ table, before, after }, number) {
    const keys = keyOf(after ?? before, table);
    const view = table.StreamSpecification.StreamViewType;
    const newImage = after && ['NEW_IMAGE', 'NEW_AND_OLD_IMAGES'].includes(view) ? { NewImage: after } : {};
    const oldImage = before && ['OLD_IMAGE', 'NEW_AND_OLD_IMAGES'].includes(view) ? { OldImage: before } : {};
    const images = { Keys: keys, ...newImage, ...oldImage };
    return {
      eventID: randomUUID().replaceAll('-', ''),
      eventName: !before ? 'INSERT' : after ? 'MODIFY' : 'REMOVE',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: table.LatestStreamArn.split(':')[3],
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(this.#clock() / 1000),
        ...images,
        SequenceNumber: number,
        SizeBytes: Object.values(images).reduce((sum, image) => sum + db.itemSize(image), 0),
        StreamViewType: view,
      },
      eventSourceARN: table.LatestStreamArn,
    };
  }
}
