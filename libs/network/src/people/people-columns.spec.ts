import { readHeader } from './people-columns.rules.js';

describe('the header of a people file', () => {
  it('names its columns in any order, case and spacing', () => {
    const header = readHeader([' Email', 'REP_ID ', 'attr.Cluster', 'partner_id', '', ' ']);
    expect(header.width).toBe(4);
    expect(Object.fromEntries(header.columns)).toEqual({ email: 0, rep_id: 1, partner_id: 3 });
    expect(Object.fromEntries(header.attributes)).toEqual({ cluster: 2 });
  });

  const REQUIRED = ['partner_id', 'rep_id', 'email'];
  it.each([
    [
      'a slip',
      [...REQUIRED, 'frist_name'],
      {
        where: 'line 1, column 4',
        what: '"frist_name" is not a column of the people file',
        fix: 'did you mean first_name?',
      },
    ],
    [
      'spaces for underscores',
      [...REQUIRED, 'Job Role'],
      {
        where: 'line 1, column 4',
        what: '"Job Role" is not a column of the people file',
        fix: 'did you mean job_role?',
      },
    ],
    [
      'something else',
      [...REQUIRED, 'Shoe Size'],
      {
        where: 'line 1, column 4',
        what: '"Shoe Size" is not a column of the people file',
        fix: 'remove it, or make it an attribute: attr.shoe_size; known are partner_id, partner_name, partner_parent_id, channel_type, tier, country, region, work_days, work_hours, rep_id, email, first_name, last_name, locale, time_zone, job_role, rep_work_days, rep_work_hours',
      },
    ],
    [
      'no name',
      ['partner_id', '', 'rep_id', 'email'],
      { where: 'line 1, column 2', what: 'a column has no name', fix: 'name it or remove it' },
    ],
    [
      'a column twice',
      [...REQUIRED, 'Email'],
      { where: 'line 1, column 4', what: 'email is there twice', fix: 'remove one' },
    ],
    [
      'an attribute twice',
      [...REQUIRED, 'attr.a', 'attr.A'],
      { where: 'line 1, column 5', what: 'attr.a is there twice', fix: 'remove one' },
    ],
    [
      'an attribute without name',
      [...REQUIRED, 'attr.'],
      {
        where: 'line 1, column 4',
        what: '"attr." is not the name of an attribute',
        fix: 'after attr. use letters, digits, - and _, such as attr.cluster',
      },
    ],
    [
      'no e-mail',
      ['partner_id', 'rep_id'],
      { where: 'line 1', what: 'the column email is missing', fix: 'add it; partner_id, rep_id, email are required' },
    ],
    [
      'too many attributes',
      [...REQUIRED, ...Array.from({ length: 51 }, (_, i) => `attr.a${i}`)],
      { where: 'line 1', what: '51 attr. columns', fix: 'keep 50' },
    ],
  ])('is refused with %s', (_case, cells, fault) => {
    expect(() => readHeader(cells)).toThrow(expect.objectContaining({ code: 'people.header', details: [fault] }));
  });

  it('is refused with all its faults at once', () => {
    let details: unknown;
    try {
      readHeader(['a', 'b']);
    } catch (error) {
      details = (error as { details: unknown }).details;
    }
    expect(details).toHaveLength(5);
  });
});
