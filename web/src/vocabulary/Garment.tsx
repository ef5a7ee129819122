import { memo } from "react";
import type { Category } from "../api/types";

/* Silhouettes on a 24 px square: what stands in for a picture until there is one. */
const cuts = {
  tee: "M8.500 4.500C9 6.800 15 6.800 15.500 4.500L21.500 7.500 19.800 12 17 11V20.500H7V11L4.200 12 2.500 7.500Z",
  shirt: "M8.500 3.500 12 6l3.500-2.500L20 6l2 11.500-3.200.800L17.500 12v9h-11v-9l-1.300 6.300L2 17.500 4 6Z",
  jacket: "M8 3.500c1 2 7 2 8 0L20.500 6 22 18.500l-3.400.500L17.500 12v9.500h-11V12l-1.100 7-3.400-.500L3.500 6Z",
  trouser: "M7 3h10l2 18.500h-5.200L12 9.500l-1.800 12H5Z",
  short: "M6 6h12l2 11.500h-6.800L12 11.500l-1.200 6H4Z",
  skirt: "M8 5h8l4 15H4Z",
  dress: "M9 3l.500 2.500h5L15 3l1.500 1-.700 7L19.500 21h-15L8.200 11 7.500 4Z",
  vest: "M8.500 3.500c.500 3 6.500 3 7 0L17.500 5l-.700 4 1.200 3v9H6v-9l1.200-3-.700-4Z",
  shoe: "M3 8.500c2 1.500 4.500 1.200 6-.500l5 5c2.500.800 6.500 1 7.500 2.500V18H3Z",
  boot: "M6 3h7v10c3 .800 6.500 1.500 7.500 4v3.500H6Z",
  bag: "M8.500 9V7a3.500 3.500 0 0 1 7 0v2h-1.500V7a2 2 0 0 0-4 0v2ZM4.500 9h15L21 20.500H3Z",
  hat: "M5.500 15C5.500 4 18.500 4 18.500 15c2 .200 3.500 1 3.500 2 0 1.500-20 1.500-20 0 0-1 1.500-1.800 3.500-2Z",
  belt: "M2.500 10h12V8h5v8h-5v-2h-12Z",
  swatch: "M5 5h14v14H5Z",
} as const;

type Cut = keyof typeof cuts;

const words: readonly (readonly [RegExp, Cut])[] = [
  [/\b(boot|wellington)/i, "boot"],
  [/\b(shoe|sneaker|trainer|runner|court|loafer|sandal|trail|derby|mule|clog|slipper|pump|heel)/i, "shoe"],
  [/\b(bag|tote|backpack|pouch|purse|clutch|holdall)/i, "bag"],
  [/\b(hat|cap|beanie|bucket)/i, "hat"],
  [/\b(belt|scarf|glove|sock|tie|wallet)/i, "belt"],
  [/\b(dress|gown|jumpsuit|romper)/i, "dress"],
  [/\b(skirt)/i, "skirt"],
  [/\b(shorts?|trunk|boxer|brief)\b/i, "short"],
  [/\b(jeans?|pants?|trousers?|chino|legging|jogger|slacks?|cargo)/i, "trouser"],
  [/\b(vest|tank|gilet|cami|rib)/i, "vest"],
  [/\b(jacket|coat|parka|hood|hoodie|puffer|anorak|blazer|fleece|sweat|knit|sweater|jumper|cardigan|pullover|crew)/i, "jacket"],
  [/\b(shirt|blouse|oxford|polo|tunic|kurta)/i, "shirt"],
  [/\b(tee|t-shirt|top)/i, "tee"],
];

const fallback: Record<Category, Cut> = { apparel: "tee", footwear: "shoe", accessories: "bag", other: "swatch" };

const colours: readonly (readonly [RegExp, string])[] = [
  [/ink|navy|midnight/i, "#2b3a5c"],
  [/black|jet|onyx/i, "#232427"],
  [/charcoal|graphite|anthracite/i, "#45484e"],
  [/off.?white|ecru|cream|ivory|oat|chalk|natural/i, "#e6dfce"],
  [/white|optic/i, "#f2f2ef"],
  [/gr[ae]y|mel|silver|steel/i, "#9a9da3"],
  [/olive|khaki|army|moss/i, "#6f7150"],
  [/forest|bottle|green|pine/i, "#3b5a49"],
  [/sage|mint/i, "#9fb09a"],
  [/petrol|teal/i, "#33616b"],
  [/sky|light.?blue|pale.?blue/i, "#9cbbd4"],
  [/denim|wash|rinse|indigo/i, "#5b7490"],
  [/blue|royal|cobalt/i, "#3f62a0"],
  [/wine|burgundy|bordeaux|plum/i, "#6b2a40"],
  [/red|scarlet/i, "#b03a3a"],
  [/rust|clay|terracotta|brick/i, "#a8684c"],
  [/orange|amber/i, "#cb7d3c"],
  [/yellow|mustard|gold|sun/i, "#cfa64a"],
  [/pink|rose|blush|coral/i, "#d59aa0"],
  [/purple|lilac|violet|lavender/i, "#8c7bb0"],
  [/brown|tan|camel|chocolate|cognac/i, "#86603f"],
  [/sand|stone|beige|taupe|putty/i, "#c6b597"],
];

function cutOf(styleName: string, category: Category): Cut {
  return words.find(([word]) => word.test(styleName))?.[1] ?? fallback[category];
}

/** A small silhouette in the line's colour; decoration, so hidden from those who hear the page. */
export const Garment = memo(function Garment({ styleName, colour, category, size = 24 }: { styleName: string; colour: string; category: Category; size?: number }) {
  const fill = colours.find(([word]) => word.test(colour))?.[1] ?? "#8d949f";
  return (
    <span className="garment" style={{ width: size, height: size }} aria-hidden="true">
      <svg viewBox="0 0 24 24" width={size * 0.76} height={size * 0.76}>
        <path d={cuts[cutOf(styleName, category)]} fill={fill} />
      </svg>
    </span>
  );
});
