import { useEffect, useState } from 'react';

export type Theme = 'light' | 'dark';

const key = 'passerelle/theme';

/** The theme chosen in this browser, or else the system's; written on the page's root. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(initialTheme);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return [
    theme,
    (chosen) => {
      localStorage.setItem(key, chosen);
      setTheme(chosen);
    },
  ];
}

/** Also called before anything is drawn, so that the first page is not white by night. */
export function initialTheme(): Theme {
  const chosen = localStorage.getItem(key);
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
