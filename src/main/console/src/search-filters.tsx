// The filters above a list, with a search. They are in the address, so Back and Reload keep them.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { useQuery } from './router';
import { Field } from './ui';

interface Props {
  /** The name of the list. */
  of: string;
  /** What can be searched. */
  label: string;
  /** The other filters. */
  children: ComponentChildren;
}

/** The text becomes the parameter `q` of the address after a moment without typing, or with Enter. */
export function SearchFilters({ of, label, children }: Props) {
  const id = useId();
  const [q, setQ] = useQuery('q');
  const [text, setText] = useState(q);
  useEffect(() => setText(q), [q]);
  useEffect(() => {
    const timer = setTimeout(() => text !== q && setQ(text), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <form class="map-filters" role="search" aria-label={of} onSubmit={(event: Event) => (event.preventDefault(), setQ(text))}>
      <div class="search">
        <label for={id}>{label}</label>
        <input id={id} type="search" autocomplete="off" value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </div>
      {children}
    </form>
  );
}

/** Selects one of the statuses, or all. It is the parameter `status` of the address. */
export function StatusFilter({ of }: { of: string[] }) {
  const [status, setStatus] = useQuery('status');
  return (
    <Field label="Status">
      {(attributes) => (
        <select {...attributes} value={status} onChange={(event) => setStatus(event.currentTarget.value)}>
          <option value="">All</option>
          {of.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
