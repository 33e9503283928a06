import fc from 'fast-check';
import { checkTemplate } from '../../../src/core/banks/check-template.ts';
import {
  fillKnownPlaces,
  fillTemplate,
  missingNames,
  templateNames,
} from '../../../src/core/banks/template.ts';
import { almost, anyText, hold, type Target } from '../target.ts';

const samples = [
  'https://www.{bankCode}.sandbox.api.89c3.com/stet/psd2/oauth/authorize',
  '{apiBase}/v1/{consentId}/authorisations?x={state}',
  '{constructor}{toString}{__proto__}{a}',
];
const pieces = ['{', '}', '{}', '{a}', '{{a}}', '{a b}', '$&', '$1', '{constructor}'];
const values = { a: '{state}', state: '$&', bankCode: '17515', apiBase: 'https://a.example' };

/** Every place is filled once, what comes in is never a template itself, and no name reaches a prototype. */
export const template: Target = {
  name: 'template',
  texts: fc.oneof(almost(samples, pieces), anyText),
  check(text) {
    const names = templateNames(text);
    const missing = missingNames(text, values);
    hold(
      missing.every((name) => names.includes(name)),
      'a missing name that stands nowhere',
    );
    const filled = fillTemplate(text, values);
    const byHand = text.split(/(\{[a-zA-Z][a-zA-Z0-9]*\})/).map((piece, at) => {
      const name = piece.slice(1, -1);
      if (at % 2 === 0) return piece;
      return Object.hasOwn(values, name) ? values[name as keyof typeof values] : '';
    });
    hold(filled === byHand.join(''), `filled to ${filled}`);
    if (missing.length === 0) hold(fillKnownPlaces(text, values) === filled, 'filled in two ways');
    const checked = checkTemplate(text, new Set(names));
    hold(checked.ok || checked.error.kind === 'stray_brace', 'its own name is unknown');
  },
};
