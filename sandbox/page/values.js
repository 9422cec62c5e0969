// What an option accepts: turning what was typed into a value, or saying why not.

export const STRING = 3;
export const INTEGER = 4;
export const BOOLEAN = 5;
export const USER = 6;
export const CHANNEL = 7;
export const ROLE = 8;
export const MENTIONABLE = 9;
export const NUMBER = 10;
export const ATTACHMENT = 11;

const LONGEST_STRING = 6000;

/** The fixed list of {name, value} an option takes its value from, or null if it takes any. */
export function choicesOf(option, world) {
  if (option.choices?.length > 0) return option.choices;
  if (option.type === BOOLEAN)
    return [
      { name: "True", value: true },
      { name: "False", value: false },
    ];
  if (option.type === USER || option.type === MENTIONABLE) {
    return [...world.members, world.bot]
      .filter(Boolean)
      .map((user) => ({ name: `@${world.nameOf(user)}`, value: user.id }));
  }
  if (option.type === CHANNEL)
    return (world.guild?.channels ?? []).map(({ id, name }) => ({ name: `#${name}`, value: id }));
  return option.type === ROLE ? [] : null;
}

/** The value of typed text as {value}, or {problem} in words; an empty text is {value: undefined}. */
export function valueOf(option, text, choices) {
  if (text === "")
    return option.required ? { problem: "This option is required. Specify a value." } : { value: undefined };
  if (choices) return fromChoices(text, choices);
  if (option.type === INTEGER || option.type === NUMBER) return number(option, text);
  if (option.type === ATTACHMENT) return { problem: "The sandbox page cannot upload files." };
  return string(option, text);
}

/** What an option accepts, in a few words for the hint above the composer. */
export function limitsOf(option) {
  const { min_value: low, max_value: high, min_length: least, max_length: most } = option;
  if (low !== undefined && high !== undefined) return `${low} to ${high}`;
  if (low !== undefined) return `at least ${low}`;
  if (high !== undefined) return `at most ${high}`;
  if (least && most) return `${least} to ${most} characters`;
  if (most) return `up to ${most} characters`;
  return least ? `at least ${least} characters` : "";
}

function fromChoices(text, choices) {
  const wanted = text.trim().toLowerCase();
  const choice = choices.find(({ name }) => name.toLowerCase() === wanted);
  return choice ? { value: choice.value } : { problem: "Choose one of the listed values." };
}

function number(option, text) {
  const pattern = option.type === INTEGER ? /^[+-]?\d+$/ : /^[+-]?(\d+\.?\d*|\.\d+)$/;
  if (!pattern.test(text.trim()))
    return { problem: option.type === INTEGER ? "Enter a whole number." : "Enter a number." };
  const value = Number(text);
  if (option.type === INTEGER && !Number.isSafeInteger(value))
    return { problem: "This number is too large." };
  const { min_value: low = -Infinity, max_value: high = Infinity } = option;
  return value < low || value > high ? { problem: `Enter a number: ${limitsOf(option)}.` } : { value };
}

function string(option, text) {
  const { min_length: least = 0, max_length: most = LONGEST_STRING } = option;
  if (text.length < least || text.length > most) {
    const limits = limitsOf(option) || `up to ${most} characters`;
    return { problem: `Must be ${limits} long (now ${text.length}).` };
  }
  return { value: text };
}
