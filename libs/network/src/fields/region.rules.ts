import { isCountry } from './country.rules.js';
import { Refusal, type Reading } from './refusal.js';

/** A region, then a district where holidays differ even within it: QC, BY-A. */
const SHAPE = /^[A-Z0-9]{1,3}(-[A-Z0-9]{1,6})?$/;

/** All regions of ISO 3166-2, for countries where no other codes are in use: there, a code that is not listed is a slip. */
const REGIONS: Record<string, string> = {
  AT: '1 2 3 4 5 6 7 8 9',
  AU: 'ACT NSW NT QLD SA TAS VIC WA',
  BR: 'AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO',
  CA: 'AB BC MB NB NL NS NT NU ON PE QC SK YT',
  CH: 'AG AI AR BE BL BS FR GE GL GR JU LU NE NW OW SG SH SO SZ TG TI UR VD VS ZG ZH',
  DE: 'BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH',
  US:
    'AK AL AR AS AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MP MS MT NC ND NE NH NJ NM NV NY OH OK ' +
    'OR PA PR RI SC SD TN TX UM UT VA VI VT WA WI WV WY',
};

/**
 * An ISO 3166-2 region, in upper case and with its country where that is known: `QC` of a partner in CA is `CA-QC`.
 * @param country of the partner, ISO 3166-1; null when the row does not say it.
 */
export function readRegion(text: string, country: string | null): Reading {
  const code = text.toUpperCase().replaceAll('_', '-');
  const prefix = /^([A-Z]{2})-/.exec(code)?.[1];
  const other = prefix !== undefined && country !== null && prefix !== country && isCountry(prefix);
  const named = prefix !== undefined && (prefix === country || country === null) && isCountry(prefix) ? prefix : null;
  const within = named ? code.slice(3) : code;
  if (!SHAPE.test(within)) {
    const shown = JSON.stringify(text.slice(0, 80));
    return new Refusal(`${shown} is not a region`, 'write the code of ISO 3166-2, such as CA-QC or DE-BY');
  }
  const of = named ?? country;
  if (of === null) return within;
  const regions = REGIONS[of]?.split(' ');
  if (other && !regions?.includes(prefix))
    // where it is one of the country's own, a district of it follows: BY-A
    return new Refusal(`the region ${code} is not in ${of}`, `write a region of ${of}, or correct the country`);
  const [region = ''] = within.split('-');
  if (!regions || regions.includes(region)) return `${of}-${within}`;
  return new Refusal(`${of} has no region ${JSON.stringify(region)}`, `use one of ${regions.join(', ')}`);
}
