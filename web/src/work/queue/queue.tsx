import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLocation, useNavigate, useNavigationType, useSearchParams } from "react-router";
import { useAsk } from "../../api";
import type { Filter, Row } from "../bodies";
import { search } from "../desk";
import { useKeys } from "../keys";
import { PAGE_SIZE, readAsking, without, writeAsking, type Asking } from "./asking";
import { KEPT, keepPlace, place } from "./place";

/** Everything the queue shows and does, without a word of how it looks. */
export function useQueue() {
  const { asking, ask } = useAsking();
  const pages = usePages(asking);
  const found = useAsk(
    ["work", "search", asking, pages.cursor],
    () => search({ ...asking.filter, sort: asking.sort, after: pages.cursor, at_most: PAGE_SIZE }),
    { keep: true, everySeconds: 60 },
  );
  const rows = useMemo(() => found.data?.rows ?? [], [found.data]);
  const after = found.data?.after ?? null;
  const line = useLine(rows);
  return { asking, ask, found, rows, line, pages: { ...pages, hasNext: after !== null, next: () => after && pages.go(after) } };
}

function useAsking() {
  const [address, setAddress] = useSearchParams();
  const text = useTyped();
  const known = address.toString();
  const asking = useMemo<Asking>(() => {
    const { filter, sort } = readAsking(new URLSearchParams(known));
    return { filter: text.value ? { ...filter, text: text.value } : filter, sort };
  }, [known, text.value]);
  const { put } = text;
  const ask = useCallback(
    (changed: Partial<Asking>) => {
      const next = { ...asking, ...changed };
      put(next.filter.text ?? "");
      setAddress(writeAsking(next), { replace: true, state: KEPT });
    },
    [asking, put, setAddress],
  );
  useEffect(() => keepPlace({ address: known }), [known]);
  return { asking, ask };
}

/**
 * What was typed to find a person. It stays for somebody who comes back from an application or reloads, and
 * goes when the queue is opened anew from the menu or by a link.
 */
function useTyped() {
  const location = useLocation();
  const isKept = useNavigationType() === "POP" || location.state?.kept === true;
  const [value, setValue] = useState(() => {
    if (!isKept) keepPlace(ANEW);
    return place().text;
  });
  const put = useCallback((text: string) => {
    setValue(text);
    keepPlace({ ...ANEW, text });
  }, []);
  useEffect(() => {
    if (!isKept) put("");
  }, [location.key, isKept, put]);
  return { value, put };
}

const ANEW = { text: "", cursors: [], at: null };

/** Pages by cursor: forwards by the answer's own, backwards by those that were passed. */
function usePages(asking: Asking) {
  const [cursors, setCursors] = useState<string[]>(() => place().cursors);
  const of = useRef(asking);
  const isSame = of.current === asking;
  if (!isSame) of.current = asking;
  const passed = isSame ? cursors : [];
  if (!isSame && cursors.length > 0) setCursors([]);
  const keep = (next: string[]) => {
    setCursors(next);
    keepPlace({ cursors: next, at: null });
    window.scrollTo({ top: 0 });
  };
  return {
    cursor: passed.at(-1),
    number: passed.length,
    go: (cursor: string) => keep([...passed, cursor]),
    back: () => passed.length > 0 && keep(passed.slice(0, -1)),
  };
}

/** The line that the keyboard stands on. */
function useLine(rows: Row[]) {
  const navigate = useNavigate();
  const [at, setAt] = useState<string | null>(() => place().at);
  const index = rows.findIndex((it) => it.application_id === at);
  const stand = useCallback((id: string | null) => {
    setAt(id);
    keepPlace({ at: id });
  }, []);
  const move = (by: 1 | -1) => {
    const next = rows[index < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, index + by))];
    if (!next) return;
    stand(next.application_id);
    document.getElementById(lineId(next.application_id))?.focus();
  };
  const open = () => index >= 0 && void navigate(`/work/${rows[index]?.application_id}`);
  useEffect(() => {
    if (rows.length > 0) keepPlace({ ids: rows.map((it) => it.application_id) });
  }, [rows]);
  useBack(at, rows);
  return { at, row: rows[index], stand, move, open };
}

/** Somebody who comes back from an application stands on its line again. */
function useBack(at: string | null, rows: Row[]) {
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current || rows.length === 0) return;
    isDone.current = true;
    if (at && document.activeElement === document.body) document.getElementById(lineId(at))?.focus();
  }, [at, rows]);
}

/** The id of the link that opens an application, by which the keyboard finds it. */
export const lineId = (id: string) => `line-${id}`;

interface Does {
  search: () => void;
  panel: () => void;
  take: (row: Row) => void;
}

/** The keys of the queue. */
export function useQueueKeys({ line, pages, found }: ReturnType<typeof useQueue>, does: Does): void {
  useKeys({
    j: () => line.move(1),
    k: () => line.move(-1),
    ArrowDown: () => line.move(1),
    ArrowUp: () => line.move(-1),
    Enter: line.open,
    "/": does.search,
    f: does.panel,
    a: () => line.row && does.take(line.row),
    r: found.again,
    "[": pages.back,
    "]": () => pages.next(),
  });
}

/** A filter by what somebody typed, or without it. */
export function typed(filter: Filter, text: string): Filter {
  return text.trim() ? { ...filter, text: text.trim() } : without(filter, "text");
}
