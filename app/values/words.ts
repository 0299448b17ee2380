const unprintable = /[^\P{Cc}\r\n\t]|[\u2028\u2029]/u;

/** Whether a text is free of control characters (line breaks and tabs may stay) and of halves of characters. */
export function isPlainText(text: string): boolean {
  return text.isWellFormed() && !unprintable.test(text);
}

/** The same for a text that must stay on its line: a name, a subject. */
export function isOneLine(text: string): boolean {
  return isPlainText(text) && !/[\r\n\t]/.test(text);
}
