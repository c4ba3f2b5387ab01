import { useGraphiQL } from '@graphiql/react';
import { useEffect, useLayoutEffect } from 'react';
import type { QueryTabs } from './query-tabs.js';

/** The identifier of the tab that is looked at; what belonged to closed ones is forgotten. */
export function useActiveTab(queryTabs: QueryTabs): string {
  const tabs = useGraphiQL((state) => state.tabs);
  const activeIndex = useGraphiQL((state) => state.activeTabIndex);
  const active = tabs[activeIndex]?.id ?? '';
  useLayoutEffect(() => queryTabs.select(active), [queryTabs, active]);
  const ids = tabs.map(({ id }) => id).join(' ');
  useEffect(() => queryTabs.keepOnly(ids.split(' ')), [queryTabs, ids]);
  return active;
}
