"use client";

interface FieldHeadProps {
  label: string;
  /** What belongs into the field, in a few words. */
  hint: string;
  /** Of the control, and of the hint that describes it. */
  ids: { input: string; hint: string };
}

/** Name and hint of a field, in one line above it. */
export function FieldHead({ label, hint, ids }: FieldHeadProps) {
  return (
    <div className="kling-field-head">
      <label className="kling-label" htmlFor={ids.input}>
        {label}
      </label>
      <span className="kling-hint" id={ids.hint}>
        {hint}
      </span>
    </div>
  );
}
