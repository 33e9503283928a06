import { signal } from '@preact/signals';
import { render } from 'preact';
import { LANGUAGES } from './languages.ts';
import { statesByFile } from './states.ts';

const CHOICES = {
  theme: ['', 'light', 'dark'],
  language: LANGUAGES,
  width: ['320', '640', '1000', '1400'],
} as const;

const chosen = signal({ theme: '', language: 'en', width: '1000' });
const hash = signal('');

function readHash(): void {
  hash.value = decodeURIComponent(location.hash.slice(1));
}

/** Every state in a frame of its own, so that each has the width that was chosen. */
function Gallery() {
  const shown = [...statesByFile].flatMap(([file, states]) =>
    Object.keys(states)
      .map((state) => `${file}/${state}`)
      .filter((name) => hash.value === '' || name === hash.value || hash.value === file),
  );
  return (
    <>
      <nav>
        <a href="index.html">All</a>
        {[...statesByFile].map(([file, states]) => (
          <details key={file} open={hash.value.startsWith(file)}>
            <summary>{file}</summary>
            <a href={`#${file}`}>All {Object.keys(states).length}</a>
            {Object.keys(states).map((state) => (
              <a key={state} href={`#${file}/${encodeURIComponent(state)}`}>
                {state}
              </a>
            ))}
          </details>
        ))}
      </nav>
      <main>
        <form>
          {Object.entries(CHOICES).map(([name, values]) => (
            <label key={name}>
              {name}{' '}
              <select
                value={chosen.value[name as keyof typeof CHOICES]}
                onChange={({ currentTarget }) => {
                  chosen.value = { ...chosen.value, [name]: currentTarget.value };
                }}
              >
                {values.map((value) => (
                  <option key={value} value={value}>
                    {value || 'as the system'}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </form>
        {shown.map((name) => (
          <Frame key={name} name={name} />
        ))}
      </main>
    </>
  );
}

function Frame({ name }: { name: string }) {
  const { theme, language, width } = chosen.value;
  const query = new URLSearchParams({ theme, language });
  return (
    <figure>
      <figcaption>
        <a href={`#${name}`}>{name}</a>
      </figcaption>
      <iframe
        title={name}
        loading="lazy"
        style={{ inlineSize: `${width}px` }}
        src={`state.html?${query}#${encodeURIComponent(name)}`}
      />
    </figure>
  );
}

readHash();
addEventListener('hashchange', readHash);
render(<Gallery />, document.body);
