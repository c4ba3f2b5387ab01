import type { MonacoEditor } from '@graphiql/react';

/** What every editor of the page has in common. */
export const editorOptions: Parameters<MonacoEditor['updateOptions']>[0] = {
  fontFamily: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, monospace",
  fontSize: 14,
  padding: { top: 8 },
  // At its end the page goes on.
  scrollbar: { alwaysConsumeMouseWheel: false },
};
