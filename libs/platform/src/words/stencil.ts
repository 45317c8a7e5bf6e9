import Handlebars from 'handlebars';

type Part<Hole extends string> = { bytes: Buffer } | { hole: Hole };

/**
 * A page with holes in it: rendered once with a mark in the place of each, kept as bytes between them, and then only filled. A page
 * that hundreds are shown, each with a name of their own, costs its rendering once.
 */
export class Stencil<Hole extends string> {
  private constructor(private readonly parts: readonly Part<Hole>[]) {}

  /** @param marks of each hole what stands in its place in `html`: a text that occurs nowhere else and that nothing escapes. */
  static cut<Hole extends string>(html: string, marks: Record<Hole, string>): Stencil<Hole> {
    const holes = new Map(Object.entries<string>(marks).map(([hole, mark]) => [mark, hole as Hole]));
    const pieces = html.split(new RegExp(`(${[...holes.keys()].join('|')})`));
    return new Stencil(
      pieces.map((piece): Part<Hole> => {
        const hole = holes.get(piece);
        return hole === undefined ? { bytes: Buffer.from(piece) } : { hole };
      }),
    );
  }

  /** The page with `values` in its holes, escaped for HTML as the templates escape. */
  fill(values: Record<Hole, string>): Buffer {
    return Buffer.concat(
      this.parts.map((part) =>
        'bytes' in part ? part.bytes : Buffer.from(Handlebars.Utils.escapeExpression(values[part.hole])),
      ),
    );
  }
}
