import { expect, it } from '@jest/globals';
import { shortcutsOf } from '../../ide/src/editor/shortcuts.js';

it('writes shortcuts as they are on the keys of the platform', () => {
  expect(shortcutsOf('MacIntel').executer).toBe('⌘ Entrée');
  expect(shortcutsOf('Linux x86_64').executer).toBe('Ctrl+Entrée');
  expect(shortcutsOf('Win32').mettreEnForme).toBe('Maj+Alt+F');
});
