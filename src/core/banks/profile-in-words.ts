import type { BankProfile } from './bank-profile.ts';

/** Members that hold text for people wherever they stand. */
const TEXTS = ['label', 'hint', 'note', 'quirks', 'sentence', 'fix'];

/** Members whose own members are texts, whatever they are called. */
const RECORDS = ['doubtful'];

/** Lists in whose items one more member is a text. */
const IN_LISTS: Readonly<Record<string, string>> = { personas: 'name', magic: 'meaning' };

type Say = (english: string) => string;

/**
 * A profile for reading: every text that people see is put through `say`. Names of banks (the group, and
 * the options of the bank variable) and titles of sources stay.
 */
export function profileInWords(profile: BankProfile, say: Say): BankProfile {
  const { bankVariable = '', variables } = profile;
  const banks = new Set<unknown>(variables[bankVariable]?.options);

  function said<Value>(value: Value, more?: string): Value {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => said(item, more)) as Value;
    const members = Object.entries(value).map(([name, member]) => {
      const isText = TEXTS.includes(name) || RECORDS.includes(name) || name === more;
      const isName = name === 'label' && banks.has(value);
      return [name, isText && !isName ? saidAll(member, say) : said(member, IN_LISTS[name])];
    });
    return Object.fromEntries(members);
  }
  return said(profile);
}

/** `say` put to a text, or to each text of a list or record. */
function saidAll(value: unknown, say: Say): unknown {
  if (typeof value === 'string') return say(value);
  if (Array.isArray(value)) return value.map((item) => saidAll(item, say));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, saidAll(member, say)]),
  );
}
