// The id that the console proposes for a title.

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
