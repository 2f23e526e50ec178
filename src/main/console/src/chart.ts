// Draws bars on a canvas with Chart.js. Only the parts that are used are registered, so only they are bundled.
import { BarController, BarElement, CategoryScale, Chart, type ChartConfiguration, Legend, LinearScale, type Plugin, Tooltip } from 'chart.js';
import type { Bars, Funnel, Tone } from './report-data';

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, Tooltip);

type Config = ChartConfiguration<'bar', number[], string>;
type Colour = (name: Tone | 'text' | 'line' | 'ground') => string;

/** A picture that is drawn, and can be drawn again in other colours. */
export interface Drawn {
  /** @param colour of the names of the style sheet's variables `--chart-…` */
  paint(colour: Colour): void;
  /** The picture as a PNG file. */
  png(): Promise<Blob>;
  remove(): void;
}

/** Without it, a PNG file has no background. */
function ground(colour: string): Plugin<'bar'> {
  return {
    id: 'ground',
    beforeDraw({ ctx, width, height }) {
      ctx.save();
      ctx.fillStyle = colour;
      ctx.fillRect(0, 0, width, height);
      ctx.restore();
    },
  };
}

/** What both kinds of charts have in common. Nothing moves, and nothing can be clicked. */
function common(colour: Colour): NonNullable<Config['options']> {
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    color: colour('text'),
  };
}

function barsConfig({ parts, series }: Bars, colour: Colour): Config {
  const axis = { stacked: true, border: { color: colour('line') }, ticks: { color: colour('text') } };
  return {
    type: 'bar',
    data: {
      labels: parts,
      datasets: series.map(({ name, tone, values }) => ({
        label: name,
        data: values,
        backgroundColor: colour(tone),
        // A gap, so that colours are not all that separates the parts of a bar.
        borderColor: colour('ground'),
        borderWidth: { top: 1 },
        maxBarThickness: 48,
      })),
    },
    options: {
      ...common(colour),
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: { ...axis, grid: { display: false } },
        y: { ...axis, beginAtZero: true, grid: { color: colour('line') }, ticks: { ...axis.ticks, precision: 0 } },
      },
      plugins: {
        legend: { position: 'bottom', onClick: () => undefined, labels: { color: colour('text'), boxWidth: 14, boxHeight: 14 } },
      },
    },
    plugins: [ground(colour('ground'))],
  };
}

function funnelConfig({ rows }: Funnel, colour: Colour): Config {
  return {
    type: 'bar',
    data: {
      labels: rows.map(({ name, value }) => `${name}: ${value.toLocaleString('en-GB')}`),
      datasets: [{ data: rows.map(({ value }) => value), backgroundColor: rows.map(({ tone }) => colour(tone)), maxBarThickness: 40 }],
    },
    options: {
      ...common(colour),
      indexAxis: 'y',
      scales: {
        x: { beginAtZero: true, border: { color: colour('line') }, grid: { color: colour('line') }, ticks: { color: colour('text'), precision: 0 } },
        y: { border: { color: colour('line') }, grid: { display: false }, ticks: { color: colour('text') } },
      },
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
    },
    plugins: [ground(colour('ground'))],
  };
}

export function draw(canvas: HTMLCanvasElement, data: Bars | Funnel, colour: Colour): Drawn {
  const config = (colours: Colour): Config => ('series' in data ? barsConfig(data, colours) : funnelConfig(data, colours));
  Chart.defaults.font.family = getComputedStyle(canvas).fontFamily;
  let chart = new Chart(canvas, config(colour));
  return {
    paint(other) {
      chart.destroy();
      chart = new Chart(canvas, config(other));
    },
    png: () => new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))))),
    remove: () => chart.destroy(),
  };
}
