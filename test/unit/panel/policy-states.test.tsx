import render from 'preact-render-to-string';
import { expect, it } from 'vitest';
import { fixtures } from '../../../src/panel/policy/PolicyView.fixture.tsx';
import { PolicyView } from '../../../src/panel/policy/PolicyView.tsx';

const texts = Object.fromEntries(
  Object.entries(fixtures).map(([name, draw]) => [name, render(draw()).replace(/<[^>]*>/g, ' ')]),
);

it('are drawn: nothing where nothing is set, every part that is, and what was not understood', () => {
  expect(render(<PolicyView policy={{}} problems={[]} />)).toBe('');
  for (const said of [
    'practice-*',
    'Not allowed',
    'Switched off',
    'made-up-team-bank',
    '500 flows',
  ])
    expect(texts.everything).toContain(said);
  expect(texts.everything).not.toContain('no effect');
  expect(texts.some).toContain('Without secrets only');
  expect(texts.some).toContain('for 1 day at most');
  expect(texts.misunderstood).toMatch(/allowedBank\s+is not a name/);
  expect(texts.misunderstood).toContain('1 flow at most');
  expect(texts.limit).toContain('30 days at most');
});
