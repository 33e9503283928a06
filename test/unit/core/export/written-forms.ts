/** Ways in which a secret may stand in a text, by their names. */
const FORMS: Readonly<Record<string, (value: string) => string>> = {
  raw: (value) => value,
  percent: encodeURIComponent,
  'percent of percent': (value) => encodeURIComponent(encodeURIComponent(value)),
  form: (value) => new URLSearchParams([['', value]]).toString().slice(1),
  base64: (value) => Buffer.from(value).toString('base64').replace(/=+$/, ''),
  base64url: (value) => Buffer.from(value).toString('base64url'),
  'JSON escape': (value) => JSON.stringify(value).slice(1, -1),
  'HTML entities': (value) => value.replace(/[&<>"'/+=%:]/g, (sign) => `&#${sign.charCodeAt(0)};`),
  hex: (value) => Buffer.from(value).toString('hex'),
};

/** The forms in which a secret stands in a text, as `its name, form`; case of letters set aside. */
export function findSecrets(text: string, secrets: Readonly<Record<string, string>>): string[] {
  const lower = text.toLowerCase();
  return Object.entries(secrets).flatMap(([name, value]) =>
    Object.entries(FORMS)
      .filter(([, write]) => lower.includes(write(value).toLowerCase()))
      .map(([form]) => `${name}, ${form}`),
  );
}

export const formNames = Object.keys(FORMS);

export function writeForm(form: string, value: string): string {
  return FORMS[form]?.(value) ?? '';
}
