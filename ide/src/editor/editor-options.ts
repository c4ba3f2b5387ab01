import type { MonacoEditor } from '@graphiql/react';

/** What every editor of the page has in common. */
export const editorOptions: Parameters<MonacoEditor['updateOptions']>[0] = {
  fontFamily: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, monospace",
  fontSize: 14,
  // The tabulation key moves on, as everywhere else on the page: no trap for the keyboard.
  tabFocusMode: true,
  padding: { top: 8 },
};
