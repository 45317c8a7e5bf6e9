import { Injectable, type PipeTransform } from '@nestjs/common';
import { NotFound } from '@relais/platform';

/** Far above a token with what a gateway appends to it. */
const LONGEST = 300;

/** The parameter as the API's description has it. */
export const TOKEN = { name: 'token', description: 'The last part of the link in the mail' };

/**
 * The token of a personal link, as it came back: reading it forgivingly is the business of whoever knows its alphabet.
 * @throws NotFound `answer.unknown-link` for what is too long to be one.
 */
@Injectable()
export class ParseTokenPipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (typeof value === 'string' && value.length <= LONGEST) return value;
    throw new NotFound('answer.unknown-link', 'This link is not known here. It may have been cut on its way.');
  }
}
