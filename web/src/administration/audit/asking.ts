import { useInfiniteQuery } from "@tanstack/react-query";
import { call, problemIn } from "../../api";
import type { Trail } from "../bodies";

export const AT_ONCE = 50;

/** Which entries are wanted; nothing in it is personal: ids, codes and days. */
export interface Wanted {
  actor?: string;
  action?: string;
  target?: string;
  since?: string;
  until?: string;
}

/** The trail, page after page. */
export function useTrail(wanted: Wanted) {
  const trail = useInfiniteQuery({
    queryKey: ["audit", wanted],
    queryFn: ({ pageParam }) => call<Trail>("GET", `/api/v1/audit?${asQuery(wanted, pageParam)}`),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.after,
    placeholderData: (before) => before,
  });
  const rows = trail.data?.pages.flatMap((page) => page.rows);
  return {
    asked: {
      data: rows,
      problem: trail.error ? problemIn(trail.error) : null,
      isWaiting: trail.isPending,
      isRefreshing: trail.isFetching,
      again: () => trail.refetch().then(() => undefined),
    },
    hasMore: trail.hasNextPage,
    more: () => void trail.fetchNextPage(),
    isReadingMore: trail.isFetchingNextPage,
  };
}

function asQuery(wanted: Wanted, after: number | null): string {
  const query = new URLSearchParams({ at_most: String(AT_ONCE) });
  for (const [name, value] of Object.entries(wanted)) if (value) query.set(name, value);
  if (after !== null) query.set("after", String(after));
  return query.toString();
}
