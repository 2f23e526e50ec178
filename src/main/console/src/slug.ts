// The ids and the titles that the console proposes.

/**
 * Letters whose usual spelling in ASCII is not their base letter, or that have none. German and Nordic rules come first
 * (ä ae, ö oe, ü ue, ß ss; å aa, æ ae, ø oe; ð d, þ th), for these letters in any language. Every other letter with an
 * accent loses it by decomposition (é, ç, ñ, ą, ž).
 */
const LETTERS: Record<string, string> = {
  ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss',
  å: 'aa', æ: 'ae', ø: 'oe', ð: 'd', þ: 'th',
  œ: 'oe', ł: 'l', đ: 'd', ħ: 'h', ı: 'i', ŋ: 'ng', ŧ: 't', ĳ: 'ij',
};

/** An id for the title; empty if it has no letter or digit that can be written in ASCII. */
export function idFor(title: string): string {
  return title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\u0000-\u007f]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 64)
    .replace(/-+$/, '');
}

/** The address of a step that is not saved yet. */
const NEW = 'new';

/**
 * An id for a new step that no other step of the track has: for its title, with a number if it is taken, or without a title
 * `s1`, `s2` …
 *
 * @param taken the ids of the other steps
 */
export function stepIdFor(title: string, taken: string[]): string {
  const base = idFor(title);
  const free = (id: string): boolean => id !== '' && id !== NEW && !taken.includes(id);
  if (free(base)) {
    return base;
  }
  for (let i = base ? 2 : 1; ; i++) {
    const id = base ? `${base.slice(0, 60)}-${i}` : `s${i}`;
    if (free(id)) {
      return id;
    }
  }
}

/** The title of a copy, with at most 200 characters, as the API counts them. */
export function copyTitle(title: string): string {
  return [...`Copy of ${title}`].slice(0, 200).join('');
}
