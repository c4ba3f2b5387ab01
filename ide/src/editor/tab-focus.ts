import { TabFocus } from 'monaco-editor/esm/vs/editor/browser/config/tabFocus.js';

/** The tabulation key moves on, as everywhere else on the page: no trap for the keyboard. */
export function letTabLeaveEditors(): void {
  // Monaco ignores its own option `tabFocusMode`: this switch is what it reads.
  TabFocus.setTabFocusMode(true);
}
