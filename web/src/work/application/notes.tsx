import { PushpinFilled, PushpinOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useDo } from "../../api";
import { when } from "../../plain";
import { Refusal, useKept } from "../../shell";
import { said, useWords } from "../../words";
import { addNote, pinNote } from "../desk";
import type { CaseFile, Note } from "./bodies";
import { Section } from "./section";
import { words } from "./words";

const LONGEST = 2000;
export const NOTE_BOX = "case-note";

/** What colleagues wrote to one another; what is being written survives a reload and an expired session. */
export function Notes({ file }: { file: CaseFile }) {
  const say = useWords(words);
  const notes = [...file.notes].sort((one, other) => Number(other.pinned) - Number(one.pinned) || other.at.localeCompare(one.at));
  return (
    <Section name="notes" title={say.sections.notes}>
      {file.may.note && <Writing id={file.row.application_id} />}
      {notes.length === 0 && <p className="soft">{say.notes.none}</p>}
      <ul className="case-notes">
        {notes.map((it) => (
          <NoteCard key={it.id} id={file.row.application_id} note={it} mayPin={file.may.note} />
        ))}
      </ul>
    </Section>
  );
}

function Writing({ id }: { id: string }) {
  const say = useWords(words).notes;
  const kept = useKept("note", "");
  const add = useDo((text: string, key) => addNote(id, text, key), { refresh: [["work", "case", id]] });
  const save = async () => {
    const text = kept.value.trim();
    if (text && (await add.run(text))) kept.forget();
  };
  const left = LONGEST - kept.value.length;
  return (
    <form
      className="case-writing"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label htmlFor={NOTE_BOX}>{say.add}</label>
      <Input.TextArea
        id={NOTE_BOX}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={LONGEST}
        value={kept.value}
        aria-describedby="case-note-about"
        onChange={(event) => kept.change(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && void save()}
      />
      <div className="case-writing-end">
        <span id="case-note-about" className="soft">
          {kept.wasRestored && kept.isChanged && kept.value ? say.restored : left < 200 ? said(say.left, { n: left }) : say.about}
        </span>
        <Button htmlType="submit" size="small" type="primary" loading={add.isRunning} disabled={!kept.value.trim()}>
          {say.save}
        </Button>
      </div>
      <Refusal problem={add.problem} />
    </form>
  );
}

function NoteCard({ id, note, mayPin }: { id: string; note: Note; mayPin: boolean }) {
  const say = useWords(words).notes;
  const pin = useDo((pinned: boolean, key) => pinNote(id, note.id, pinned, key), { refresh: [["work", "case", id]] });
  return (
    <li className={note.pinned ? "case-note case-note-pinned" : "case-note"}>
      {note.text === null ? <p className="soft">{say.erased}</p> : <p className="case-note-text" data-as-written>{note.text}</p>}
      <p className="soft">
        <span data-as-written>{note.by.login}</span> · <span className="figure">{when(note.at)}</span>
        {mayPin && (
          <Button
            type="text"
            size="small"
            aria-label={note.pinned ? say.unpin : say.pin}
            aria-pressed={note.pinned}
            title={note.pinned ? say.unpin : say.pin}
            icon={note.pinned ? <PushpinFilled aria-hidden /> : <PushpinOutlined aria-hidden />}
            onClick={() => void pin.run(!note.pinned)}
          />
        )}
      </p>
      <Refusal problem={pin.problem} />
    </li>
  );
}
