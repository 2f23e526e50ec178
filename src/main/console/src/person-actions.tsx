// What an admin does with a person's record.
import { useState } from 'preact/hooks';
import { DeactivateDialog } from './deactivate';
import { setActive } from './person-edit';
import type { Participant } from './types';
import { Action, announce } from './ui';

export function PersonActions({ person, changed }: { person: Participant; changed(): void }) {
  const [asking, setAsking] = useState(false);
  const set = async (active: boolean): Promise<void> => {
    await setActive(person.id, active);
    setAsking(false);
    announce(`${person.name} is ${active ? 'active' : 'deactivated'}.`);
    changed();
  };
  return (
    <>
      <a class="button small" href={`#/people/${person.id}/edit`}>
        Edit
      </a>
      {person.active ? (
        <button type="button" class="button small" onClick={() => setAsking(true)}>
          Deactivate
        </button>
      ) : (
        <Action kind="small" run={() => set(true)}>
          Activate
        </Action>
      )}
      {asking && <DeactivateDialog name={person.name} deactivate={() => set(false)} close={() => setAsking(false)} />}
    </>
  );
}
