// Shown if another user has saved the step since it was opened: their changes, and a choice between both versions.
import { type Draft, differences, draftOf } from './draft';
import type { Step } from './types';
import { Action, Dialog } from './ui';
import { ago } from './words';

interface Props {
  base: Draft;
  mine: Draft;
  theirs: Step;
  keepMine(): Promise<void>;
  acceptTheirs(): void;
  close(): void;
}

export function Changed({ base, mine, theirs, keepMine, acceptTheirs, close }: Props) {
  const changes = differences(base, draftOf(theirs));
  return (
    <Dialog title={`${theirs.updatedBy} changed this step`} onClose={close}>
      <p>
        It was saved {ago(theirs.updatedAt)}, after you opened it. Your changes are not saved, but still here.
      </p>
      <table class="changes">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Was</th>
            <th scope="col">By {theirs.updatedBy}</th>
            <th scope="col">Yours</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.field}>
              <th scope="row">{change.field}</th>
              <td>{change.from}</td>
              <td>{change.to}</td>
              <td>{differences(base, mine).find((each) => each.field === change.field)?.to ?? 'unchanged'}</td>
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
