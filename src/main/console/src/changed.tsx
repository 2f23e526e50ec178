// Somebody else saved the step meanwhile: who, when, what; and what is to become of both versions.
import { type Draft, differences, draftOf } from './draft';
import type { Step } from './types';
import { Action, Dialog } from './ui';
import { ago } from './words';

interface Props {
  base: Draft;
  mine: Draft;
  theirs: Step;
  keepMine(): Promise<void>;
  takeTheirs(): void;
  close(): void;
}

export function Changed({ base, mine, theirs, keepMine, takeTheirs, close }: Props) {
  const changes = differences(base, draftOf(theirs));
  return (
    <Dialog title={`${theirs.updatedBy} changed this step`} onClose={close}>
      <p>
        It was saved {ago(theirs.updatedAt)}, after you had opened it. Your changes are still here, and not saved.
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
              <td>{differences(base, mine).find((each) => each.field === change.field)?.to ?? 'as it was'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={close}>
          Keep editing
        </button>
        <button type="button" class="button" onClick={takeTheirs}>
          Take theirs
        </button>
        <Action kind="primary" run={keepMine}>
          Save mine over it
        </Action>
      </div>
    </Dialog>
  );
}
