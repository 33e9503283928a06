import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import { SandboxPeople } from '../../../src/panel/banks/card/SandboxPeople.tsx';

const approval = [{ press: 'Approve' }];

it.each([
  ['a person', { personas: [{ name: 'Anna' }], approval }, true],
  ['a note', { note: 'Any PSU-ID will do.' }, true],
  ['login steps alone, which are for the command line', { approval }, false],
  ['nothing', undefined, false],
])('a sandbox with %s has a part on the card: %s', (_what, sandbox, shown) => {
  expect(renderToString(h(SandboxPeople, { sandbox })) !== '').toBe(shown);
});
