import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import type { Plugin } from 'vite';

/** GraphiQL's own words that show in its editors: it has no translations. */
const graphiql: Readonly<Record<string, string>> = {
  'Run Operation': 'Exécuter la requête',
  'Prettify Editors': 'Mettre en forme',
  'Merge Fragments into Query': 'Fondre les fragments dans la requête',
  'Copy Query': 'Copier la requête',
  'Automatically added leaf fields': 'Champs ajoutés automatiquement',
};

const literal = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`;
/** `localize('key', "Message"` and `localize({ key: … }, "Message"`, as Monaco's modules are written. */
const localized = new RegExp(
  String.raw`(\blocalize2?\((?:${literal}|\{[^{}]*\}),\s*)(${literal})`,
  'g',
);
/** `localize(123, "Message"`: Monaco's built file, where the number is the place of the translation. */
const numbered = new RegExp(String.raw`\blocalize2?\((\d+),\s*(${literal})`, 'g');

/**
 * Monaco ships its French messages for another way of loading it, by number. Here the modules carry
 * the English text: it is replaced while building, so that the page pays nothing for it.
 */
export function frenchEditor(): Plugin {
  let monaco: ReadonlyMap<string, string>;
  return {
    name: 'french-editor',
    buildStart() {
      monaco = readMonacoMessages();
      if (monaco.size < 1000) this.error('Monaco’s French messages are not where they were');
    },
    transform: {
      filter: { id: /\/node_modules\/(monaco-editor\/esm|@graphiql\/react\/dist)\/.*\.js$/ },
      handler(code, id) {
        if (id.includes('@graphiql/react')) {
          return Object.entries(graphiql).reduce(
            (text, [english, french]) => text.replaceAll(`"${english}"`, JSON.stringify(french)),
            code,
          );
        }
        return code.replace(localized, (call, before: string, message: string) => {
          const french = monaco.get(evaluate(message));
          return french === undefined ? call : before + JSON.stringify(french);
        });
      },
    },
  };
}

function readMonacoMessages(): ReadonlyMap<string, string> {
  const french = read('nls.messages.fr.js');
  const context = {
    _VSCODE_NLS_MESSAGES: [] as (string | null)[],
    define: (_: unknown, f: () => void) => f(),
  };
  runInNewContext(french, context);
  const messages = new Map<string, string>();
  for (const [, place, message = ''] of read('editor/editor.main.js').matchAll(numbered)) {
    const translation = context._VSCODE_NLS_MESSAGES[Number(place)];
    // Null where there is no translation.
    if (typeof translation === 'string') messages.set(evaluate(message), translation);
  }
  return messages;
}

function evaluate(text: string): string {
  return runInNewContext(text) as string;
}

function read(file: string): string {
  const main = import.meta.resolve('monaco-editor/package.json');
  return readFileSync(fileURLToPath(new URL(`dev/vs/${file}`, main)), 'utf8');
}
