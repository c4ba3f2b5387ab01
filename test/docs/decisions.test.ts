import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const folder = fileURLToPath(new URL('../../../docs/decisions/', import.meta.url));

it.each(readdirSync(folder))(
  '%s has a title, a date, and says context, choice and cost',
  (name) => {
    const page = readFileSync(join(folder, name), 'utf8');
    expect(page).toMatch(/^# .+\n\n\d{1,2} \p{Lu}\p{Ll}+ 20\d\d\n\n\*\*Context\.\*\* /u);
    const parts = [...page.matchAll(/^\*\*(Context|Choice|Cost)\.\*\*/gm)].map(([, part]) => part);
    expect(parts).toEqual(['Context', 'Choice', 'Cost']);
  },
);
