import { useCallback, useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";
import { problemIn, type Problem } from "../../api";
import type { Draft, Trouble } from "./bodies";
import type { Calls } from "./calls";

const LOOK_AFTER_MS = 500;

/** What somebody writes: where they began, and what it has become. */
interface Writing<C> {
  content: C;
  began: C;
  seen_revision: number | null;
  based_on: string | null;
}

/** The thing as the server has it. */
export interface Held<C> {
  content: C;
  hash: string | null;
  draft: Draft<C> | null;
}

export interface Editing<C> {
  content: C;
  /** Rises where the content is put in place from outside, and not by typing. */
  turn: number;
  began: C;
  /** What the server had when this was begun. */
  seenRevision: number | null;
  basedOn: string | null;
  troubles: Trouble[];
  isChecking: boolean;
  isChanged: boolean;
  wasRestored: boolean;
  isSaving: boolean;
  conflict: Problem | null;
  problem: Problem | null;
  change: (content: C) => void;
  put: (content: C) => void;
  save: () => Promise<number | null>;
  /** Go on from what the server has now, with `content` on top of it. */
  goOn: (held: Held<C>, content: C) => void;
  /** Nothing of ours: what the server has. */
  startOver: (held: Held<C>) => void;
}

/**
 * One draft being written: kept in this tab with every change, looked over by the server a moment after,
 * saved by the person. Whoever saved first is seen by the second as `conflict`, and nothing is lost.
 */
export function useDraft<C>(held: Held<C>, calls: Calls<C>, onSaved: () => void): Editing<C> {
  const { value, keep, wasRestored } = useWriting(held);
  const [turn, setTurn] = useState(0);
  const [isSaving, setSaving] = useState(false);
  const [conflict, setConflict] = useState<Problem | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const looked = useLooked(value.content, calls, held.draft?.troubles ?? []);
  const isChanged = !same(value.content, value.began);

  const change = useCallback((content: C) => keep((before) => ({ ...before, content })), [keep]);
  const place = useCallback(
    (next: Writing<C>) => {
      keep(() => next);
      setConflict(null);
      setProblem(null);
      setTurn((n) => n + 1);
    },
    [keep],
  );
  const save = async (): Promise<number | null> => {
    setSaving(true);
    setProblem(null);
    try {
      const { content, seen_revision, based_on } = value;
      const answer = await calls.save({ content, seen_revision, based_on });
      keep((now) => ({ ...now, began: content, seen_revision: answer.revision }));
      setConflict(null);
      looked.tell(answer.troubles);
      onSaved();
      return answer.revision;
    } catch (error) {
      const told = problemIn(error);
      if (told.status === 409) {
        setConflict(told);
        onSaved();
      } else setProblem(told);
      return null;
    } finally {
      setSaving(false);
    }
  };

  // Nothing of ours is at stake: follow what the server has.
  const newest = held.draft?.revision ?? null;
  useEffect(() => {
    if (!isChanged && newest !== value.seen_revision && !isSaving) place(begun(held));
  }, [newest, isChanged]);

  return {
    content: value.content,
    turn,
    began: value.began,
    seenRevision: value.seen_revision,
    basedOn: value.based_on,
    troubles: looked.troubles,
    isChecking: looked.isChecking,
    isChanged,
    wasRestored: wasRestored && isChanged,
    isSaving,
    conflict,
    problem,
    change,
    put: (content) => {
      change(content);
      setTurn((n) => n + 1);
    },
    save,
    goOn: (now, content) => place({ ...begun(now), content }),
    startOver: (now) => place(begun(now)),
  };
}

/** What is written, kept under the page's address as long as it is not saved. */
function useWriting<C>(held: Held<C>) {
  const { pathname } = useLocation();
  const key = `puhui:${pathname}:draft`;
  const [wasRestored] = useState(() => sessionStorage.getItem(key) !== null);
  const [value, keep] = useState<Writing<C>>(() => restored<C>(key) ?? begun(held));
  useEffect(() => {
    if (same(value.content, value.began)) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  }, [key, value]);
  return { value, keep, wasRestored };
}

function restored<C>(key: string): Writing<C> | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") as Writing<C> | null;
  } catch {
    return null;
  }
}

/** Everything that is wrong with what stands there now; asked a moment after the last change. */
function useLooked<C>(content: C, calls: Calls<C>, known: Trouble[]) {
  const [troubles, setTroubles] = useState(known);
  const [isChecking, setChecking] = useState(false);
  const asked = useRef(0);
  useEffect(() => {
    const mine = ++asked.current;
    setChecking(true);
    const soon = setTimeout(() => {
      calls
        .check(content)
        .then((found) => mine === asked.current && setTroubles(found))
        .catch(() => undefined)
        .finally(() => mine === asked.current && setChecking(false));
    }, LOOK_AFTER_MS);
    return () => clearTimeout(soon);
  }, [content, calls]);
  const tell = useCallback((found: Trouble[]) => setTroubles(found), []);
  return { troubles, isChecking, tell };
}

function begun<C>(held: Held<C>): Writing<C> {
  const content = held.draft?.content ?? held.content;
  return { content, began: content, seen_revision: held.draft?.revision ?? null, based_on: held.hash };
}

function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
