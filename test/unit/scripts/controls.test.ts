import { describe, expect, it } from 'vitest';
import {
  type ControlsRecord,
  messageNames,
  untouchedControls,
} from '../../../scripts/test-run/controls.ts';

const messageName = messageNames(['Save', 'Edit $1', 'Edit profile $1', '$1: $2', 'Copy (all)']);

const record = (
  testFile: string,
  seen: ControlsRecord['seen'],
  used: ControlsRecord['used'] = [],
): ControlsRecord => ({ testFile, seen, used });

describe('the message that a control is named by', () => {
  it.each([
    ['a whole text', 'Save', 'Save'],
    ['a text with something put in', 'Edit ING', 'Edit $1'],
    ['the one that says most', 'Edit profile ing-aisp', 'Edit profile $1'],
    ['an action with what it is done to', 'Save: Accounts', 'Save: …'],
    ['no text that would fit everything', 'Header: bytes', '…'],
    ['a text with signs that mean something in patterns', 'Copy (all)', 'Copy (all)'],
    ['none where data names it', 'code_challenge', '…'],
  ])('is %s', (_which, name, expected) => {
    expect(messageName(name)).toBe(expected);
  });
});

describe('the controls that no test uses', () => {
  it('are those drawn somewhere and used nowhere, each once, with who drew them', () => {
    const records = [
      record('b.e2e.ts', [
        ['button', 'Edit ING'],
        ['button', 'Save'],
      ]),
      record('a.e2e.ts', [['button', 'Edit Nordea']]),
    ];
    expect(untouchedControls(records, messageName)).toEqual([
      { role: 'button', name: 'Edit $1', testFiles: ['b.e2e.ts', 'a.e2e.ts'] },
      { role: 'button', name: 'Save', testFiles: ['b.e2e.ts'] },
    ]);
  });

  it('are without those that another test used, under whatever data', () => {
    const records = [
      record('a.e2e.ts', [['button', 'Edit ING']]),
      record('b.e2e.ts', [], [['button', 'Edit Nordea']]),
    ];
    expect(untouchedControls(records, messageName)).toEqual([]);
  });

  it('tell a role from another of the same name', () => {
    const records = [record('a.e2e.ts', [['tab', 'Save']], [['button', 'Save']])];
    expect(untouchedControls(records, messageName)).toMatchObject([{ role: 'tab' }]);
  });
});
