// Messages: placeholders in double braces, everything else is literal; limited to a number of code points, cut between
// grapheme clusters.

const BRACED = /\{\{([^{}\n\r\v\f\u0085\u2028\u2029]*)\}\}/g;

/** The names of the placeholders in the text. */
export const names = (template) => [...template.matchAll(BRACED)].map(([, inside]) => inside.trim());

/** The text with each placeholder replaced by its value. */
export function render(template, values, max) {
  const text = template.replace(BRACED, (braced, inside) => {
    const name = inside.trim();
    return name === '' ? braced : values[name];
  });
  return shorten(text, max);
}

function shorten(text, max) {
  if (text.length <= max) return text;
  const points = [...text];
  if (points.length <= max) return text;
  const furthest = points.slice(0, max - 1).join('').length;
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text)) {
    if (index + segment.length > furthest) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end)}…`;
}
