import { keepPreviousData, useMutation, useQuery, useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { problemIn, type Problem } from "./problem";

export interface Asked<T> {
  data: T | undefined;
  problem: Problem | null;
  /** Nothing to show yet. */
  isWaiting: boolean;
  /** Something is shown and newer is on its way. */
  isRefreshing: boolean;
  /** Ends when the newer answer, or why there is none, is here. */
  again: () => Promise<void>;
}

/**
 * Ask the server: `useAsk(["referral", id], () => told(api.GET("/api/v1/…", {…})))`.
 * `keep` leaves the last answer standing while another page or filter is read, so that nothing jumps.
 */
export function useAsk<T>(
  key: QueryKey,
  ask: () => Promise<T>,
  how: { keep?: boolean; everySeconds?: number; isReady?: boolean } = {},
): Asked<T> {
  const question = useQuery({
    queryKey: key,
    queryFn: ask,
    enabled: how.isReady ?? true,
    placeholderData: how.keep ? keepPreviousData : undefined,
    refetchInterval: how.everySeconds ? how.everySeconds * 1000 : false,
  });
  return {
    data: question.data,
    problem: question.error ? problemIn(question.error) : null,
    isWaiting: question.isPending,
    isRefreshing: question.isFetching && !question.isPending,
    again: () => question.refetch().then(() => undefined),
  };
}

export interface Done<V, T> {
  /** Gives the answer, or null where it was refused: `problem` then says why. */
  run: (value: V) => Promise<T | null>;
  problem: Problem | null;
  isRunning: boolean;
  forget: () => void;
}

/**
 * Do something: `useDo((body: Verdict, key) => call("POST", "/api/v1/…", body, key), { refresh: [["referral", id]] })`.
 * The idempotency key stays the same until an answer has come, so that a second press after a lost answer
 * does not happen twice.
 */
export function useDo<V, T>(act: (value: V, key: string) => Promise<T>, how: { refresh?: QueryKey[] } = {}): Done<V, T> {
  const questions = useQueryClient();
  const key = useRef<{ of: string; key: string } | null>(null);
  const doing = useMutation({
    mutationFn: (value: V) => {
      const of = JSON.stringify(value) ?? "";
      if (key.current?.of !== of) key.current = { of, key: crypto.randomUUID() };
      return act(value, key.current.key);
    },
  });
  const { mutateAsync } = doing;
  const refresh = how.refresh;
  const run = useCallback(
    async (value: V): Promise<T | null> => {
      try {
        const answer = await mutateAsync(value);
        key.current = null;
        for (const queryKey of refresh ?? []) await questions.invalidateQueries({ queryKey });
        return answer;
      } catch (error) {
        const { status } = problemIn(error);
        if (status >= 400 && status < 500) key.current = null;
        return null;
      }
    },
    [mutateAsync, questions, refresh],
  );
  return {
    run,
    problem: doing.error ? problemIn(doing.error) : null,
    isRunning: doing.isPending,
    forget: doing.reset,
  };
}
