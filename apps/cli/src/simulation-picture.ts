import type { Simulation } from '@relais/delivery';

const WIDTH = 900;
const PANEL = 190;
const LEFT = 60;
const RIGHT = 20;
const MS_A_DAY = 86_400_000;

type Week = Simulation['weeks'][number];

/** A simulation as SVG: the load of each day, and week by week who answers, who is right, and what is known. */
export function simulationPicture({ weeks, load }: Simulation, line: string): string {
  const from = weeks[0]?.monday ?? load[0]?.day ?? '1970-01-05';
  const last = load.at(-1)?.day ?? from;
  const daysOf = (day: string) => (Date.parse(day) - Date.parse(from)) / MS_A_DAY;
  const step = (WIDTH - LEFT - RIGHT) / Math.max(7, daysOf(last) + 1);
  const xOf = (day: string) => LEFT + daysOf(day) * step;
  const most = Math.max(1, ...load.map((d) => d.deliveries));
  const bars = load.map(({ day, deliveries }) => {
    const height = (deliveries / most) * (PANEL - 40);
    return `<rect x="${xOf(day).toFixed(1)}" y="${(PANEL - height).toFixed(1)}" width="${(step * 0.8).toFixed(2)}" height="${height.toFixed(1)}" fill="#2740d0"><title>${day}: ${deliveries}</title></rect>`;
  });
  const shares: [name: string, colour: string, share: (week: Week) => number | null][] = [
    ['answered', '#595a66', (w) => ratio(w.answered, w.fresh + w.repeats)],
    ['right at first', '#9a3412', (w) => ratio(w.firstRight, w.firstGraded)],
    ['right to repeats', '#12633a', (w) => ratio(w.repeatRight, w.repeatGraded)],
    ['known', '#2740d0', (w) => w.known || null],
  ];
  const lines = shares.map(([name, colour, share]) => {
    const points = weeks.flatMap((week) => {
      const value = share(week);
      const y = 2 * PANEL - (value ?? 0) * (PANEL - 40);
      return value === null ? [] : [`${(xOf(week.monday) + 3 * step).toFixed(1)},${y.toFixed(1)}`];
    });
    return `<polyline fill="none" stroke="${colour}" stroke-width="2.5" points="${points.join(' ')}"><title>${name}</title></polyline>`;
  });
  const label = (x: number, y: number, text: string, fill = '#1a1b25') =>
    `<text x="${x}" y="${y}" fill="${fill}">${text}</text>`;
  const axis = (y: number) => `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}" stroke="#86806f"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${2 * PANEL + 40}" font-family="sans-serif" font-size="13" role="img">
<title>Simulation of ${line}</title>
<rect width="100%" height="100%" fill="#f5f2ea"/>
${label(LEFT, 20, `${line}: bricks a day, at most ${most}`)}
${bars.join('\n')}
${axis(PANEL)}
${shares.map(([name, colour], i) => label(LEFT + i * 140, PANEL + 30, `— ${name}`, colour)).join('')}
${label(10, PANEL + 45, '100 %')}${label(18, 2 * PANEL, '0 %')}
${lines.join('\n')}
${axis(2 * PANEL)}
${label(LEFT, 2 * PANEL + 22, from)}${label(WIDTH - 100, 2 * PANEL + 22, last)}
</svg>
`;
}

const ratio = (part: number, whole: number): number | null => (whole ? part / whole : null);
