import { DeleteOutlined, EyeOutlined } from "@ant-design/icons";
import { App, Button, Checkbox, Input, Modal, Popover } from "antd";
import { useState } from "react";
import { useAsk, useDo } from "../../api";
import { Refusal } from "../../shell";
import { said, useWords } from "../../words";
import type { Filter, View } from "../bodies";
import { dropView, keepView, views as readViews, type NewView } from "../desk";
import { without, type Asking } from "./asking";
import { COLUMNS, type Column } from "./cells";
import { words } from "./words";

interface Props {
  asking: Asking;
  columns: Column[];
  use: (asking: Asking, columns: Column[] | null) => void;
}

const KEY = ["work", "views"];

/** Saved views: one's own and those of everybody; what somebody typed to find a person is never kept in one. */
export function Views({ asking, columns, use }: Props) {
  const say = useWords(words).views;
  const [isOpen, setOpen] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const kept = useAsk(KEY, readViews);
  const all = kept.data ?? [];
  const choose = (view: View | null) => {
    setOpen(false);
    const filter = without((view?.filter ?? {}) as Filter);
    const known = COLUMNS.filter((it) => view?.columns.includes(it));
    use({ filter, sort: view?.sort ?? "newest" }, view && known.length > 0 ? known : null);
  };
  return (
    <>
      <Popover
        open={isOpen}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomRight"
        content={
          <div className="work-views">
            <button type="button" className="work-view" onClick={() => choose(null)}>
              {say.none}
            </button>
            <Group title={say.personal} views={all.filter((it) => !it.shared)} choose={choose} />
            <Group title={say.shared} views={all.filter((it) => it.shared)} choose={choose} />
            {kept.problem && <Refusal problem={kept.problem} />}
            <Button
              type="link"
              onClick={() => {
                setOpen(false);
                setSaving(true);
              }}
            >
              {say.save}
            </Button>
          </div>
        }
      >
        <Button icon={<EyeOutlined aria-hidden />} aria-expanded={isOpen}>
          {say.title}
        </Button>
      </Popover>
      {isSaving && <Saving asking={asking} columns={columns} names={all.map((it) => it.name)} close={() => setSaving(false)} />}
    </>
  );
}

function Group({ title, views, choose }: { title: string; views: View[]; choose: (view: View) => void }) {
  const say = useWords(words).views;
  const drop = useDo((name: string) => dropView(name), { refresh: [KEY] });
  if (views.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      {views.map((view) => (
        <div key={view.name} className="work-view-line">
          <button type="button" className="work-view" onClick={() => choose(view)}>
            {view.name}
            {!view.is_mine && <span className="soft"> {view.by.login}</span>}
          </button>
          {view.is_mine && (
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={said(say.remove, { name: view.name })}
              onClick={() => void drop.run(view.name)}
            />
          )}
        </div>
      ))}
      <Refusal problem={drop.problem} />
    </section>
  );
}

interface SavingProps {
  asking: Asking;
  columns: Column[];
  names: string[];
  close: () => void;
}

function Saving({ asking, columns, names, close }: SavingProps) {
  const say = useWords(words).views;
  const { message } = App.useApp();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const keep = useDo((view: NewView) => keepView(view).then(() => true), { refresh: [KEY] });
  const whole = name.trim();
  const save = async () => {
    setAsked(true);
    if (!whole) return;
    const done = await keep.run({ name: whole, filter: without(asking.filter, "text"), sort: asking.sort, columns, shared });
    if (!done) return;
    void message.success(said(say.saved, { name: whole }));
    close();
  };
  return (
    <Modal open title={say.save} okText={say.keep} onOk={() => void save()} confirmLoading={keep.isRunning} onCancel={close} width={420}>
      <p className="soft">{say.why}</p>
      <div className="work-field">
        <label htmlFor="view-name">{say.name}</label>
        <Input
          id="view-name"
          autoFocus
          maxLength={40}
          value={name}
          status={isAsked && !whole ? "error" : undefined}
          aria-describedby="view-said"
          onChange={(event) => setName(event.target.value)}
          onPressEnter={() => void save()}
        />
        <p id="view-said" className={isAsked && !whole ? "late" : "soft"} role={isAsked && !whole ? "alert" : undefined}>
          {isAsked && !whole ? say.nameNeeded : names.includes(whole) ? say.exists : "\u00a0"}
        </p>
      </div>
      <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
        {say.share}
      </Checkbox>
      <Refusal problem={keep.problem} />
    </Modal>
  );
}
