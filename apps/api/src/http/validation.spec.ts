import { Type } from 'class-transformer';
import { IsInt, IsString, ValidateNested } from 'class-validator';
import { Invalid } from '@relais/platform';
import { Lenient, StrictValidationPipe } from './validation.js';

class Street {
  @IsString() name: string;
}
class Form {
  @IsInt() age: number;
  @ValidateNested() @Type(() => Street) street: Street;
}
@Lenient()
class Link {
  @IsString() lang: string;
}

const pipe = new StrictValidationPipe();
const check = async (value: unknown, metatype: new () => object) => {
  try {
    return await pipe.transform(value, { type: 'body', metatype });
  } catch (error) {
    expect(error).toBeInstanceOf(Invalid);
    expect((error as Invalid).code).toBe('request.invalid');
    return (error as Invalid).details;
  }
};

describe('input', () => {
  it('that is right becomes its class', async () => {
    const form = await check({ age: 3, street: { name: 'x' } }, Form);
    expect(form).toBeInstanceOf(Form);
    expect((form as Form).street).toBeInstanceOf(Street);
  });

  it.each([
    ['a wrong field', { age: 'three', street: { name: 'x' } }, [{ where: 'age', what: 'must be an integer number' }]],
    [
      'a wrong field deep inside',
      { age: 3, street: { name: 4 } },
      [{ where: 'street.name', what: 'must be a string' }],
    ],
    [
      'an unknown field',
      { age: 3, street: { name: 'x' }, score: 9 },
      [{ where: 'score', what: 'is not a known field' }],
    ],
    [
      'an unknown field deep inside',
      { age: 3, street: { name: 'x', admin: true } },
      [{ where: 'street.admin', what: 'is not a known field' }],
    ],
  ])('with %s is refused, naming it', async (_, value, faults) => {
    expect(await check(value, Form)).toEqual(faults);
  });

  it('of a link that people follow loses what is unknown, and no more', async () => {
    const link = await check({ lang: 'fr', utm_source: 'x' }, Link);
    expect({ ...(link as object) }).toEqual({ lang: 'fr' });
    expect(await check({ lang: 3 }, Link)).toEqual([{ where: 'lang', what: 'must be a string' }]);
  });

  it.each([['text'], [3], [null], [[1, 2]], [undefined]])(
    'that is %j where a form is expected is refused',
    async (value) => {
      expect(Array.isArray(await check(value, Form))).toBe(true);
    },
  );
});
