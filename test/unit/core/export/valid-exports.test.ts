import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { english } from '../../../../src/cli/english.ts';
import {
  type ExportFormat,
  exportFlow,
  exportFormats,
  takesSecrets,
} from '../../../../src/core/export/export-flow.ts';
import { junitText } from '../../../../src/core/export/junit.ts';
import { sarifText } from '../../../../src/core/export/sarif.ts';
import { type PracticeBank, startPracticeBank } from '../../../practice-bank/practice-bank.ts';
import { practicePlan, type Recording, recordCodeFlow } from './record-flow.ts';

const CONTEXT = { say: english, version: '0.1.0' };
const root = new URL('../../../../', import.meta.url);

/** Large schemas are compiled, on a machine that may be busy. */
const SLOW = { timeout: 30_000 };

let bank: PracticeBank;
let good: Recording;
/** the bank breaks down at the token endpoint */
let failed: Recording;

beforeAll(async () => {
  bank = await startPracticeBank();
  const plan = practicePlan(bank, 'practice-bpce-aisp');
  good = await recordCodeFlow(bank, plan, { refresh: true, calls: ['accounts'] });
  bank.control.faults({ path: '/stet/psd2/oauth/token', kind: 'status', status: 503, times: 1 });
  failed = await recordCodeFlow(bank, plan);
});

afterAll(() => bank.close());

function jsonOf(path: string) {
  return JSON.parse(readFileSync(new URL(path, root), 'utf8'));
}

const recordings = (): [string, Recording][] => [
  ['good', good],
  ['failed', failed],
];

function textOf(
  { record, secrets }: Recording,
  format: ExportFormat,
  kept?: 'with_secrets',
): string {
  const context = { ...CONTEXT, ...(kept && { secrets }) };
  return exportFlow(record, format, context)[0]?.text ?? '';
}

describe('schemas that others wrote', () => {
  it('takes the HTTP archive, with and without secrets', SLOW, () => {
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    ajv.addMetaSchema(jsonOf('node_modules/ajv/dist/refs/json-schema-draft-06.json'));
    const folder = 'node_modules/har-schema/lib/';
    const names = readdirSync(new URL(folder, root)).filter((name) => name.endsWith('.json'));
    for (const name of names) ajv.addSchema(jsonOf(folder + name));
    const validate = ajv.getSchema('har.json#');
    for (const [, recording] of recordings()) {
      for (const kept of [undefined, 'with_secrets'] as const) {
        const archive = JSON.parse(textOf(recording, 'har', kept));
        expect([validate?.(archive), validate?.errors]).toEqual([true, null]);
        delete archive.log.entries[0].request.url;
        expect(validate?.(archive)).toBe(false);
      }
    }
  });

  it('takes the SARIF log', SLOW, () => {
    const path = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
    const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
    // Written for draft 04, of which it uses what later drafts have too.
    const { $schema: _draft, id: _id, ...schema } = jsonOf(path);
    const validate = ajv.compile(schema);
    for (const [, recording] of recordings()) {
      const log = JSON.parse(textOf(recording, 'sarif'));
      expect([validate(log), validate.errors]).toEqual([true, null]);
      expect(log.runs[0].results.length).toBeGreaterThan(0);
    }
    const empty = JSON.parse(sarifText([], CONTEXT));
    expect([validate(empty), validate.errors]).toEqual([true, null]);
    expect(validate({ ...empty, runs: [{}] })).toBe(false);
  });

  it('takes the JUnit report', SLOW, async () => {
    const schema = [readFileSync(new URL('test/fixtures/junit.xsd', root), 'utf8')];
    const odd = junitText([
      {
        name: 'a "suite" & <more>',
        atMs: 0,
        cases: [
          {
            name: '\u0000\u001b[31m\ud800 €',
            className: 'c',
            outcome: { kind: 'passed' },
            output: ']]>',
          },
          { name: 'b', className: 'c', outcome: { kind: 'skipped', message: 'a\nb' } },
        ],
      },
    ]);
    const texts = [...recordings().map(([, recording]) => textOf(recording, 'junit')), odd];
    const xml = texts.map((contents, at) => ({ fileName: `${at}.xml`, contents }));
    const { valid, errors } = await validateXML({ xml, schema });
    expect([valid, errors]).toEqual([true, []]);
    const wrong = [{ fileName: 'wrong.xml', contents: odd.replace('tests="2"', 'tests="two"') }];
    expect((await validateXML({ xml: wrong, schema })).valid).toBe(false);
  });
});

describe('a report on a flow that failed', () => {
  it.each(['junit', 'markdown'] as const)('says in %s what came of the exchange', (format) => {
    expect(textOf(failed, format)).toContain('Answer: 503');
  });

  it('fails the exchange and nothing before it in JUnit', () => {
    const cases = textOf(failed, 'junit').split('<testcase ').slice(1);
    expect(cases.map((text) => text.includes('<failure'))).toEqual([false, true]);
  });

  it('says in Markdown who must act, and where that is written', () => {
    const report = textOf(good, 'markdown');
    expect(report).toContain('- The bank: RF04');
    expect(report).toContain('Source: RFC 9700 §2.2.2');
    expect(report).toMatch(/\{\{access_token#[0-9a-f]{8}\}\}/);
  });
});

describe('a file with secrets', () => {
  const holders = exportFormats.filter(takesSecrets);

  it.each(holders)('says so in its name and in its text: %s', (format) => {
    const context = { ...CONTEXT, secrets: good.secrets };
    const files = exportFlow(good.record, format, context);
    expect(files.every(({ name }) => name.includes('-with-secrets'))).toBe(true);
    expect(files.some(({ text }) => text.includes(english('export_head_with')))).toBe(true);
  });

  it.each(exportFormats.filter((format) => !takesSecrets(format)))(
    'is never made of %s',
    (format) => {
      const context = { ...CONTEXT, secrets: good.secrets };
      expect(exportFlow(good.record, format, context)).toEqual(
        exportFlow(good.record, format, CONTEXT),
      );
    },
  );
});

it('names its files by bank and time', () => {
  const [file] = exportFlow(good.record, 'curl', CONTEXT);
  expect(file?.name).toBe('oauth-practice-bank-2026-11-21-120000.curl.sh');
});
