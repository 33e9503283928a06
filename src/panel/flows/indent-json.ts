/**
 * JSON with one member a line; `undefined` for text that is no JSON object or list. Numbers, escapes and repeated
 * members stay exactly as the bank wrote them, which parsing and writing again would not promise.
 */
export function indentJson(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed) || !isJson(trimmed)) return undefined;
  let depth = 0;
  let indented = '';
  const line = () => `\n${'  '.repeat(depth)}`;
  for (const [token] of trimmed.matchAll(
    /"(?:[^"\\]|\\.)*"|[[{]\s*[\]}]|[^\s"[\]{},:]+|[[\]{},:]/g,
  )) {
    if (token === '{' || token === '[') {
      depth += 1;
      indented += `${token}${line()}`;
    } else if (token === '}' || token === ']') {
      depth -= 1;
      indented += `${line()}${token}`;
    } else if (token === ',') indented += `,${line()}`;
    else if (token === ':') indented += ': ';
    else indented += /^[[{]/.test(token) ? token.replace(/\s/g, '') : token;
  }
  return indented;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
