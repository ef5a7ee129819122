import { parseSync } from "vite";
import { expect, test } from "vitest";

const sources = import.meta.glob<string>("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true });

/** Attributes and members whose text is shown or heard. */
const shownNames = new Set(["aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt", "label", "hint", "act", "empty", "one", "what"]);
/** Functions that show what they are given. */
const showing = new Set(["tell", "plural"]);
/** Elements whose text is no language's: keys, and what is typed elsewhere. */
const mute = new Set(["Kbd", "kbd", "code", "pre"]);
/** The same in every language. */
const names = new Set(["Selvedge", "CSV", "Excel", "Slack", "Microsoft Teams"]);

type Node = { type: string } & Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value != null && typeof (value as Node).type === "string";
const nameOf = (node: unknown) => (isNode(node) ? String(node.name ?? node.value ?? "") : "");

/** What a source shows that is not given to t(), tn() or tx(). */
function literalsOf(path: string, source: string): string[] {
  const found: string[] = [];
  const take = (text: string) => {
    const said = text.trim();
    if (/\p{L}{2}/u.test(said) && !names.has(said)) found.push(said);
  };
  const each = (nodes: unknown, shown: boolean) => { for (const node of nodes as unknown[]) look(node, shown); };
  const look = (node: unknown, shown: boolean): void => {
    if (!isNode(node)) return;
    switch (node.type) {
      case "JSXText": return take(String(node.value));
      case "Literal": return void (shown && typeof node.value === "string" && take(node.value));
      case "TemplateLiteral":
        if (shown) take((node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join("…"));
        return each(node.expressions, shown);
      case "JSXElement": {
        look(node.openingElement, false);
        return mute.has(nameOf((node.openingElement as Node).name)) ? undefined : each(node.children, true);
      }
      case "JSXFragment": return each(node.children, true);
      case "JSXAttribute": return look(node.value, shownNames.has(nameOf(node.name)));
      // What is asked of the server has a name for each act.
      case "Property": return nameOf(node.key) === "act" && /^[a-z]+(-[a-z]+)*$/.test(nameOf(node.value)) ? undefined : look(node.value, shownNames.has(nameOf(node.key)) || (nameOf(node.key) === "name" && isNode(node.value) && (node.value.type === "Literal" || node.value.type === "TemplateLiteral")));
      case "CallExpression": {
        look(node.callee, false);
        return each(node.arguments, showing.has(nameOf(node.callee)));
      }
      case "ConditionalExpression": return look(node.test, false), look(node.consequent, shown), look(node.alternate, shown);
      case "LogicalExpression": return look(node.left, shown && node.operator !== "&&"), look(node.right, shown);
      case "BinaryExpression": return each([node.left, node.right], shown && node.operator === "+");
      case "JSXExpressionContainer": case "ParenthesizedExpression": case "TSAsExpression": case "TSNonNullExpression": case "TSSatisfiesExpression":
        return look(node.expression, shown);
    }
    if (node.type.startsWith("TS")) return;
    for (const value of Object.values(node)) Array.isArray(value) ? each(value, false) : look(value, false);
  };
  look(parseSync(path, source).program, false);
  return found;
}

test("What is shown without t() is found wherever it stands", () => {
  const source = `
    const row = { title: "One", key: "no word", act: "no-word", by: (x: "No") => x };
    const shown = <p title={ask ? "Two" : t("Said")} className="no word" aria-label={\`Three \${n}\`}>Four {n > 0 && "Five"} <Kbd>Ctrl K</Kbd>{t("Said", { n: "no" })} {a ?? "Six"}</p>;
    tell(fine ? t("Said") : "Seven"); note("no word");`;
  expect(literalsOf("a.tsx", source)).toEqual(["One", "Two", "Three …", "Four", "Five", "Six", "Seven"]);
});

test("The pages show nothing in English alone", () => {
  const found = Object.entries(sources).filter(([path]) => !path.includes(".test.")).map(([path, source]) => [path.slice(3), literalsOf(path, source)] as const);
  expect(found.filter(([, { length }]) => length > 0), "Lacks t()").toEqual([]);
});
