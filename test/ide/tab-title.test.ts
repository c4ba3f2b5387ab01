import { describe, expect, it } from '@jest/globals';
import { tabTitle } from '../../ide/src/editor/tab-title.js';

describe('the title of a tab', () => {
  const two = 'query Un { a }\nquery Deux { b }';

  it.each([
    ['its operation', 'query Un { a }', 'Un', 'Un'],
    ['the operation that is run', two, 'Deux', 'Deux'],
    ['the first where none was run', two, null, 'Un'],
    ['the new name, once the text has one', 'mutation Deux { b }', 'Un', 'Deux'],
    ['none, once the text has none', '# query Un\n{ a }', 'Un', 'Sans nom'],
    ['none of an empty text', null, 'Un', 'Sans nom'],
  ])('is %s', (_, query, operationName, title) => {
    expect(tabTitle({ query, operationName })).toBe(title);
  });
});
