// Deactivation, which can be undone, and erasure, which cannot. Both say what they mean before they happen.
import { useState } from 'preact/hooks';
import { call, url } from './api';
import { stopGuarding } from './guard';
import type { Participant } from './types';
import { Action, Dialog, Field, announce } from './ui';

interface Props {
  name: string;
  deactivate(): Promise<void>;
  close(): void;
}

export function DeactivateDialog({ name, deactivate, close }: Props) {
  return (
    <Dialog title={`Deactivate ${name}?`} onClose={close}>
      <ul class="impact">
        <li>Steps skip {name}, as a participant and as somebody’s manager.</li>
        <li>Messages to {name} are refused. Open invitations stay open, but cannot be accepted meanwhile.</li>
        <li>Tracks, progress and history are kept.</li>
        <li>Roles stay: {name} can still sign in. End that at your identity provider.</li>
      </ul>
      <p>You can activate {name} again at any time.</p>
      <div class="dialog-actions">
        <Action kind="primary danger" run={deactivate}>
          Deactivate
        </Action>
        <button type="button" class="button" onClick={close}>
          Cancel
        </button>
      </div>
    </Dialog>
  );
}

export function EraseSection({ person }: { person: Participant }) {
  const [asking, setAsking] = useState(false);
  return (
    <section class="form-section danger-zone">
      <h2>Erase</h2>
      <p class="muted">Erases the person’s data, for example at their request. To end somebody’s participation, deactivate them instead.</p>
      <div>
        <button type="button" class="button danger" onClick={() => setAsking(true)}>
          Erase {person.name}…
        </button>
      </div>
      {asking && <EraseDialog person={person} close={() => setAsking(false)} />}
    </section>
  );
}

function EraseDialog({ person, close }: { person: Participant; close(): void }) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | undefined>();
  const erase = async (): Promise<void> => {
    if (typed.trim() !== person.id) {
      setError(`is not ${person.id}`);
      return;
    }
    await call('DELETE', url('participants', person.id));
    stopGuarding();
    announce(`${person.name} is erased.`);
    location.hash = '#/people';
  };
  return (
    <Dialog title={`Erase ${person.name}?`} onClose={close}>
      <ul class="impact">
        <li>Name, addresses, attributes, progress, messages and texts are deleted.</li>
        <li>Which tracks the id has started is kept, so that counts stay right.</li>
        <li>
          The id <code>{person.id}</code> can never be used again.
        </li>
      </ul>
      <p>
        <strong>This cannot be undone.</strong>
      </p>
      <Field label={`To confirm, type ${person.id}`} error={error}>
        {(attributes) => (
          <input {...attributes} autocomplete="off" value={typed} onInput={(event) => (setTyped(event.currentTarget.value), setError(undefined))} />
        )}
      </Field>
      <div class="dialog-actions">
        <Action kind="primary danger" run={erase}>
          Erase
        </Action>
        <button type="button" class="button" onClick={close}>
          Cancel
        </button>
      </div>
    </Dialog>
  );
}
