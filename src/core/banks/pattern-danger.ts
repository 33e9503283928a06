/** More choices than this can be combined in too many ways, even side by side. */
const MOST_CHOICES = 5;
/** Of them those that repeat: each one multiplies the time by the length of the text. */
const MOST_REPETITIONS = 2;
/** Characters of a text that patterns are run on; ids and choices have fewer. */
const LONGEST_TEXT = 512;

/** True for a text that has the form of a profile's pattern. Longer ones than any id count as unfit. */
export function fitsPattern(text: string, pattern: string): boolean {
  return text.length <= LONGEST_TEXT && new RegExp(pattern).test(text);
}

/**
 * True for a regular expression that may take time without end on some text: a repeated group in which
 * something is repeated or has alternatives, a back reference, more than two repetitions or many choices. Patterns of imported
 * profiles run on what people type, so doubt counts against them.
 */
export function isDangerousPattern(pattern: string): boolean {
  const open: Group[] = [];
  let group: Group = { varies: false, chooses: false };
  let choices = 0;
  let repetitions = 0;
  const count = (quantifier: string) => {
    choices += 1;
    if (quantifier !== '?') repetitions += 1;
  };
  // Escapes and character classes are skipped whole; what is left are groups, bars and quantifiers.
  const tokens = pattern.matchAll(
    /\\k<|\\[1-9]|\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?<?[=!:]?)?|\||([)]?)([*+?]|\{\d+(?:,\d*)?\})\??|\)/gs,
  );
  for (const [token, closes, quantifier = ''] of tokens) {
    if (token === '\\k<' || /^\\[1-9]/.test(token)) return true;
    if (token.startsWith('(')) {
      open.push(group);
      group = { varies: false, chooses: false };
      continue;
    }
    if (token === '|') group = { varies: true, chooses: true };
    if (closes !== ')' && token !== ')') {
      if (quantifier !== '' && varies(quantifier)) {
        group.varies = true;
        count(quantifier);
      }
      continue;
    }
    const inner = group;
    group = open.pop() ?? { varies: false, chooses: false };
    if (inner.chooses) choices += 1;
    if (inner.varies && quantifier !== '' && quantifier !== '?') return true;
    if (quantifier !== '' && varies(quantifier)) count(quantifier);
    group.varies ||= inner.varies || (quantifier !== '' && varies(quantifier));
  }
  return repetitions > MOST_REPETITIONS || choices > MOST_CHOICES;
}

interface Group {
  /** it can match more than one way */
  varies: boolean;
  /** it has alternatives */
  chooses: boolean;
}

/** `{3}` has one way to match; all others have several. */
function varies(quantifier: string): boolean {
  return !/^\{\d+\}$/.test(quantifier);
}
