"use client";

import { X } from "lucide-react";
import {
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from "react";
import type { Labels } from "../locales/Labels.js";
import { ButtonWords } from "./ButtonWords.js";
import { useFocusFallback } from "./useFocusFallback.js";

interface FrameAddressProps {
  /** The frame's own name. */
  label: string;
  labels: Labels;
  /** The sentence about the address that was refused. */
  errorId: string | undefined;
  /** Resolves to whether the address was taken. */
  onUse: (url: string) => Promise<boolean>;
  onClose: () => void;
  /** Takes the focus when the field goes while it has it. */
  focusFallbackRef: RefObject<HTMLElement | null>;
}

/** A field for the address of a picture, in place of the words of an empty tile. */
export function FrameAddress(props: FrameAddressProps) {
  const { label, labels, errorId, onUse, onClose, focusFallbackRef } = props;
  const [address, setAddress] = useState("");
  const boxRef = useFocusFallback(focusFallbackRef);
  const fieldRef = useRef<HTMLInputElement>(null);
  const settled = useRef("");

  useEffect(() => fieldRef.current?.focus(), []);

  const confirm = async () => {
    const url = address.trim();
    if (url === "") return fieldRef.current?.focus();
    settled.current = url;
    if (await onUse(url)) onClose();
    else fieldRef.current?.focus();
  };
  const close = () => {
    settled.current = address.trim();
    onClose();
  };
  // What was typed is meant, also where the visitor goes on without a press of "Use".
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
    const url = address.trim();
    const isInside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
    if (isInside || url === settled.current) return;
    settled.current = url;
    void onUse(url);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault(); // no form of the host's is sent
      void confirm();
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  };

  return (
    <div className="kling-frame-address" ref={boxRef} onBlur={onBlur}>
      <input
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        className="kling-textbox kling-frame-address-field"
        form=""
        aria-label={labels.frameAddress(label)}
        aria-describedby={errorId}
        aria-invalid={errorId ? true : undefined}
        placeholder="https://"
        ref={fieldRef}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span className="kling-frame-tools">
        <button
          type="button"
          className="kling-button kling-frame-tool"
          onClick={() => void confirm()}
        >
          <ButtonWords short={labels.frameUse} full={labels.frameUseAddress(label)} />
        </button>
        <button
          type="button"
          className="kling-button kling-frame-tool"
          data-variant="icon"
          onClick={close}
        >
          <X className="kling-icon" />
          <span className="kling-visually-hidden">{labels.frameCloseAddress(label)}</span>
        </button>
      </span>
    </div>
  );
}
