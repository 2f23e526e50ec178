// Pages that are loaded when they are first shown.
import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import { Show, useLoad } from './ui';

/** A component that loads another one, and shows it. A failed load can be tried again. */
export function lazily<P extends object>(load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> {
  return function Lazy(props: P) {
    const [loading] = useState(() => async () => ({ Component: await load() }));
    const loaded = useLoad(loading, []);
    return <Show of={loaded}>{({ Component }) => <Component {...props} />}</Show>;
  };
}
