import { useMonaco } from '@graphiql/react';
import { useLayoutEffect } from 'react';

/** In place of GraphiQL's two themes, under their names: each text at least 4.5:1 on its ground. */
const themes = {
  'graphiql-LIGHT': {
    base: 'vs',
    ground: '#ffffff',
    numbers: '#4a5164',
    comment: '17643a',
    argument: '5a4fcf',
  },
  'graphiql-DARK': {
    base: 'vs-dark',
    ground: '#1d2430',
    numbers: '#b3bbcb',
    comment: '8fc97f',
    argument: 'a5a0ff',
  },
} as const;

/** Gives the editors the colours of the page. */
export function useEditorColors(): void {
  const monaco = useMonaco((state) => state.monaco);
  useLayoutEffect(() => {
    if (!monaco) return;
    for (const [name, { base, ground, numbers, comment, argument }] of Object.entries(themes)) {
      monaco.editor.defineTheme(name, {
        base,
        inherit: true,
        colors: {
          'editor.background': ground,
          'editorLineNumber.foreground': numbers,
          'editorLineNumber.activeForeground': numbers,
          'editorLineNumber.dimmedForeground': numbers,
        },
        rules: [
          { token: 'comment', foreground: comment },
          { token: 'argument.identifier.gql', foreground: argument },
        ],
      });
    }
  }, [monaco]);
}
