import { App, Button, Checkbox } from "antd";
import { useRef } from "react";
import { call, useAsk } from "../../api";
import { said, useText, useWords } from "../../words";
import type { Policy, PolicyLine } from "../../rules/bodies";
import { words } from "./words";

type Tables = Record<string, unknown>;

/** Which tables are tried: drafts of tables that are being changed, and files. */
export function TablesChoice({ value, onChange }: { value: Tables; onChange: (next: Tables) => void }) {
  const w = useWords(words);
  const say = useText();
  const { message } = App.useApp();
  const file = useRef<HTMLInputElement>(null);
  const policies = useAsk(["policies"], () => call<PolicyLine[]>("GET", "/api/v1/policies"));
  const drafts = (policies.data ?? []).filter((it) => it.draft);
  const without = (name: string) => Object.fromEntries(Object.entries(value).filter(([it]) => it !== name));
  const take = async (name: string, isTaken: boolean) => {
    if (!isTaken) return onChange(without(name));
    const policy = await call<Policy>("GET", `/api/v1/policies/${name}`);
    if (policy.draft) onChange({ ...value, [name]: policy.draft.content });
  };
  const read = async (files: FileList | null) => {
    const next = { ...value };
    for (const one of Array.from(files ?? [])) {
      try {
        next[one.name.replace(/\.json$/i, "")] = JSON.parse(await one.text());
      } catch {
        void message.error(said(w.notJson, { name: one.name }));
      }
    }
    onChange(next);
  };
  const own = Object.keys(value).filter((name) => !drafts.some((it) => it.name === name));
  return (
    <fieldset className="tables-choice">
      <legend>{w.tables}</legend>
      <p className="soft">{w.tablesHelp}</p>
      {drafts.map((it) => (
        <Checkbox key={it.name} checked={it.name in value} onChange={(event) => void take(it.name, event.target.checked)}>
          {said(w.fromDraft, { name: say(it.title), by: it.draft!.by })}
        </Checkbox>
      ))}
      {own.map((name) => (
        <p key={name}>
          <code>{name}</code> <span className="soft">{w.uploaded}</span>{" "}
          <Button size="small" onClick={() => onChange(without(name))}>{w.remove}</Button>
        </p>
      ))}
      {policies.data && drafts.length === 0 && own.length === 0 && <p>{w.noDrafts}</p>}
      <div>
        <Button onClick={() => file.current?.click()}>{w.upload}</Button>
        <input ref={file} type="file" accept=".json,application/json" multiple hidden aria-label={w.upload} onChange={(event) => void read(event.target.files)} />
      </div>
    </fieldset>
  );
}
