import { describe, expect, it } from 'vitest';
import { namesSetByOptions } from '../../../../src/core/banks/option-names.ts';
import {
  findOption,
  templateValues,
  variableValue,
} from '../../../../src/core/banks/request-values.ts';
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
  it('do not come from names that every object has', () => {
    expect(templateValues(profileOf('oidc'), 'constructor', {})).toBeUndefined();
  });

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

describe('an option', () => {
  it.each([
    ['by its key', 'two-b', 'two-b'],
    ['by its value, when no key fits', 'two', 'two-b'],
    ['not by its label', 'One', undefined],
  ])('is found %s', (_how, choice, key) => {
    expect(findOption(variable, choice)?.key).toBe(key);
  });

  it('may fill further names, which take part in endpoints', () => {
    const profile = {
      variables: {
        bank: {
          label: 'Bank',
          options: [
            { key: 'a', label: 'A', sets: { host: 'a.example' } },
            { key: 'b', label: 'B', sets: { host: 'b.example' } },
          ],
        },
      },
      environments: {
        sandbox: {
          label: 'S',
          kind: 'sandbox' as const,
          endpoints: { tokenEndpoint: 'https://{host}/{bank}' },
        },
      },
    };
    expect(namesSetByOptions(profile)).toEqual(['host']);
    expect(templateValues(profile, 'sandbox', { bank: 'b' })).toEqual({
      bank: 'b',
      host: 'b.example',
      tokenEndpoint: 'https://b.example/b',
    });
    expect(templateValues(profile, 'sandbox', {})?.tokenEndpoint).toBe('https://a.example/a');
  });
});

describe('the scope of a flow', () => {
  const scopeOf = (scope: string, more = {}) =>
    templateValues(profileOf('oidc'), 'sandbox', {}, { scope, ...more })?.scope;

  it.each([
    ['has its places filled', 'AIS:{consentId}', { consentId: 'c1' }, 'AIS:c1'],
    ['keeps a place that nothing fills yet', 'AIS:{consentId}', {}, 'AIS:{consentId}'],
    ['does not fill itself', '{scope}', {}, '{scope}'],
  ])('%s', (_what, scope, more, expected) => {
    expect(scopeOf(scope, more)).toBe(expected);
  });
});
