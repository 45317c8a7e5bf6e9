import { ValidationPipe, type ArgumentMetadata, type PipeTransform, type ValidationError } from '@nestjs/common';
import { Invalid, type Fault } from '@relais/platform';
import { getMetadataStorage, validateSync, type ValidatorOptions } from 'class-validator';

const lenient = new WeakSet<object>();

/**
 * Marks the form of an address that people follow: unknown parts are dropped, not refused. Mail gateways and mailing tools add
 * parameters of their own to links, and a rep must not pay for them with a page of errors.
 */
export function Lenient(): ClassDecorator {
  return (form) => void lenient.add(form);
}

const readers = new WeakMap<object, (value: unknown) => unknown>();

/**
 * Marks a form that comes so often that its own hand checks it: rules on fields cost a tenth of all that recording an answer does.
 * @param read converts what came; throws as {@link invalidRequest} does. Unknown fields are its business too.
 */
export function ReadBy(read: (value: unknown) => unknown): ClassDecorator {
  return (form) => void readers.set(form, read);
}

/** Whether something stands in front of a form: rules on its fields, or a hand of its own. */
export function isChecked(form: object): boolean {
  return (
    readers.has(form) || getMetadataStorage().getTargetValidationMetadatas(form as never, '', true, false).length > 0
  );
}

/** The refusal of a request, one fault per wrong or unknown field. */
export const invalidRequest = (faults: Fault[]): Invalid =>
  new Invalid('request.invalid', 'The request has faults:', faults);

/** What is said of a field that the form has not. */
export const UNKNOWN_FIELD = 'is not a known field';

/**
 * Has class-validator keep which rules a class has. It looks through those of all classes for every value, which with our number of
 * forms is a third of what checking an answer costs; the rules stand once the modules are loaded.
 */
function keepRulesOfClasses(): void {
  const storage = getMetadataStorage();
  const find = storage.getTargetValidationMetadatas.bind(storage);
  const kept = new Map<unknown, ReturnType<typeof find>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    if (schema || always || strictGroups || groups) return find(target, schema, always, strictGroups, groups);
    let rules = kept.get(target);
    if (!rules) kept.set(target, (rules = find(target, schema, always, strictGroups, groups)));
    return rules;
  };
}
keepRulesOfClasses();

const OPTIONS = {
  transform: true,
  whitelist: true,
  stopAtFirstError: false,
  exceptionFactory: (errors: ValidationError[]) => invalidRequest(errors.flatMap((error) => faultsOf(error))),
};

/** None of our rules has to wait for anything; checking without promises costs half. */
class PromptValidationPipe extends ValidationPipe {
  protected override validate(input: object, options?: ValidatorOptions): ValidationError[] {
    return validateSync(input, options);
  }
}

/**
 * The strict gate every handler's input passes: only fields its class declares, each checked and converted.
 * @throws Invalid `request.invalid` with one fault per wrong or unknown field.
 */
export class StrictValidationPipe implements PipeTransform {
  private readonly strict = new PromptValidationPipe({ ...OPTIONS, forbidNonWhitelisted: true });
  private readonly forgiving = new PromptValidationPipe(OPTIONS);

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (metadata.type === 'custom') return value; // our own decorators check what they give
    const read = metadata.metatype && readers.get(metadata.metatype);
    if (read) return read(value);
    const pipe = metadata.metatype !== undefined && lenient.has(metadata.metatype) ? this.forgiving : this.strict;
    return pipe.transform(value, metadata);
  }
}

function faultsOf(error: ValidationError, parent = ''): Fault[] {
  const where = parent ? `${parent}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    where,
    // class-validator begins its messages with the name of the field, which `where` says already.
    what: rule === 'whitelistValidation' ? UNKNOWN_FIELD : message.replace(`${error.property} `, ''),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, where))];
}
