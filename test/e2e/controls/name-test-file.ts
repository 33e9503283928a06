import { basename } from 'node:path';
import { expect } from 'vitest';
import { nameTestFile } from './controls-record.ts';

nameTestFile(basename(expect.getState().testPath ?? ''));
