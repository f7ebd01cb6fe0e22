import type { ArgTypesEnhancer, SBType } from "storybook/internal/types";

/**
 * Makes the tables of props readable, and their controls usable: the types as they stand in the
 * source, without the `| undefined` of every optional prop, and the default in its own column.
 */
export const tidyArgTypes: ArgTypesEnhancer = ({ argTypes }) =>
  Object.fromEntries(Object.entries(argTypes).map(([name, argType]) => [name, tidy(argType)]));

/** What a control can make; an object made by hand is rarely a good File or Generation. */
const EDITABLE = ["string", "number", "boolean", "enum"];

type ArgType = ReturnType<ArgTypesEnhancer>[string];

function tidy(argType: ArgType): ArgType {
  const { type, description } = argType;
  if (type === undefined) return argType;
  const [text = "", defaultValue] = (description ?? "").split(/\s*@default\s+/);
  const simpleType = toSimpleType(type);
  return {
    ...argType,
    description: text,
    type: { ...simpleType, required: type.required ?? false },
    control: argType.control ?? (EDITABLE.includes(simpleType.name) ? undefined : false),
    table: {
      ...argType.table,
      type: { summary: toSource(type) ?? argType.table?.type?.summary },
      ...(defaultValue === undefined ? {} : { defaultValue: { summary: defaultValue.trim() } }),
    },
  };
}

function toSource({ raw }: SBType): string | undefined {
  return raw?.replace(/ \| undefined$/, "").replace(/^\((\(.*\) => .*)\)$/s, "$1");
}

function withoutUndefined(type: SBType): SBType[] {
  if (type.name !== "union") return [type];
  return type.value.filter((member) => !("value" in member) || member.value !== "undefined");
}

/** The type that a control is chosen by. */
function toSimpleType(type: SBType): SBType {
  const source = toSource(type) ?? "";
  if (/=>/.test(source)) return { name: "function" };
  const literals = source.split(" | ").map((part) => /^"([^"]*)"$/.exec(part)?.[1]);
  if (literals.every((literal) => literal !== undefined)) return { name: "enum", value: literals };
  const [only, ...others] = withoutUndefined(type);
  return only && others.length === 0 ? only : type;
}
