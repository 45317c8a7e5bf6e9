import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { Invalid, type Fault } from '@relais/platform';

const lenient = new WeakSet<object>();

/**
 * Marks the form of an address that people follow: unknown parts are dropped, not refused. Mail gateways and mailing tools add
 * parameters of their own to links, and a rep must not pay for them with a page of errors.
 */
export function Lenient(): ClassDecorator {
  return (form) => void lenient.add(form);
}

const OPTIONS = {
  transform: true,
  whitelist: true,
  stopAtFirstError: false,
  exceptionFactory: (errors: ValidationError[]) =>
    new Invalid(
      'request.invalid',
      'The request has faults:',
      errors.flatMap((error) => faultsOf(error)),
    ),
};

/**
 * The strict gate every handler's input passes: only fields its class declares, each checked and converted.
 * @throws Invalid `request.invalid` with one fault per wrong or unknown field.
 */
export class StrictValidationPipe extends ValidationPipe {
  private readonly strict = new ValidationPipe({ ...OPTIONS, forbidNonWhitelisted: true });

  constructor() {
    super(OPTIONS);
  }

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const forgiving = metadata.metatype !== undefined && lenient.has(metadata.metatype);
    return forgiving ? super.transform(value, metadata) : (this.strict.transform(value, metadata) as Promise<unknown>);
  }
}

function faultsOf(error: ValidationError, parent = ''): Fault[] {
  const where = parent ? `${parent}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    where,
    // class-validator begins its messages with the name of the field, which `where` says already.
    what: rule === 'whitelistValidation' ? 'is not a known field' : message.replace(`${error.property} `, ''),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, where))];
}
