import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { HttpException } from '@nestjs/common';
import {
  Conflict,
  DomainError,
  Forbidden,
  Gone,
  Invalid,
  NotFound,
  SignInNeeded,
  TooMany,
  type Fault,
} from '@relais/platform';

/** One fault of a refused request. */
export class ProblemFault implements Fault {
  @ApiProperty({ description: 'The field or place at fault' }) where: string;
  @ApiProperty({ description: 'What is wrong' }) what: string;
  @ApiPropertyOptional({ description: 'How to mend it' }) fix?: string;
}

/** RFC 9457 problem details: the body of every refusal of the API. */
export class Problem {
  @ApiProperty({ description: 'A URI reference that names the kind of problem', example: '/api/docs#problem-board.by' })
  type: string;
  @ApiProperty({ example: 'Unprocessable Content' }) title: string;
  @ApiProperty({ example: 422 }) status: number;
  @ApiProperty({ description: 'What is wrong in this case, for a person' }) detail: string;
  @ApiProperty({ description: 'Stable: scripts may rely on it', example: 'board.by' }) code: string;
  @ApiPropertyOptional({ type: () => [ProblemFault] }) errors?: ProblemFault[];
  @ApiPropertyOptional({ description: 'The id under which the log holds more' }) reference?: string;
}

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** Sentences for the refusals of the HTTP layer itself. Its own messages may repeat the address, and addresses hold tokens. */
const DETAILS: Record<number, string> = {
  400: 'The request cannot be read.',
  404: 'There is nothing at this address.',
  405: 'This address does not take such a request.',
  413: 'The request is too large; 64 KB is the limit.',
  414: 'The address is too long.',
  415: 'Send application/json or application/x-www-form-urlencoded.',
};

/** The problem an error becomes, or null when it is no refusal but a fault of ours. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof DomainError) {
    const problem = problem_(statusOf(error), error.code, error.message);
    return {
      ...problem,
      ...(error.details.length > 0 && { errors: [...error.details] }),
      ...(error instanceof Conflict && error.current !== undefined && { current: error.current }),
    };
  }
  // Not only HttpException: what Fastify refuses before a route is found reaches us as it is.
  const status = error instanceof HttpException ? error.getStatus() : fastifyStatus(error);
  if (status === null || status >= 500) return null;
  return problem_(status, `http.${status}`, DETAILS[status] ?? TITLES[status] ?? 'The request was refused.');
}

/** What a visitor is told of a fault of ours: where to find it, nothing of what it is. */
export function faultOfOurs(reference: string, status: 500 | 503 = 500): Problem {
  const detail = 'Something went wrong on our side. An answer that was confirmed is safe.';
  return { ...problem_(status, status === 503 ? 'http.503' : 'http.500', detail), reference };
}

export function methodNotAllowed(): Problem {
  return problem_(405, 'http.405', DETAILS[405]!);
}

function problem_(status: number, code: string, detail: string): Problem {
  return { type: `/api/docs#problem-${code}`, title: TITLES[status] ?? 'Refused', status, detail, code };
}

function statusOf(error: DomainError): number {
  if (error instanceof NotFound) return 404;
  if (error instanceof SignInNeeded) return 401;
  if (error instanceof TooMany) return 429;
  if (error instanceof Gone) return 410;
  if (error instanceof Forbidden) return 403;
  if (error instanceof Conflict) return 409;
  // `request.` codes: what was sent has not the form asked for. Other refusals: well formed, and not acceptable.
  if (error instanceof Invalid) return error.code.startsWith('request.') ? 400 : 422;
  return 422;
}

function fastifyStatus(error: unknown): number | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null;
  return typeof error.statusCode === 'number' && error.statusCode >= 400 ? error.statusCode : null;
}
