import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';

/** A handler's route as the reviewed list names it: `GET /a/:token`. HEAD runs the handler of GET and has its name. */
export function routeName(controller: Type, handler: object): string {
  const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? 'ALL';
  const path = [controller, handler]
    .map((part) => String(Reflect.getMetadata(PATH_METADATA, part) ?? '').replace(/^\/+|\/+$/g, ''))
    .filter(Boolean)
    .join('/');
  return `${method} /${path}`;
}
