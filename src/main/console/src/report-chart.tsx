// A chart with a picture of it to save, and the same numbers as a table.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { type Drawn, draw } from './chart';
import { counted } from './counts';
import { download } from './import-file';
import { type Bars, type Funnel, barsText, funnelText } from './report-data';
import { Action } from './ui';

/** The colours of the figure's style: those of the page, or of paper, which is white. */
function coloursOf(figure: HTMLElement, paper: boolean): (name: string) => string {
  figure.classList.toggle('paper', paper);
  const style = getComputedStyle(figure);
  return (name) => style.getPropertyValue(`--chart-${name}`).trim();
}

function useDrawn(data: Bars | Funnel) {
  const figure = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const paint = (paper: boolean): void => {
    if (figure.current) {
      drawn.current?.paint(coloursOf(figure.current, paper));
    }
  };
  useEffect(() => {
    if (!figure.current || !canvas.current) {
      return undefined;
    }
    drawn.current = draw(canvas.current, data, coloursOf(figure.current, false));
    const abort = new AbortController();
    const on = { signal: abort.signal };
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => paint(false), on);
    window.addEventListener('beforeprint', () => paint(true), on);
    window.addEventListener('afterprint', () => paint(false), on);
    return () => {
      abort.abort();
      drawn.current?.remove();
    };
  }, [data]);
  const png = async (): Promise<Blob | undefined> => {
    paint(true);
    try {
      return await drawn.current?.png();
    } finally {
      paint(false);
    }
  };
  return { figure, canvas, png };
}

interface Props {
  data: Bars | Funnel;
  /** Describes the chart for those who do not see it. */
  text: string;
  /** Whose chart it is, for the names of the button and the table. */
  of: string;
  file: string;
  children: ComponentChildren;
}

function Figure({ data, text, of, file, children }: Props) {
  const id = useId();
  const { figure, canvas, png } = useDrawn(data);
  const save = async (): Promise<void> => {
    const blob = await png();
    if (blob) {
      download(blob, `${file}.png`);
    }
  };
  return (
    <figure class="chart" ref={figure} aria-labelledby={id}>
      <div class="card-top">
        <figcaption id={id}>{data.title}</figcaption>
        <Action kind="small quiet" run={save} label={`Save picture: ${data.title}, ${of}`}>
          Save picture
        </Action>
      </div>
      <div class="chart-box">
        <canvas ref={canvas} role="img" aria-label={`${data.title}. ${text}`} />
      </div>
      <details>
        <summary>Numbers as a table</summary>
        <div class="table-box" tabIndex={0} role="region" aria-label={`Numbers: ${data.title}, ${of}`}>
          {children}
        </div>
      </details>
    </figure>
  );
}

export function BarChart({ bars: given, of, file }: { bars: Bars; of: string; file: string }) {
  const bars = useMemo(() => given, [JSON.stringify(given)]);
  const columns = [bars.total, ...bars.series];
  return (
    <Figure data={bars} text={barsText(bars)} of={of} file={file}>
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">{bars.partName}</th>
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.parts.map((part, index) => (
            <tr key={part}>
              <th scope="row">{part}</th>
              {columns.map(({ name, values }) => (
                <td key={name} class="number">
                  {counted(values[index], bars.complete[index])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Figure>
  );
}

/** @param people the address of the list of those who reached the step in the period; each number opens its part */
export function FunnelChart({ funnel: given, of, file, people }: { funnel: Funnel; of: string; file: string; people: string }) {
  const funnel = useMemo(() => given, [JSON.stringify(given)]);
  return (
    <Figure data={funnel} text={funnelText(funnel)} of={of} file={file}>
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">What became of them</th>
            <th scope="col">Number</th>
          </tr>
        </thead>
        <tbody>
          {[...funnel.rows, ...funnel.more].map(({ name, value, result }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="number">
                <a href={people + result} aria-label={`${name}: ${counted(value, funnel.complete)}`}>
                  {counted(value, funnel.complete)}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Figure>
  );
}
