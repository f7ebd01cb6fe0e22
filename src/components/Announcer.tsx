"use client";

import { useSpoken } from "./useSpoken.js";

interface AnnouncerProps {
  /** What is true now. */
  text: string;
}

/** Tells screen readers what changed: a status region that is there before its text. */
export function Announcer({ text }: AnnouncerProps) {
  return (
    <p role="status" className="kling-visually-hidden">
      {useSpoken(text)}
    </p>
  );
}
