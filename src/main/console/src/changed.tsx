// Shown if another user has saved the record since it was opened: their changes, and a choice between both versions.
import { Action, Dialog } from './ui';
import { ago } from './words';

interface Difference {
  field: string;
  from: string;
  to: string;
}

interface Props {
  /** The record: `this step`. */
  what: string;
  by: string;
  at: string;
  /** What the other user has changed, and what this user has. */
  changes: Difference[];
  mine: Difference[];
  keepMine(): Promise<void>;
  acceptTheirs(): void;
  close(): void;
}

export function Changed({ what, by, at, changes, mine, keepMine, acceptTheirs, close }: Props) {
  return (
    <Dialog title={`${by} changed ${what}`} onClose={close}>
      <p>
        It was saved {ago(at)}, after you opened it. Your changes are not saved, but still here.
      </p>
      <table class="changes">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Was</th>
            <th scope="col">By {by}</th>
            <th scope="col">Yours</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.field}>
              <th scope="row">{change.field}</th>
              <td>{change.from}</td>
              <td>{change.to}</td>
              <td>{mine.find((each) => each.field === change.field)?.to ?? 'unchanged'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={close}>
          Keep editing
        </button>
        <button type="button" class="button" onClick={acceptTheirs}>
          Use their version
        </button>
        <Action kind="primary" run={keepMine}>
          Overwrite with mine
        </Action>
      </div>
    </Dialog>
  );
}
