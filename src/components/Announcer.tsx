"use client";

import { useEffect, useRef, useState } from "react";

/** A listener who is told more often than this hears nothing else. */
const MIN_GAP_MS = 5000;

interface AnnouncerProps {
  /** What is true now. Words that are replaced before their turn are never spoken. */
  text: string;
}

/** Tells screen readers what changed: a status region that is there before its text. */
export function Announcer({ text }: AnnouncerProps) {
  const [spoken, setSpoken] = useState("");
  const spokenAt = useRef(-Infinity);

  useEffect(() => {
    const wait = text === "" ? 0 : Math.max(0, spokenAt.current + MIN_GAP_MS - performance.now());
    const timer = setTimeout(() => {
      if (text !== "") spokenAt.current = performance.now();
      setSpoken(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <p role="status" className="kling-visually-hidden">
      {spoken}
    </p>
  );
}
