import { Button, Modal } from "antd";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useText, useWords } from "../words/language";
import { inMenu } from "./menu";
import type { Page } from "./page";
import { useMay } from "./session";
import { words } from "./words";

const TYPED = "input, textarea, select, [contenteditable=true], [role=combobox], [role=dialog] *";

/** After `g`, one key a menu item, in the order of the menu; a page's own keys wait meanwhile. */
const GO = [..."1234567890qwertyuip"];
const ARMED_MS = 1500;

/** Runs `act` when a key is pressed outside fields and dialogs. */
export function useKey(key: string, act: () => void): void {
  const newest = useRef(act);
  newest.current = act;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.matches(TYPED);
      if (event.key !== key || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      newest.current();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [key]);
}

/** What a page's own keys do, shown in the help: `useKeysSaid([["j", "next row"]])`. */
const said = new Set<readonly (readonly [string, string])[]>();

export function useKeysSaid(keys: readonly (readonly [string, string])[]): void {
  useEffect(() => {
    said.add(keys);
    return () => void said.delete(keys);
  }, [keys]);
}

/** The keyboard, explained on `?`; `g` and one key more open a menu item. */
export function KeyHelp({ pages }: { pages: Page[] }) {
  const w = useWords(words);
  const [isOpen, setOpen] = useState(false);
  useKey("?", () => setOpen(true));
  useGoTo(pages);
  return (
    <>
      <Button type="text" size="small" className="key-help" onClick={() => setOpen(true)}>
        {w.keys} <kbd>?</kbd>
      </Button>
      <Modal open={isOpen} onCancel={() => setOpen(false)} title={w.keys} footer={null} width={440}>
        <Keys pages={pages} />
      </Modal>
    </>
  );
}

function Keys({ pages }: { pages: Page[] }) {
  const w = useWords(words);
  const say = useText();
  const may = useMay();
  const go = inMenu(pages, may).map((page, i) => [`g ${GO[i] ?? ""}`, say(page.title)] as const);
  const own = [...said].flat();
  return (
    <dl className="keys">
      {[["?", w.keyHelp] as const, ["Esc", w.keyEscape] as const, ...go, ...own].map(([key, what]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}

function useGoTo(pages: Page[]): void {
  const may = useMay();
  const navigate = useNavigate();
  const armed = useRef(0);
  const newest = useRef<Page[]>([]);
  newest.current = inMenu(pages, may);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.target instanceof Element && event.target.matches(TYPED)) return;
      if (event.key === "g") armed.current = event.timeStamp;
      const page = newest.current[GO.indexOf(event.key)];
      if (!page || event.timeStamp - armed.current >= ARMED_MS) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      armed.current = 0;
      void navigate(`/${page.path}`);
    };
    window.addEventListener("keydown", pressed, { capture: true });
    return () => window.removeEventListener("keydown", pressed, { capture: true });
  }, [navigate]);
}
