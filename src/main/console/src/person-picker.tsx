// A field that finds a person by the start of their name.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type Problem, list } from './api';
import { Combobox } from './combobox';
import { choiceOf, findPeople } from './find-people';
import type { Participant } from './types';

type Person = Pick<Participant, 'id' | 'name'>;

interface Props {
  label: string;
  value: Person | null;
  choose(person: Participant | null): void;
  /** Whether to choose the first person initially. */
  first?: boolean;
}

export function PersonPicker({ label, value, choose, first }: Props) {
  const id = useId();
  /** Only admins may list people; others enter an id. */
  const [byId, setById] = useState(false);
  const chosen = useRef(false);
  const failed = (problem: Problem): void => {
    if (problem.status === 403) {
      setById(true);
    }
  };
  const take = (person: Person): void => {
    chosen.current = true;
    choose(person as Participant);
  };
  useEffect(() => {
    if (first) {
      list<Participant>('/v1/participants?limit=1').then(([person]) => person && !chosen.current && take(person), failed);
    }
  }, []);
  return (
    <div class="picked">
      <label for={id}>{label}</label>
      <Combobox
        label={label}
        attributes={{ id }}
        value={value && choiceOf(value)}
        find={findPeople}
        choose={(choice) => choice && take({ id: choice.id, name: choice.text })}
        placeholder={byId ? 'A person’s id' : 'Name, e-mail or id'}
        nothing="Nobody matches this text"
        failed={failed}
        takeText={byId ? (text) => text && text !== value?.id && take({ id: text, name: text }) : undefined}
      />
    </div>
  );
}
