import { describe, expect, it } from 'vitest';
import { liveKey, partsOfLiveKey } from '../../../../src/core/banks/live-key.ts';
import { profileOf } from '../../../fixtures/profiles.ts';

const several = profileOf('bpce-aisp');
const one = profileOf('open-payments-api');

describe('the key by which live is unlocked', () => {
  it.each([
    ['is the profile alone where that is one bank', one, {}, 'open-payments-api'],
    [
      'names the bank where the profile has several',
      several,
      { bankCode: '13807' },
      'bpce-aisp/13807',
    ],
    ['tells brands of one code apart', several, { bankCode: '13807-cmm' }, 'bpce-aisp/13807-cmm'],
    ['means the bank that a form starts with when none is chosen', several, {}, 'bpce-aisp/17515'],
    [
      'keeps an option that the profile does not list',
      several,
      { bankCode: '99999' },
      'bpce-aisp/99999',
    ],
  ])('%s', (_what, profile, variables, expected) => {
    expect(liveKey(profile, variables)).toBe(expected);
  });

  it('is another for another service of the same bank', () => {
    const choices = { bankCode: '13807' };
    expect(liveKey(profileOf('bpce-pisp'), choices)).not.toBe(liveKey(several, choices));
  });

  it('is the same by a code as by the first brand that has it', () => {
    const { options = [] } = several.variables.bankCode ?? {};
    const coded = {
      ...several,
      variables: {
        bankCode: {
          label: '',
          options: options.map((option) => ({
            ...option,
            key: `k${option.key}`,
            value: option.value ?? option.key,
          })),
        },
      },
    };
    expect(liveKey(coded, { bankCode: '13807' })).toBe('bpce-aisp/k13807');
  });

  it('is taken apart again', () => {
    expect(partsOfLiveKey('bpce-aisp/13807-cmm')).toEqual({
      profileId: 'bpce-aisp',
      option: '13807-cmm',
    });
    expect(partsOfLiveKey('open-payments-api')).toEqual({ profileId: 'open-payments-api' });
  });
});
