import { readdirSync } from 'node:fs';
import path from 'node:path';
import {
  Body,
  Controller,
  Get,
  Param,
  ParseArrayPipe,
  ParseIntPipe,
  Post,
  Query,
  Req,
  Res,
  UseGuards,
  type Type,
} from '@nestjs/common';
import { IsString } from 'class-validator';
import { PUBLIC_ROUTES } from './public-routes.js';
import { reviewRoutes } from './route-review.js';
import { readPreselected } from '../answer/preselected.js';
import { readHandedIn } from '../inbound/raw-mail.js';
import { readCaller, readCookies, readMaybeMe, readMe } from '../access/who.js';
import { Allow } from '../access/allow.js';
import { readCsv } from '../console/imports/csv-body.js';
import { readVisitor } from './visitor.js';

/** Parameter decorators that check what they give. */
const TRUSTED = [readVisitor, readPreselected, readHandedIn, readMe, readMaybeMe, readCaller, readCookies, readCsv];

const FOLDER = path.resolve(import.meta.dirname, '..');

async function controllers(): Promise<Type[]> {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.controller.ts'),
  );
  const modules: Record<string, unknown>[] = [];
  for (const file of files) modules.push((await import(path.join(FOLDER, file))) as Record<string, unknown>); // Jest loads one graph at a time
  return modules
    .flatMap((module) => Object.values(module))
    .filter((thing): thing is Type => typeof thing === 'function' && /Controller$/.test(thing.name));
}

describe('every route', () => {
  it('takes nothing that was not checked', async () => {
    const routes = reviewRoutes(await controllers(), TRUSTED);
    expect(routes.length).toBeGreaterThanOrEqual(15);
    expect(routes.filter(({ open }) => open.length)).toEqual([]);
  });

  it('says who may come, or is on the reviewed list of public routes', async () => {
    const routes = reviewRoutes(await controllers(), TRUSTED);
    expect(
      routes.filter(({ route, guarded }) => !guarded && !(route in PUBLIC_ROUTES)).map(({ route }) => route),
    ).toEqual([]);
  });

  it('on that list exists: a line that outlives its route would open the next one of that name', async () => {
    const routes = reviewRoutes(await controllers(), TRUSTED).map(({ route }) => route);
    expect(Object.keys(PUBLIC_ROUTES).filter((route) => !routes.includes(route))).toEqual([]);
  });
});

class Form {
  @IsString() name: string;
}
class Unchecked {
  name: string;
}
interface Shape {
  name: string;
}

@Controller('doors')
class Doors {
  @Post('interface') one(@Body() _: Shape) {}
  @Post('inline') two(@Body() _: { name: string }) {}
  @Post('list') three(@Body() _: Form[]) {}
  @Post('parse-list') four(@Body(new ParseArrayPipe({ items: Form })) _: Form[]) {}
  @Post('property') five(@Body('name') _: string) {}
  @Get('scalar/:id') six(@Param('id') _: string) {}
  @Get('class') seven(@Query() _: Unchecked) {}
  @Get('raw') eight(@Req() _: unknown) {}
  @Post('good/:id') good(@Body() _a: Form, @Param('id', ParseIntPipe) _b: number, @Res() _c: unknown) {}
  @Get('guarded') @Allow('author') guarded() {}
  @Get('own') @UseGuards({ canActivate: () => true }) own() {}
}

describe('the review (control)', () => {
  const found = Object.fromEntries(reviewRoutes([Doors]).map((route) => [route.route, route]));

  it.each([
    'POST /doors/interface',
    'POST /doors/inline',
    'POST /doors/list',
    'POST /doors/parse-list',
    'POST /doors/property',
    'GET /doors/scalar/:id',
    'GET /doors/class',
    'GET /doors/raw',
  ])('finds the door left open at %s', (route) => {
    expect(found[route]!.open).toHaveLength(1);
  });

  it('finds nothing where every parameter is checked', () => {
    expect(found['POST /doors/good/:id']!.open).toEqual([]);
  });

  it('tells guarded routes from open ones', () => {
    expect([found['GET /doors/guarded']!.guarded, found['GET /doors/class']!.guarded]).toEqual([true, false]);
    // A guard that the gate does not know of is none.
    expect(found['GET /doors/own']!.guarded).toBe(false);
  });
});
