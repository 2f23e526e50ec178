// Finds people for a combobox.
import { page, url, get } from './api';
import type { Choice, Choices } from './combobox';
import type { Page, Participant } from './types';

const LIMIT = 10;

export function choiceOf(person: Pick<Participant, 'id' | 'name'>): Choice {
  return { id: person.id, text: person.name, about: person.id };
}

/**
 * People by the starts of words of name, e-mail or id; by name if the text is empty. A page of a search can be empty although
 * there are more, so pages are read until there is somebody to show.
 *
 * @param token that of another caller
 */
export async function findPeople(text: string, cursor: string | null, signal?: AbortSignal, token?: string): Promise<Choices> {
  let next = cursor;
  for (;;) {
    const found: Page<Participant> = await page<Participant>(
      `/v1/participants?limit=${LIMIT}&q=${encodeURIComponent(text.trim())}`,
      next,
      { signal, token },
    );
    next = found.nextCursor;
    if (found.data.length > 0 || !next) {
      return { found: found.data.map(choiceOf), next };
    }
  }
}

/** The person with that id; only the id if the person does not exist or may not be read. */
export async function personChoice(id: string, token?: string): Promise<Choice> {
  return get<Participant>(url('participants', id), { token }).then(choiceOf, () => ({ id, text: id }));
}
