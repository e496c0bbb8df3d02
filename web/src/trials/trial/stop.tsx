import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { useDo } from "../../api";
import { Refusal, useMay } from "../../shell";
import { useWords } from "../../words";
import { stop } from "../calls";
import { words } from "../words";

/** End it early, with a reason; one person is enough, because it is the safe direction. */
export function Stop({ name, onDone }: { name: string; onDone: () => void }) {
  const w = useWords(words);
  const may = useMay();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const [why, setWhy] = useState("");
  const [isMissing, setMissing] = useState(false);
  const ending = useDo(stop(name), { refresh: [["trials"]] });
  if (!may("trial.stop")) return null;
  const end = async () => {
    if (!why.trim()) return setMissing(true);
    if (await ending.run(why.trim())) {
      setOpen(false);
      void message.success(w.stoppedNow);
      onDone();
    }
  };
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>{w.stop}</Button>
      <Modal
        open={isOpen}
        title={w.stopAsk}
        okText={w.stop}
        cancelText={w.cancel}
        okButtonProps={{ danger: true }}
        onOk={() => void end()}
        onCancel={() => setOpen(false)}
        confirmLoading={ending.isRunning}
      >
        <div className="stack">
          <p>{w.stopWhy}</p>
          <label>
            {w.why}
            <Input.TextArea
              rows={2}
              maxLength={500}
              value={why}
              status={isMissing ? "error" : undefined}
              aria-invalid={isMissing}
              onChange={(event) => {
                setMissing(false);
                setWhy(event.target.value);
              }}
            />
          </label>
          {isMissing && <p className="late" role="alert">{w.whyNeeded}</p>}
          <Refusal problem={ending.problem} />
        </div>
      </Modal>
    </>
  );
}
