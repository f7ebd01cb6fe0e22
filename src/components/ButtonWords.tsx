"use client";

interface ButtonWordsProps {
  /** What is seen. */
  short: string;
  /** The name, which says of what, too. It begins as what is seen. */
  full: string;
}

/**
 * The words of a button that stands on a page more than once: few to see, and a name of its own.
 * They are text, no aria-label: a search for the label of a frame finds its input alone.
 */
export function ButtonWords({ short, full }: ButtonWordsProps) {
  return (
    <>
      <span className="kling-button-words" aria-hidden="true">
        {short}
      </span>
      <span className="kling-visually-hidden">{full}</span>
    </>
  );
}
