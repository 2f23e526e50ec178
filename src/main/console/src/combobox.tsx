// Finds one of many options by text: a combobox according to the ARIA Authoring Practices. Options are loaded page by page.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from './api';
import { asProblem } from './ui';

export interface Choice {
  id: string;
  text: string;
  about?: string;
}

/** @param next the cursor of the next page; null on the last one */
export interface Choices {
  found: Choice[];
  next: string | null;
}

interface Props {
  /** The name of the list for screen readers: the label of the field. */
  label: string;
  attributes: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };
  value: Choice | null;
  find(text: string, cursor: string | null, signal?: AbortSignal): Promise<Choices>;
  choose(choice: Choice | null): void;
  /** Whether an empty field chooses nothing. Otherwise, the chosen option stays. */
  optional?: boolean;
  placeholder?: string;
  /** What to say if no option matches. */
  nothing: string;
  failed?(problem: Problem): void;
  /** Takes what was typed, if the options cannot be listed. */
  takeText?(text: string): void;
}

const NONE: Choices = { found: [], next: null };

const SEARCHING = 'Searching…';

export function Combobox(props: Props) {
  const { attributes, value, choose, takeText } = props;
  const { id } = attributes;
  const [text, setText] = useState(value?.text ?? '');
  const [open, setOpen] = useState(false);
  /** Null until the first page is loaded. */
  const [choices, setChoices] = useState<Choices | null>(null);
  const { found, next } = choices ?? NONE;
  const [at, setAt] = useState(-1);
  const typing = useRef(false);
  const loading = useRef(false);
  const query = typing.current ? text : '';

  useEffect(() => {
    if (!typing.current) {
      setText(value?.text ?? '');
    }
  }, [value?.id, value?.text]);
  useEffect(() => {
    if (!open || takeText) {
      return undefined;
    }
    const abort = new AbortController();
    const failed = (error: unknown): void => {
      if (!abort.signal.aborted) {
        props.failed?.(asProblem(error));
      }
    };
    const timer = setTimeout(() => {
      props.find(query, null, abort.signal).then((page) => (setChoices(page), setAt(page.found.length > 0 ? 0 : -1)), failed);
    }, 150);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [open, text, !takeText]);
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const more = async (): Promise<void> => {
    if (next && !loading.current) {
      loading.current = true;
      const page = await props.find(query, next).catch(() => NONE);
      loading.current = false;
      setChoices((before) =>
        before?.next === next ? { found: [...before.found, ...page.found], next: page.next } : before,
      );
    }
  };
  const take = (choice: Choice): void => {
    typing.current = false;
    setText(choice.text);
    setOpen(false);
    choose(choice);
  };
  const move = (by: number): void => {
    if (!open) {
      setOpen(true);
    } else if (by > 0 && at === found.length - 1 && next) {
      void more();
    } else if (found.length > 0) {
      setAt((before) => (before + by + found.length) % found.length);
    }
  };
  const key = (event: KeyboardEvent): void => {
    if (takeText) {
      // As with an option of a list, Enter chooses; the next one submits the form.
      if (event.key === 'Enter' && text.trim() !== (value?.text ?? '')) {
        event.preventDefault();
        takeText(text.trim());
      }
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      if (found[at]) {
        take(found[at]);
      }
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      event.preventDefault();
      setOpen(false);
    }
  };
  const left = (): void => {
    setOpen(false);
    if (takeText) {
      takeText(text.trim());
      return;
    }
    const emptied = typing.current && text.trim() === '';
    typing.current = false;
    if (emptied && props.optional) {
      choose(null);
    }
    setText(emptied && props.optional ? '' : (value?.text ?? ''));
  };
  return (
    <div class="picker">
      <input
        {...attributes}
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && found[at] ? `${id}-${at}` : undefined}
        autocomplete="off"
        placeholder={props.placeholder}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => setOpen(!takeText)}
        onInput={(event) => {
          typing.current = true;
          setText(event.currentTarget.value);
          setOpen(!takeText);
        }}
        onKeyDown={key}
        onBlur={left}
      />
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={props.label}
        hidden={!open}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) =>
          scrollTop + clientHeight >= scrollHeight - 40 && void more()
        }
      >
        {found.map((choice, index) => (
          <li
            key={choice.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event: Event) => {
              event.preventDefault();
              take(choice);
            }}
          >
            <span>{choice.text}</span> {choice.about && <span class="muted">{choice.about}</span>}
          </li>
        ))}
        {open && found.length === 0 && (
          <li role="option" aria-selected={false} aria-disabled class="muted">
            {choices ? props.nothing : SEARCHING}
          </li>
        )}
      </ul>
    </div>
  );
}
