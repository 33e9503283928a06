/** Time for the browser to begin reading, in milliseconds. */
const READ_MS = 10_000;

/** Hands a text, or bytes, to the browser as a file to save. Call it within a click. */
export function download(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), READ_MS);
}

export function downloadJson(name: string, text: string): void {
  download(name, text, 'application/json');
}
