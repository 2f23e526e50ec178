// The part of Papa Parse that the console uses. The published types also bring those of Node, which a page does not have.
declare module 'papaparse' {
  interface ParseError {
    type: 'Quotes' | 'Delimiter' | 'FieldMismatch';
    code: string;
    message: string;
    row?: number;
  }

  interface Papa {
    parse(
      text: string,
      options: { delimiter: string; delimitersToGuess: string[]; skipEmptyLines: 'greedy' },
    ): { data: string[][]; errors: ParseError[]; meta: { delimiter: string } };
    unparse(table: { fields: string[]; data: string[][] }, options: { delimiter: string }): string;
  }

  const papa: Papa;
  export default papa;
}
