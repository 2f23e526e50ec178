// A person by their name, with a link to their page; by their id if the caller may not read them.
import { useEffect, useState } from 'preact/hooks';
import { personChoice } from './find-people';

export function PersonName({ id }: { id: string }) {
  const [name, setName] = useState(id);
  useEffect(() => {
    let shown = true;
    void personChoice(id).then((person) => shown && setName(person.text));
    return () => {
      shown = false;
    };
  }, [id]);
  return <a href={`#/people/${id}`}>{name}</a>;
}
