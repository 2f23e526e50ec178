// Reads a CSV file as spreadsheets and HR systems write it: in one of several encodings, with one of several separators.
import { Problem } from './api';

export const ENCODINGS = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16 (big-endian)', 'windows-1252': 'Windows-1252' };
export type Encoding = keyof typeof ENCODINGS;

export const DELIMITERS: Record<string, string> = { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Vertical bar' };

/** A larger file is not people: 100,000 rows of 200 bytes. */
export const FILE_MAX = 20 * 1024 * 1024;

export interface Table {
  header: string[];
  /** Each as long as the header, or longer if the row has too many fields. */
  rows: string[][];
  delimiter: string;
}

/** The encoding of the bytes: by their byte order mark; otherwise, UTF-8 if they are valid UTF-8. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) {
    return 'utf-16le';
  }
  if (first === 0xfe && second === 0xff) {
    return 'utf-16be';
  }
  if (second === 0) {
    return 'utf-16le'; // Without a mark: the header's letters are ASCII.
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/**
 * The rows of the file.
 *
 * @param delimiter empty to guess it
 * @throws Problem if it is no table with a header and rows
 */
export async function readTable(bytes: Uint8Array, encoding: Encoding, delimiter: string): Promise<Table> {
  const { default: papa } = await import('papaparse');
  const text = new TextDecoder(encoding).decode(bytes);
  // Excel writes and reads this line, which names the separator.
  const named = /^sep=(.)\r?\n/.exec(text);
  const { data, errors, meta } = papa.parse(named ? text.slice(named[0].length) : text, {
    delimiter: delimiter || (named?.[1] ?? ''),
    delimitersToGuess: Object.keys(DELIMITERS),
    skipEmptyLines: 'greedy',
  });
  const quotes = errors.find((error) => error.type === 'Quotes');
  if (quotes) {
    throw new Problem(0, '', `Row ${quotes.row ?? '?'} of the file is not valid CSV: ${quotes.message}.`);
  }
  const [header, ...rows] = data;
  if (!header || rows.length === 0) {
    throw new Problem(0, '', 'The file has no rows after its header line.');
  }
  // Spreadsheets leave out empty fields at the end of a row.
  const padded = rows.map((row) => [...row, ...Array<string>(Math.max(0, header.length - row.length)).fill('')]);
  return { header: header.map((name) => name.trim()), rows: padded, delimiter: meta.delimiter };
}

/** A CSV file that spreadsheets open with the right encoding. */
export async function csvFile(header: string[], rows: string[][], delimiter: string): Promise<Blob> {
  const { default: papa } = await import('papaparse');
  return new Blob(['\uFEFF', papa.unparse({ fields: header, data: rows }, { delimiter })], { type: 'text/csv;charset=utf-8' });
}

export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
