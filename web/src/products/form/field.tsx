import { Checkbox, Input, Select } from "antd";
import { createContext, useContext, useEffect, useId, useState, type ReactNode } from "react";
import type { Trouble } from "../../rules/publishing/bodies";
import { DayField } from "../../rules/publishing/day_field";
import { citing } from "../../rules/publishing/troubles";
import { useText, useWords } from "../../words";
import type { Choice, Product } from "../bodies";
import { CODES } from "../codes";
import { useFieldName } from "./names";
import { isAbout, withField } from "./paths";
import { words } from "./words";

/** The product being written, with what is wrong with it. */
export interface Writing {
  product: Product;
  change: (product: Product) => void;
  troubles: Trouble[];
  choices: Record<string, Choice[]>;
}

export const WritingContext = createContext<Writing | null>(null);

export function useWriting(): Writing {
  const found = useContext(WritingContext);
  if (!found) throw new Error("a field stands in a form");
  return found;
}

/** A field's frame: its name, the control, a hint, and everything that is wrong with it, in its own words. */
export function Frame(props: { path: string; hint?: string; label?: string; wide?: boolean; children: (ids: Ids) => ReactNode }) {
  const { path, hint, label, wide, children } = props;
  const nameOf = useFieldName();
  const say = useText();
  const id = useId();
  const found = useWriting().troubles.filter((it) => isAbout(it, path));
  const isWrong = found.some((it) => it.severity === "error");
  const described = [hint && `${id}-hint`, found.length && `${id}-wrong`].filter(Boolean).join(" ") || undefined;
  return (
    <div className={`field ${wide ? "field-wide" : ""} ${isWrong ? "is-wrong" : ""}`} data-path={path}>
      <label htmlFor={id} id={`${id}-label`}>{label ?? nameOf(path)}</label>
      {children({ id, labelled: `${id}-label`, described, isWrong })}
      {hint && <span className="soft" id={`${id}-hint`}>{hint}</span>}
      {found.length > 0 && (
        <span className="late" id={`${id}-wrong`}>
          {found.map((it, at) => (
            <span key={at} {...citing(it)}>
              {say(it.what)} {say(it.fix)}{" "}
            </span>
          ))}
        </span>
      )}
    </div>
  );
}

export interface Ids {
  id: string;
  labelled: string;
  described: string | undefined;
  isWrong: boolean;
}

/** Words, or a figure written as people write it: `shown` and `kept` turn one into the other. */
export function TextField(props: {
  path: string;
  value: unknown;
  onChange?: (value: unknown) => void;
  shown?: (value: never) => string;
  kept?: (typed: string) => unknown;
  hint?: string;
  label?: string;
  rows?: number;
  wide?: boolean;
}) {
  const { path, value, shown, kept, hint, label, rows, wide } = props;
  const writing = useWriting();
  const onChange = props.onChange ?? ((next: unknown) => writing.change(withField(writing.product, path, next)));
  const asShown = shown ? shown(value as never) : String(value ?? "");
  const [typed, setTyped] = useState(asShown);
  const [isTyping, setTyping] = useState(false);
  useEffect(() => {
    if (!isTyping) setTyped(asShown);
  }, [asShown, isTyping]);
  const take = (words: string) => {
    setTyped(words);
    onChange(kept ? kept(words) : words);
  };
  return (
    <Frame path={path} hint={hint} label={label} wide={wide}>
      {({ id, described, isWrong }) => {
        const common = {
          id,
          value: typed,
          status: isWrong ? ("error" as const) : undefined,
          "aria-invalid": isWrong,
          "aria-describedby": described,
          onFocus: () => setTyping(true),
          onBlur: () => setTyping(false),
        };
        return rows ? (
          <Input.TextArea {...common} data-as-written autoSize={{ minRows: rows, maxRows: 6 }} onChange={(event) => take(event.target.value)} />
        ) : (
          <Input {...common} onChange={(event) => take(event.target.value)} />
        );
      }}
    </Frame>
  );
}

/** A day. */
export function DayInput({ path, value }: { path: string; value: string | undefined }) {
  const writing = useWriting();
  return (
    <Frame path={path}>
      {({ id, described, isWrong }) => (
        <DayField id={id} value={value} described={described} isWrong={isWrong} onChange={(day) => writing.change(withField(writing.product, path, day))} />
      )}
    </Frame>
  );
}

/** One of a few. */
export function ChoiceField(props: { path: string; value: string | undefined; among: string; onChange?: (value: string) => void; label?: string; disabled?: boolean }) {
  const { path, value, among, label, disabled } = props;
  const w = useWords(words);
  const said = useChoice();
  const writing = useWriting();
  const onChange = props.onChange ?? ((next: string) => writing.change(withField(writing.product, path, next)));
  const known = writing.choices[among] ?? [];
  const all = value && !known.some((it) => it.code === value) ? [...known, { code: value, label: { zh: value, en: value } }] : known;
  return (
    <Frame path={path} label={label}>
      {({ id, described, isWrong }) => (
        <Select
          id={id}
          value={value}
          disabled={disabled}
          placeholder={w.pick}
          status={isWrong ? "error" : undefined}
          aria-invalid={isWrong}
          aria-describedby={described}
          options={all.map((it) => ({ value: it.code, label: said(it) }))}
          onChange={onChange}
        />
      )}
    </Frame>
  );
}

/** Any of a few. */
export function SeveralField({ path, value, among }: { path: string; value: string[] | undefined; among: string }) {
  const said = useChoice();
  const writing = useWriting();
  return (
    <Frame path={path} wide>
      {({ labelled, described }) => (
        <div role="group" aria-labelledby={labelled} aria-describedby={described}>
          <Checkbox.Group
            value={value ?? []}
            options={(writing.choices[among] ?? []).map((it) => ({ value: it.code, label: said(it) }))}
            onChange={(next) => writing.change(withField(writing.product, path, next))}
          />
        </div>
      )}
    </Frame>
  );
}

/** What a choice is called: by the server where it has words, else by ours. */
export function useChoice(): (choice: Choice) => string {
  const say = useText();
  return (choice) => {
    const hasWords = choice.label.zh !== choice.code;
    return say(hasWords ? choice.label : (CODES[choice.code] ?? choice.label));
  };
}
