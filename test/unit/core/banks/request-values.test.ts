import { describe, expect, it } from 'vitest';
import { templateValues, variableValue } from '../../../../src/core/banks/request-values.ts';
import { profileOf } from '../../../fixtures/profiles.ts';

const variable = {
  label: 'Bank',
  options: [
    { key: 'one', label: 'One' },
    { key: 'two-b', value: 'two', label: 'Two, second brand' },
  ],
};

describe('what a variable contributes', () => {
  it.each([
    ['the value of the chosen option', 'two-b', 'two'],
    ['the key, where the option has no value', 'one', 'one'],
    ['the value, when it was given itself', 'two', 'two'],
    ['free text, when no option fits', 'three', 'three'],
    ['the first option, when nothing was chosen', undefined, 'one'],
  ])('is %s', (_what, choice, expected) => {
    expect(variableValue(variable, choice)).toBe(expected);
  });

  it('is its default before its first option', () => {
    expect(variableValue({ ...variable, default: 'two-b' }, undefined)).toBe('two');
  });

  it('is nothing when there is neither', () => {
    expect(variableValue({ label: 'Port' }, undefined)).toBe('');
  });
});

describe('values for templates', () => {
  it('are variables, filled endpoints, and the flow’s own on top', () => {
    const values = templateValues(
      profileOf('bpce-aisp'),
      'sandbox',
      { bankCode: '12579' },
      { clientId: 'me' },
    );
    expect(values).toMatchObject({
      bankCode: '12579',
      tokenEndpoint: 'https://www.12579.sandbox.api.89c3.com/stet/psd2/oauth/token',
      clientId: 'me',
    });
  });

  it('do not exist for an unknown environment', () => {
    expect(templateValues(profileOf('bpce-aisp'), 'moon', {})).toBeUndefined();
  });
});
