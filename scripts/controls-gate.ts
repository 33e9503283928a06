import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  CONTROLS_FOLDER,
  controlsRecordSchema,
  messageNames,
  untouchedControls,
} from './test-run/controls.ts';

const TESTS = 'test/e2e';
const messagesSchema = z.record(z.string(), z.object({ message: z.string() }));

function readRecords() {
  if (!existsSync(CONTROLS_FOLDER)) return [];
  return readdirSync(CONTROLS_FOLDER).map((file) =>
    controlsRecordSchema.parse(JSON.parse(readFileSync(join(CONTROLS_FOLDER, file), 'utf8'))),
  );
}

function opensPanel(testFile: string): boolean {
  return /open(?:Harness|BankAndBrowser)\(/.test(readFileSync(join(TESTS, testFile), 'utf8'));
}

const records = readRecords();
const written = new Set(records.map(({ testFile }) => testFile));
const missing = readdirSync(TESTS).filter(
  (file) => file.endsWith('.e2e.ts') && opensPanel(file) && !written.has(file),
);
const messages = messagesSchema.parse(
  JSON.parse(readFileSync('_locales/en/messages.json', 'utf8')),
);
const messageName = messageNames(Object.values(messages).map(({ message }) => message));
const untouched = untouchedControls(records, messageName);

for (const { role, name, testFiles } of untouched) {
  console.log(`never used: ${role} "${name}", drawn in ${testFiles.slice(0, 3).join(', ')}`);
}
if (missing.length > 0) console.log(`No record of controls from: ${missing.join(', ')}.`);
if (untouched.length > 0 || missing.length > 0) process.exitCode = 1;
else console.log('Every control that was drawn was used.');
