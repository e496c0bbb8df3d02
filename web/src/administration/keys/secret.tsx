import { CopyOutlined } from "@ant-design/icons";
import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import { useWords } from "../../words";
import { words } from "./words";

/** The secret, the one time it can be seen. It closes by the button alone, not by a stray click. */
export function Secret({ secret, onDone }: { secret: string; onDone: () => void }) {
  const w = useWords(words);
  const [isCopied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard?.writeText(secret).then(() => setCopied(true));
  return (
    <Modal
      open
      title={w.shownOnce}
      closable={false}
      maskClosable={false}
      keyboard={false}
      width={560}
      footer={
        <Button type="primary" onClick={onDone}>
          {w.kept}
        </Button>
      }
    >
      <div className="secret">
        <Alert type="warning" showIcon message={w.shownSaid} />
        <code>{secret}</code>
        <Button icon={<CopyOutlined aria-hidden />} onClick={copy}>
          {isCopied ? w.copied : w.copy}
        </Button>
      </div>
    </Modal>
  );
}
