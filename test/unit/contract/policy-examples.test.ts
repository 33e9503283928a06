import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import managedSchema from '../../../managed-schema.json' with { type: 'json' };
import { GECKO_ID } from '../../../scripts/manifest.ts';
import { policyDefaults, policyShape, readPolicy } from '../../../src/contract/policy.ts';
import { policyProblems } from '../../../src/panel/policy/policy-problems.ts';

const page = readFileSync('docs/policies.md', 'utf8');
const blocks = Array.from(page.matchAll(/```(\w+)\n([\s\S]*?)```/g), ([, kind, text = '']) => ({
  kind,
  text,
}));
const CHROME_ID = 'a'.repeat(32);
const policy = {
  allowedBanks: ['bpce-*', 'practice-*'],
  allowLive: false,
  exports: 'without_secrets',
  keepSecrets: false,
  keepDays: 30,
  defaults: { holdRedirects: true },
};

/** Values of a registry file below `…\policy`; Chrome makes booleans and lists of them by its schema. */
function fromRegistry(text: string): Record<string, unknown> {
  const values: Record<string, Record<string, unknown>> = {};
  let place = '';
  for (const line of text.split('\n')) {
    const [, key] = /^\[.*\\policy\\?(\w*)\]$/.exec(line) ?? [];
    if (key !== undefined) place = key;
    const [, name, hex, words] = /^"(.+?)"=(?:dword:(\w+)|"(.*)")$/.exec(line) ?? [];
    if (name === undefined) continue;
    values[place] = { ...values[place], [name]: hex ? Number.parseInt(hex, 16) : words };
  }
  const { '': flat = {}, allowedBanks = {}, defaults = {} } = values;
  const asBooleans = (object: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(object).map(([name, value]) =>
        /^(allow|keepS|hold)/.test(name) ? [name, value === 1] : [name, value],
      ),
    );
  return {
    ...asBooleans(flat),
    allowedBanks: Object.values(allowedBanks),
    defaults: asBooleans(defaults),
  };
}

/** A property list as JSON: its elements are written one after the other in the order of the text. */
function fromPropertyList(text: string): unknown {
  const [, dict = ''] = /<plist[^>]*>([\s\S]*)<\/plist>/.exec(text) ?? [];
  const json = dict
    .replace(/\s*\n\s*/g, '')
    .replace(/<key>(.*?)<\/key>/g, '"$1":')
    .replace(/<string>(.*?)<\/string>/g, '"$1",')
    .replace(/<integer>(.*?)<\/integer>/g, '$1,')
    .replace(/<(true|false)\/>/g, '$1,')
    .replaceAll('<dict>', '{')
    .replaceAll('</dict>', '},')
    .replaceAll('<array>', '[')
    .replaceAll('</array>', '],')
    .replace(/,([}\]]|$)/g, '$1');
  return JSON.parse(json);
}

it('says the same in every example, and that is a policy without a fault', () => {
  const [registry, list, linux, firefox, home] = blocks.map(({ text }) => text);
  const read = [
    fromRegistry(registry ?? ''),
    fromPropertyList(list ?? ''),
    JSON.parse(linux ?? '')['3rdparty'].extensions[CHROME_ID],
    JSON.parse(firefox ?? '').policies['3rdparty'].Extensions[GECKO_ID],
    JSON.parse(home ?? '').data,
  ];
  for (const example of read) expect(example).toEqual(policy);
  expect(blocks).toHaveLength(read.length);
  expect(JSON.parse(home ?? '')).toMatchObject({ name: GECKO_ID, type: 'storage' });
  expect(policyProblems(policy)).toEqual([]);
  expect(readPolicy(policy)).toEqual(policy);
});

it('explains every name', () => {
  const rows = Array.from(page.matchAll(/^\| (`\w+`.*?) \|/gm), ([, cell = '']) => cell);
  const named = rows.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
  expect(named.toSorted()).toEqual(Object.keys(policyShape).toSorted());
});

it('is told to Chrome as we read it', () => {
  const { properties } = managedSchema;
  expect(Object.keys(properties).toSorted()).toEqual(Object.keys(policyShape).toSorted());
  const theirs = new Ajv({ strict: false }).compile(managedSchema);
  expect(theirs(policy)).toBe(true);
  const every = { theme: 'dark', holdRedirects: true, watch: true, lockAfterMinutes: 1 };
  expect(policyDefaults({ defaults: every })).toEqual(every);
  expect(Object.keys(properties.defaults.properties)).toEqual(Object.keys(every));
  const odd = [null, 0, -1, 1.5, 7, true, 'none', 'x', [], ['a'], [1], {}, { theme: 'dark' }];
  for (const name of Object.keys(policyShape)) {
    const schema = policyShape[name as keyof typeof policyShape];
    for (const value of odd)
      expect([name, value, theirs({ [name]: value })]).toEqual([
        name,
        value,
        z.safeParse(schema, value).success,
      ]);
  }
});
