import { Button, Modal } from "antd";
import { useWords } from "../../words/language";
import { words } from "../words";
import { SignInForm } from "./form";

interface Props {
  isOpen: boolean;
  login: string | null;
  onSignedIn: (isSame: boolean) => void;
  onLeave: () => void;
}

/** The door over the page when a session ends half way: the page below stays as it is, and goes on. */
export function SignInAgain({ isOpen, login, onSignedIn, onLeave }: Props) {
  const w = useWords(words);
  return (
    <Modal open={isOpen} title={w.signInAgain} footer={null} closable={false} maskClosable={false} keyboard={false} destroyOnHidden width={420} zIndex={2000} styles={{ mask: { backdropFilter: "blur(6px)" } }}>
      <p>{w.signInAgainWhy}</p>
      <SignInForm login={login} onSignedIn={(typed) => onSignedIn(typed === login)} />
      <Button type="link" block onClick={onLeave} className="door-leave">
        {w.leave}
      </Button>
    </Modal>
  );
}
