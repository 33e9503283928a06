import type { ExportedFile } from '../../../core/export/exported-file.ts';
import { download } from '../../ui/download.ts';
import { zipOf } from './zip.ts';

/** The name under which files are saved: one as itself, several in an archive named after their folder. */
export function savedName(files: readonly ExportedFile[]): string {
  const [first] = files;
  if (!first || files.length === 1) return first?.name ?? '';
  return `${first.name.split('/')[0]}.zip`;
}

/** Hands files to the browser to save, within a click. */
export function saveFiles(files: readonly ExportedFile[]): void {
  const [first] = files;
  if (!first) return;
  const name = savedName(files);
  if (files.length === 1) download(name, first.text, first.mediaType);
  else download(name, zipOf(files), 'application/zip');
}
