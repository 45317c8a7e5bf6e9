import type { PipeTransform, Type } from '@nestjs/common';
import { METHOD_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { ALLOWED, type Allowed } from '../access/allow.js';
import { routeName } from './route-name.js';
import { isChecked } from './validation.js';

/** A handler as its decorators describe it. */
export interface ReviewedRoute {
  /** `GET /a/:token` */
  route: string;
  /** It says who may come. */
  guarded: boolean;
  /** Parameters through which unchecked input could reach the handler, each with the reason. */
  open: string[];
}

type Argument = { index: number; data?: unknown; pipes: (PipeTransform | Type<PipeTransform>)[] };

/** Parameters that carry no input of the visitor's, or only what the framework made of it. */
const HARMLESS = [RouteParamtypes.RESPONSE, RouteParamtypes.NEXT, RouteParamtypes.IP];
const PARSES_ONE_VALUE = /^Parse(Int|Float|Bool|UUID|Enum|Date|Token)Pipe$/;

/**
 * Reads the routes of controllers from their decorators and finds each handler parameter that no checked class and no
 * `Parse…Pipe` stands in front of. Even the strictest global pipe lets those through: an interface or inline type, an array, one
 * property of the body, the raw request.
 * @param trusted own parameter decorators that check what they give.
 */
export function reviewRoutes(controllers: Type[], trusted: readonly unknown[] = []): ReviewedRoute[] {
  return controllers.flatMap((controller) =>
    handlersOf(controller).map((name) => reviewHandler(controller, name, trusted)),
  );
}

function handlersOf(controller: Type): string[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).filter((name) => {
    const member = Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown;
    return typeof member === 'function' && Reflect.hasMetadata(METHOD_METADATA, member);
  });
}

function reviewHandler(controller: Type, name: string, trusted: readonly unknown[]): ReviewedRoute {
  const prototype = controller.prototype as Record<string, object>;
  const handler = prototype[name]!;
  const types = (Reflect.getMetadata('design:paramtypes', prototype, name) as Type[] | undefined) ?? [];
  const described = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    Argument & { factory?: unknown }
  >;
  const open = Object.entries(described).flatMap(([key, argument]) => {
    const why = key.includes('__customRouteArgs__')
      ? trusted.includes(argument.factory)
        ? null
        : 'comes from a decorator that was not reviewed'
      : openness(Number(key.split(':')[0]), argument, types[argument.index]);
    return why ? [`parameter ${argument.index + 1} ${why}`] : [];
  });
  // A parameter without any decorator gets nothing of the request, so it cannot be open; it is a mistake all the same.
  const allowed = [handler, controller]
    .map((part) => Reflect.getMetadata(ALLOWED, part) as Allowed | undefined)
    .find((found) => found !== undefined);
  return { route: routeName(controller, handler), guarded: allowed !== undefined, open };
}

function openness(source: RouteParamtypes, { data, pipes }: Argument, type: Type | undefined): string | null {
  if (HARMLESS.includes(source)) return null;
  if (source === RouteParamtypes.REQUEST) return 'is the raw request';
  if (pipes.some((pipe) => PARSES_ONE_VALUE.test(typeof pipe === 'function' ? pipe.name : pipe.constructor.name)))
    return null;
  if (data !== undefined && data !== null) return `is one property, ${JSON.stringify(data)}, without a Parse…Pipe`;
  if (!type || [Object, Array, String, Number, Boolean].includes(type as never))
    return `has the type ${type?.name ?? 'nothing'}, which checks nothing`;
  return isChecked(type) ? null : `has the class ${type.name}, which has no rules`;
}
