import type { Simulation } from '@relais/delivery';

const WIDTH = 900;
const PANEL = 190;
const LEFT = 60;

/** The weeks of a simulation as SVG: bricks a week (new and repeats), and the shares of right answers. */
export function simulationPicture({ weeks }: Simulation, line: string): string {
  const step = (WIDTH - LEFT - 20) / Math.max(1, weeks.length);
  const most = Math.max(1, ...weeks.map((w) => w.fresh + w.repeats));
  const height = (n: number) => (n / most) * (PANEL - 40);
  const bars = weeks.map((w, i) => {
    const x = LEFT + i * step;
    const fresh = height(w.fresh);
    const repeats = height(w.repeats);
    const box = (y: number, h: number, fill: string, title: string) =>
      `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${(step * 0.8).toFixed(1)}" height="${h.toFixed(1)}" fill="${fill}"><title>${title}</title></rect>`;
    return (
      box(PANEL - fresh, fresh, '#2740d0', `${w.monday}: ${w.fresh} new`) +
      box(PANEL - fresh - repeats, repeats, '#a8b6ff', `${w.monday}: ${w.repeats} repeats`)
    );
  });
  const share = (i: number, part: number, whole: number) =>
    whole ? `${(LEFT + (i + 0.4) * step).toFixed(1)},${(2 * PANEL - (part / whole) * (PANEL - 40)).toFixed(1)}` : '';
  const path = (points: string[], stroke: string) =>
    `<polyline fill="none" stroke="${stroke}" stroke-width="2.5" points="${points.filter(Boolean).join(' ')}"/>`;
  const first = path(
    weeks.map((w, i) => share(i, w.firstRight, w.firstGraded)),
    '#9a3412',
  );
  const again = path(
    weeks.map((w, i) => share(i, w.repeatRight, w.repeatGraded)),
    '#12633a',
  );
  const label = (x: number, y: number, text: string, fill = '#1a1b25') =>
    `<text x="${x}" y="${y}" fill="${fill}">${text}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${2 * PANEL + 40}" font-family="sans-serif" font-size="13" role="img">
<title>Simulation of ${line}</title>
<rect width="100%" height="100%" fill="#f5f2ea"/>
${label(LEFT, 20, `${line}: bricks a week, at most ${most}`)}${label(LEFT + 330, 20, '■ new', '#2740d0')}${label(LEFT + 400, 20, '■ repeats', '#6f80e8')}
${bars.join('\n')}
<line x1="${LEFT}" x2="${WIDTH - 20}" y1="${PANEL}" y2="${PANEL}" stroke="#86806f"/>
${label(LEFT, PANEL + 30, 'right answers')}${label(LEFT + 120, PANEL + 30, '— at first', '#9a3412')}${label(LEFT + 220, PANEL + 30, '— to repeats', '#12633a')}
${label(10, PANEL + 45, '100 %')}${label(18, 2 * PANEL, '0 %')}
${first}${again}
<line x1="${LEFT}" x2="${WIDTH - 20}" y1="${2 * PANEL}" y2="${2 * PANEL}" stroke="#86806f"/>
${label(LEFT, 2 * PANEL + 22, weeks[0]?.monday ?? '')}${label(WIDTH - 100, 2 * PANEL + 22, weeks.at(-1)?.monday ?? '')}
</svg>
`;
}
