import { z } from 'zod';

/** Where the end-to-end tests leave what they saw and used of the panel's controls. */
export const CONTROLS_FOLDER = 'test-results/controls';

const control = z.tuple([z.string(), z.string()]);

/** What one browser of one test file drew and used: role and accessible name of each control. */
export const controlsRecordSchema = z.object({
  testFile: z.string(),
  seen: z.array(control),
  used: z.array(control),
});
export type ControlsRecord = z.infer<typeof controlsRecordSchema>;

/** A control of the panel that no test uses. */
export interface UntouchedControl {
  role: string;
  /** the English message it is named by, with `$1` for what differs; `…` where data names it */
  name: string;
  /** the test files that drew it */
  testFiles: string[];
}

/** A message has to say so much by itself to name a control: "$1: $2" names everything. */
const FEWEST_LETTERS = 3;
const NAMED_BY_DATA = '…';

/**
 * Reduces a control's name to the message that it was made of, so that "Edit ING" and "Edit Nordea" are one.
 *
 * @param messages the English texts, with `$1` to `$9` for what is put in
 */
export function messageNames(messages: readonly string[]): (name: string) => string {
  const templates = messages
    .map((text) => ({ text, letters: text.replace(/\$\d|\W/g, '').length }))
    .filter(({ text, letters }) => /\$\d/.test(text) && letters >= FEWEST_LETTERS)
    .sort((one, other) => other.letters - one.letters)
    .map(({ text }) => ({
      text,
      fits: new RegExp(`^${text.split(/\$\d/).map(escapeRegExp).join('.+')}$`),
    }));
  const whole = new Set(messages);
  const found = new Map<string, string>();
  return (name) => {
    const known = found.get(name);
    if (known !== undefined) return known;
    // "Export: Accounts" is made of "$1: $2" and of a message for the action.
    const action = name.split(': ', 1)[0] ?? name;
    const template = whole.has(name)
      ? name
      : (templates.find(({ fits }) => fits.test(name))?.text ??
        (action !== name && whole.has(action) ? `${action}: ${NAMED_BY_DATA}` : NAMED_BY_DATA));
    found.set(name, template);
    return template;
  };
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** The controls that were drawn somewhere and used nowhere. */
export function untouchedControls(
  records: readonly ControlsRecord[],
  messageName: (name: string) => string,
): UntouchedControl[] {
  const drawn = new Map<string, UntouchedControl>();
  for (const { testFile, seen } of records) {
    for (const [role, text] of seen) {
      const name = messageName(text);
      const key = `${role} ${name}`;
      const control = drawn.get(key) ?? { role, name, testFiles: [] };
      if (!control.testFiles.includes(testFile)) control.testFiles.push(testFile);
      drawn.set(key, control);
    }
  }
  for (const { used } of records) {
    for (const [role, text] of used) drawn.delete(`${role} ${messageName(text)}`);
  }
  return [...drawn.values()].sort((one, other) =>
    `${one.role} ${one.name}`.localeCompare(`${other.role} ${other.name}`, 'en'),
  );
}
